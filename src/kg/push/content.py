"""What is pushed: a graph's named graphs, each with the digest of its content, waiting in a file as N-Triples.

A store's graph is known by name and content. The digest tells whether the store has it already; large graphs go in
parts, and since the triples are sorted the same graph has the same parts whenever it is cut.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import IO, NamedTuple

from kg.errors import GraphError
from kg.views.exports.selection import Selection

DEFAULT = ""
"""The name of the default graph where a store has one."""


class Piece(NamedTuple):
    """One graph: its name, the SHA-256 of name and triples, how many triples, and where they wait."""

    graph: str
    digest: str
    triples: int
    start: int
    length: int


class Content:
    """The pieces of a graph and their triples."""

    def __init__(self, pieces: list[Piece], waiting: IO[bytes]) -> None:
        self.pieces = pieces
        self._waiting = waiting

    def lines(self, piece: Piece) -> Iterator[bytes]:
        """A graph's triples as lines of N-Triples, sorted."""
        at, end = piece.start, piece.start + piece.length
        while at < end:
            self._waiting.seek(at)
            block = self._waiting.readlines(min(1 << 20, end - at))
            for line in block:
                if at >= end:
                    return
                yield line
                at += len(line)

    def parts(self, piece: Piece, most: int) -> Iterator[list[bytes]]:
        """A graph's triples, at most so many at a time."""
        part: list[bytes] = []
        for line in self.lines(piece):
            part.append(line)
            if len(part) == most:
                yield part
                part = []
        if part:
            yield part


@contextmanager
def content(what: Selection, default: str = DEFAULT) -> Iterator[Content]:
    """The content of a selection; ``default`` is the name for what stands in its default graph.

    Raises GraphError when there is a blank node: a store would give it a new identity with each push.
    """
    with tempfile.TemporaryFile() as waiting:
        yield Content(list(_written(what, default, waiting)), waiting)


def _written(what: Selection, default: str, waiting: IO[bytes]) -> Iterator[Piece]:
    at = 0
    for term, rows in groupby(what.rows(), key=lambda row: row[0]):
        name = term[1:-1] or default
        digest, start, triples = hashlib.sha256(f"{name}\n".encode()), at, 0
        for _, subject, _, predicate, value in rows:
            if subject.startswith("_:") or value.startswith("_:"):
                raise GraphError(f"{name or 'the default graph'} has a blank node, which cannot be pushed: {subject}")
            line = f"{subject} {predicate} {value} .\n".encode()
            digest.update(line)
            waiting.write(line)
            at += len(line)
            triples += 1
        yield Piece(name, digest.hexdigest(), triples, start, at - start)
    waiting.flush()
