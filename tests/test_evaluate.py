"""The measures: what counts as found, and agreement with the reference scorer where it is at hand."""

from __future__ import annotations

import importlib.util
import json
import sys
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.alike import name_words, same_name, says
from kg.errors import SourceError
from kg.evaluate import compare, read_floors
from kg.facts import Facts, Meeting, Statement, from_store, read_gold
from kg.figures import Report, b_cubed

SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold"
ROOT = Path(__file__).parents[1]

GRAPH = """
PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX : <https://w3id.org/newskg/id/>
:p1 a kg:Person ; rdfs:label "Ana Kovac" ; skos:altLabel "Kovac" .
:XAA a kg:State ; kg:iso3 "XAA" ; rdfs:label "Aland" .
:hall a kg:Place ; rdfs:label "Balai Kota" ; kg:within :town . :town a kg:Place ; rdfs:label "Tobolar" .
:m a kg:Meeting ; kg:hasReport :r .
:org a kg:Organization ; rdfs:label "Badan Kabar" .
GRAPH :a1 {
  :a1 a kg:Article ; dcterms:identifier "a1" ; dcterms:language "id" ; kg:mentions :p1 .
  :r a kg:MeetingReport ; kg:reportedIn :a1 ; kg:participant :p1, :XAA ; kg:place :hall ; kg:country :XAA ;
     kg:status kg:Planned ; kg:mode kg:Remote ; kg:date "2031-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> ;
     kg:evidence [ kg:exact "Ana Kovac akan berbicara." ] .
  :s a kg:Statement ; kg:reportedIn :a1 ; kg:speaker :p1 ; kg:text "kita akan bicara lagi besok"@id ;
     kg:speechMode kg:Direct ; kg:relayedBy :org .
  :t a kg:Statement ; kg:reportedIn :a1 ; kg:speakerDescription "seorang pejabat" ; 
     kg:text "belum ada rencana lain" ; kg:speechMode kg:Indirect .
}
"""


def store() -> Store:
    graph = Store()
    graph.load(GRAPH.encode(), format=RdfFormat.TRIG)
    return graph


def small(**changes: Any) -> Facts:
    parties = ["Ana Kovac", "Budi Santosa"]
    meeting = Meeting(parties, status="held", date="2031-02-03", places=["Tobolar"], country="XAA")
    for key, value in changes.items():
        setattr(meeting, key, value)
    persons = {"Ana Kovac": ["Ana Kovac", "Kovac"], "Budi Santosa": ["Budi Santosa"]}
    return Facts("a1", "id", persons, [meeting], [Statement("Ana Kovac", "direct", "kita akan bicara lagi besok pagi")])


def test_facts_are_asked_of_the_graph_through_the_ontology() -> None:
    facts = from_store(store())["a1"]
    assert facts.persons == {"Ana Kovac": ["Ana Kovac", "Kovac"]}
    [meeting] = facts.meetings
    assert sorted(meeting.participants) == ["Ana Kovac", "state:XAA"]
    assert (meeting.status, meeting.mode, meeting.date, meeting.country) == ("planned", "remote", "2031-02", "XAA")
    assert sorted(meeting.places) == ["Balai Kota", "Tobolar"]
    assert meeting.event == "https://w3id.org/newskg/id/m"
    assert {(s.speaker, s.mode, s.via) for s in facts.statements} == {
        ("Ana Kovac", "direct", "Badan Kabar"),
        ("unknown: seorang pejabat", "indirect", None),
    }


def test_a_reading_agrees_with_itself() -> None:
    report = compare([small()], {"a1": small()})
    assert report.misses == []
    assert {k for k, v in report.figures().items() if v == 1.0} >= {"persons", "meetings_exact", "met_pairs", "place"}


def test_a_wrong_field_keeps_the_meeting_but_not_its_exactness() -> None:
    report = compare([small()], {"a1": small(status="planned")})
    figures = report.figures()
    assert (figures["meetings"], figures["meetings_exact"], figures["status"]) == (1.0, 0.0, 0.0)
    assert [(m.article, m.what) for m in report.misses] == [("a1", "status differs")]


def test_what_readers_differed_on_neither_helps_nor_hurts() -> None:
    gold = small(optional=True)
    for found in (small(), Facts("a1", "id", small().persons, [], small().statements)):
        tally = compare([gold], {"a1": found}).measures["meetings"]
        assert (tally.hits, tally.extra, tally.missed) == (0, 0, 0)


def test_a_wrong_speaker_counts_on_both_sides() -> None:
    found = small()
    found.statements[0].speaker = "Budi Santosa"
    tally = compare([small()], {"a1": found}).measures["statements_direct"]
    assert (tally.hits, tally.extra, tally.missed) == (0, 1, 1)


def test_an_article_that_was_not_read_is_all_missed() -> None:
    report = compare([small()], {})
    assert report.measures["persons"].missed == 2 and report.measures["met_pairs"].missed == 1


