"""How far a date or a place stands from a trigger in its sentence.

Items count one each, a new clause and another trigger more; a word of saying, a quotation mark, "bahwa" or a clause of
its own ("sebelum bertolak ke P, ...") between them puts them too far apart.
"""

from __future__ import annotations

from kg.extract.meetings.scene import Scene
from kg.extract.meetings.sides import Line

FAR = 60
CLAUSE = 6  # items back to the word that opens the clause of a value


def cost(scene: Scene, on: Line, start: int, end: int, others: list[int]) -> int:
    """The distance of two indices: items, more for a new clause, too much across a saying, a trigger or a quotation."""
    low, high = min(start, end), max(start, end)
    cost = high - low
    for at in range(low + 1, high):
        word = on.row[at].word
        if word in scene.table.classes["says"] or (word in scene.table.classes["content"] and end < start):
            return FAR
        if word in scene.table.classes["opens"] and word not in scene.table.classes["loose"]:
            cost += 8
        if at in others:
            cost += 12
    if _opened_apart(scene, on, start, end):
        return FAR
    said = _said_apart(scene, on.row[start].start, on.row[end].start)
    return cost + (FAR if said or on.row[start].quoted != on.row[end].quoted else 0)


def _opened_apart(scene: Scene, on: Line, trigger: int, value: int) -> bool:
    """Whether the trigger stands in a clause of its own before the value: "setelah menemui X, ia ke Y pada Rabu"."""
    if value < trigger:
        return _closed_apart(scene, on, trigger, value)
    if not any(item.word == "," for item in on.row[trigger:value]):
        return False
    for back in range(trigger, max(-1, trigger - 4), -1):
        if on.row[back].word in scene.table.classes["sequence"]:
            return any(on.of[at] >= 0 for at in range(_comma(on, trigger), value))
    return False


def _closed_apart(scene: Scene, on: Line, trigger: int, value: int) -> bool:
    """Whether the value stands in a clause of its own before the trigger: "sebelum bertolak ke P, ia bertemu X"."""
    if _comma(on, value) >= trigger:
        return False
    for back in range(value, max(-1, value - CLAUSE), -1):
        if on.row[back].word == ",":
            return False
        if on.row[back].word in scene.table.classes["sequence"]:
            return any(on.of[at] >= 0 for at in range(_comma(on, value), trigger))
    return False


def _comma(on: Line, index: int) -> int:
    return next((at for at in range(index, len(on.row)) if on.row[at].word == ","), len(on.row))


def _said_apart(scene: Scene, trigger: int, value: int) -> bool:
    """Whether a value belongs to the words that tell who said something, and the trigger does not."""
    span = scene.attribution(value)
    return span is not None and not span[0] <= trigger < span[1]
