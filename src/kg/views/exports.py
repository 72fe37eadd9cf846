"""The graph in other people's formats. One dict, ``EXPORTS``: to add a format is one function and one line.

RDF formats that hold named graphs keep them; the others hold all graphs as one. GraphML and CSV are for tools that know
no RDF: a network of who met whom and where, and one row a report or statement.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable

import networkx as nx
import pyoxigraph as ox

from kg.rdf import serialise
from kg.store import base_of, to_csv
from kg.views.facts import Facts, Record, collect

_UNSAFE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def trig(store: ox.Store) -> str:
    """TriG, as a build writes it."""
    out = io.StringIO()
    serialise.trig(serialise.rows(store), out, base_of(store))
    return out.getvalue()


def turtle(store: ox.Store) -> str:
    """Turtle, all graphs as one, as a build writes it."""
    out = io.StringIO()
    serialise.turtle(serialise.merged(store), out, base_of(store))
    return out.getvalue()


def nquads(store: ox.Store) -> str:
    """N-Quads, sorted."""
    out = io.StringIO()
    serialise.nquads(serialise.rows(store), out)
    return out.getvalue()


def ntriples(store: ox.Store) -> str:
    """N-Triples, all graphs as one, sorted."""
    return "".join(f"{triple} .\n" for triple in sorted({str(quad.triple) for quad in store}))


def rdfxml(store: ox.Store) -> str:
    """RDF/XML, all graphs as one. Characters that XML cannot hold are left out."""
    triples = sorted({quad.triple for quad in store}, key=str)
    data = ox.serialize((_printable(t) for t in triples), format=ox.RdfFormat.RDF_XML)
    return (data or b"").decode("utf-8")


def jsonld(store: ox.Store) -> str:
    """JSON-LD, expanded, with named graphs."""
    data = ox.serialize(sorted(store, key=lambda q: (str(q.graph_name), str(q))), format=ox.RdfFormat.JSON_LD)
    return (data or b"").decode("utf-8") + "\n"


def graphml(store: ox.Store) -> str:
    """GraphML: agents, places, meetings and statements as nodes, who took part in what as edges."""
    facts = collect(store, base_of(store))
    graph = nx.MultiDiGraph()
    _add_nodes(graph, facts)
    for path, meeting in facts["meetings"].items():
        for name in ("participant", "companion", "place"):
            _add_edges(graph, path, meeting[name], name)
        _add_edges(graph, path, filter(None, [meeting["country"]]), "country")
    for path, said in facts["statements"].items():
        _add_edges(graph, path, said["speaker"], "speaker")
        _add_edges(graph, path, said["about"], "about")
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def csv_meetings(store: ox.Store) -> str:
    """CSV: one row for each report of each meeting, its parties joined by "; "."""
    facts = collect(store, base_of(store))
    rows = []
    for path, meeting in facts["meetings"].items():
        for report in meeting["reports"]:
            article = facts["articles"].get(report["article"], {})
            sentence = next((e["exact"] for e in report["evidence"]), "")
            rows.append(
                [path, report["date"], report["endDate"], report["status"], report["mode"], report["kind"]]
                + [_names(report[name], facts) for name in ("participant", "companion", "place")]
                + [_names([report["country"]], facts), "; ".join(meeting["disputed"])]
                + [article.get(name, "") for name in ("identifier", "publisher", "issued", "source", "title")]
                + [sentence]
            )
    return to_csv(_MEETING_COLUMNS, rows)


_MEETING_COLUMNS = (
    *("meeting", "date", "end_date", "status", "mode", "kind"),
    *("participants", "companions", "place", "country", "disputed"),
    *("article", "outlet", "published", "url", "title", "sentence"),
)


def _add_nodes(graph: nx.MultiDiGraph, facts: Facts) -> None:
    for group in ("agents", "places"):
        for path, record in facts[group].items():
            kind = record.get("kind") or "place"
            graph.add_node(path, kind=kind, label=_plain(record["label"]))
    for path, record in facts["meetings"].items():
        values = {name: record[name] for name in ("date", "status", "mode", "country") if record[name]}
        label = _plain(record["label"] or path)
        graph.add_node(path, kind="meeting", label=label, disputed=", ".join(record["disputed"]), **values)
    for path, record in facts["statements"].items():
        graph.add_node(path, kind="statement", label=_plain(record["text"]), mode=record["mode"])


def _add_edges(graph: nx.MultiDiGraph, source: str, targets: Iterable[str], name: str) -> None:
    for target in targets:
        if target in graph:
            graph.add_edge(source, target, key=name, kind=name)


def _names(paths: Iterable[str], facts: Facts) -> str:
    return "; ".join(_name(path, facts) for path in paths if path)


def _name(path: str, facts: Facts) -> str:
    record: Record = facts["agents"].get(path) or facts["places"].get(path) or {}
    return str(record.get("label") or path)


def _plain(text: str) -> str:
    return _UNSAFE.sub("", text)


def _printable(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not _UNSAFE.search(value.value):
        return triple
    kept = _plain(value.value)
    clean = ox.Literal(kept, language=value.language) if value.language else ox.Literal(kept, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, clean)


EXPORTS: dict[str, Callable[[ox.Store], str]] = {
    "turtle": turtle,
    "trig": trig,
    "nquads": nquads,
    "ntriples": ntriples,
    "rdfxml": rdfxml,
    "jsonld": jsonld,
    "graphml": graphml,
    "csv": csv_meetings,
}
