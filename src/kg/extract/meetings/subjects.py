"""The subject of a trigger: a walk to the left, over verbs and adverbs, to a group that no preposition governs.

A word like "saat" or "usai" on the way means that the subject is the main clause's: its first such group. A noun on the
way that nobody knows is somebody unnamed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item
from kg.extract.meetings.sides import ODD, Line, has_person, verbal
from kg.extract.meetings.table import Table

ONE = 8  # items between "salah satu" and "yang"
NAMED = 16  # items of a name in quotation marks
REMAINS = 4  # items before "itu" among which a coffin is named
COMMA_REACH = 7  # items between the comma and the subject of the main clause that follows
QUOTES = ('"', "“", "”", "'", "‘", "’")


class Subject(NamedTuple):
    """Where the walk to the left ended: at a group, at "saya" in a quotation, nowhere, or at somebody unnamed.

    ``odd`` counts the words on the way that nobody knows.
    """

    how: Literal["group", "self", "open", "blocked"]
    group: Group | None = None
    odd: int = 0


def left(on: Line, index: int, table: Table, travels: bool = False) -> Subject:
    """The subject of what stands at ``index``; states are walked over when somebody ``travels``."""
    at, odd = index - 1, 0
    while at >= 0:
        item = on.row[at]
        found = _group_at(on, at, index, table, travels) if on.of[at] >= 0 else _word_at(on, at, table)
        if isinstance(found, Subject):
            return _far(found, odd) if found.group else found
        if item.word in table.classes["controls"] and on.of[at] < 0:
            index = at
        elif item.kind == "word" and not passable(item.word, table):
            odd += 1
        at = found
    return Subject("open", None, odd)


def _far(found: Subject, odd: int) -> Subject:
    """A group behind words nobody knows: a few may belong to its verb, more are somebody unnamed."""
    return Subject("blocked") if odd > ODD else found._replace(odd=odd)


def _group_at(on: Line, at: int, index: int, table: Table, travels: bool) -> Subject | int:
    """The subject, when a group is it; else where the walk goes on."""
    group = on.groups[on.of[at]]
    if (travels and _only_states(group)) or _aside(on, group, table):
        return group.first - 1
    if governed(on, group, table) and not _addressed(on, group, index, table):
        return group.first - 1
    group = _explained(on, group, index, table)
    return Subject("blocked") if owned(on, group, table) else Subject("group", group)


def _word_at(on: Line, at: int, table: Table) -> Subject | int:
    """The subject, when a word or mark on the way tells where it is; else where the walk goes on."""
    item, classes = on.row[at], table.classes
    if item.word in classes["self"] and item.quoted:
        return Subject("self")
    if item.word in classes["relative"]:
        return _head(on, at, table)
    if item.word in classes["controls"]:
        return at - 1
    if item.word in classes["opens"] and not _then(on, at, table):
        return _opened(on, at, table)
    if item.kind == "mark":
        return at - 1 if item.word == "," else _marked(on, at, table)
    return Subject("blocked") if _somebody(on, at, table) else _pointed(on, at, table)


def _then(on: Line, at: int, table: Table) -> bool:
    """Whether "saat" is no conjunction but part of a time: "saat itu"."""
    return at + 1 < len(on.row) and on.row[at + 1].word in table.classes["pointing"]


def _opened(on: Line, at: int, table: Table) -> Subject:
    """Where the subject of a clause is that a word like "saat" opens."""
    if at and on.row[at - 1].word in table.classes["that"]:
        return Subject("open")
    return Subject("blocked") if _crowded(on, at, table) else _main(on, at, table)


def _marked(on: Line, at: int, table: Table) -> Subject | int:
    """What a mark other than a comma means: a name in quotation marks is walked over, else the clause is over."""
    opened = _opening(on, at)
    if opened is not None:
        many = opened > 0 and on.row[opened - 1].word in table.classes["crowd"]
        return Subject("blocked") if many else opened - 1
    return _main(on, at, table) if on.row[at].word in ":." else Subject("open")


def _somebody(on: Line, at: int, table: Table) -> bool:
    """Whether a word is a subject nobody names: "delegasi", "warga", "seseorang", initials."""
    item, classes = on.row[at], table.classes
    if item.word in classes["people"]:
        return not (at and _beside(on.row[at - 1].word, table))
    if item.kind != "word" or passable(item.word, table):
        return False
    return item.initials or item.word in classes["crowd"] or item.word in classes["strangers"]


def _pointed(on: Line, at: int, table: Table) -> Subject | int:
    """ "Hal itu", "pria tersebut": somebody or something told before."""
    word = on.row[at].word
    if word not in table.classes["pointing"] or passable(word, table) or _object(on, at, table):
        return at - 1
    if any(item.word in table.classes["belongs"] for item in on.row[max(0, at - REMAINS) : at]):
        return Subject("blocked")
    return Subject("blocked") if _crowded(on, at, table) else Subject("open")


def _object(on: Line, at: int, table: Table) -> bool:
    """Whether what is pointed at is the object of a verb ("membuka acara itu"), or a time ("saat itu")."""
    before = [item.word for item in on.row[max(0, at - 2) : at]]
    return bool(before) and (
        before[-1] in table.classes["opens"] or (len(before) == 2 and verbal(before[0], table) and on.of[at - 1] < 0)
    )


def _beside(word: str, table: Table) -> bool:
    """Whether people named after a word are with somebody: "memimpin delegasi", "X beserta jajaran"."""
    return any(word in table.classes[name] for name in ("leads", "accompanied", "together", "and"))


def _explained(on: Line, group: Group, index: int, table: Table) -> Group:
    """The group explained by an apposition with ``group`` in it: "PT A, anak usaha PT B, menerima X" is about A."""
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
    return (
        on.row[index].word in table.classes["controls"] and on.row[group.first - 1].word in table.classes["addresses"]
    )


def _crowded(on: Line, at: int, table: Table) -> bool:
    """Whether somebody unnamed stands right before a word that opens a clause: "tokoh Papua saat bertemu"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if on.of[back] >= 0 or on.row[back].kind == "mark":
            return False
        if on.row[back].word in table.classes["crowd"]:
            return on.row[back + 1].word not in table.classes["things"]
    return False


