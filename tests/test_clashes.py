"""Impossible individuals are named, with the facts that make them so; a sound graph has none."""

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.clashes import clashes, limits
from kg.vocab import KG


def graph(facts):
    store = ox.Store()
    store.update(vocab.prologue() + "BASE <http://x/> INSERT DATA {" + facts + "}")
    return store


def test_the_small_graph_and_what_follows_from_it_is_possible(derived):
    assert clashes(derived) == []


def test_an_agent_is_one_of_three():
    assert {iri.rsplit("#", 1)[1] for iri in limits().types[str(KG.Agent)]} == {"Person", "State", "Organization"}


@pytest.mark.parametrize(
    ("facts", "node", "words"),
    [
        ("<a> a kg:Person, kg:Place", "a", "a Person by its type and a Place by its type"),
        ("<a> a kg:Person . <m> kg:place <a>", "a", "a Place as kg:place of http://x/m"),
        ("<a> a kg:Place . <m> kg:participant <a>", "a", "an Organization or Person or State as kg:participant of"),
        ("<a> a kg:Meeting ; kg:start 3", "a", "an Evidence or Mark as it has a kg:start"),
        ("<a> a kg:Person . <b> a kg:State . <a> owl:sameAs <b>", "a", "a Person by its type and a State by its type"),
        ("<a> owl:sameAs <b> . <a> owl:differentFrom <b>", "a", "the same and to be different"),
        ("<a> kg:metWith <a>", "a", "cannot be kg:metWith itself"),
        ('<a> kg:textHash "abc"@id', "a", "kg:textHash, which wants xsd:string"),
        ('<a> kg:start "three"', "a", "kg:start, which wants xsd:integer"),
        ('<a> kg:speaker "Ada"', "a", "kg:speaker, which wants an individual"),
        (
            "<m> kg:status <p> . <p> a kg:Person",
            "p",
            "a MeetingStatus as kg:status of http://x/m and a Person by its type",
        ),
        ("<a> kg:country <kota> . <kota> kg:within <b>", "kota", "a Place as it has a kg:within"),
    ],
)
def test_the_impossible_is_named(facts, node, words):
    found = clashes(graph(facts))
    assert [clash for clash in found if f"http://x/{node}" in clash.nodes and words in clash.reason], found


@pytest.mark.parametrize(
    "facts",
    [
        "<a> a kg:Person, kg:Agent . <a> owl:sameAs <http://www.wikidata.org/entity/Q1>",
        "<a> owl:sameAs <b> . <b> owl:sameAs <c> . <c> owl:sameAs <a> . <a> a kg:Person",
        "<m> kg:date '2030-01'^^xsd:gYearMonth ; kg:place <p>, <q>",
        "<m> kg:confidence 1 ; kg:participant <a> . <a> a kg:State",
    ],
)
def test_disagreement_and_repetition_are_no_clash(facts):
    assert clashes(graph(facts)) == []
