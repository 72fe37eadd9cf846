"""Write ``holders_found.csv`` and ``persons_found.csv`` from open tables of leaders and cabinets.

    python tools/build_knowledge_holders.py FOLDER

FOLDER holds, under these names, the tables that are open to all:
- ``factbook_heads_history.csv``: heads of state and government as the CIA World Factbook gave them, 2014-2026
- ``everypolitician_world_leaders_wikidata_2022-10.csv``, ``everypolitician_indonesia_html_holders21.csv``: Wikidata
- ``cia_world_leaders_cabinets_2019-06.csv``: ministers of all governments, one snapshot

What ``holders.csv`` (by hand) says of an office at a time goes before all of them, then Indonesia, the Factbook,
Wikidata and the cabinets. A name that they give for somebody known becomes another spelling, an id the id. Same input
gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz

from holders import cabinets, everypolitician, factbook
from holders.row import Row
from kg import knowledge
from kg.knowledge.when import span
from kg.names import fold

TARGET = Path(__file__).parents[1] / "src/kg/knowledge"
SAME_NAME, ALIKE = 85, 60


def main() -> None:
    """Read the sources in order, keep what is new, write both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="where the tables lie")
    folder: Path = options.parse_args().folder
    known = Known()
    for reader in (everypolitician.indonesia, factbook.heads, everypolitician.leaders, cabinets.ministers):
        for row in reader(folder):
            known.add(row)
    _write("holders_found.csv", ("office", "of", "person", "from", "until", "source"), known.holders())
    _write("persons_found.csv", ("name", "aliases", "state", "wikidata"), known.persons())


class Known:
    """What is known so far: the tables by hand first, then every row that says something new."""

    def __init__(self) -> None:
        hand = [held for held in knowledge.holdings() if held.source == "compiled"]
        self.rows = [Row(h.office, h.of, h.person, h.when.since, h.when.until, "compiled") for h in hand]
        self.rows = [row._replace(span=held.when) for row, held in zip(self.rows, hand, strict=True)]
        self.names = {fold(form): p.name for p in _by_hand() for form in (p.name, *p.aliases)}
        self.names |= {fold(row.person): row.person for row in self.rows}
        self.aliases: dict[str, dict[str, None]] = {}
        self.ids: dict[str, str] = {}

    def add(self, row: Row) -> None:
        """Take a row over: as a holding where the time is free, else as another spelling of whoever has it."""
        row = row._replace(span=span(row.since, row.until))
        held = [other for other in self.rows if (other.office, other.of) == (row.office, row.of)]
        same = self._same(row, held)
        if same and fold(same) != fold(row.person) and fold(row.person) not in self.names:
            self.aliases.setdefault(same, {})[row.person] = None
        name = same or row.person
        self.names.setdefault(fold(row.person), name)
        if row.wikidata:
            self.ids.setdefault(name, row.wikidata)
        if row.since and not any(_overlap(row, other) for other in held):
            self.rows.append(row._replace(person=name))

    def _same(self, row: Row, held: Iterable[Row]) -> str | None:
        """Whom of the known a row means: by name, or by the same office at the same time and a like name."""
        named = self.names.get(fold(row.person))
        if named:
            return named
        likes = [o.person for o in held if fuzz.token_set_ratio(fold(o.person), fold(row.person)) >= SAME_NAME]
        starts = [o.person for o in held if o.since == row.since and fuzz.ratio(o.person, row.person) >= ALIKE]
        return next(iter((*likes, *starts)), None)

    def holders(self) -> list[tuple[str, ...]]:
        """The rows that are not from the table by hand."""
        return sorted(row[:6] for row in self.rows if row.source != "compiled")

    def persons(self) -> list[tuple[str, ...]]:
        """Spellings and ids that the tables by hand do not have."""
        ids = {person.name: person.wikidata for person in _by_hand()}
        names = sorted({*self.aliases, *(name for name in self.ids if not ids.get(name))})
        return [(name, "|".join(self.aliases.get(name, ())), "", self.ids.get(name, "")) for name in names]


def _by_hand() -> list[knowledge.Person]:
    return [knowledge.Person(*row) for row in _rows("persons.csv")]


def _rows(name: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    with (TARGET / name).open(encoding="utf-8", newline="") as file:
        return [(r["name"], tuple(filter(None, r["aliases"].split("|"))), r["state"], r["wikidata"])
                for r in csv.DictReader(file)]  # fmt: skip


def _overlap(row: Row, other: Row) -> bool:
    assert row.span and other.span
    return row.span.first < other.span.end and other.span.first < row.span.end


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
