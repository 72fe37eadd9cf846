"""What reaches the terminal: text only. Nothing an article says can move the cursor, colour or reorder a line."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
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


@contextmanager
def stages(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage of long work, on a terminal only: call it with the stage, how much was done, how much is.

    A total of 0 leaves the total as it is; the stage "facts" is counted beside the stage before it.
    """
    numbers = (MofNCompleteColumn(), TextColumn("{task.fields[note]}"), TimeElapsedColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description:10}"), BarColumn(), *numbers)
    screen = console(error=True)
    hidden = quiet or not screen.is_terminal
    with Progress(*columns, console=screen, disable=hidden, auto_refresh=False, transient=True) as bar:
        tasks: dict[str, TaskID] = {}
        facts = 0

        def step(stage: str, done: int, total: int) -> None:
            nonlocal facts
            if stage == "facts" and tasks:
                facts += done
                bar.update(list(tasks.values())[-1], note=f"{facts:,} facts")
                return
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total, note="")
            bar.update(tasks[stage], advance=done, total=total or None)
            bar.refresh()

        yield step
