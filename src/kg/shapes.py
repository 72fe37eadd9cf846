"""SHACL over a graph of any size: what a complete graph must hold, and which nodes fall short.

The core constraints of ``ontology/shapes.ttl`` are put to pySHACL a slice of the graph at a time, some articles with
all they say or some individuals of the resolved layer, so that a large graph needs no more memory than a small one. A
slice borrows the types of whatever it points at, and answers only for what is its own. The constraints written in
SPARQL (sh:sparql) are put to the store once each, many times faster than node by node, with the same outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH

from kg.resources import ONTOLOGY
from kg.store import select, text

SLICE = 20_000
"""Triples in one slice: large enough that pySHACL's start is small beside them."""

Severity = Literal["error", "warning", "info"]
_SEVERITY: dict[object, Severity] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
_TYPE = ox.NamedNode(str(RDF.type))


class Problem(NamedTuple):
    """A node (IRI) that falls short: why, for people; how bad; by which property and value, where one is to blame."""

    node: str
    reason: str
    severity: Severity
    property: str = ""
    value: str = ""


def problems(store: ox.Store, lang: str = "en") -> list[Problem]:
    """All shortcomings, each once, sorted by node; messages in English ("en") or Indonesian ("id")."""
    found = {problem for quads in _slices(store) for problem in _core(store, quads, lang)}
    return sorted(found | set(_sparql(store, lang)))


class _Shapes(NamedTuple):
    full: rdflib.Graph
    core: rdflib.Graph
    targets: frozenset[str]
    classes: str


@cache
def _shapes() -> _Shapes:
    """The shapes; the same without SPARQL; which classes those are about; N-Triples of what is a subclass of what."""
    full = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    core = rdflib.Graph() + full
    core.remove((None, SH.sparql, None))
    shapes = {shape for shape in core.subjects(SH.targetClass, None) if (shape, SH.property, None) in core}
    targets = frozenset(str(kind) for shape in shapes for kind in core.objects(shape, SH.targetClass))
    terms = rdflib.Graph().parse(ONTOLOGY / "kg.ttl").subject_objects(RDFS.subClassOf)
    below = sorted(f"{a.n3()} {RDFS.subClassOf.n3()} {b.n3()} .\n" for a, b in terms if isinstance(b, rdflib.URIRef))
    return _Shapes(full, core, targets, "".join(below))


def _slices(store: ox.Store) -> Iterator[list[ox.Quad]]:
    """What is said of the individuals that core shapes are about, in lots of about ``SLICE`` triples.

    What one graph says of one subject is never parted.
    """
    lot: list[ox.Quad] = []
    for graph in (*sorted(store.named_graphs(), key=str), ox.DefaultGraph()):
        kinds = (ox.NamedNode(kind) for kind in sorted(_shapes().targets))
        typed = {q.subject: None for kind in kinds for q in store.quads_for_pattern(None, _TYPE, kind, graph)}
        for subject in typed:
            lot.extend(store.quads_for_pattern(subject, None, None, graph))
            if len(lot) >= SLICE:
                yield lot
                lot = []
    yield lot


def _core(store: ox.Store, quads: list[ox.Quad], lang: str) -> Iterator[Problem]:
    own = {quad.subject for quad in quads}
    pointed = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)} - own
    types = (q for node in sorted(pointed, key=str) for q in store.quads_for_pattern(node, _TYPE, None, None))
    data = rdflib.Graph()
    data.parse(data=_shapes().classes + "".join(f"{quad.triple} .\n" for quad in (*quads, *types)), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes().core, inplace=True)
    assert isinstance(report, rdflib.Graph)
    names = {text(node) for node in own}
    for result in report.objects(None, SH.result):
        node = str(report.value(result, SH.focusNode))
        if node in names:
            yield _problem(report, result, node, lang)


def _problem(report: rdflib.Graph, result: rdflib.term.Node, node: str, lang: str) -> Problem:
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    severity = _SEVERITY[report.value(result, SH.resultSeverity)]
    reason = _message(report.objects(result, SH.resultMessage), lang)
    shown = "" if value is None or str(value) == node else str(value)
    return Problem(node, reason, severity, str(path or ""), shown)


def _message(messages: Iterable[rdflib.term.Node], lang: str) -> str:
    found = {getattr(message, "language", None) or "": str(message) for message in messages}
    return found.get(lang) or found.get("en") or next(iter(found.values()), "")


def _sparql(store: ox.Store, lang: str) -> Iterator[Problem]:
    """What the SPARQL constraints find, each asked of the whole store for all nodes of its shape's class."""
    shapes = _shapes().full
    asked: dict[rdflib.term.Node, list[str]] = defaultdict(list)
    for shape, constraint in shapes.subject_objects(SH.sparql):
        asked[constraint] += [str(kind) for kind in shapes.objects(shape, SH.targetClass)]
    for constraint, kinds in asked.items():
        reason = _message(shapes.objects(constraint, SH.message), lang)
        question = str(shapes.value(constraint, SH.select))
        values = f"{{ VALUES ?class {{ {' '.join(f'<{kind}>' for kind in sorted(kinds))} }} $this a ?class . "
        for row in select(store, question.replace("{", values, 1)).rows:
            yield Problem(text(row[0]), reason, "error", value=text(row[1]) if len(row) > 1 else "")


def worst(found: Iterable[Problem], limit: int) -> list[Problem]:
    """The first problems, errors before warnings before matters of fact."""
    order = {"error": 0, "warning": 1, "info": 2}
    return list(islice(sorted(found, key=lambda problem: (order[problem.severity], problem)), limit))
