"""SHACL over a graph of any size: what a complete graph must hold, and which nodes fall short.

``ontology/shapes.ttl`` is put to the store as questions (``kg.shacl``): each constraint asks once of the whole graph.
The other engine, pySHACL, reads the same file and is the measure of the first: the tests hold both to the same
findings. It is given a slice of the graph at a time and takes many times as long.
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
from rdflib.term import Node

from kg.resources import ONTOLOGY
from kg.shacl import Constraint, compiled
from kg.store import select, text

SLICE = 20_000
"""Triples in one slice for pySHACL: large enough that its start is small beside them."""

Engine = Literal["sparql", "pyshacl"]
Severity = Literal["error", "warning", "info"]
_SEVERITY: dict[object, Severity] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
_TYPE = ox.NamedNode(str(RDF.type))
REMEDY = rdflib.URIRef("https://w3id.org/newskg/shapes#remedy")


class Problem(NamedTuple):
    """A node (IRI) that falls short: why, for people; how bad; by which property and value, where one is to blame; and
    what can be done."""

    node: str
    reason: str
    severity: Severity
    property: str = ""
    value: str = ""
    remedy: str = ""


def problems(store: ox.Store, lang: str = "en", engine: Engine = "sparql") -> list[Problem]:
    """All shortcomings, each once, sorted by node; messages in English ("en") or Indonesian ("id")."""
    if engine == "pyshacl":
        found = {problem for quads in _slices(store) for problem in _core(store, quads, lang)}
    else:
        found = {problem for constraint in _shapes().core for problem in _broken(store, constraint, lang)}
    return sorted(found | set(_sparql(store, lang)))


class _Shapes(NamedTuple):
    full: rdflib.Graph
    plain: rdflib.Graph  # without the constraints in SPARQL
    core: tuple[Constraint, ...]
    targets: frozenset[str]
    classes: str  # N-Triples of what is a subclass of what


@cache
def _shapes() -> _Shapes:
    full = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    plain = rdflib.Graph() + full
    plain.remove((None, SH.sparql, None))
    shapes = {shape for shape in plain.subjects(SH.targetClass, None) if (shape, SH.property, None) in plain}
    targets = frozenset(str(kind) for shape in shapes for kind in plain.objects(shape, SH.targetClass))
    terms = rdflib.Graph().parse(ONTOLOGY / "kg.ttl").subject_objects(RDFS.subClassOf)
    pairs = sorted((str(a), str(b)) for a, b in terms if isinstance(b, rdflib.URIRef))
    below = defaultdict(set)
    for narrow, wide in pairs:
        below[wide].add(narrow)
    classes = "".join(f"<{a}> {RDFS.subClassOf.n3()} <{b}> .\n" for a, b in pairs)
    return _Shapes(full, plain, tuple(compiled(plain, {k: frozenset(v) for k, v in below.items()})), targets, classes)


def _broken(store: ox.Store, constraint: Constraint, lang: str) -> Iterator[Problem]:
    for row in select(store, constraint.sparql).rows:
        value = text(row[1]) if len(row) > 1 else ""
        yield _problem(constraint.source, text(row[0]), constraint.path, value, lang)


def _problem(source: Node, node: str, path: str, value: str, lang: str) -> Problem:
    """A finding with what the shapes file says of it at the constraint, or of the whole shape."""
    shapes = _shapes().full
    severity = _SEVERITY[shapes.value(source, SH.severity) or SH.Violation]
    owners = (source, *shapes.subjects(SH.property, source), *shapes.subjects(SH.sparql, source))
    remedies = (_message(shapes.objects(owner, REMEDY), lang) for owner in owners)
    reason = _message(shapes.objects(source, SH.message), lang)
    return Problem(node, reason, severity, path, value, next(filter(None, remedies), ""))


def _message(messages: Iterable[Node], lang: str) -> str:
    found = {getattr(message, "language", None) or "": str(message) for message in messages}
    return found.get(lang) or found.get("en") or next(iter(found.values()), "")


def _sparql(store: ox.Store, lang: str) -> Iterator[Problem]:
    """What the constraints in SPARQL find, each asked of the whole store for all nodes of its shape's class."""
    shapes = _shapes().full
    asked: dict[Node, list[str]] = defaultdict(list)
    for shape, constraint in shapes.subject_objects(SH.sparql):
        asked[constraint] += [str(kind) for kind in shapes.objects(shape, SH.targetClass)]
    for constraint, kinds in asked.items():
        question = str(shapes.value(constraint, SH.select))
        values = f"{{ VALUES ?class {{ {' '.join(f'<{kind}>' for kind in sorted(kinds))} }} $this a ?class . "
        for row in select(store, question.replace("{", values, 1)).rows:
            yield _problem(constraint, text(row[0]), "", text(row[1]) if len(row) > 1 else "", lang)


def worst(found: Iterable[Problem], limit: int) -> list[Problem]:
    """The first problems, errors before warnings before matters of fact."""
    order = {"error": 0, "warning": 1, "info": 2}
    return list(islice(sorted(found, key=lambda problem: (order[problem.severity], problem)), limit))


# ---------------------------------------------------------------- by pySHACL


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
    """A slice borrows the types of whatever it points at, and answers only for what is its own."""
    own = {quad.subject for quad in quads}
    pointed = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)} - own
    types = (q for node in sorted(pointed, key=str) for q in store.quads_for_pattern(node, _TYPE, None, None))
    data = rdflib.Graph()
    data.parse(data=_shapes().classes + "".join(f"{quad.triple} .\n" for quad in (*quads, *types)), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes().plain, inplace=True)
    assert isinstance(report, rdflib.Graph)
    names = {text(node) for node in own}
    for result in report.objects(None, SH.result):
        node = str(report.value(result, SH.focusNode))
        if node in names:
            yield _reported(report, result, node, lang)


def _reported(report: rdflib.Graph, result: Node, node: str, lang: str) -> Problem:
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    severity = _SEVERITY[report.value(result, SH.resultSeverity)]
    reason = _message(report.objects(result, SH.resultMessage), lang)
    shown = "" if value is None or str(value) == node else str(value)
    return Problem(node, reason, severity, str(path or ""), shown)
