"""The page of a graph: of a large one, its most reported meetings with all articles that tell of them.

A page is for a person to look at; what it leaves out stays in the graph. Which articles are shown depends on the graph
alone: meetings by the number of their reports, then the latest, until so many articles are taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.pipeline.assembling import Layer
from kg.rdf.serialise import Row
from kg.resolve import Resolution
from kg.views import explorer

MOST = 1_500  # articles shown
_LEADING = ("tenure", "of", "to", "within", "state", "territory", "place", "country", "participant", "companion")
_TERM = re.compile(rb"<[^<>\s]+>")


class Drawing(NamedTuple):
    """One piece of work: quads to draw, the page to write, the base of addresses, how many articles there are."""

    quads: str
    out: str
    base: str
    whole: int


def draw(task: Drawing) -> None:
    """Draw the page."""
    store = ox.Store()
    store.bulk_load(path=task.quads, format=ox.RdfFormat.N_QUADS)
    explorer.write(store, Path(task.out), task.base, task.whole)


def shown(resolution: Resolution, articles: Sequence[str]) -> list[str]:
    """The articles that a page shows."""
    if len(articles) <= MOST:
        return list(articles)
    taken: dict[str, None] = {}
    meetings = sorted(resolution.meetings.items(), key=lambda m: (len(m[1].reports), m[1].latest, m[0]), reverse=True)
    for _, values in meetings:
        if len(taken) >= MOST:
            break
        taken |= dict.fromkeys(report.partition(":")[2].rpartition("#")[0] for report in values.reports)
    there = set(articles)
    return sorted(name for name in taken if name in there)


def select(layer: Layer, parts: Iterable[bytes], out: IO[bytes], base: str, whole: bool) -> None:
    """Write the quads of these articles' graphs, and of the resolved layer all, or else whatever they lead to."""
    wanted: set[str] = set()
    for part in parts:
        out.write(part)
        if not whole:
            wanted.update(term.decode() for term in set(_TERM.findall(part)))
    for row in [*layer.core, *layer.judged] if whole else _reached(wanted, layer.core):
        out.write(f"{row[1]} {row[3]} {row[4]} .\n".encode())
    graph = f"<{vocab.derived(base)}>"
    for row in layer.derived:
        if whole or (row[1] in wanted and row[4] in wanted):
            out.write(f"{row[1]} {row[3]} {row[4]} {graph} .\n".encode())


def _reached(wanted: set[str], core: Iterable[Row]) -> Iterator[Row]:
    """The rows of all that is wanted, and of all that these lead to."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in core:
        rows[row[1]].append(row)
    follow = {f"<{vocab.KG[name]}>" for name in _LEADING}
    todo = sorted(wanted & rows.keys())
    while todo:
        subject = todo.pop()
        for row in rows[subject]:
            yield row
            if row[3] in follow and row[4] not in wanted:
                wanted.add(row[4])
                if row[4] in rows:
                    todo.append(row[4])
