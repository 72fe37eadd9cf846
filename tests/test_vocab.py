"""The closed vocabulary and the minting of addresses."""

import re

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.errors import GraphError
from kg.resources import ONTOLOGY
from kg.vocab import KG


def test_a_term_is_its_iri():
    assert str(KG.participant) == "https://w3id.org/newskg/ontology#participant"
    assert KG["from"] == rdflib.URIRef(vocab.NAMESPACE + "from")
    assert "participant" in KG and "nonsense" not in KG


def test_python_string_methods_do_not_shadow_terms():
    assert str(KG.title).endswith("#title") and str(KG.text).endswith("#text")


def test_an_unknown_term_cannot_be_written():
    with pytest.raises(AttributeError, match="did you mean kg:participant"):
        _ = KG.participants
    with pytest.raises(KeyError, match="no term kg:zzz"):
        _ = KG["zzz"]


def test_the_scan_finds_what_an_rdf_parser_finds():
    graph = rdflib.Graph().parse(ONTOLOGY / "kg.ttl")
    defined = {str(s)[len(vocab.NAMESPACE) :] for s in graph.subjects() if str(s).startswith(vocab.NAMESPACE)}
    assert set(KG) == defined
    assert KG.kind("participant") == "owl:ObjectProperty" and KG.kind("Held") == "owl:NamedIndividual"


@pytest.mark.parametrize("iri", ["https://example.org/kb/", "urn:example:", "http://data.example/id#"])
def test_a_base_of_ones_own(iri):
    assert vocab.base(iri) == iri
    assert vocab.mint("person", "ada", base=iri) == rdflib.URIRef(iri + "person/ada")
    assert vocab.path(iri + "person/ada", iri) == "person/ada"
    assert vocab.path("https://elsewhere.example/x", iri) is None


@pytest.mark.parametrize("iri", ["", "example.org/", "https://example.org/a b/", "https://example.org", 'http://x/"/'])
def test_a_base_that_breaks_tools_is_refused(iri):
    with pytest.raises(GraphError):
        vocab.base(iri)


@pytest.mark.parametrize("part", ["a b", "a(b", "", "a.", "-a", "a//b", "a<b", 'a"b', "a%20b", ".."])
def test_an_address_that_needs_escapes_is_refused(part):
    with pytest.raises(GraphError):
        vocab.mint("person", part)


@given(st.text(min_size=1))
def test_any_text_becomes_a_safe_segment_and_stays_distinct(text):
    segment = vocab.segment(text)
    assert vocab.mint("article", segment)
    assert vocab.segment(segment) == segment
    assert not re.search(r"[\s<>\"{}|\\^`%]", segment)


def test_unlike_texts_keep_unlike_segments():
    assert vocab.segment("a b") != vocab.segment("a-b") != vocab.segment("a  b")


def test_derived_facts_have_a_graph_of_their_own():
    assert str(vocab.derived()) == "https://w3id.org/newskg/id/graph/derived"


def test_the_prologue_declares_every_prefix():
    assert rdflib.Graph().query(vocab.prologue() + "ASK { ?s a kg:Meeting }").askAnswer is False
