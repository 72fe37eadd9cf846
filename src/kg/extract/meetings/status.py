"""Whether it happened: held, planned, cancelled or denied, from the words that stand with the trigger.

Words before the trigger count back to where the clause begins; after a noun ("pertemuan itu batal") the words up to where it
ends count as well. A clause that begins with "saat" or "untuk" takes the plan of its main clause; one with "usai" only
when that one lies in the future.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.meetings.scene import Item, Row
from kg.extract.meetings.table import Table

BEFORE, AFTER = 14, 12
STRENGTH = ("Cancelled", "Denied", "Planned")


class Status(NamedTuple):
    """A status and the words that say so (None when nothing says otherwise: held)."""

    value: str
    item: Item | None = None


HELD = Status("Held")


def status(row: Row, first: int, last: int, noun: bool, table: Table) -> Status:
    """The status of what the trigger ``row[first:last]`` tells of."""
    before, opened = _before(row, first, table)
    found = _strongest(before, table)
    if found.value == "Held" and noun:
        found = _strongest(_after(row, last, table), table, verbs=True)
    if found.value == "Held" and opened is not None and row[opened].word in table.classes["inherits"]:
        found = _plan(row, opened, last, table)
    return found


def _before(row: Row, first: int, table: Table) -> tuple[list[Item], int | None]:
    """The items of the clause before the trigger, and the index of the word that opens the clause."""
    out: list[Item] = []
    for at in range(first - 1, max(-1, first - BEFORE), -1):
        item = row[at]
        if item.word in table.classes["opens"]:
            return out, at
        if item.word in table.classes["breaks"] or (item.kind == "mark" and item.word in '"“”;:'):
            break
        out.append(item)
    return out, None


def _after(row: Row, last: int, table: Table) -> list[Item]:
    out: list[Item] = []
    for item in row[last : last + AFTER]:
        if item.word in table.classes["opens"] or item.word in table.classes["breaks"] or item.word in '"“”;:' and item.word:
            break
        out.append(item)
    return out


def _strongest(items: list[Item], table: Table, verbs: bool = False) -> Status:
    found = HELD
    for item in items:
        for value in STRENGTH:
            name = value.lower() + ("_after" if verbs else "")
            if item.word in table.classes[name] and _rank(value) < _rank(found.value):
                found = Status(value, item)
    words = {item.word for item in items}
    if found.value == "Denied" and words & table.classes["postponed"]:
        return Status("Planned", found.item)
    return found


def _rank(value: str) -> int:
    return STRENGTH.index(value) if value in STRENGTH else len(STRENGTH)


def _plan(row: Row, opened: int, last: int, table: Table) -> Status:
    """The plan of the main clause: before the opening word, or after the comma that ends this clause."""
    for item in reversed(row[max(0, opened - BEFORE) : opened]):
        if item.word in table.classes["breaks"]:
            break
        if item.word in table.classes["future"]:
            return Status("Planned", item)
    if opened > 2:
        return HELD
    comma = next((at for at in range(last, len(row)) if row[at].word == ","), len(row))
    for item in row[comma : comma + 7]:
        if item.word in table.classes["future"]:
            return Status("Planned", item)
    return HELD