def passable(word: str, table: Table) -> bool:
    """Whether a word may stand between a subject and its verb."""
    named = ("adverbs", "light", "governs", "to", "planned", "denied", "cancelled", "postponed", "and", "says", "heads")
    return verbal(word, table) or any(word in table.classes[name] for name in named)


def _main(on: Line, at: int, table: Table) -> Subject:
    """The subject of the clause before ``at``: its first group that nothing governs."""
    best: Group | None = None
    for back in range(at - 1, -1, -1):
        item = on.row[back]
        if (item.kind == "mark" and item.word in '"“”;') or item.word in table.classes["breaks"]:
            break
        if best and item.word in table.classes["content"]:
            break
        number = on.of[back]
        if number >= 0 and _aside(on, on.groups[number], table):
            continue
        if number >= 0 and on.groups[number].first == back and not governed(on, on.groups[number], table, main=True):
            best = best if owned(on, on.groups[number], table) else on.groups[number]
    return Subject("group", best) if best else Subject("open")


def _head(on: Line, at: int, table: Table) -> Subject:
    """The group a relative clause hangs on: "X yang ...", "X, yang ..."."""
    before = _one_of_many(on, at, table)
    while before >= 0 and on.of[before] < 0 and _passing(on.row[before], table):
        before -= 1
    group = on.groups[on.of[before]] if before >= 0 and on.of[before] >= 0 else None
    return Subject("blocked") if group is None or owned(on, group, table) else Subject("group", group)


def _one_of_many(on: Line, at: int, table: Table) -> int:
    """Before "yang", or before the many of whom the one named is: "X, salah satu warga yang ..." """
    for back in range(at - 1, max(-1, at - ONE), -1):
        if on.of[back] >= 0 or on.row[back].kind == "mark":
            break
        phrases = table.phrases.get("one", {}).get(on.row[back].word, ())
        if any(tuple(item.word for item in on.row[back : back + len(p)]) == p for p in phrases):
            return back - 1
    return at - 1


def _passing(item: Item, table: Table) -> bool:
    return (
        item.kind == "time"
        or item.word == ","
        or item.word in table.classes["adverbs"]
        or item.word in table.classes["pointing"]
    )


def governed(on: Line, group: Group, table: Table, main: bool = False) -> bool:
    """Whether a preposition takes the group away from the subject; "oleh" does not in a main clause."""
    before = group.first - 1
    while before > 0 and on.row[before].word in table.classes["heads"]:
        before -= 1
    if before < 0:
        return False
    word = on.row[before].word
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
    """The subject of the main clause that follows: "Usai bertemu X, Y mengatakan"; not who says so ("..., kata Y")."""
    comma = next((at for at in range(index, len(on.row)) if on.row[at].word == ","), None)
    if comma is None:
        return None
    for at in range(comma + 1, min(comma + COMMA_REACH, len(on.row))):
        if on.row[at].word in table.classes["says"]:
            return after(on, at, table)
        if on.of[at] >= 0:
            group = on.groups[on.of[at]]
            return None if governed(on, group, table) or not has_person(group) else group
        if on.row[at].word in table.classes["stop"]:
            return None
    return None
