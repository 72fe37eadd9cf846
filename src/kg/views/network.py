"""Facts as a network of who met whom: one edge a pair, however often they met.

Nodes are those who took part in a meeting or said something. A meeting of many (a summit) would make an edge for each
pair of its guests, which is quadratic and tells nothing: it stands as a node of its own with one edge a guest. Whoever
accompanies is tied to one principal, of the same state where there is one. Only what has a part is drawn: a name merely
mentioned is found by the search, not by the eye.

    graph = network(collect(store))
    graph.edges["person/kim-jong-un", "person/vladimir-putin"]["meetings"]        # ["meeting/2000-07-..", ..]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import networkx as nx

from kg.views.facts import Facts, Record

MANY = 6


def network(facts: Facts) -> nx.Graph:
    """The nodes (kind, label, code, quotes) and edges (part: pair, guest, companion or of; meetings) of the picture."""
    graph = nx.Graph()
    for iri, meeting in facts["meetings"].items():
        _add_meeting(graph, iri, meeting, facts)
    for iri in sorted({s for said in facts["statements"].values() for s in said["speaker"]} & set(facts["agents"])):
        graph.add_node(iri)
    for iri in sorted(n for n in graph if n in facts["agents"]):
        for state in facts["agents"][iri]["of"]:
            if state in graph and not graph.has_edge(iri, state):
                graph.add_edge(iri, state, part="of", meetings=[])
    _describe(graph, facts)
    return graph


def importance(graph: nx.Graph) -> list[str]:
    """Nodes, those first without which the picture says least: by meetings, then by what they said."""
    weight = {
        node: sum(len(data["meetings"]) for *_, data in graph.edges(node, data=True) if data["part"] != "of")
        for node in graph
    }
    return sorted(graph, key=lambda n: (-weight[n], -graph.degree(n), -graph.nodes[n]["quotes"], n))


def status(meetings: list[Record]) -> str:
    """What a line that stands for several meetings says: held if one was, else planned if one is."""
    found = {meeting["status"] or "Held" for meeting in meetings}
    return next(s for s in ("Held", "Planned", "Cancelled", "Denied", *sorted(found)) if s in found)


def _add_meeting(graph: nx.Graph, iri: str, meeting: Record, facts: Facts) -> None:
    guests = sorted(a for a in meeting["participant"] if a in facts["agents"])
    graph.add_nodes_from(guests)
    if len(guests) > MANY:
        graph.add_node(iri)
        for guest in guests:
            graph.add_edge(guest, iri, part="guest", meetings=[iri])
    else:
        for a, b in combinations(guests, 2):
            _join(graph, a, b, "pair", iri)
    for companion, host in _companions(meeting, guests, facts):
        _join(graph, companion, iri if len(guests) > MANY else host, "companion", iri)


def _join(graph: nx.Graph, a: str, b: str, part: str, meeting: str) -> None:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, part=part, meetings=[meeting])
        return
    edge = graph.edges[a, b]
    if part == "pair" and edge["part"] != "pair":
        edge.update(part="pair", meetings=[meeting])
    elif edge["part"] == part:
        edge["meetings"].append(meeting)


def _companions(meeting: Record, guests: list[str], facts: Facts) -> Iterator[tuple[str, str]]:
    agents = facts["agents"]
    for companion in sorted(a for a in meeting["companion"] if a in agents and a not in guests):
        own = set(agents[companion]["of"])
        host = next((g for g in guests if own & {g, *agents[g]["of"]}), next(iter(guests), ""))
        if host:
            yield companion, host


def _describe(graph: nx.Graph, facts: Facts) -> None:
    said: dict[str, int] = {}
    for statement in facts["statements"].values():
        for speaker in statement["speaker"]:
            said[speaker] = said.get(speaker, 0) + 1
    for iri, data in graph.nodes(data=True):
        agent = facts["agents"].get(iri)
        label = agent["label"] if agent else _when_where(facts["meetings"][iri], facts)
        data.update(kind=agent["kind"] if agent else "meeting", label=label, quotes=said.get(iri, 0))


def _when_where(meeting: Record, facts: Facts) -> str:
    places = [facts["places"].get(p, {}).get("label") or p for p in meeting["place"]]
    return "\n".join(part for part in (meeting["date"], places[0] if places else "") if part) or "?"
