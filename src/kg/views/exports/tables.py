"""Meetings as spreadsheets: what reports say, and who met whom pair by pair.

Every table is written row by row. Without sources the columns that name them are not there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import IO

from kg.views.exports.nodes import Node, Reader, Telling, first
from kg.views.exports.rdf import text
from kg.views.exports.selection import Selection

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ARTICLE = ("identifier", "publisher", "issued", "source", "title")
ARTICLE_COLUMNS = ("article", "outlet", "published", "url", "title")


def write(out: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV with a head; no cell begins in a way that a spreadsheet takes for a formula."""
    with text(out) as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(columns)
        table.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)


# ---------------------------------------------------------------- reports of meetings

_WHEN = ("date", "endDate", "earliest", "latest")
_MANNER = ("status", "mode", "kind")
_WHO = ("participant", "companion", "place", "country")


def reports(what: Selection, out: IO[bytes]) -> None:
    """CSV: one row for each report of each meeting; without sources one for each meeting."""
    reader = Reader(what)
    told = (*ARTICLE_COLUMNS, "sentence") if what.sources else ()
    columns = ("meeting", "date", "end_date", "earliest", "latest", *_MANNER)
    columns += ("participants", "companions", "place", "country", "disputed", *told)
    write(out, columns, _report_rows(reader))


def _report_rows(reader: Reader) -> Iterator[list[str]]:
    for path in reader.individuals("Meeting"):
        meeting = reader.node(path)
        disputed = "; ".join(meeting.get("disputed", ()))
        for telling in reader.tellings(meeting):
            yield [path, *_said(reader, telling.said), disputed, *_source(telling)]
        if not reader.what.sources:
            yield [path, *_said(reader, meeting), disputed]


def _said(reader: Reader, node: Node) -> list[str]:
    names = ["; ".join(map(reader.label, node.get(name, ()))) for name in _WHO]
    return [first(node, name) for name in (*_WHEN, *_MANNER)] + names


def _source(telling: Telling) -> list[str]:
    return [*(first(telling.article, name) for name in ARTICLE), next(iter(telling.sentences), "")]


# ---------------------------------------------------------------- pairs

_PARTY = ("", "_id", "_kind", "_states")
_DYAD = (
    *("meeting", *(f"one{part}" for part in _PARTY), *(f"other{part}" for part in _PARTY)),
    *("date", "end_date", "earliest", "latest", "status", "mode", "kind"),
    *("place", "place_id", "country", "disputed", "confidence"),
)


def dyads(what: Selection, out: IO[bytes]) -> None:
    """CSV: one row for each pair of participants of each meeting, with the states that both are of."""
    told = ("reports", "outlets", "articles", "urls", "sentence") if what.sources else ()
    write(out, (*_DYAD, *told), _dyad_rows(Reader(what)))


def _dyad_rows(reader: Reader) -> Iterator[list[str]]:
    for path in reader.individuals("Meeting"):
        meeting = reader.node(path)
        place = first(meeting, "place")
        shared = [first(meeting, name) for name in (*_WHEN, *_MANNER)]
        shared += [reader.label(place), place, reader.label(first(meeting, "country"))]
        shared += ["; ".join(meeting.get("disputed", ())), first(meeting, "confidence")]
        shared += _outlets(reader.tellings(meeting)) if reader.what.sources else []
        for one, other in combinations(meeting.get("participant", ()), 2):
            yield [path, *_party(reader, one), *_party(reader, other), *shared]


def _party(reader: Reader, path: str) -> list[str]:
    return [reader.label(path), path, path.partition("/")[0], "; ".join(states(reader, path))]


def states(reader: Reader, path: str) -> list[str]:
    """The ISO codes of the states that an agent is, or is of by an office."""
    own = reader.node(path)
    found = own.get("iso3", []) or [first(reader.node(state), "iso3") for state in own.get("state", ())]
    return sorted({code for code in found if code})


def _outlets(tellings: Sequence[Telling]) -> list[str]:
    listed = ("publisher", "identifier", "source")
    joined = ["; ".join(sorted({first(t.article, name) for t in tellings} - {""})) for name in listed]
    sentences = (sentence for telling in tellings for sentence in telling.sentences)
    return [str(len(tellings)), *joined, next(sentences, "")]
