"""Clashes: individuals that the ontology does not allow to exist, named, with what makes them impossible.

The ontology's named classes are pairwise disjoint, and every domain and range is a union of some of them. So each
stated type, each domain and each range leaves an individual a set of classes it can still belong to. Where nothing is
left, the graph is inconsistent, and the facts that took the last class away are the explanation. This is exact for the
axioms that ``kg.ttl`` uses, reads the graph once, and sees what reasoners below OWL 2 DL miss: unions.

    >>> clashes(store)
    [Clash(nodes=('https://.../person/ada',), reason='would be a Person by its type and a Place as kg:place of ...')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.resources import ONTOLOGY

_RDF, _RDFS, _OWL, _XSD = (vocab.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
_TYPE, _SAME, _OTHER = _RDF + "type", _OWL + "sameAs", _OWL + "differentFrom"
_NARROWER = {_XSD + "decimal": frozenset({_XSD + "integer", _XSD + "decimal"})}

Classes = frozenset[str]
Node = ox.NamedNode | ox.BlankNode


class Clash(NamedTuple):
    """Individuals (IRIs) that cannot exist as the graph describes them, and why, as the rest of a sentence."""

    nodes: tuple[str, ...]
    reason: str


class Limits(NamedTuple):
    """What the axioms allow: by class, by domain and by range the classes left over; the datatypes; who never relates
    to itself. Keys are IRIs."""

    types: Mapping[str, Classes]
    domains: Mapping[str, Classes]
    ranges: Mapping[str, Classes]
    datatypes: Mapping[str, Classes]
    irreflexive: Classes


@cache
def limits() -> Limits:
    """The limits of ``ontology/kg.ttl``."""
    graph = ox.Store()
    graph.load(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    disjoint = _subjects(graph, _TYPE, _OWL + "AllDisjointClasses")
    leaves = frozenset(member for node in disjoint for member in _members(graph, node))
    types = {c: _leaves(graph, ox.NamedNode(c), leaves) for c in _terms(graph, "Class")}
    ranges = _filtered(graph, "range", leaves)
    properties = _terms(graph, "DatatypeProperty")
    return Limits(
        {c: allowed for c, allowed in types.items() if allowed},
        _filtered(graph, "domain", leaves),
        {p: allowed for p, allowed in ranges.items() if p not in properties},
        {p: _datatypes(graph, p) for p in sorted(properties) if _objects(graph, ox.NamedNode(p), _RDFS + "range")},
        frozenset(n.value for n in _subjects(graph, _TYPE, _OWL + "IrreflexiveProperty")),
    )


def _objects(graph: ox.Store, subject: Node, predicate: str) -> list[Node]:
    quads = graph.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
    return [q.object for q in quads if isinstance(q.object, Node)]


def _subjects(graph: ox.Store, predicate: str, value: str) -> list[Node]:
    quads = graph.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), None)
    return [q.subject for q in quads if isinstance(q.subject, Node)]


def _terms(graph: ox.Store, kind: str) -> Classes:
    found = (n.value for n in _subjects(graph, _TYPE, _OWL + kind) if isinstance(n, ox.NamedNode))
    return frozenset(iri for iri in found if iri.startswith(vocab.NAMESPACE))


def _members(graph: ox.Store, node: Node, by: str = "members") -> Iterator[str]:
    cells = _objects(graph, node, _OWL + by)
    while cells and cells[0].value != _RDF + "nil":
        yield from (item.value for item in _objects(graph, cells[0], _RDF + "first"))
        cells = _objects(graph, cells[0], _RDF + "rest")


def _leaves(graph: ox.Store, node: Node, leaves: Classes) -> Classes:
    """The disjoint classes that a class, or a union of classes, consists of; empty when nothing limits it."""
    if node.value in leaves:
        return frozenset({node.value})
    union = list(_members(graph, node, "unionOf"))
    for equal in _objects(graph, node, _OWL + "equivalentClass"):
        union += _members(graph, equal, "unionOf")
    return frozenset(leaf for part in union for leaf in _leaves(graph, ox.NamedNode(part), leaves))


def _filtered(graph: ox.Store, side: str, leaves: Classes) -> dict[str, Classes]:
    found: dict[str, Classes] = {}
    for quad in graph.quads_for_pattern(None, ox.NamedNode(_RDFS + side), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, Node):
            allowed = _leaves(graph, quad.object, leaves)
            if allowed:
                found[quad.subject.value] = allowed
    return found


def _datatypes(graph: ox.Store, name: str) -> Classes:
    ranges = (node.value for node in _objects(graph, ox.NamedNode(name), _RDFS + "range"))
    return frozenset(d for value in ranges for d in _NARROWER.get(value, {value}))


Reasons = dict[Classes, str]


class _Scan:
    """One pass over the quads: what each individual can still be, and the clashes that one fact makes alone."""

    def __init__(self, allowed: Limits) -> None:
        self.limits = allowed
        self.left: dict[str, Reasons] = defaultdict(dict)
        self.same: dict[str, str] = {}
        self.other: list[tuple[str, str]] = []
        self.alone: list[Clash] = []

    def read(self, quad: ox.Quad) -> None:
        subject, predicate, value = _value(quad.subject), quad.predicate.value, quad.object
        if isinstance(value, ox.Literal):
            self._literal(subject, predicate, value)
        elif isinstance(value, Node):
            self._relation(subject, predicate, value.value)
        if predicate in self.limits.domains:
            self.left[subject].setdefault(self.limits.domains[predicate], f"as it has a {_short(predicate)}")

    def _relation(self, subject: str, predicate: str, value: str) -> None:
        if predicate == _TYPE and value in self.limits.types:
            self.left[subject].setdefault(self.limits.types[value], "by its type")
        elif predicate in self.limits.ranges:
            self.left[value].setdefault(self.limits.ranges[predicate], f"as {_short(predicate)} of {subject}")
        elif predicate == _SAME:
            self.same[self.one(subject)] = self.one(value)
        elif predicate == _OTHER:
            self.other.append((subject, value))
        if predicate in self.limits.irreflexive and subject == value:
            self.alone.append(Clash((subject,), f"cannot be {_short(predicate)} itself"))
        if predicate in self.limits.datatypes:
            self.alone.append(Clash((subject,), f"has the individual {value} where {_short(predicate)} wants a value"))

    def _literal(self, subject: str, predicate: str, value: ox.Literal) -> None:
        wanted = self.limits.datatypes.get(predicate)
        if wanted and value.datatype.value not in wanted:
            names = " or ".join(sorted(_short(d) for d in wanted))
            self.alone.append(Clash((subject,), f"has {value} as {_short(predicate)}, which wants {names}"))
        if predicate in self.limits.ranges:
            self.alone.append(Clash((subject,), f"has {value} as {_short(predicate)}, which wants an individual"))

    def one(self, node: str) -> str:
        """Who stands for all that owl:sameAs says are this individual."""
        while node in self.same and self.same[node] != node:
            node = self.same[node]
        return node


def clashes(quads: Iterable[ox.Quad]) -> list[Clash]:
    """Every individual that cannot exist, in the order of their addresses; empty when the graph is consistent."""
    scan = _Scan(limits())
    for quad in quads:
        scan.read(quad)
    merged: dict[str, Reasons] = defaultdict(dict)
    members: dict[str, set[str]] = defaultdict(set)
    for node in sorted(scan.left):
        members[scan.one(node)].add(node)
        for classes, reason in scan.left[node].items():
            merged[scan.one(node)].setdefault(classes, reason)
    impossible = [
        Clash(tuple(sorted(members[node])), _sentence(reasons))
        for node, reasons in merged.items()
        if len(reasons) > 1 and not frozenset.intersection(*reasons)
    ]
    parted = [
        Clash((a, b), "are said to be the same and to be different")
        for a, b in scan.other
        if scan.one(a) == scan.one(b)
    ]
    return sorted(set(impossible + parted + scan.alone))


def _value(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return str(subject) if isinstance(subject, ox.Triple) else subject.value


def _sentence(reasons: Reasons) -> str:
    """The fewest reasons that exclude one another: two wherever two suffice."""
    pairs = ((a, b) for a, b in combinations(sorted(reasons, key=lambda c: (len(c), sorted(c))), 2) if not a & b)
    fewest = next(pairs, tuple(reasons))
    return "would be " + " and ".join(f"{_either(classes)} {reasons[classes]}" for classes in fewest)


def _either(classes: Classes) -> str:
    names = " or ".join(sorted(_name(c) for c in classes))
    return f"{'an' if names[0] in 'AEIO' else 'a'} {names}"


def _name(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _short(iri: str) -> str:
    prefix = next((p for p, namespace in vocab.PREFIXES.items() if iri.startswith(namespace)), "")
    return f"{prefix}:{_name(iri)}" if prefix else iri
