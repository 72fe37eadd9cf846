"""Single individuals of a graph of any size, for exports that are no RDF: asked for one by one, never all at once.

    reader = Reader(selection)
    for path in reader.individuals("Meeting"):
        reader.node(path)["participant"]          # ["person/...", ...]

Addresses are paths below the base ("person/kim-jong-un"); properties go by their short names, their values sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.views.exports.selection import TYPE, Selection
from kg.views.exports.sorting import in_order
from kg.vocab import KG

_SHORT = tuple(vocab.PREFIXES[prefix] for prefix in ("kg", "rdfs", "skos", "dcterms", "geo"))

Node = dict[str, list[str]]


class Telling(NamedTuple):
    """What one article says of a meeting or statement: its words, and the article's own properties."""

    path: str
    said: Node
    article: Node
    sentences: tuple[str, ...]


class Reader:
    """Reads the individuals of a selection."""

    def __init__(self, what: Selection) -> None:
        self.what = what
        self.label = lru_cache(maxsize=1 << 16)(self._label)
        self.article = lru_cache(maxsize=1 << 10)(self._article)

    def short(self, term: Any) -> str:
        """A literal's text; an address below the base or in a known vocabulary without that beginning."""
        value = str(getattr(term, "value", ""))
        if not isinstance(term, ox.NamedNode):
            return value
        return next((value[len(known) :] for known in (self.what.base, *_SHORT) if value.startswith(known)), value)

    def iri(self, path: str) -> ox.NamedNode:
        """The address of a path."""
        return ox.NamedNode(path if "://" in path else self.what.base + path)

    def individuals(self, *kinds: str) -> Iterator[str]:
        """The paths of all individuals of some classes of the ontology, in order, each once."""
        quads = (q for k in kinds for q in self.what.store.quads_for_pattern(None, TYPE, ox.NamedNode(KG[k]), None))
        return (path for (path,) in in_order((self.short(quad.subject),) for quad in quads))

    def is_any(self, path: str, *kinds: str) -> bool:
        """Whether an individual is of one of the classes."""
        wanted = {str(KG[kind]) for kind in kinds}
        quads = self.what.store.quads_for_pattern(self.iri(path), TYPE, None, None)
        return any(str(getattr(quad.object, "value", "")) in wanted for quad in quads)

    def node(self, path: str) -> Node:
        """What the resolved layer says of an individual, with what the rules derive when that is selected."""
        quads = list(self._quads(path, ox.DefaultGraph()))
        if self.what.derived:
            quads += self._quads(path, self.what.derived_graph)
        return self._gathered(quads)

    def tellings(self, meeting: Node) -> list[Telling]:
        """What each article says of a meeting, sorted; none where sources are left out."""
        return [self._telling(path, None) for path in meeting.get("hasReport", ()) if self.what.sources]

    def statement(self, path: str) -> tuple[Node, list[Telling]]:
        """A statement as all its articles together give it, and what each of them says."""
        graphs = sorted({str(q.graph_name): q.graph_name for q in self._quads(path, None)}.items())
        if not self.what.derived:
            graphs = [pair for pair in graphs if pair[1] != self.what.derived_graph]
        every = self._gathered(quad for _, graph in graphs for quad in self._quads(path, graph))
        articles = [graph for _, graph in graphs if isinstance(graph, ox.NamedNode)]
        told = [self._telling(path, graph) for graph in articles if graph != self.what.derived_graph]
        return every, told if self.what.sources else []

    def _quads(self, path: str, graph: Any) -> Iterator[ox.Quad]:
        return self.what.store.quads_for_pattern(self.iri(path), None, None, graph)

    def _gathered(self, quads: Iterable[ox.Quad]) -> Node:
        found: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate != TYPE:
                found[self.short(quad.predicate)].add(self.short(quad.object))
        return {name: sorted(values) for name, values in found.items()}

    def _telling(self, path: str, graph: ox.NamedNode | None) -> Telling:
        said = self._gathered(self._quads(path, graph))
        evidence = [self._gathered(self._quads(one, graph)) for one in said.get("evidence", ())]
        placed = sorted((int(first(e, "start") or 0), first(e, "exact")) for e in evidence)
        return Telling(path, said, self.article(first(said, "reportedIn")), tuple(words for _, words in placed))

    def _article(self, path: str) -> Node:
        return self._gathered(self._quads(path, None)) if path else {}

    def _label(self, path: str) -> str:
        labels = self.what.store.quads_for_pattern(self.iri(path), _LABEL, None, None) if path else ()
        found = sorted((_rank(q.object), q.object.value) for q in labels if isinstance(q.object, ox.Literal))
        return found[0][1] if found else path


_LABEL = ox.NamedNode(vocab.PREFIXES["rdfs"] + "label")
_RANKS = {"en": 0, None: 1}


def _rank(label: ox.Literal) -> int:
    return _RANKS.get(label.language, 2)


def first(node: Node, name: str) -> str:
    """A property's first value, or ""."""
    return next(iter(node.get(name, ())), "")
