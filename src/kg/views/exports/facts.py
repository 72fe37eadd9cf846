"""Every fact as a row of one spreadsheet: who or what, which property, which value, who says so and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyoxigraph as ox

from kg.views.exports.nodes import Node, Reader, first
from kg.views.exports.selection import TYPE, Graph, Selection
from kg.views.exports.sorting import in_order
from kg.views.exports.tables import ARTICLE, ARTICLE_COLUMNS, write
from kg.vocab import KG

_FACT = ("subject", "subject_name", "property", "value", "value_name", "datatype", "language", "layer")
_SENTENCE = ("sentence", "sentence_start", "sentence_end")
_WORDS = ("words", "words_start", "words_end")
_SPAN = ("exact", "start", "end")
_NO_SPAN = ("", "", "")
_INNER = frozenset({str(KG.evidence), str(KG.mark), str(KG.reportedIn)})
_SPANS = frozenset({str(KG.Evidence), str(KG.Mark)})

Fact = tuple[str, ...]
Index = dict[str, Node]


def facts(what: Selection, out: IO[bytes]) -> None:
    """CSV: one row for each fact; what an article says has one for each mark in it that supports the value.

    The layer is "resolved" (what the sources amount to), "derived" (concluded by a rule) or "article".
    """
    told = (*ARTICLE_COLUMNS, *_SENTENCE, *_WORDS) if what.sources else ()
    reader = Reader(what)
    rows = _with_sources(reader) if what.sources else _without(reader)
    write(out, (*_FACT, *told), rows)


def _without(reader: Reader) -> Iterator[Fact]:
    derived = str(reader.what.derived_graph)
    for graph, subject, _, name, value in reader.what.rows():
        [quad] = ox.parse(f"{subject} {name} {value} .", format=ox.RdfFormat.N_QUADS)
        yield _fact(reader, quad, "derived" if graph == derived else "resolved")


def _with_sources(reader: Reader) -> Iterator[Fact]:
    for graph in reader.what.graphs():
        quads = reader.what.store.quads_for_pattern(None, None, None, graph)
        if isinstance(graph, ox.DefaultGraph) or graph == reader.what.derived_graph:
            layer = "derived" if graph == reader.what.derived_graph else "resolved"
            empty = [""] * len((*ARTICLE, *_SPAN, *_SPAN))
            yield from in_order((*_fact(reader, quad, layer), *empty) for quad in quads)
        else:
            yield from sorted(set(_told(reader, list(quads), graph)))


def _told(reader: Reader, quads: list[ox.Quad], graph: Graph) -> Iterator[Fact]:
    """The facts of one article with its name and the words that support them."""
    article = reader.article(reader.short(graph))
    names = [first(article, name) for name in ARTICLE]
    spans = {str(quad.subject) for quad in quads if quad.predicate == TYPE and _value(quad.object) in _SPANS}
    index = _index(reader, quads)
    for quad in quads:
        if str(quad.subject) in spans or quad.predicate.value in _INNER:
            continue
        fact = _fact(reader, quad, "article")
        for words in _support(index, reader.short(quad.subject), fact[2], fact[3]) or [(*_NO_SPAN, *_NO_SPAN)]:
            yield (*fact, *names, *words)


def _index(reader: Reader, quads: Iterable[ox.Quad]) -> Index:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[reader.short(quad.subject)][reader.short(quad.predicate)].append(reader.short(quad.object))
    return {subject: dict(node) for subject, node in found.items()}


def _support(index: Index, subject: str, name: str, value: str) -> list[Fact]:
    """Sentence and words of every mark that supports a value of the subject."""
    empty: Node = {}
    return [
        (*_span(index[sentence]), *_span(index[mark]))
        for sentence in index[subject].get("evidence", ())
        for mark in index.get(sentence, empty).get("mark", ())
        if (first(index[mark], "supports"), first(index[mark], "supportsValue")) == (name, value)
    ]


def _span(node: Node) -> Fact:
    return tuple(first(node, name) for name in _SPAN)


def _fact(reader: Reader, quad: Any, layer: str) -> Fact:
    subject, value = reader.short(quad.subject), quad.object
    name = "type" if quad.predicate == TYPE else reader.short(quad.predicate)
    if isinstance(value, ox.Literal):
        kind = "" if value.language else value.datatype.value.rpartition("#")[2]
        said = (value.value, "", kind, value.language or "")
    else:
        path = reader.short(value)
        said = (path, reader.label(path) if "/" in path else "", "", "")
    return subject, reader.label(subject), name, *said, layer


def _value(term: Any) -> str:
    return str(getattr(term, "value", ""))
