"""SHACL core as SPARQL: each constraint of a shapes graph becomes one question that finds what breaks it.

A property shape holds for every node of its shape's target classes; each of its components is an expression over
``?value`` that is true of a good value, or a number of values to be counted. What the shapes file does not use is not
known here, and a component that is not known is an error, never passed over.

    for constraint in compiled(shapes, subclasses):
        for node, value in ask(constraint.sparql): ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import rdflib
from rdflib import RDF, SH, XSD, URIRef
from rdflib.collection import Collection
from rdflib.term import Identifier, Node

from kg.errors import GraphError

_TOLD = {SH.path, SH.message, SH.severity, SH.description, SH.name, SH.order, SH.deactivated, RDF.type}
_OF_SHAPE: frozenset[Node] = frozenset({SH.property, SH.targetClass, SH.sparql})
_CAST = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.decimal, XSD.integer, XSD.boolean}

Subclasses = Mapping[str, frozenset[str]]


class Constraint(NamedTuple):
    """A question whose rows are ``?this`` and, where one value is to blame, ``?value``.

    ``source`` is the node of the shapes graph that holds message and severity, ``path`` the property ("" for none).
    """

    source: Node
    path: str
    sparql: str


def compiled(shapes: rdflib.Graph, subclasses: Subclasses) -> Iterator[Constraint]:
    """Every constraint of the shapes, in a fixed order. Raises GraphError when one is not understood."""
    compiler = _Compiler(shapes, subclasses)
    for shape in sorted(set(shapes.subjects(SH.targetClass, None)), key=str):
        targets = " ".join(sorted(f"<{kind}>" for kind in shapes.objects(shape, SH.targetClass)))
        yield from compiler.shape(shape, f"VALUES ?class {{ {targets} }} ?this a ?class .")


class _Compiler:
    def __init__(self, shapes: rdflib.Graph, subclasses: Subclasses) -> None:
        self.shapes = shapes
        self.subclasses = subclasses
        self.tests: dict[Node, Callable[[Node, str], str]] = {
            SH["class"]: self._class,
            SH.datatype: self._datatype,
            SH["in"]: self._in,
            SH.pattern: self._pattern,
            SH.minLength: lambda bound, value: f"STRLEN(STR({value})) >= {bound}",
            SH.minInclusive: lambda bound, value: f"COALESCE({value} >= {bound}, false)",
            SH.maxInclusive: lambda bound, value: f"COALESCE({value} <= {bound}, false)",
            SH.nodeKind: self._kind,
            SH["or"]: self._or,
            SH.property: self._property,
        }

    def shape(self, shape: Node, target: str) -> Iterator[Constraint]:
        """The constraints of a node shape: on its nodes themselves, then on each property."""
        for name, bound in self._components(shape, _OF_SHAPE):
            yield Constraint(
                shape, "", f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({self._test(name, bound, '?this')})) }}"
            )
        for part in sorted(self.shapes.objects(shape, SH.property), key=self._order):
            path = self.shapes.value(part, SH.path)
            if not isinstance(path, URIRef):
                raise GraphError(f"the shapes have a path that is no property: {path}")
            for name, bound in self._components(part):
                yield Constraint(part, str(path), self._question(name, bound, target, path.n3()))

    def _question(self, name: Node, bound: Node, target: str, path: str) -> str:
        values = f"{target} ?this {path} ?value ."
        if name == SH.minCount and str(bound) == "1":
            return f"SELECT DISTINCT ?this WHERE {{ {target} FILTER NOT EXISTS {{ ?this {path} ?any }} }}"
        if name == SH.minCount:
            some = f"{target} OPTIONAL {{ ?this {path} ?value }}"
            return f"SELECT ?this WHERE {{ {some} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?value) < {bound})"
        if name == SH.maxCount:
            return f"SELECT ?this WHERE {{ {values} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?value) > {bound})"
        if name == SH.lessThanOrEquals:
            other = f"?this <{bound}> ?other . FILTER(!COALESCE(?value <= ?other, false))"
            return f"SELECT DISTINCT ?this ?value WHERE {{ {values} {other} }}"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {values} FILTER(!({self._test(name, bound, '?value')})) }}"

    def _order(self, node: Node) -> tuple[str, list[str]]:
        """Blank nodes have no names to sort by: path and message stand for them."""
        return str(self.shapes.value(node, SH.path)), sorted(map(str, self.shapes.objects(node, SH.message)))

    def _components(self, shape: Node, others: frozenset[Node] = frozenset()) -> list[tuple[Node, Node]]:
        found = self.shapes.predicate_objects(shape)
        known = (pair for pair in found if pair[0] not in _TOLD and pair[0] not in others)
        return sorted((pair for pair in known if str(pair[0]).startswith(str(SH))), key=lambda pair: str(pair[0]))

    def _test(self, name: Node, bound: Node, value: str) -> str:
        if name not in self.tests:
            raise GraphError(f"the shapes use {name}, which kg.shacl does not know")
        return self.tests[name](bound, value)

    def _all(self, shape: Node, value: str) -> str:
        """Whether a value fits a nested shape."""
        return " && ".join(f"({self._test(name, bound, value)})" for name, bound in self._components(shape))

    def _class(self, bound: Node, value: str) -> str:
        names = " ".join(f"<{kind}>" for kind in sorted(self.subclasses.get(str(bound), frozenset()) | {str(bound)}))
        return f"EXISTS {{ VALUES ?kind {{ {names} }} {value} a ?kind }}"

    def _datatype(self, bound: Node, value: str) -> str:
        typed = f"COALESCE(DATATYPE({value}) = <{bound}>, false)"
        return f"{typed} && COALESCE(isLiteral(<{bound}>(STR({value}))), false)" if bound in _CAST else typed

    def _in(self, bound: Node, value: str) -> str:
        return f"{value} IN ({', '.join(_n3(item) for item in Collection(self.shapes, bound))})"

    def _pattern(self, bound: Node, value: str) -> str:
        return f"!isBlank({value}) && REGEX(STR({value}), {_n3(bound)})"

    def _kind(self, bound: Node, value: str) -> str:
        tests = {SH.IRI: "isIRI", SH.Literal: "isLiteral"}
        if bound not in tests:
            raise GraphError(f"the shapes use {bound}, which kg.shacl does not know")
        return f"{tests[URIRef(str(bound))]}({value})"

    def _or(self, bound: Node, value: str) -> str:
        return " || ".join(f"({self._all(option, value)})" for option in Collection(self.shapes, bound))

    def _property(self, part: Node, value: str) -> str:
        """A nested property shape: only that there is a value."""
        wanted = [(name, str(bound)) for name, bound in self._components(part)]
        if wanted != [(SH.minCount, "1")]:
            raise GraphError("the shapes ask more of a property inside sh:or than that it is there")
        return f"EXISTS {{ {value} <{self.shapes.value(part, SH.path)}> ?any }}"


def _n3(term: Node) -> str:
    return term.n3() if isinstance(term, Identifier) else str(term)
