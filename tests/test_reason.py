"""The rules: what follows from a small graph, and that it stays apart."""

import pyoxigraph as ox
import pytest

from kg import reason, vocab
from kg.errors import QueryError
from kg.vocab import KG

DERIVED = ox.NamedNode(vocab.derived())


def node(path):
    return ox.NamedNode(vocab.mint(path))


def facts(store, term, graph=DERIVED):
    quads = store.quads_for_pattern(None, ox.NamedNode(KG[term]), None, graph)
    return sorted((vocab.path(q.subject.value), vocab.path(q.object.value)) for q in quads)


def test_who_met_whom_comes_from_held_meetings_of_persons_both_ways(derived):
    met = facts(derived, "metWith")
    assert ("person/ada-contoh", "person/budi-rekaan") in met
    assert {(b, a) for a, b in met} == set(met)
    assert len(met) == 6  # the planned and the cancelled meeting add none


def test_companions_and_states_do_not_meet(derived):
    assert not any("cici" in a or "state" in a for a, _ in facts(derived, "metWith"))


def test_within_is_closed_and_only_the_new_steps_are_derived(derived):
    assert facts(derived, "within") == [("place/balai-contoh", "state/XNO")]


def test_the_country_follows_from_an_undisputed_place(derived):
    assert facts(derived, "country") == [("meeting/2030-02-ada-contoh-dodo-umpama", "state/XSU")]


def test_a_persons_state_follows_from_an_office(derived):
    assert facts(derived, "state") == [
        ("person/ada-contoh", "state/XNO"),
        ("person/budi-rekaan", "state/XSU"),
        ("person/dodo-umpama", "state/XSU"),
    ]


def test_a_governors_state_is_the_one_the_region_lies_in(small):
    small.update(
        vocab.prologue()
        + f"""BASE <{vocab.DEFAULT_BASE}> INSERT DATA {{
        <person/cici-misal> kg:tenure <tenure/x> . <tenure/x> a kg:Tenure ; kg:of <place/balai-contoh> }}"""
    )
    reason.derive(small)
    assert ("person/cici-misal", "state/XNO") in facts(small, "state")


def test_a_state_takes_part_through_an_office_held_on_the_day(derived):
    parties = facts(derived, "partyState")
    summit = "meeting/2030-01-10-ada-contoh-budi-rekaan"
    assert [state for meeting, state in parties if meeting == summit] == ["state/XNO", "state/XSU"]
    former = "meeting/2030-02-12-ada-contoh-dodo-umpama"
    assert [state for meeting, state in parties if meeting == former] == ["state/XNO"]


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (None, None, True),
        ("2030", None, True),
        ("2030-01-10", "2030-01-10", True),
        ("2030-01-11", None, False),
        (None, "2030-01", True),
        (None, "2029", False),
        ("2031", None, False),
        (None, "2030-01-09", False),
    ],
)
def test_the_bounds_of_an_office_whatever_their_precision(begin, end, expected):
    bounds = "".join(f'; kg:{k} "{v}"' for k, v in (("from", begin), ("until", end)) if v)
    store = ox.Store()
    store.update(
        vocab.prologue()
        + f"""INSERT DATA {{
        <urn:m> a kg:Meeting ; kg:participant <urn:p> ; kg:earliest "2030-01-10" ; kg:latest "2030-01-10" .
        <urn:s> a kg:State . <urn:p> a kg:Person ; kg:tenure <urn:t> . <urn:t> kg:of <urn:s> {bounds} }}"""
    )
    reason.derive(store)
    assert bool(list(store.quads_for_pattern(None, ox.NamedNode(KG.partyState), None, None))) is expected


def test_a_statement_is_about_the_meeting_whose_participants_it_names():
    store = ox.Store()
    store.update(
        vocab.prologue()
        + """INSERT DATA { <urn:s> a kg:Statement ; kg:evidence [ kg:reportedIn <urn:a> ; kg:mark
            [ kg:supports kg:text ; kg:start 10 ; kg:end 50 ] ] .
        <urn:r> a kg:MeetingReport ; kg:reportOf <urn:m> ; kg:reportedIn <urn:a> ; kg:evidence [ kg:mark
            [ kg:supports kg:participant ; kg:start 12 ; kg:end 20 ] ] .
        <urn:q> a kg:MeetingReport ; kg:reportOf <urn:n> ; kg:reportedIn <urn:a> ; kg:evidence [ kg:mark
            [ kg:supports kg:participant ; kg:start 48 ; kg:end 55 ] ] }"""
    )
    assert reason.derive(store)["about-meeting"] == 1
    assert [q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(KG.about), None, DERIVED)] == ["urn:m"]


def test_a_missing_inverse_is_derived_a_stated_one_is_not(derived):
    assert facts(derived, "reportOf") == facts(derived, "hasReport") == []
    store = ox.Store()
    store.update(vocab.prologue() + "INSERT DATA { <urn:m> kg:hasReport <urn:r> }")
    assert reason.derive(store)["report-of"] == 1


def test_asserted_graphs_are_untouched_and_twice_is_once(small):
    before = set(small)
    first = reason.derive(small)
    once = set(small)
    assert {q for q in once if q.graph_name != DERIVED} == before
    assert reason.derive(small) == first and set(small) == once


def test_what_no_longer_follows_is_gone(small):
    reason.derive(small)
    held = ox.Quad(node("meeting/budi-rekaan-dodo-umpama"), ox.NamedNode(KG.status), ox.NamedNode(KG.Held))
    small.remove(held)
    reason.derive(small)
    assert ("person/budi-rekaan", "person/dodo-umpama") not in facts(small, "metWith")


def test_a_circle_of_places_ends_and_nothing_lies_in_itself():
    store = ox.Store()
    store.update(vocab.prologue() + "INSERT DATA { <urn:a> kg:within <urn:b> . <urn:b> kg:within <urn:a> }")
    assert reason.derive(store)["within"] == 0


def test_a_derived_fact_names_its_rule(derived):
    triple = ox.Triple(node("person/ada-contoh"), ox.NamedNode(KG.metWith), node("person/budi-rekaan"))
    assert reason.why(derived, triple).name == "met-with"
    asserted = ox.Triple(node("place/kota-rekaan"), ox.NamedNode(KG.within), node("state/XNO"))
    assert reason.why(derived, asserted) is None


def test_a_base_of_ones_own(small):
    reason.derive(small, base="https://example.org/kb/")
    assert list(small.quads_for_pattern(None, None, None, ox.NamedNode("https://example.org/kb/graph/derived")))


def test_every_rule_says_what_it_concludes_and_uses_terms_that_exist():
    for rule in reason.rules():
        assert rule.about.endswith("."), rule.name
        assert rule.writes and rule.writes <= set(KG)


@pytest.mark.parametrize(
    "text", ["SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT { ?a kg:meets ?b } WHERE { ?a kg:participant ?b }"]
)
def test_a_rule_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "odd.rq").write_text(vocab.prologue() + text)
    with pytest.raises(QueryError, match=r"odd\.rq"):
        reason.rules(tmp_path)
