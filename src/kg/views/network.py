"""Facts as a network: who took part in which meeting, where, and who said what.

Persons, states, organisations, meetings, places and statements are nodes of one directed multigraph; a role in a fact
is an edge. Only what has a part in a meeting or a statement is drawn: a name merely mentioned is found by the
search, not by the eye.

    graph = network(collect(store))
    graph.nodes["person/kim-jong-un"]["kind"]        # "person"
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from kg.views.facts import Facts, Record

Edge = tuple[str, str, str]
SHORT = 60


def network(facts: Facts) -> nx.MultiDiGraph:
    """The drawn nodes (attributes kind, label, status) and edges (key = the part played)."""
    graph = nx.MultiDiGraph()
    known = set().union(*(facts[name] for name in ("agents", "places", "meetings", "statements")))
    for iri, meeting in facts["meetings"].items():
        graph.add_node(iri, kind="meeting", label=_when_where(meeting, facts), status=meeting["status"])
        _connect(graph, _meeting_edges(iri, meeting), known)
    for iri, statement in facts["statements"].items():
        graph.add_node(iri, kind="statement", label=_clip(statement["text"]), status="")
        _connect(graph, _statement_edges(iri, statement), known)
    _describe(graph, facts)
    for iri in sorted(n for n in graph if n in facts["agents"]):
        states = [s for s in facts["agents"][iri]["of"] if s in graph]
        _connect(graph, ((iri, state, "of") for state in states), known)
    return graph


def importance(graph: nx.MultiDiGraph) -> list[str]:
    """Nodes, those first without which the picture says least: agents and meetings by their edges, statements last."""
    last = {"statement": 1}
    return sorted(graph, key=lambda n: (last.get(graph.nodes[n]["kind"], 0), -graph.degree(n), n))


def _connect(graph: nx.MultiDiGraph, edges: Iterator[Edge], known: set[str]) -> None:
    for source, target, part in edges:
        if source in known and target in known:
            graph.add_edge(source, target, key=part, part=part)


def _meeting_edges(iri: str, meeting: Record) -> Iterator[Edge]:
    yield from ((agent, iri, "participant") for agent in meeting["participant"])
    yield from ((agent, iri, "companion") for agent in meeting["companion"])
    yield from ((iri, place, "place") for place in meeting["place"])


def _statement_edges(iri: str, statement: Record) -> Iterator[Edge]:
    yield from ((agent, iri, "speaker") for agent in statement["speaker"])
    yield from ((iri, thing, "about") for thing in statement["about"] if thing.startswith("meeting/"))


def _describe(graph: nx.MultiDiGraph, facts: Facts) -> None:
    for iri in graph:
        if iri in facts["agents"]:
            agent = facts["agents"][iri]
            graph.nodes[iri].update(kind=agent["kind"], label=agent["label"], status="")
        elif iri in facts["places"]:
            graph.nodes[iri].update(kind="place", label=facts["places"][iri]["label"], status="")


def _when_where(meeting: Record, facts: Facts) -> str:
    places = [facts["places"].get(p, {}).get("label") or p for p in meeting["place"]]
    return "\n".join(part for part in (meeting["date"], places[0] if places else "") if part) or "?"


def _clip(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"
