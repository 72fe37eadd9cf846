"""Where a journey leads: the states of the places that follow a word of travel.

One place is one goal, "Jakarta, Indonesia" too; a list of states ("Vietnam, Indonesia, dan Singapura", or stops with
their days) is a journey with several. A region is no goal, but the states it is said to include are.
"""

from __future__ import annotations

from kg.extract.meetings import where
from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.sides import Line
from kg.model import Party

SKIP = 9  # light words before the name of a place
AHEAD = 9  # items between a noun of travel and its "ke"
FIRST = 12  # items between "menjadi negara pertama" and the noun of travel

Goals = tuple[list[Party], int]


def at(scene: Scene, on: Line, index: int) -> Goals:
    """The states of the places that stand at ``index`` (after at most a few light words), and where they end."""
    for here in range(index, min(index + SKIP, len(on.row))):
        item = on.row[here]
        if where.is_place(item):
            return _run(scene, on, here)
        if not _skipped(scene, item):
            break
    return [], index


def _skipped(scene: Scene, item: Item) -> bool:
    if item.kind == "agent":
        return item.mention is not None and item.mention.kind == "org"
    classes = scene.table.classes
    return item.capital or item.word in classes["before_place"] or item.word in classes["to"] or item.word.isdigit()


def _run(scene: Scene, on: Line, index: int) -> Goals:
    found: dict[str, Party] = {}
    end, listed, row = index, False, on.row
    for here in range(index, len(row)):
        item = row[here]
        if where.is_place(item):
            state, end = where.state_of_place(scene, item), here + 1
            if state:
                found.setdefault(state, Party(state, item.start, item.end))
        elif item.word in scene.table.classes["list_end"]:
            listed = True
        elif not _between(scene, row[here : here + 2], bool(found)):
            break
    goals = list(found.values())
    dated = any(item.kind == "time" for item in row[index:end])
    return (goals if listed or dated else goals[:1]), end


def _between(scene: Scene, items: tuple[Item, ...], goal: bool) -> bool:
    """Whether a word may stand between two stops; before the first goal ("Asia, termasuk ke Indonesia") more may."""
    word, classes = items[0].word, scene.table.classes
    if items[0].kind == "time":
        return True
    if word in classes["stop_day"]:
        return len(items) > 1 and items[1].kind == "time"
    return word in classes["next_stop"] or (not goal and word in classes["before_place"])


def after(scene: Scene, on: Line, index: int) -> Goals:
    """The states that a noun of travel leads to: the places after the next "ke" of the clause."""
    if any(item.word in scene.table.classes["stop_name"] for item in on.row[index - 1 : index]):
        named = next((here for here in range(index, min(index + FIRST, len(on.row))) if _tells(scene, on, here)), None)
        return at(scene, on, named + 1) if named is not None else ([], index)
    for here in range(index, min(index + AHEAD, len(on.row))):
        item = on.row[here]
        if item.word in scene.table.classes["to"] or item.word in scene.table.classes["comprises"]:
            return at(scene, on, here + 1)
        if item.word in scene.table.classes["lasting"] and here + 1 < len(on.row) and _count(scene, on.row[here + 1]):
            continue
        if item.word in scene.table.classes["pointing"]:
            continue
        if item.word in scene.table.classes["stop"] or (item.kind == "mark" and item.word != ","):
            break
        if item.word in scene.table.triggers and item.word not in scene.table.classes["light"]:
            break
    return [], index


def _tells(scene: Scene, on: Line, here: int) -> bool:
    return on.row[here].word in scene.table.classes["comprises"] or on.row[here].word == ":"


def _count(scene: Scene, item: Item) -> bool:
    return item.kind == "time" or item.word.isdigit() or item.word in scene.table.classes["adverbs"]


def before(scene: Scene, on: Line, index: int) -> list[Party]:
    """The state that a sentence calls a stop: "X menjadi negara pertama dalam kunjungan Y", "di X dalam rangka"."""
    row, classes = on.row, scene.table.classes
    for here in range(index - 1, max(0, index - FIRST), -1):
        if row[here].word in classes["stop_noun"] and row[here - 1].word in classes["becomes"]:
            first = next((at for at, item in enumerate(row[:here]) if where.is_place(item)), here)
            return _run(scene, on, first)[0]
        if row[here].word in classes["relative"] and here > 1:
            continue
        if row[here].word in classes["occasion"] and where.is_place(row[here - 2]) and row[here - 1].word == "dalam":
            return _party(scene, row[here - 2])
    return []


def _party(scene: Scene, item: Item | None) -> list[Party]:
    state = where.state_of_place(scene, item) if item else None
    return [Party(state, item.start, item.end)] if state and item else []
