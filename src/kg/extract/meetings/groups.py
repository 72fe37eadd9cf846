"""Agents named side by side: "A, B, dan C", "A dan istri, B", "A bersama B, didampingi C dan D".

A *group* is a run of agents in a row of items, joined by commas and conjunctions. Agents that follow "didampingi" or
"beserta" accompany the group; those that follow "bersama" belong to it.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.meetings.scene import Item, Row
from kg.extract.meetings.table import Table

OFFICE = 6  # items between a title and the name when all are capitals
TERM = 8  # items between a bare title and the name: "periode 2007-2012,"
NAMELY = 9  # items from "dan sejumlah" to "yakni"
REACH = 6  # items between "didampingi" and the name of who accompanies


class Group(NamedTuple):
    """Indices into the row (``last`` exclusive), the agents themselves, their spouses, and who accompanies them."""

    first: int
    last: int
    members: tuple[Item, ...]
    companions: tuple[Item, ...] = ()


def groups(row: Row, table: Table) -> list[Group]:
    """The groups of a row, left to right; an agent belongs to one group only."""
    found: list[Group] = []
    index = 0
    while index < len(row):
        if row[index].kind != "agent" or _part_of_place(row, index, table) or _bare_title(row, index, table):
            index += 1
            continue
        group = _run(row, index, table)
        how = _attached(row, found[-1].last, index, table) if found else ""
        if found and how:
            found[-1] = _join(found[-1], group, how)
        else:
            found.append(group)
        index = group.last
    return found


def _part_of_place(row: Row, index: int, table: Table) -> bool:
    """Whether a name only names a building: "Gedung Merah Putih KPK", "Rumah Sakit Umum (RSU) Raden Saleh"."""
    mention, before = row[index].mention, row[index - 1] if index else None
    if before is None or before.kind != "place" or mention is None:
        return False
    named_after = before.mention is not None and before.mention.text.lower().split()[0] in table.classes["eponyms"]
    return mention.kind == "org" or (mention.kind == "person" and mention.role is None and named_after)


def _is_name(item: Item) -> bool:
    return item.mention is not None and item.mention.kind == "person" and item.mention.how == "name"


def _bare_title(row: Row, index: int, table: Table) -> bool:
    """Whether nobody is meant but the one named right after: "Wakil Presiden terpilih 2019-2024, X"."""
    mention = row[index].mention
    if mention is None:
        return False
    apposed = mention.kind != "person" or mention.role is not None
    if apposed and index + 1 < len(row) and _is_name(row[index + 1]):
        return True
    unknown = mention.kind == "person" and not mention.nodes and mention.how == "title"
    return unknown and (_term(row, index, table) or _office(row, index))


def _office(row: Row, index: int) -> bool:
    """Whether capitals alone stand between a title and the name: "Penasihat Dewan Adat Nusantara X"."""
    for item in row[index + 1 : index + OFFICE]:
        if item.kind == "agent":
            return _is_name(item)
        if not item.capital:
            return False
    return False


def _term(row: Row, index: int, table: Table) -> bool:
    """Whether only a term of office stands between a title and the name: "periode 2007-2012,"."""
    for item in row[index + 1 : index + TERM]:
        if item.kind == "agent":
            return item.mention is not None and item.mention.kind == "person"
        if item.kind != "time" and item.word not in table.classes["term"] and not item.word[:1].isdigit():
            return False
    return False


def _run(row: Row, first: int, table: Table) -> Group:
    """A run of agents: one that is joined by commas alone ends at its first agent ("kata A, B akan ...")."""
    found: list[tuple[int, bool]] = [(first, False)]
    sure, index = 1, first + 1
    if _source(row, first, table):
        return Group(first, index, (row[first],))
    while (step := _step(row, index, table)) is not None:
        at, joined, spouse = step
        if any(item.word in table.classes["or"] for item in row[index:at]):
            index = at + 1
            continue
        found.append((at, spouse))
        sure = len(found) if joined else sure
        index = at + 1
    if len(found) > sure and _ends_list(row, index, found, table):
        sure = len(found)
    kept = found[:sure]
    members = tuple(row[at] for at, spouse in kept if not spouse)
    last = index if sure == len(found) else kept[-1][0] + 1
    return Group(first, last, members, tuple(row[at] for at, spouse in kept if spouse))


def _source(row: Row, first: int, table: Table) -> bool:
    """Whether an agent only says so, before a comma: "Menurut A, B dan C bertemu"."""
    before = row[first - 1].word if first else ""
    after = row[first + 1].word if first + 1 < len(row) else ""
    return before in table.classes["according"] and after == ","


def _ends_list(row: Row, index: int, found: list[tuple[int, bool]], table: Table) -> bool:
    """Whether a run joined by commas is a list after all: "A, B, dan sejumlah pejabat", or three with titles."""
    rest = [item.word for item in row[index : index + 5] if item.word != ","]
    if rest and rest[0] in table.classes["and"] and any(word in table.classes["others"] for word in rest[1:4]):
        return True
    mentions = [row[at].mention for at, _ in found]
    return len(found) > 2 and all(mention is not None and mention.role is not None for mention in mentions)


def _step(row: Row, index: int, table: Table) -> tuple[int, bool, bool] | None:
    """Index of the next agent of the run, whether a conjunction joins it, whether it is kin of the one before."""
    comma = joined = kin = titled = False
    for at in range(index, min(index + 6, len(row))):
        item = row[at]
        if item.kind == "agent":
            if not (joined or comma) or (titled and not _is_name(item)):
                return None
            named = _holder(row, at, table)
            return named, joined, kin or _kin(row[named], table)
        if item.word in table.classes["and"]:
            joined = True
        elif item.word in (",", ";"):
            comma = True
        elif item.word in table.classes["kin"] and joined:
            kin = True
        elif joined and (item.capital or item.kind == "place"):
            titled = True  # "dan Penasihat Dewan Lumbung X": a title nobody knows
        elif (joined or comma) and item.word in table.classes["callings"]:
            titled = True  # ", penyanyi X"
        elif item.word not in table.classes["and_filler"] or not joined:
            return None
    return None


def _holder(row: Row, at: int, table: Table) -> int:
    """Index of the name that a bare title at ``at`` belongs to; ``at`` itself for all else."""
    while _bare_title(row, at, table):
        at = next(here for here in range(at + 1, len(row)) if row[here].kind == "agent")
    return at


def _kin(item: Item, table: Table) -> bool:
    role = item.mention.role if item.mention else None
    return role is not None and role.title.lower() in table.classes["kin"]


def _attached(row: Row, last: int, first: int, table: Table) -> str:
    """How the group at ``first`` hangs on the one that ends at ``last``: "companion", "principal",
    "member" or "" for not at all."""
    between = [item for item in row[last:first] if item.word != ","]
    if _more_named(between, table):
        return "member"
    if not between or len(between) > REACH or any(item.kind not in ("word",) for item in between):
        return ""
    words = [item.word for item in between]
    head = next((at for at, word in enumerate(words) if word in table.classes["accompanied"]), -1)
    if head == 0 or (head > 0 and all(word in table.classes["adverbs"] for word in words[:head])):
        rest = words[head + 1 :]
        return "companion" if all(_light(word, table) for word in rest) else ""
    if _leading(words, table):
        return "principal"
    beside = words[2:] if len(words) > 1 and words[1] in table.classes["meets_with"] else words[1:]
    if words[0] in table.classes["together"] and all(_light(word, table) for word in beside):
        return "companion" if any(word in table.classes["kin"] for word in words) else "member"
    return ""


def _more_named(between: list[Item], table: Table) -> bool:
    """Whether others stand between who are named right after: "A dan sejumlah pemimpin Eropa, yakni B dan C"."""
    words = [item.word for item in between]
    if not 2 < len(words) <= NAMELY or words[0] not in table.classes["and"]:
        return False
    return words[-1] in table.classes["namely_last"] and any(word in table.classes["others"] for word in words)


def _leading(words: list[str], table: Table) -> bool:
    """ "X ikut mendampingi Y": Y is the one who acts."""
    head = next((at for at, word in enumerate(words) if word in table.classes["accompanies"]), -1)
    before, after = words[: max(head, 0)], words[head + 1 :]
    return (
        head >= 0
        and all(word in table.classes["adverbs"] for word in before)
        and all(_light(word, table) for word in after)
    )


def _light(word: str, table: Table) -> bool:
    return any(word in table.classes[name] for name in ("kin", "heads", "adverbs", "and_filler", "by"))


def _join(group: Group, other: Group, how: str) -> Group:
    companions = other.companions
    if how == "principal":
        return Group(group.first, other.last, other.members, (*group.members, *group.companions, *companions))
    if how == "companion":
        return Group(group.first, other.last, group.members, (*group.companions, *other.members, *companions))
    return Group(group.first, other.last, (*group.members, *other.members), (*group.companions, *companions))
