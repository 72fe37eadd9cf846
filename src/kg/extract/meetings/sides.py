"""Who stands on which side of a trigger: short walks along the row of items.

To the right the object: an optional preposition, words that may stand before a name ("pimpinan", "delegasi"), the group. To the
left the subject: over verbs and adverbs to the nearest group that no preposition governs. A word like "saat" or "usai" on
the way means that the subject is the main clause's: its first such group. A noun on the way is somebody unnamed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item, Row
from kg.extract.meetings.table import Table

OBJECT_REACH = 14  # items between a trigger and the name of the other side
COMMA_REACH = 7  # items between the comma and the subject of the main clause that follows
BEFORE_NAME = ("term", "heads", "adverbs", "and_filler", "and", "held_by")
SOFT = (",", ":", "'", "’", "-")  # marks that may stand between a trigger and a name
QUOTES = ('"', "“", "”", "'", "‘", "’")
NAMED = 16  # items of a name in quotation marks
HOLDER = 9  # items between the institution of an office and the name of who holds it
ODD = 2  # words nobody knows that a subject may lie behind


class Line(NamedTuple):
    """A row with its groups, and for each item the index of the group it belongs to (-1 for none)."""

    row: Row
    groups: tuple[Group, ...]
    of: tuple[int, ...]


class Subject(NamedTuple):
    """Where the walk to the left ended: at a group, at "saya" in a quotation, nowhere, or at somebody unnamed.

    ``odd`` counts the words on the way that nobody knows.
    """

    how: Literal["group", "self", "open", "blocked"]
    group: Group | None = None
    odd: int = 0


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
            named = _office_holder(on, at, table)
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
    """Who holds an office, when other words stand between: "Kepala Badan A dan B Provinsi P X", "Pendiri A sekaligus pakar, X"."""
    mention = on.row[at].mention
    title = mention is not None and mention.kind == "person" and mention.how == "title" and not mention.nodes
    if title and mention is not None and mention.role is not None and (mention.role.of or "").startswith("state:"):
        return None
    if not title and (at == 0 or on.row[at - 1].word not in table.classes["office"] or _person(on.groups[on.of[at]])):
        return None
    for here in range(at + 1, min(at + HOLDER, len(on.row))):
        item = on.row[here]
        if on.of[here] >= 0 and on.of[here] != on.of[at]:
            listed = on.row[here - 1].word == "," and on.row[here - 2].word in table.classes["namely"]
            return on.groups[on.of[here]] if _person(on.groups[on.of[here]]) or listed else None
        if item.word in table.classes["namely"]:
            continue
        if item.kind == "word" and (item.word in table.classes["stop"] or verbal(item.word, table)) and not item.capital:
            return None
        if item.kind == "mark" and item.word not in SOFT:
            return None
    return None


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


def left(on: Line, index: int, table: Table, travels: bool = False) -> Subject:
    """The subject of what stands at ``index``; states are walked over when somebody ``travels``."""
    at, odd = index - 1, 0
    while at >= 0:
        item = on.row[at]
        if on.of[at] >= 0:
            group = on.groups[on.of[at]]
            if (travels and _only_states(group)) or _aside(on, group, table):
                at = group.first - 1
                continue
            if not governed(on, group, table) or _addressed(on, group, index, table):
                group = _explained(on, group, index, table)
                return Subject("blocked") if odd > ODD or owned(on, group, table) else Subject("group", group, odd)
            at = group.first - 1
            continue
        if item.word in table.classes["self"] and item.quoted:
            return Subject("self")
        if item.word in table.classes["relative"]:
            return _head(on, at, table)
        if item.word in table.classes["controls"]:
            at, index = at - 1, at
            continue
        if item.word in table.classes["opens"]:
            if at and on.row[at - 1].word in table.classes["that"]:
                return Subject("open")
            return Subject("blocked") if _crowded(on, at, table) else _main(on, at, table)
        if item.kind == "mark" and item.word != ",":
            opened = _opening(on, at)
            if opened is None:
                return _main(on, at, table) if item.word in ":." else Subject("open")
            at = opened - 1
            continue
        if item.word in table.classes["people"] and not (at and _beside(on.row[at - 1].word, table)):
            return Subject("blocked")
        if item.kind == "word" and not _passable(item.word, table):
            odd += 1
            if item.word in table.classes["pointing"]:
                return Subject("blocked") if _crowded(on, at, table) else Subject("open")
            if item.initials or item.word in table.classes["crowd"] or item.word in table.classes["strangers"]:
                return Subject("blocked")
        at -= 1
    return Subject("open", None, odd)


def _beside(word: str, table: Table) -> bool:
    """Whether people named after a word are with somebody: "memimpin delegasi", "X beserta jajaran"."""
    return any(word in table.classes[name] for name in ("leads", "accompanied", "together", "and"))


def _explained(on: Line, group: Group, index: int, table: Table) -> Group:
    """The group that an apposition with ``group`` in it explains: "PT A, anak perusahaan PT B, menerima X" is about A."""
    if on.row[index - 1].word != ",":
        return group
    for at in range(group.first - 1, max(0, group.first - NAMED), -1):
        if on.row[at].word == ",":
            before = on.of[at - 1]
            return on.groups[before] if before >= 0 and not governed(on, on.groups[before], table) else group
        if on.of[at] >= 0 or verbal(on.row[at].word, table):
            break
    return group


def _opening(on: Line, at: int) -> int | None:
    """Where a short quotation opens that closes at ``at``: a name in quotation marks is walked over."""
    if on.row[at].word not in QUOTES or at == 0 or not on.row[at - 1].quoted:
        return None
    return next((back for back in range(at - 1, max(-1, at - NAMED), -1) if on.row[back].word in QUOTES), None)


def _aside(on: Line, group: Group, table: Table) -> bool:
    """Whether a group only says who says so, between commas: "..., kata X, ..."."""
    first, last = group.first, group.last
    said = first > 1 and on.row[first - 1].word in table.classes["says"] and on.row[first - 2].word == ","
    return said and last < len(on.row) and on.row[last].word == ","


def _only_states(group: Group) -> bool:
    return all(item.mention is not None and item.mention.kind == "state" for item in group.members)


def _addressed(on: Line, group: Group, index: int, table: Table) -> bool:
    """ "kepada X karena telah menerima", "dari X untuk bertemu": the one addressed is the subject of what follows."""
    return on.row[index].word in table.classes["controls"] and on.row[group.first - 1].word in table.classes["addresses"]


def _crowded(on: Line, at: int, table: Table) -> bool:
    """Whether somebody unnamed stands right before a word that opens a clause: "tokoh Papua saat bertemu"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if on.of[back] >= 0 or on.row[back].kind == "mark":
            return False
        if on.row[back].word in table.classes["crowd"]:
            return on.row[back + 1].word not in table.classes["things"]
    return False


