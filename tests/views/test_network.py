"""Who met whom as a network: one edge a pair, few edges for a summit, nothing but what has a part."""

from hypothesis import given
from hypothesis import strategies as st

from kg.views.facts import collect
from kg.views.network import MANY, importance, network, status


def facts(*meetings, agents="abcdefghij", of=()):
    empty = {"date": "", "place": [], "companion": [], "status": "Held"}
    return {
        "agents": {a: {"kind": "person", "label": a, "of": [s for p, s in of if p == a]} for a in agents},
        "places": {},
        "articles": {},
        "meetings": {f"meeting/{i}": {**empty, **m} for i, m in enumerate(meetings)},
        "statements": {},
    }


def test_a_pair_has_one_edge_however_often_it_met(small_store):
    graph = network(collect(small_store))
    edge = graph.edges["person/ardan-wirya", "person/belo-santos"]
    assert edge == {"part": "pair", "meetings": ["meeting/m1", "meeting/m3"]}


def test_a_companion_is_tied_to_one_principal_of_the_same_state():
    graph = network(facts({"participant": ["a", "b"], "companion": ["c"]}, of=[("b", "i"), ("c", "i")]))
    assert graph.edges["b", "c"]["part"] == "companion" and not graph.has_edge("a", "c")


def test_whoever_met_is_no_mere_companion():
    graph = network(facts({"participant": ["a", "b"], "companion": ["c"]}, {"participant": ["a", "c"]}))
    assert graph.edges["a", "c"] == {"part": "pair", "meetings": ["meeting/1"]}


@given(st.integers(2, 10))
def test_a_summit_has_an_edge_a_guest_not_an_edge_a_pair(guests):
    graph = network(facts({"participant": list("abcdefghij"[:guests])}))
    assert graph.has_node("meeting/0") == (guests > MANY)
    assert graph.number_of_edges() == (guests if guests > MANY else guests * (guests - 1) // 2)


def test_persons_of_a_state_in_the_picture_are_tied_to_it(small_store):
    graph = network(collect(small_store))
    assert graph.edges["person/belo-santos", "state/TLS"]["part"] == "of"
    assert "state/IDN" not in graph


def test_who_only_speaks_is_in_it_too_and_what_nobody_did_is_not(small_store):
    graph = network(collect(small_store))
    assert graph.nodes["person/dodo-rekaan"]["quotes"] == 1
    assert not [n for n in graph if n.startswith(("place/", "article/", "statement/"))]


def test_those_with_most_meetings_come_first(small_store):
    order = importance(network(collect(small_store)))
    assert order[:2] == ["person/ardan-wirya", "person/belo-santos"]


def test_a_line_is_held_when_one_meeting_was():
    assert status([{"status": "Cancelled"}, {"status": "Held"}]) == "Held"
    assert status([{"status": "Cancelled"}, {"status": "Planned"}]) == "Planned"
    assert status([{"status": "Denied"}]) == "Denied"
