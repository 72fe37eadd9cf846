"""Knowledge is tables: this reads one and says where a row is not well formed.

A table is a CSV file beside this module, UTF-8, with a header, plain or gzipped. A cell that holds several values
separates them with ``|``.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from kg.errors import PackError

FOLDER = Path(__file__).parent


def rows(name: str, *fields: str) -> Iterator[list[str]]:
    """The rows of a table as lists of cells in the order of ``fields``, which must be its header.

    Raises PackError when the header differs or a row has too few or too many cells.
    """
    reader = csv.reader(io.StringIO(_text(name), newline=""))
    header = next(reader, [])
    if header != list(fields):
        raise PackError(f"knowledge/{name}: the header is {header}, not {list(fields)}")
    for row in reader:
        if len(row) != len(fields):
            raise PackError(f"knowledge/{name}, line {reader.line_num}: {len(row)} cells, not {len(fields)}")
        yield row


def _text(name: str) -> str:
    data = (FOLDER / name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(value for value in cell.split("|") if value)