def _passable(word: str, table: Table) -> bool:
    named = ("adverbs", "light", "governs", "to", "planned", "denied", "cancelled", "postponed", "and", "says", "heads")
    return verbal(word, table) or any(word in table.classes[name] for name in named)


def verbal(word: str, table: Table) -> bool:
    """Whether a word looks like a verb."""
    return word in table.classes["verbs"] or (len(word) > 4 and word.startswith(tuple(table.classes["verb_prefixes"])))


def _main(on: Line, at: int, table: Table) -> Subject:
    """The subject of the clause before ``at``: its first group that nothing governs."""
    best: Group | None = None
    for back in range(at - 1, -1, -1):
        item = on.row[back]
        if (item.kind == "mark" and item.word in '"“”;') or item.word in table.classes["breaks"]:
            break
        number = on.of[back]
        if number >= 0 and _aside(on, on.groups[number], table):
            continue
        if number >= 0 and on.groups[number].first == back and not governed(on, on.groups[number], table, main=True):
            best = best if owned(on, on.groups[number], table) else on.groups[number]
    return Subject("group", best) if best else Subject("open")


def _head(on: Line, at: int, table: Table) -> Subject:
    """The group a relative clause hangs on: "X yang ...", "X, yang ..."."""
    before = at - 1
    while before >= 0 and on.of[before] < 0 and _passing(on.row[before], table):
        before -= 1
    group = on.groups[on.of[before]] if before >= 0 and on.of[before] >= 0 else None
    return Subject("blocked") if group is None or owned(on, group, table) else Subject("group", group)


def _passing(item: Item, table: Table) -> bool:
    return item.kind == "time" or item.word == "," or item.word in table.classes["adverbs"] or item.word in table.classes["pointing"]


def governed(on: Line, group: Group, table: Table, main: bool = False) -> bool:
    """Whether a preposition takes the group away from the subject; "oleh" does not in a main clause."""
    if group.first == 0:
        return False
    word = on.row[group.first - 1].word
    if word in table.classes["by"]:
        return not main
    return word in table.classes["governs"]


def owned(on: Line, group: Group, table: Table) -> bool:
    """Whether a noun before the group makes it somebody else's: "pengacara X", "warga X"."""
    for at in range(group.first - 1, max(-1, group.first - 4), -1):
        word = on.row[at].word
        near = word in table.classes["kin"] or word in table.classes["belongs"]
        if word in table.classes["crowd"] or (near and at == group.first - 1):
            return True
        if word not in table.classes["heads"]:
            return False
    return False


def after(on: Line, index: int, table: Table) -> Group | None:
    """The subject of the main clause that follows: "Usai bertemu X, Y mengatakan ..."; not who says so ("..., kata Y")."""
    comma = next((at for at in range(index, len(on.row)) if on.row[at].word == ","), None)
    if comma is None:
        return None
    for at in range(comma + 1, min(comma + COMMA_REACH, len(on.row))):
        if on.row[at].word in table.classes["says"]:
            return after(on, at, table)
        if on.of[at] >= 0:
            group = on.groups[on.of[at]]
            return None if governed(on, group, table) or not _person(group) else group
        if on.row[at].word in table.classes["stop"]:
            return None
    return None


def _person(group: Group) -> bool:
    return any(item.mention is not None and item.mention.kind == "person" for item in group.members)
