"""Whether it happened: held, planned, cancelled or denied, from the words that stand with the trigger.

The look goes left over what belongs to the verb ("tidak akan pernah bertemu") and stops at any other verb: in "tidak
menyangka bertemu" nothing is denied. After a noun the words up to its verb count as well ("pertemuan itu batal"). A
clause that opens with "saat" or "untuk" takes the plan of its main clause.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kg.extract.meetings.scene import Item, Row
from kg.extract.meetings.sides import Line
from kg.extract.meetings.table import Table

BEFORE, AFTER = 14, 10
RUMOUR = 4  # items between "membantah" and "bahwa"
NOTHING = 7  # items behind "tetapi" in which something comes to nothing
REFUSAL = 5  # items before "untuk" that tell whether it is wanted
VALUES = ("Cancelled", "Denied", "Planned")


class Status(NamedTuple):
    """A status and the words that say so (None when nothing says otherwise: held)."""

    value: str
    item: Item | None = None


HELD = Status("Held")


def status(on: Line, first: int, last: int, noun: bool, table: Table, title: bool = False) -> Status:
    """The status of what the trigger ``row[first:last]`` tells of; in a ``title`` a comma parts two tellings."""
    found, opened = _before(on, first, table, title)
    if noun and opened is not None and on.row[opened].word in table.classes["purpose"]:
        between = (item.word for item in on.row[opened + 1 : first] if item.kind == "word")
        opened = None if any(not _light(word, table) for word in between) else opened  # "untuk pengamanan kunjungan"
    if found.value == "Held" and noun:
        found = _after(on.row, last, table)
    refuted = _refuted(on.row, opened, first, noun, table) if opened is not None else None
    if refuted is None and found.value == "Held" and opened is not None:
        found = _plan(on, opened, last, table)
    if refuted is None and found.value == "Held":
        can = None if noun else _possible(on.row, first, table)
        found = can or _joined(on.row, first, table) or found
    if refuted is None and found.value in ("Held", "Planned"):
        found = _came_to_nothing(on.row, last, table) or found
    return refuted or _untrue(on.row, first, last, table) or found


def _came_to_nothing(row: Row, last: int, table: Table) -> Status | None:
    """What a clause behind says of it: "..., tetapi batal", "namun pertemuan itu tidak terjadi"."""
    turn = next((at for at in range(last, len(row)) if row[at].word in table.classes["breaks"]), len(row))
    for at in range(turn + 1, min(len(row), turn + NOTHING)):
        off = row[at].word in table.classes["cancelled_after"]
        not_so = row[at].word in table.classes["denied_after"] and row[at + 1 : at + 2]
        if off or (not_so and row[at + 1].word in table.classes["comes_off"]):
            return Status("Cancelled", row[at])
        if not_so and any(item.word in table.classes["takes_place"] for item in row[at + 1 : at + 3]):
            return Status("Denied", row[at])
        if _blocks(row[at].word, table):
            return None
    return None


def _possible(row: Row, first: int, table: Table) -> Status | None:
    """ "A bisa bertemu B" may come about; "senang bisa bertemu B" has."""
    can = next((item for item in row[max(0, first - 2) : first] if item.word in table.classes["can"]), None)
    done = table.classes["glad"] | table.classes["came_to"]
    if can is None or any(item.word in done for item in row[max(0, first - BEFORE) : first]):
        return None
    return Status("Planned", can)


def _joined(row: Row, first: int, table: Table) -> Status | None:
    """The plan of the verb before, for one joined to it: "ia akan meninjau pasar dan bertemu B"."""
    first -= 1 if first and _blocks(row[first - 1].word, table) else 0  # "dan mengakhiri lawatannya"
    if not first or row[first - 1].word not in table.classes["joins"]:
        return None
    for item in reversed(row[max(0, first - BEFORE) : first - 1]):
        stops = any(item.word in table.classes[name] for name in ("breaks", "relative", "content", "says", "done"))
        if stops or (item.kind == "mark" and item.word != ","):
            return None
        if item.word in table.classes["schedules"]:
            return Status("Planned", item)
    return None


def _before(on: Line, first: int, table: Table, title: bool) -> tuple[Status, int | None]:
    """The status said before the trigger, and the index of the word that opens the clause when the look ended there."""
    found, odd = HELD, 0
    for at in range(first - 1, max(-1, first - BEFORE), -1):
        item = on.row[at]
        if item.kind != "word":
            if item.kind == "mark" and (title or item.word != "," or _fronted(on, at, table)):
                return found, None
            continue
        if item.word in table.classes["opens"] and item.word not in table.classes["hopes"]:
            return found, at
        settled = _settled(item, found, odd, table)
        if settled is not None:
            return settled, None
        value = _off(on.row, at, table) or _value(item.word, table)
        if value and not (odd and value == "Denied"):
            found = _stronger(Status(value, item), found)
        elif item.word in table.classes["breaks"] or item.word in table.classes["relative"]:
            return found, None
        elif not _light(item.word, table):
            odd += 1
            if _blocks(item.word, table) or odd > 2:
                return found, None
    return found, None


def _settled(item: Item, found: Status, odd: int, table: Table) -> Status | None:
    """What a word says once for all: "agar bertemu" is a plan, "semula dijadwalkan" one that came to nothing, "sudah
    bertemu" a fact.
    """
    if item.word in table.classes["perfect"] and found.value == "Held" and not odd:
        return HELD
    if item.word in table.classes["hopes"]:
        return Status("Planned", item)
    former = found.value == "Planned" and item.word in table.classes["former"]
    return Status("Cancelled", item) if former or item.word in table.classes["was_to"] else None


def _fronted(on: Line, comma: int, table: Table) -> bool:
    """Whether a clause of its own ends at a comma: "Sebelum bertolak ke P, A bertemu B"."""
    for at in range(comma - 1, max(-1, comma - BEFORE), -1):
        if on.row[at].word in table.classes["sequence"]:
            return True
        if on.row[at].kind == "mark":
            return False
    return False


def _off(row: Row, at: int, table: Table) -> str:
    """ "Tidak jadi bertemu" was to be, and is not: called off."""
    off = row[at].word in table.classes["denied_after"] and at + 1 < len(row)
    return "Cancelled" if off and row[at + 1].word in table.classes["comes_off"] else ""


def _value(word: str, table: Table) -> str:
    if word in table.classes["postponed"]:
        return "Planned"
    return next((value for value in VALUES if word in table.classes[value.lower()]), "")


def _stronger(new: Status, old: Status) -> Status:
    order = (*VALUES, "Held")
    return new if order.index(new.value) < order.index(old.value) else old


def _light(word: str, table: Table) -> bool:
    return any(word in table.classes[name] for name in ("light", "adverbs", "governs", "to", "and", "heads"))


def _blocks(word: str, table: Table) -> bool:
    return len(word) > 4 and word.startswith(tuple(table.classes["verb_prefixes"]))


def _after(row: Row, last: int, table: Table) -> Status:
    """What the verb of a noun says: "pertemuan itu akan digelar"; nothing once another clause begins."""
    found = HELD
    for at in range(last, min(len(row), last + AFTER)):
        item = row[at]
        if any(item.word in table.classes[name] for name in ("opens", "breaks", "relative")):
            break
        if item.kind == "mark" and item.word not in ",-":
            break
        said = (value for value in VALUES if item.word in table.classes[value.lower() + "_after"])
        value = _off(row, at, table) or next(said, "")
        if value and _happens(row, at, table):
            found = _stronger(Status(value, item), found)
        if _blocks(item.word, table) and item.word not in table.classes["light"]:
            break
    return found


def _happens(row: Row, at: int, table: Table) -> bool:
    """Whether the word at ``at`` is about taking place: "akan digelar", "tidak jadi"; "akan merusak" is not."""
    happens = table.classes["happens"]
    return any(item.word in happens for item in row[at : at + 4])


def _refuted(row: Row, opened: int, first: int, noun: bool, table: Table) -> Status | None:
    """What somebody denies: "membantah laporan bahwa ia akan bertemu B", "membantah bahwa ada pertemuan"."""
    if row[opened].word not in table.classes["that"] or (noun and row[first - 1].word not in table.classes["exists"]):
        return None
    said = (item for item in row[max(0, opened - RUMOUR) : opened] if item.word in table.classes["refutes"])
    return next((Status("Denied", item) for item in said), None)


def _untrue(row: Row, first: int, last: int, table: Table) -> Status | None:
    """Denied where a rumour of it is called false: "kabar bahwa A bertemu B tidak benar"."""
    classes = table.classes
    if not any(item.word in classes["rumours"] for item in row[max(0, first - BEFORE) : first]):
        return None
    for item, after in pairwise(row[last : last + BEFORE]):
        if item.word in classes["false"] or (item.word in classes["not"] and after.word in classes["true"]):
            return Status("Denied", item)
    return None


def _plan(on: Line, opened: int, last: int, table: Table) -> Status:
    """The plan of the main clause: before the opening word, or after the comma that ends this clause."""
    opener = on.row[opened]
    if opener.word in table.classes["purpose"]:
        said = _refused(on.row, opened, table)
        if said or not _came(on.row, opened, table):
            return said or Status("Planned", opener)
    if opener.word not in table.classes["inherits"]:
        return HELD
    for item in reversed(on.row[max(0, opened - BEFORE) : opened]):
        if item.word in table.classes["breaks"] or (item.kind == "mark" and item.word != ","):
            break
        if item.word in table.classes["future"]:
            return Status("Planned", item)
    if opened > 2:
        return HELD
    comma = next((at for at in range(last, len(on.row)) if on.row[at].word == ","), len(on.row))
    for item in on.row[comma : comma + 7]:
        if item.word in table.classes["future"]:
            return Status("Planned", item)
    return HELD


def _refused(row: Row, opened: int, table: Table) -> Status | None:
    """What the words before "untuk" say: "tidak tertarik untuk bertemu" is a refusal, "senang untuk bertemu" a fact."""
    for item in reversed(row[max(0, opened - REFUSAL) : opened]):
        if item.word in table.classes["breaks"] or item.word in table.classes["content"] or item.kind == "mark":
            return None
        if item.word in table.classes["glad"]:
            return HELD
        if item.word in table.classes["denied"]:
            return Status("Denied", item)
        if item.word in table.classes["cancelled"]:
            return Status("Cancelled", item)
    return None


def dated(status: Status, item: Item, anchor: date | None, table: Table) -> Status:
    """The status once its day is known: ahead it is planned; on a day gone by it was, unless it was but scheduled."""
    when = item.timex.when if item.timex else None
    if when is None or anchor is None:
        return status
    if status.value == "Held" and when.earliest > anchor:
        return Status("Planned", item)
    if status.value == "Planned" and when.ranged and when.earliest < anchor <= when.latest:
        return HELD
    scheduled = status.item is not None and status.item.word in table.classes["schedules"]
    return HELD if status.value == "Planned" and not scheduled and when.latest < anchor else status


def _came(row: Row, opened: int, table: Table) -> bool:
    """Whether somebody came for it: "datang untuk menemui X" tells that X was met, "waktu untuk menemui X" does not."""
    return any(item.word in table.classes["came"] for item in row[max(0, opened - BEFORE) : opened])
