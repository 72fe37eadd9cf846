"""The graph in the syntaxes of RDF, each written row by row, sorted.

TriG, N-Quads and JSON-LD keep the named graphs; Turtle, N-Triples and RDF/XML hold all graphs as one.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

import pyoxigraph as ox

from kg.rdf import serialise
from kg.rdf.serialise import Row
from kg.views.exports.selection import Selection

UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold."""


@contextmanager
def text(out: IO[bytes]) -> Iterator[IO[str]]:
    """A stream of bytes to write text into: UTF-8, lines end in one character everywhere."""
    wrapped = io.TextIOWrapper(out, "utf-8", newline="\n")
    try:
        yield wrapped
        wrapped.flush()
    finally:
        wrapped.detach()


def trig(what: Selection, out: IO[bytes]) -> None:
    """TriG: the default graph, then every named graph, each by subject."""
    with text(out) as lines:
        serialise.trig(what.rows(), lines, what.base)


def turtle(what: Selection, out: IO[bytes]) -> None:
    """Turtle, all graphs as one, by subject."""
    with text(out) as lines:
        serialise.turtle(what.merged(), lines, what.base)


def nquads(what: Selection, out: IO[bytes]) -> None:
    """N-Quads, sorted."""
    with text(out) as lines:
        serialise.nquads(what.rows(), lines)


def ntriples(what: Selection, out: IO[bytes]) -> None:
    """N-Triples, all graphs as one, sorted."""
    with text(out) as lines:
        serialise.nquads(what.merged(), lines)


def rdfxml(what: Selection, out: IO[bytes]) -> None:
    """RDF/XML, all graphs as one. Characters that XML cannot hold are left out."""
    triples = (_printable(quad.triple) for quad in _quads(what.merged()))
    ox.serialize(triples, out, format=ox.RdfFormat.RDF_XML, prefixes=serialise.prefixes(what.base))


def jsonld(what: Selection, out: IO[bytes]) -> None:
    """JSON-LD, with named graphs."""
    ox.serialize(_quads(what.rows()), out, format=ox.RdfFormat.JSON_LD)
    out.write(b"\n")


def _quads(rows: Iterable[Row]) -> Iterator[ox.Quad]:
    """Rows as terms again, by way of a file of N-Quads."""
    with tempfile.TemporaryFile() as waiting:
        with text(waiting) as lines:
            serialise.nquads(rows, lines)
        waiting.seek(0)
        yield from ox.parse(waiting, format=ox.RdfFormat.N_QUADS)


def _printable(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not UNPRINTABLE.search(value.value):
        return triple
    kept = UNPRINTABLE.sub("", value.value)
    clean = ox.Literal(kept, language=value.language) if value.language else ox.Literal(kept, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, clean)
