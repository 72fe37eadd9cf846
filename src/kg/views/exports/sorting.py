"""Rows in order, however many: what does not fit is sorted in parts that wait in a file and are merged.

    for row in in_order(rows): ...                # each row once, sorted, at most MOST of them in memory

A row is a tuple of texts. The same rows give the same order, whatever order they come in.
"""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO, Any, TypeVar

MOST = 50_000
"""Rows held at a time: about 40 MB of our longest."""

Row = TypeVar("Row", bound=tuple[str, ...])


def in_order(rows: Iterable[Row], most: int = MOST) -> Iterator[Row]:
    """The rows sorted, each once."""
    left = iter(rows)
    first = sorted(set(islice(left, most)))
    more = next(left, None)
    if more is None:
        yield from first
        return
    with ExitStack() as open_files:
        lots = [_put_aside(first, open_files)]
        while more is not None:
            lots.append(_put_aside(sorted({more, *islice(left, most - 1)}), open_files))
            more = next(left, None)
        for row, _ in groupby(heapq.merge(*map(_read, lots))):
            yield row


def _put_aside(rows: Iterable[tuple[str, ...]], open_files: ExitStack) -> IO[bytes]:
    lot = open_files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
    for row in rows:
        marshal.dump(row, lot)
    lot.seek(0)
    return lot


def _read(lot: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            yield marshal.load(lot)
        except EOFError:
            return
