"""Our own serialisation: the same quads give the same bytes, whatever order they come in.

TriG and Turtle group what is said of one subject, types first; everything is sorted. Only local names of ASCII letters,
digits, ``_`` and ``-`` are shortened, so no escape ever stands in an address. N-Quads is one sorted line a quad.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import IO

import pyoxigraph as ox

from kg.vocab import PREFIXES

Row = tuple[str, str, str, str, str]  # graph, subject, rank of the predicate and predicate, object, all as N-Triples

_RDF_TYPE = f"<{PREFIXES['rdf']}type>"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?", re.ASCII)
_KINDS = ("article", "person", "state", "org", "place", "tenure", "meeting", "statement", "evidence", "mark")
_NUMBER = re.compile(r'"(-?[0-9]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of our files: those of the vocabularies, and one for each kind of individual."""
    return dict(sorted({**PREFIXES, **{kind: f"{base}{kind}/" for kind in (*_KINDS, "judgement")}}.items()))


def rows(store: ox.Store) -> Iterator[Row]:
    """Every quad, sorted, one graph in memory at a time: the default graph first, of each subject its types first."""
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = sorted(store.named_graphs(), key=str)
    for graph in (ox.DefaultGraph(), *graphs):
        name = "" if isinstance(graph, ox.DefaultGraph) else str(graph)
        yield from sorted(_row(quad, name) for quad in store.quads_for_pattern(None, None, None, graph))


def arranged(triples: Iterable[tuple[str, str, str]], graph: str = "") -> list[Row]:
    """Triples of N-Triples terms as the sorted rows of one graph, each once."""
    rank = {_RDF_TYPE: ""}
    return sorted({(graph, one, rank.get(name, name), name, value) for one, name, value in triples})


def merged(store: ox.Store) -> Iterator[Row]:
    """The triples of all graphs, each once, sorted, one subject in memory at a time."""
    for subject in sorted({quad.subject for quad in store}, key=str):
        yield from sorted({_row(quad, "") for quad in store.quads_for_pattern(subject, None, None, None)})


def _row(quad: ox.Quad, graph: str) -> Row:
    name = str(quad.predicate)
    return graph, str(quad.subject), "" if name == _RDF_TYPE else name, name, str(quad.object)


def nquads(found: Iterable[Row], out: IO[str]) -> None:
    """One line a quad."""
    for graph, subject, _, name, value in found:
        out.write(f"{subject} {name} {value} {graph} .\n" if graph else f"{subject} {name} {value} .\n")


def blocks(found: Iterable[Row], base: str, indent: str = "") -> Iterator[str]:
    """The rows of one graph as the blocks of TriG (indented) and Turtle, one a subject; a head goes before them."""
    return _subjects(found, _short(base), indent)


def named(name: str, found: Iterable[Row], base: str) -> str:
    """The rows of one named graph in braces."""
    return f"\n{_short(base)(name)} {{{''.join(blocks(found, base, '    '))}}}\n"


def head(base: str) -> str:
    """The prefixes, with which every file of TriG or Turtle begins."""
    return _short(base).head()


def trig(found: Iterable[Row], out: IO[str], base: str) -> None:
    """The default graph, then each named graph in braces."""
    out.write(head(base))
    for name, some in groupby(found, key=itemgetter(0)):
        if name:
            out.write(named(name, some, base))
        else:
            out.writelines(blocks(some, base))


def turtle(found: Iterable[Row], out: IO[str], base: str) -> None:
    """One graph: what ``merged`` gives."""
    out.write(head(base))
    out.writelines(blocks(found, base))


class _Short:
    """Shortens the terms of N-Triples to those of Turtle."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._by_namespace = {namespace: prefix for prefix, namespace in known.items()}
        self._iri = lru_cache(maxsize=1 << 16)(self._shorten)

    def head(self) -> str:
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self._known.items())

    def __call__(self, term: str) -> str:
        if term.startswith("<"):
            return self._iri(term)
        if number := _NUMBER.fullmatch(term):
            return number[1]
        if term.endswith(">") and "^^<" in term:
            text, _, datatype = term.rpartition("^^")
            return f"{text}^^{self._iri(datatype)}"
        return term

    def _shorten(self, term: str) -> str:
        iri = term[1:-1]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else term


@cache
def _short(base: str) -> _Short:
    return _Short(prefixes(base))


def _subjects(found: Iterable[Row], short: _Short, indent: str) -> Iterator[str]:
    for subject, some in groupby(found, key=itemgetter(1)):
        lines = []
        for name, values in groupby(some, key=itemgetter(3)):
            word = "a" if name == _RDF_TYPE else short(name)
            lines.append(f"{word} {', '.join(short(row[4]) for row in values)}")
        joint = f" ;\n{indent}    "
        yield f"\n{indent}{short(subject)}\n{indent}    {joint.join(lines)} .\n"
