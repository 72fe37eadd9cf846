"""The graph as plain records for people to look at: one pass over the quads, no query per node.

Every record is made of what JSON can hold. Keys are IRI paths below the base ("person/kim-jong-un"); the values a
report states keep the report they come from, so that a view can put disagreeing sources side by side.

    facts = collect(store)
    facts["meetings"]["meeting/2023-09-13-..."]["reports"][0]["evidence"][0]["exact"]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

ONTOLOGY = "https://w3id.org/newskg/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PREFIXES = {
    ONTOLOGY: "",
    "http://www.w3.org/2000/01/rdf-schema#": "",
    "http://www.w3.org/2004/02/skos/core#": "",
    "http://purl.org/dc/terms/": "",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "",
}
_AGENTS = {"Person": "person", "State": "state", "Organization": "org"}

Properties = dict[str, list[str]]
Record = dict[str, Any]
Facts = dict[str, dict[str, Record]]


def collect(store: ox.Store, base: str = "https://w3id.org/newskg/id/") -> Facts:
    """All agents, places, meetings, statements and articles of a graph, each with its sources.

    ``store`` holds the dataset as built: one named graph an article, the resolved layer in the default graph.
    """
    nodes, kinds = _index(store, base)
    facts: Facts = {"agents": {}, "places": {}, "articles": {}, "meetings": {}, "statements": {}}
    for (graph, subject), kind in sorted(kinds.items()):
        if kind in _AGENTS:
            facts["agents"][subject] = _agent(nodes, subject, _AGENTS[kind])
        elif kind == "Place":
            facts["places"][subject] = _place(nodes["", subject])
        elif kind == "Article":
            facts["articles"][subject] = _article(nodes[graph, subject])
        elif kind == "Meeting":
            facts["meetings"][subject] = _meeting(nodes["", subject])
    _attach_reports(facts, nodes, kinds)
    _attach_statements(facts, nodes, kinds)
    return facts


Index = Mapping[tuple[str, str], Properties]
Kinds = Mapping[tuple[str, str], str]


def _index(store: ox.Store, base: str) -> tuple[Index, Kinds]:
    nodes: dict[tuple[str, str], Properties] = defaultdict(lambda: defaultdict(list))
    kinds: dict[tuple[str, str], str] = {}
    for quad in store:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _short(quad.graph_name, base)
        subject = _short(quad.subject, base)
        name = _short(quad.predicate, base)
        value = _short(quad.object, base)
        if quad.predicate.value == RDF_TYPE:
            kinds[graph, subject] = value
        else:
            nodes[graph, subject][name].append(value)
    for properties in nodes.values():
        for values in properties.values():
            values.sort()
    return nodes, kinds


def _short(term: Any, base: str) -> str:
    """A literal's text, or an IRI below the base or in a known namespace without that beginning."""
    value: str = getattr(term, "value", "")
    if not isinstance(term, ox.NamedNode):
        return value
    if value.startswith(base):
        return value[len(base) :]
    return next((value[len(p) :] for p in _PREFIXES if value.startswith(p)), value)


def _first(properties: Properties, name: str) -> str:
    return next(iter(properties.get(name, ())), "")


def _agent(nodes: Index, subject: str, kind: str) -> Record:
    own = nodes["", subject]
    tenures = [nodes["", t] for t in own.get("tenure", ())]
    return {
        "kind": kind,
        "label": _first(own, "label") or subject,
        "also": own.get("altLabel", []),
        "iso3": _first(own, "iso3"),
        "roles": _unique(_first(t, "title") for t in tenures),
        "of": _unique(v for t in tenures for v in t.get("of", ())),
        "same": own.get("http://www.w3.org/2002/07/owl#sameAs", []),
    }


def _place(own: Properties) -> Record:
    return {
        "label": _first(own, "label"),
        "also": own.get("altLabel", []),
        "within": own.get("within", []),
        "lat": _first(own, "lat"),
        "long": _first(own, "long"),
    }


def _article(own: Properties) -> Record:
    names = ("identifier", "title", "issued", "language", "publisher", "source")
    return {name: _first(own, name) for name in names}


_SINGLE = ("date", "endDate", "earliest", "latest", "status", "mode", "kind", "country", "confidence")
_SEVERAL = ("participant", "companion", "place", "disputed")


def _values(own: Properties) -> Record:
    record: Record = {name: _first(own, name) for name in _SINGLE}
    record.update({name: list(own.get(name, ())) for name in _SEVERAL})
    return record


def _meeting(own: Properties) -> Record:
    return {**_values(own), "label": _first(own, "label"), "reports": []}


def _attach_reports(facts: Facts, nodes: Index, kinds: Kinds) -> None:
    for (graph, subject), kind in sorted(kinds.items()):
        own = nodes[graph, subject]
        meeting = facts["meetings"].get(_first(own, "reportOf"))
        if kind == "MeetingReport" and meeting is not None:
            article = _first(own, "reportedIn")
            meeting["reports"].append({**_values(own), "article": article, "evidence": _evidence(nodes, graph, own)})


def _attach_statements(facts: Facts, nodes: Index, kinds: Kinds) -> None:
    for (graph, subject), kind in sorted(kinds.items()):
        if kind != "Statement":
            continue
        own = nodes[graph, subject]
        record = facts["statements"].setdefault(subject, _statement(own))
        record["reports"].append(
            {
                "article": _first(own, "reportedIn"),
                "text": _first(own, "text"),
                "relayedBy": own.get("relayedBy", []),
                "evidence": _evidence(nodes, graph, own),
            }
        )


def _statement(own: Properties) -> Record:
    return {
        "speaker": own.get("speaker", []),
        "source": _first(own, "speakerDescription"),
        "text": _first(own, "text"),
        "mode": _first(own, "speechMode"),
        "date": _first(own, "date"),
        "about": own.get("about", []),
        "addressee": own.get("addressee", []),
        "reports": [],
    }


def _evidence(nodes: Index, graph: str, own: Properties) -> list[Record]:
    found = [_sentence(nodes, graph, nodes[graph, iri]) for iri in own.get("evidence", ())]
    return sorted(found, key=lambda e: (e["start"], e["end"]))


def _sentence(nodes: Index, graph: str, own: Properties) -> Record:
    marks = [nodes[graph, iri] for iri in own.get("mark", ())]
    return {
        "start": int(_first(own, "start") or 0),
        "end": int(_first(own, "end") or 0),
        "exact": _first(own, "exact"),
        "marks": sorted(
            [int(_first(m, "start")), int(_first(m, "end")), _first(m, "supports"), _first(m, "supportsValue")]
            for m in marks
            if m.get("start") and m.get("end")
        ),
    }


def _unique(values: Iterable[str]) -> list[str]:
    return sorted({v for v in values if v})
