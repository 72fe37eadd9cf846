"""Who stands on which side of a trigger: short walks along the row of items.

To the right the object: an optional preposition, a few words that may stand before a name ("pimpinan", "delegasi"), the
group. To the left the subject: the nearest group that no preposition governs; when a word like "saat" or "usai" lies
between, the first such group of the clause before it, and if there is none, the group after the comma that follows.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Row
from kg.extract.meetings.table import Table

OBJECT_REACH = 14  # items between a trigger and the name of the other side


class Sides(NamedTuple):
    """The two sides of an encounter as groups of one row; ``blocked`` when the object is an unnamed crowd."""

    left: Group | None
    right: Group | None
    blocked: bool = False


class Line(NamedTuple):
    """A row with its groups, and for each item the index of the group it belongs to (-1 for none)."""

    row: Row
    groups: tuple[Group, ...]
    of: tuple[int, ...]


def line(row: Row, found: list[Group]) -> Line:
    """Index the groups of a row."""
    of = [-1] * len(row)
    for number, group in enumerate(found):
        for at in range(group.first, group.last):
            of[at] = number
    return Line(row, tuple(found), tuple(of))


def right(on: Line, index: int, table: Table, need: bool, strict: bool = False) -> tuple[Group | None, bool]:
    """The group that follows ``index`` as object, and whether an unnamed crowd stands there instead.

    ``need``: one of the prepositions "dengan", "oleh" ... must come first. A word that may not stand before a name ("pendukung
    Trump") ends the search unless a preposition follows it, and always when ``strict``.
    """
    classes, seen, odd, crowd = table.classes, not need, 0, False
    for at in range(index, min(len(on.row), index + OBJECT_REACH)):
        item = on.row[at]
        if item.kind == "agent":
            ok = seen and not odd and (not crowd or _named_among(on, index, at, table))
            return (on.groups[on.of[at]] if ok else None), crowd
        if item.kind in ("place", "time"):
            odd += 1
        elif item.word in classes["with"] and not (strict and odd):
            seen, odd = True, 0
        elif item.word in classes["crowd"] or item.word.isdigit():
            crowd = True
        elif item.word in classes["stop"] or (item.kind == "mark" and item.word not in (",", ":")):
            break
        elif not _may_precede(item.word, table):
            odd += 1
    return None, crowd


def _named_among(on: Line, first: int, last: int, table: Table) -> bool:
    return any(on.row[at].word in table.classes["namely"] for at in range(first, last))


def _may_precede(word: str, table: Table) -> bool:
    classes = table.classes
    return word in classes["heads"] or word in classes["adverbs"] or word in classes["and_filler"] or word == ","


def left(on: Line, index: int, table: Table) -> Group | None:
    """The subject of what stands at ``index``."""
    at, crossed, best = index - 1, False, None
    while at >= 0:
        item = on.row[at]
        if on.of[at] >= 0:
            group = on.groups[on.of[at]]
            if not governed(on, group, table, crossed):
                if not crossed:
                    return group
                best = group
            at = group.first - 1
            continue
        if item.word == "yang" and not crossed:
            return _head(on, at)
        if item.word in table.classes["subordinate"]:
            if best is not None:
                return best
            crossed = True
        elif item.kind == "mark" and item.word in '"“”;:' and best is not None:
            return best
        at -= 1
    return best


def _head(on: Line, at: int) -> Group | None:
    """The group a relative clause hangs on: "X yang ...", "X, yang ..."."""
    before = at - 1
    if before >= 0 and on.row[before].word == ",":
        before -= 1
    return on.groups[on.of[before]] if before >= 0 and on.of[before] >= 0 else None


def governed(on: Line, group: Group, table: Table, crossed: bool) -> bool:
    """Whether a preposition takes the group away from the subject; "oleh" does not once a clause is crossed."""
    if group.first == 0:
        return False
    word = on.row[group.first - 1].word
    if word in table.classes["by"]:
        return not crossed
    return word in table.classes["governs"]


def after(on: Line, index: int, table: Table) -> Group | None:
    """The subject of the main clause that follows: "Usai bertemu X, Y mengatakan ..."."""
    comma = next((at for at in range(index, len(on.row)) if on.row[at].word == ","), None)
    if comma is None:
        return None
    for at in range(comma + 1, min(comma + 6, len(on.row))):
        if on.of[at] >= 0:
            return None if governed(on, on.groups[on.of[at]], table, False) else on.groups[on.of[at]]
        if on.row[at].word in table.classes["stop"]:
            return None
    return None