def test_floors_name_what_has_fallen() -> None:
    report = compare([small()], {"a1": small(date="2031-03-01")})
    assert report.below({"meetings": 1.0, "date": 0.5}) == ["date 0.000 < 0.500"]


def test_broken_gold_names_its_line(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a"}\n{"id": "b", "meetings": [{}]}\n', "utf-8")
    with pytest.raises(SourceError, match=r"gold\.jsonl:2"):
        read_gold(gold)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ana-Maria Kovac", "Ana Maria Kovač", True),
        ("Kovac Ana", "Ana Kovac", True),
        ("Ana Maria Kovac", "Ana Kovac", True),
        ("Kovac", "Ana Kovac", False),
        ("Ana Kovac", "Ana Novak", False),
    ],
)
def test_names_are_compared_by_their_words(left: str, right: str, same: bool) -> None:
    assert same_name(name_words(left), name_words(right)) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_sameness_of_names_is_symmetric(left: str, right: str) -> None:
    a, b = name_words(left), name_words(right)
    assert same_name(a, b) == same_name(b, a)


def test_four_neighbouring_words_find_an_utterance() -> None:
    assert says("kita akan bicara lagi besok pagi", "Ya, akan bicara lagi besok.")
    assert not says("kita akan bicara lagi besok pagi", "bicara akan kita lagi")
    assert not says("", "apa pun")


def test_merging_is_measured_by_b_cubed() -> None:
    assert b_cubed([("e", "x"), ("e", "x"), ("f", "y")]) == 1.0
    assert b_cubed([("e", "x"), ("f", "x")]) == pytest.approx(2 / 3)


def reference(name: str) -> ModuleType:
    path = SHARED / "eval" / f"{name}.py"
    if not path.is_file():
        pytest.skip("the reference scorer is not at hand")
    spec = importlib.util.spec_from_file_location(f"reference_{name}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def spoil(row: dict[str, Any], step: int) -> dict[str, Any]:
    """A reading with every ``step``-th thing wrong in some way."""
    row = deepcopy(row)
    row["persons"] = [p for i, p in enumerate(row["persons"]) if i % step]
    for i, meeting in enumerate(row["meetings"]):
        meeting["optional"] = False
        if i % step == 0:
            meeting["status"], meeting["participants"] = "planned", meeting["participants"][::-1][:2]
        if i % step == 1:
            meeting["date"], meeting["places"], meeting["mode"] = (meeting["date"] or "")[:7] or "2020", [], "remote"
    row["meetings"] += row["meetings"][:1]
    for i, statement in enumerate(row["statements"]):
        statement["text"] = statement["key"] if i % step else statement["key"][:9]
        statement["via"] = statement["via"] if i % 2 else "TASS"
        statement["speaker"] = "unknown: x" if i % step == 1 else statement["speaker"]
    return row


@pytest.mark.parametrize("step", [2, 3, 5])
@pytest.mark.parametrize("name", ["seeds.jsonl", "dev.jsonl"])
def test_agrees_with_the_reference_scorer(name: str, step: int, tmp_path: Path) -> None:
    score = reference("score")
    rows = [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]
    spoilt = [spoil(row, step) for row in rows]
    tallies, accuracy = score.score(rows, {row["id"]: row for row in spoilt})
    predicted = tmp_path / "predicted.jsonl"
    for statement in (statement for row in spoilt for statement in row["statements"]):
        statement["key"] = statement["text"]
    predicted.write_text("\n".join(map(json.dumps, spoilt)))
    report = compare(read_gold(GOLD / name), {facts.id: facts for facts in read_gold(predicted)})
    for measure, tally in report.measures.items():
        theirs = tallies[measure]
        assert (tally.hits, tally.extra, tally.missed) == (theirs.tp, theirs.fp, theirs.fn), measure
        assert tally.f1 == pytest.approx(theirs.f1()[2])
    assert {k: list(v) for k, v in report.fields.items()} == accuracy
    assert b_cubed(report.merged) == pytest.approx(score.b_cubed(score.score.merged)[2])


def test_facts_agree_with_the_reference(tmp_path: Path) -> None:
    theirs = {article["id"]: article for article in reference("facts").facts(store())}
    ours = from_store(store())
    for identifier, article in theirs.items():
        facts = ours[identifier]
        assert [p["name"] for p in article["persons"]] == list(facts.persons)
        for meeting, other in zip(facts.meetings, article["meetings"], strict=True):
            for key in ("participants", "companions", "status", "mode", "date", "country", "event", "evidence"):
                assert getattr(meeting, key) == other[key], key
            assert sorted(meeting.places) == sorted(other["places"])
        said = [{"speaker": s.speaker, "mode": s.mode, "text": s.text, "via": s.via} for s in facts.statements]
        assert said == [{k: s[k] for k in ("speaker", "mode", "text", "via")} for s in article["statements"]]


def test_floors_are_figures_of_the_report() -> None:
    known = set(Report().measures) | set(Report().fields) | {"merging"}
    for floors in read_floors(ROOT / "tests" / "floors.toml").values():
        assert set(floors) <= known
