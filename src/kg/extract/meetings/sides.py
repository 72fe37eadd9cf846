"""The object of a trigger: a short walk to the right along the row of items.

An optional preposition comes first, then words that may stand before a name ("pimpinan", "delegasi"), then the group.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item, Row
from kg.extract.meetings.table import Table

OBJECT_REACH = 14  # items between a trigger and the name of the other side
BEFORE_NAME = ("term", "heads", "adverbs", "and_filler", "and", "held_by")
SOFT = (",", ":", "'", "’", "-")  # marks that may stand between a trigger and a name
HOLDER = 9  # items between the institution of an office and the name of who holds it
ODD = 2  # words nobody knows that a subject may lie behind


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

    ``need``: one of the prepositions "dengan", "oleh" ... must come first. A word that may not stand before a name
    ("pendukung Trump") ends the search unless a preposition follows it, and always when ``strict``.
    """
    classes, seen, odd, crowd = table.classes, not need, 0, False
    for at in range(index, min(len(on.row), index + OBJECT_REACH)):
        item = on.row[at]
        if item.kind == "agent" and on.of[at] >= 0:
            named = _office_holder(on, at, table) or _specified(on, at, table)
            if named is not None:
                return named, crowd
            plain = not odd or (odd <= ODD and not strict and _apposed(on, at, table))
            ok = seen and plain and (not crowd or _named_among(on, index, at, table))
            return (on.groups[on.of[at]] if ok else None), crowd
        if item.kind == "place":
            odd += 1 if on.row[at - 1].word in classes["at"] else 0
        elif item.kind == "time":
            odd += 1
        elif item.kind == "agent":
            continue
        elif item.word in classes["with"] and not (strict and odd):
            seen, odd = True, 0
        elif item.word in classes["namely"]:
            odd = 0
        elif item.word in classes["crowd"] or item.word.isdigit():
            crowd = True
        elif item.word in classes["stop"] or (item.kind == "mark" and item.word not in SOFT):
            break
        elif not _may_precede(item, table):
            if verbal(item.word, table) and item.word not in table.triggers:
                break
            odd += 1
    return None, crowd


def _office_holder(on: Line, at: int, table: Table) -> Group | None:
    """Who holds an office, when other words stand between: "Kepala Badan A Provinsi P X", "Pendiri A dan pakar, X"."""
    mention = on.row[at].mention
    title = mention is not None and mention.kind == "person" and mention.how == "title" and not mention.nodes
    if title and mention is not None and mention.role is not None and (mention.role.of or "").startswith("state:"):
        return None
    if not title and (
        at == 0 or on.row[at - 1].word not in table.classes["office"] or has_person(on.groups[on.of[at]])
    ):
        return None
    for here in range(at + 1, min(at + HOLDER, len(on.row))):
        item = on.row[here]
        if on.of[here] >= 0 and on.of[here] != on.of[at]:
            listed = on.row[here - 1].word == "," and on.row[here - 2].word in table.classes["namely"]
            return on.groups[on.of[here]] if has_person(on.groups[on.of[here]]) or listed else None
        if item.word in table.classes["namely"]:
            continue
        if (
            item.kind == "word"
            and (item.word in table.classes["stop"] or verbal(item.word, table))
            and not item.capital
        ):
            return None
        if item.kind == "mark" and item.word not in SOFT:
            return None
    return None


def _specified(on: Line, at: int, table: Table) -> Group | None:
    """The persons who come from a state or an institution named: "pejabat A, termasuk X dan Y"."""
    group = on.groups[on.of[at]]
    after = group.last
    while after < len(on.row) and (on.row[after].word == "," or on.row[after].word in table.classes["at"]):
        after += 1
    if after + 1 >= len(on.row) or on.row[after].word not in table.classes["namely"] or on.of[after + 1] < 0:
        return None
    named = on.groups[on.of[after + 1]]
    return named if has_person(named) and not has_person(group) else None


def _apposed(on: Line, at: int, table: Table) -> bool:
    """Whether a name explains the words before it: "dengan sahabat lawasnya, X, di ..."; not "..., X mengatakan"."""
    item = on.row[at]
    if on.row[at - 1].word != "," or item.mention is None or item.mention.kind != "person" or on.of[at] < 0:
        return False
    last = on.groups[on.of[at]].last
    return last >= len(on.row) or on.row[last].kind in ("mark", "time") or on.row[last].word in table.classes["at"]


def _named_among(on: Line, first: int, last: int, table: Table) -> bool:
    return any(on.row[at].word in table.classes["namely"] for at in range(first, last))


def _may_precede(item: Item, table: Table) -> bool:
    """Whether a word may stand between preposition and name: those of the table, and capitals (an odd title)."""
    return item.word in SOFT or item.capital or any(item.word in table.classes[name] for name in BEFORE_NAME)


def verbal(word: str, table: Table) -> bool:
    """Whether a word looks like a verb."""
    return word in table.classes["verbs"] or (len(word) > 4 and word.startswith(tuple(table.classes["verb_prefixes"])))


def has_person(group: Group) -> bool:
    """Whether a group names a person."""
    return any(item.mention is not None and item.mention.kind == "person" for item in group.members)
