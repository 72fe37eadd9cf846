"""What of a graph is exported: all of it, or what remains when sources, or the rules' conclusions, are left out.

Without sources there are no articles, reports, sentences, words and judgements, nor anything that points at one: what
the sources amount to remains, with every statement under its speaker. Which properties those are is told by the
ontology: a property whose domain or range allows nothing but classes of ``SOURCES``. A value that sources dispute
stays marked with kg:disputed, so that it is not taken for certain. All is in the default graph, as the names of
the others are those of articles; only what the rules derive keeps a graph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.clashes import limits
from kg.rdf.serialise import Row
from kg.views.exports.sorting import in_order
from kg.vocab import KG

SOURCES = frozenset(str(term) for term in (KG.Article, KG.MeetingReport, KG.Evidence, KG.Mark, KG.Judgement))
_RELAYED = str(KG.relayedBy)  # by whom the article has it
TYPE = ox.NamedNode(vocab.PREFIXES["rdf"] + "type")
_STATEMENT = ox.NamedNode(KG.Statement)
_ABOUT = ox.NamedNode(KG.about)

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


@cache
def of_sources() -> frozenset[str]:
    """The properties that say, or point at, where something is from."""
    allowed = limits()
    sides = (*allowed.domains.items(), *allowed.ranges.items())
    return frozenset({_RELAYED, *(name for name, classes in sides if classes <= SOURCES)})


class Selection(NamedTuple):
    """A graph to export. ``base`` is where its individuals live; ``sources`` and ``derived`` say what is kept."""

    store: ox.Store
    base: str = vocab.DEFAULT_BASE
    sources: bool = True
    derived: bool = True

    @property
    def derived_graph(self) -> ox.NamedNode:
        """The graph of what the rules conclude."""
        return ox.NamedNode(vocab.derived(self.base))

    def graphs(self) -> list[Graph]:
        """The graphs of the store that something is taken from, the default graph first."""
        named = sorted(self.store.named_graphs(), key=str)
        return [ox.DefaultGraph(), *(g for g in named if self.derived or g != self.derived_graph)]

    def rows(self) -> Iterator[Row]:
        """Every quad as ``kg.rdf.serialise`` takes them: sorted, each once, in bounded memory."""
        if not self.sources:
            return self._without_sources()
        return (row for graph in self.graphs() for row in in_order(self._rows(graph)))

    def merged(self) -> Iterator[Row]:
        """The triples of all graphs as one, sorted, each once."""
        every = (self._kept(graph) for graph in self.graphs())
        return in_order(_row(quad, "") for quads in every for quad in quads)

    def _rows(self, graph: Graph) -> Iterator[Row]:
        name = "" if isinstance(graph, ox.DefaultGraph) else str(graph)
        return (_row(quad, name) for quad in self.store.quads_for_pattern(None, None, None, graph))

    def _without_sources(self) -> Iterator[Row]:
        graphs = [graph for graph in self.graphs() if graph != self.derived_graph]
        yield from in_order(_row(quad, "") for graph in graphs for quad in self._kept(graph))
        if self.derived:
            name = str(self.derived_graph)
            yield from in_order(_row(quad, name) for quad in self._kept(self.derived_graph))

    def _kept(self, graph: Graph) -> Iterator[ox.Quad]:
        if self.sources:
            yield from self.store.quads_for_pattern(None, None, None, graph)
        elif isinstance(graph, ox.DefaultGraph) or graph == self.derived_graph:
            yield from filter(self._sourceless, self.store.quads_for_pattern(None, None, None, graph))
        else:
            for statement in {q.subject for q in self.store.quads_for_pattern(None, TYPE, _STATEMENT, graph)}:
                quads = self.store.quads_for_pattern(statement, None, None, graph)
                yield from filter(self._sourceless, quads)

    def _sourceless(self, quad: ox.Quad) -> bool:
        if quad.predicate.value in of_sources():
            return False
        if quad.predicate == TYPE:
            return str(getattr(quad.object, "value", "")) not in SOURCES
        return quad.predicate != _ABOUT or not self._is_source(quad.object)

    def _is_source(self, node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
        quads = self.store.quads_for_pattern(node, TYPE, None, None) if isinstance(node, ox.NamedNode) else ()
        return any(str(getattr(quad.object, "value", "")) in SOURCES for quad in quads)


def _row(quad: ox.Quad, graph: str) -> Row:
    name = str(quad.predicate)
    return graph, str(quad.subject), "" if quad.predicate == TYPE else name, name, str(quad.object)
