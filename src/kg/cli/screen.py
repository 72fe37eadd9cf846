"""What reaches the terminal: text only. Nothing an article says can move the cursor, colour or reorder a line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from kg.store import Table, to_csv

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDE = 200

Row = Sequence[str]


def console(error: bool = False) -> Console:
    """The terminal; a file or a pipe gets lines that are not cut at 80 characters."""
    screen = Console(stderr=error, markup=False, highlight=False, emoji=False)
    return screen if screen.is_terminal else Console(
        stderr=error, markup=False, highlight=False, emoji=False, width=_WIDE, soft_wrap=True
    )  # fmt: skip


def plain(text: str) -> str:
    """Text without control characters and without marks that turn the direction of writing."""
    return _UNSAFE.sub("�", text)


def complain(message: str) -> None:
    """One line on the error stream."""
    print(f"kg: {plain(' '.join(message.split()))}", file=sys.stderr)


def grid(columns: Iterable[str], rows: Iterable[Row], title: str = "") -> Grid:
    """A table for people."""
    found = Grid(title=title or None, title_justify="left", header_style="bold", show_lines=False, pad_edge=False)
    for column in columns:
        found.add_column(plain(column), overflow="fold")
    for row in rows:
        found.add_row(*(Text(plain(cell)) for cell in row))
    return found


def write(table: Table, form: str, base: str) -> None:
    """Write an answer to the standard output as a table, csv, json or markdown."""
    match form:
        case "csv":
            sys.stdout.write(to_csv(table.columns, table.texts()))
        case "json":
            sys.stdout.write(_json(table))
        case "markdown":
            sys.stdout.write(_markdown(table, base))
        case _:
            console().print(grid(table.columns, _short(table, base)))
            console().print(f"{len(table.rows)} rows" if len(table.rows) != 1 else "1 row", style="dim")


def _short(table: Table, base: str) -> list[list[str]]:
    """The texts, individuals by their path."""
    return [[cell.removeprefix(base) for cell in row] for row in table.texts()]


def _json(table: Table) -> str:
    """A list of objects, one a row; what is unbound is null."""
    rows = [
        {name: None if term is None else cell for name, term, cell in zip(table.columns, row, texts, strict=True)}
        for row, texts in zip(table.rows, table.texts(), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _markdown(table: Table, base: str) -> str:
    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    for row in _short(table, base):
        lines.append("| " + " | ".join(_cell(text) for text in row) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    escaped = re.sub(r"([\\|<>`*_\[\]])", r"\\\1", plain(text))
    return " ".join(escaped.split())
