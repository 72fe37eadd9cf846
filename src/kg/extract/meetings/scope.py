"""Which date and which place belong to a trigger, and which state a journey leads to.

Both are sought in the trigger's own sentence, nearest first, to the right before the left. A word of saying between them means the
date and place of the saying ("..., kata X di Jakarta, Rabu"), another trigger between them means its own; a new clause costs
distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extract.meetings.scene import Item, Row, Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import dated
from kg.model import Claim, Evidence, Timex
from kg.names import local_node

if TYPE_CHECKING:
    from kg.extract.meetings.candidates import Candidate

FAR = 60
NEAR = 5  # items before a trigger in which its time is told; three times as many after it
CLAUSE = 6  # items back to the word that opens the clause of a value
RELAY = 8  # items between "dikutip" and the date of the source
PREFIXED = 4  # letters of the longest word that is no verb whatever it begins with
BUILDING = 8  # items between "di" and the town after a building


def state_of_place(scene: Scene, item: Item) -> str | None:
    """The state that a place item lies in, or is."""
    mention = item.mention
    if mention is None or not mention.nodes:
        return None
    if mention.kind == "state":
        return mention.nodes[0]
    entity = scene.doc.entities.get(mention.nodes[0])
    states = [node for node in (entity.within if entity else ()) if node.startswith("state:")]
    return states[-1] if states else None


def place_node(scene: Scene, item: Item) -> str:
    """The node of a place item; a state as scenery is a place of its own, inside the state."""
    mention = item.mention
    if mention is not None and mention.kind == "place" and mention.nodes:
        return mention.nodes[0]
    return local_node("place", scene.doc.article.id, mention.text if mention else "")


def place_claims(article: str, node: str, item: Item, quote: Evidence) -> Iterator[Claim]:
    """What must be said of a state that is scenery: it is a place of that name within the state."""
    mention = item.mention
    if mention is None or mention.kind != "state":
        return
    yield Claim(article, node, "type", "Place", "term", "", (quote,))
    yield Claim(article, node, "rdfs:label", mention.text, "text", "", (quote,))
    yield from (Claim(article, node, "within", state, "node", "", (quote,)) for state in mention.nodes)


def is_place(item: Item) -> bool:
    """Whether an item can be scenery: a place or the name of a state."""
    return item.mention is not None and (item.kind == "place" or item.mention.kind == "state")


def _before_place(scene: Scene, word: str) -> bool:
    return word in scene.table.classes["before_place"] or word in scene.table.classes["to"] or word.isdigit()


def fill(made: Candidate, scene: Scene, on: Line, first: int, last: int, others: list[int]) -> None:
    """Give a candidate the date and the places of its sentence, where there are any."""
    goal = next((at for at, item in enumerate(on.row) if made.visit and item.start == made.right[0].start), None)
    if made.stop >= 0 and goal is not None:
        following = on.row[goal + 1] if goal + 1 < len(on.row) else None
        made.when = following.timex if following and following.timex else _period(on, first) or _shared(scene, on, goal)
        made.status = dated(made.status, following or on.row[goal], scene.doc.anchor, scene.table)
        made.places = (on.row[goal],)
        return
    timed = _time(scene, on, first, last, others)
    if timed is not None and not _overdue(scene, made, timed):
        made.when = timed.timex
        made.status = dated(made.status, timed, scene.doc.anchor, scene.table)
    made.places = _chain(on, goal) if goal is not None else _places(scene, on, first, last, others)


def _overdue(scene: Scene, made: Candidate, item: Item) -> bool:
    """Whether a month or year gone by stands beside a plan: it is not that of the plan."""
    when, anchor = item.timex.when if item.timex else None, scene.doc.anchor
    return made.status.value == "Planned" and _coarse(item) and bool(when and anchor and when.latest < anchor)


def _period(on: Line, first: int) -> Timex | None:
    """The month or year in which a journey through several states is told to have been: "Tahun lalu, ia ke A dan B"."""
    times = (item.timex for item in on.row[:first] if item.timex and item.timex.when)
    return next((timex for timex in times if timex.when and timex.when.precision != "day"), None)


def _shared(scene: Scene, on: Line, goal: int) -> Timex | None:
    """The one time at the end of a list of stops, when it is no single day: "ke A, B, dan C pekan depan"."""
    for item in on.row[goal:]:
        if item.timex is not None:
            when = item.timex.when
            return item.timex if when and when.precision != "day" and not when.ranged else None
        if not is_place(item) and item.word not in scene.table.classes["next_stop"]:
            return None
    return None


def _cost(scene: Scene, on: Line, start: int, end: int, others: list[int]) -> int:
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
    return any(start <= value < end and not start <= trigger < end for start, end in scene.attributions)


def vague(scene: Scene, row: Row, start: int) -> bool:
    """Whether words near a trigger at offset ``start`` put it at some other time: "pernah", "beberapa waktu lalu"."""
    at = next((number for number, item in enumerate(row) if item.start >= start), len(row))
    phrases, classes = scene.table.phrases["vague"], scene.table.classes
    if any(item.word in classes["bygone"] for item in row[max(0, at - NEAR) : at]):
        return True
    words = [item.word for item in row[at : at + 3 * NEAR]]
    return any(_phrase(words, number, phrases) for number in range(len(words)))


def _some_time(scene: Scene, on: Line, last: int, others: list[int]) -> bool:
    """Whether "beberapa waktu lalu" and the like stands with the trigger that ends at ``last``, before any other one."""
    end = next((other for other in others if other >= last), len(on.row))
    words = [item.word for item in on.row[last : min(end, last + 3 * NEAR)]]
    return any(_phrase(words, number, scene.table.phrases["vague"]) for number in range(len(words)))


def _phrase(words: list[str], at: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    return any(tuple(words[at : at + len(phrase)]) == phrase for phrase in phrases.get(words[at], ()))


def fits(scene: Scene, timex: Timex | None, status: str) -> bool:
    """Whether a time told elsewhere can be that of a meeting: what is held lies behind, what is planned ahead."""
    anchor = scene.doc.anchor
    if timex is None or timex.when is None or status == "Denied":
        return False
    if anchor is None or status == "Cancelled":
        return True
    return timex.when.earliest <= anchor if status == "Held" else timex.when.latest >= anchor


def narrowness(places: tuple[Item, ...]) -> tuple[bool, int]:
    """How narrow a chain of places is: one that begins with a place before a state alone, then the longer one."""
    return bool(places) and places[0].kind == "place", len(places)


def first_places(scene: Scene, row: Row, among: list[Item]) -> tuple[Item, ...]:
    """The first run of places, brought by "di", among some items of a row."""
    on = Line(row, (), (-1,) * len(row))
    starts = {item.start for item in among}
    for at, item in enumerate(row):
        if item.start in starts and at and item.kind == "place" and not item.quoted and _placed(scene, on, at):
            return _chain(on, at)
    return ()


def _time(scene: Scene, on: Line, first: int, last: int, others: list[int]) -> Item | None:
    best: tuple[int, int] | None = None
    if _some_time(scene, on, last, others):
        return None
    outcome = any(item.word in scene.table.classes["outcome"] for item in on.row[max(0, first - 2) : first])
    for at, item in enumerate(on.row):
        if outcome and at < first:
            continue
        if item.timex is None or item.timex.when is None or _relayed(scene, on, at) or _of_noun(scene, on, at, last):
            continue
        right = at >= last
        cost = _cost(scene, on, last - 1 if right else first, at, others) + (0 if right else 3)
        if cost < FAR and (best is None or cost < best[0]):
            best = (cost, at)
    return on.row[best[1]] if best else None


def _of_noun(scene: Scene, on: Line, at: int, last: int) -> bool:
    """Whether a year is none of a meeting: "kesepakatan nuklir 2015", "terputus sejak 2011"."""
    if at and on.row[at - 1].word in scene.table.classes["ongoing"] and _coarse(on.row[at]):
        return True
    bare = scene.text[on.row[at].start : on.row[at].end].isdigit()
    return bare and at > last + 2 and on.row[at - 1].kind == "word" and on.row[at - 1].word not in scene.table.classes["dates"]


def _coarse(item: Item) -> bool:
    when = item.timex.when if item.timex else None
    return when is not None and when.precision in ("month", "year")


def _relayed(scene: Scene, on: Line, at: int) -> bool:
    """Whether a date is that of a source: "dikutip dari siaran pers, Senin (16/6/2025)"."""
    return any(item.word in scene.table.classes["relays"] for item in on.row[max(0, at - RELAY) : at])


def _places(scene: Scene, on: Line, first: int, last: int, others: list[int]) -> tuple[Item, ...]:
    best: tuple[int, int] | None = None
    for at, item in enumerate(on.row):
        if not is_place(item) or at == 0 or not _placed(scene, on, at):
            continue
        right = at >= last
        cost = _cost(scene, on, last - 1 if right else first, at, others) + (0 if right else 4)
        cost += 0 if item.kind == "place" else 4
        if cost < FAR and (best is None or cost < best[0]):
            best = (cost, at)
    return _chain(on, best[1]) if best else ()


def _placed(scene: Scene, on: Line, at: int) -> bool:
    """Whether "di" or "ke" brings the place: right before it, or before its building: "di kediaman X, Menteng"."""
    apart = on.row[at - 1].word == ","
    for back in range(at - 1, max(-1, at - BUILDING), -1):
        item = on.row[back]
        if item.word in scene.table.classes["at"] or (back == at - 1 and item.word in scene.table.classes["goes"]):
            return not _topic(scene, on, back)
        building = item.capital or _before_place(scene, item.word) or (apart and _plain(scene, item))
        if item.kind in ("word", "mark") and not building:
            return False
    return False


def _plain(scene: Scene, item: Item) -> bool:
    """Whether a word may stand in the name of a building: no verb, nothing that opens a clause."""
    classes = scene.table.classes
    verb = len(item.word) > PREFIXED and item.word.startswith(tuple(classes["verb_prefixes"]))
    return item.kind == "word" and not verb and item.word not in classes["opens"] and item.word not in classes["stop"]


def _topic(scene: Scene, on: Line, at: int) -> bool:
    """Whether "di" at ``at`` belongs to what is talked about: "membahas perkembangan di P", "perang di P"."""
    return any(item.word in scene.table.classes["topics"] for item in on.row[max(0, at - 2) : at])


def _chain(on: Line, at: int) -> tuple[Item, ...]:
    """Places one inside another: "di Istana Merdeka, Jakarta, Indonesia"."""
    out = [on.row[at]]
    while at + 2 < len(on.row) and on.row[at + 1].word == "," and is_place(on.row[at + 2]):
        at += 2
        out.append(on.row[at])
    return tuple(out)
