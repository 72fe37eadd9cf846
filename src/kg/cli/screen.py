"""What reaches the terminal: text only. Nothing an article says can move the cursor, colour or reorder a line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDE = 200


def console(error: bool = False) -> Console:
    """The terminal; a file or a pipe gets lines that are not cut at 80 characters."""
    screen = Console(stderr=error, markup=False, highlight=False, emoji=False)
    if not screen.is_terminal:
        screen = Console(stderr=error, markup=False, highlight=False, emoji=False, width=_WIDE, soft_wrap=True)
    return screen


def plain(text: str) -> str:
    """Text without control characters and without marks that turn the direction of writing."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def complain(message: str) -> None:
    """One line on the error stream."""
    print(f"kg: {plain(' '.join(message.split()))}", file=sys.stderr)


def grid(columns: Iterable[str], rows: Iterable[Sequence[str]], title: str = "") -> Grid:
    """A table for people."""
    found = Grid(title=title or None, title_justify="left", header_style="bold", pad_edge=False)
    for column in columns:
        found.add_column(plain(column), overflow="fold")
    for row in rows:
        found.add_row(*(Text(plain(cell)) for cell in row))
    return found
