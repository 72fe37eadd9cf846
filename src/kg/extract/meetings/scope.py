"""Which date belongs to a trigger, and with its places: what its own sentence says of when and where.

Dates are sought nearest first, to the right before the left. What is told as "beberapa waktu lalu" has none; the date
of a source ("dikutip dari siaran pers, Senin"), of a noun ("kesepakatan nuklir 2015") or of an outcome is another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.meetings import where
from kg.extract.meetings.distance import FAR, cost
from kg.extract.meetings.scene import Item, Row, Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import dated
from kg.model import Timex

if TYPE_CHECKING:
    from kg.extract.meetings.telling import Candidate

TRAVEL = ("visit", "trip")
NEAR = 5  # items before a trigger in which its time is told; three times as many after it
INCIDENT = 4  # items between "serangan" and its day
RELAY = 8  # items between "dikutip" and the date of the source
VERB = 4  # letters of the longest word that is no verb whatever it begins with
DONE = 3  # items between "telah" and its verb


def fill(made: Candidate, scene: Scene, on: Line, first: int, last: int, others: list[int]) -> None:
    """Give a candidate the date and the places of its sentence, where there are any."""
    goal = next((at for at, item in enumerate(on.row) if made.visit and item.start == made.right[0].start), None)
    if made.stop >= 0 and goal is not None:
        following = on.row[goal + 1] if goal + 1 < len(on.row) else None
        made.when = following.timex if following and following.timex else _period(on, first) or _shared(scene, on, goal)
        made.status = dated(made.status, following or on.row[goal], scene.doc.anchor, scene.table)
        made.places = (on.row[goal],)
        return
    timed = _time(made, scene, on, first, last, others)
    if timed is not None and not _overdue(scene, made, timed):
        made.when = timed.timex
        made.status = dated(made.status, timed, scene.doc.anchor, scene.table)
    made.places = where.chain(scene, on, goal) if goal is not None else where.places(scene, on, first, last, others)


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
        if not where.is_place(item) and item.word not in scene.table.classes["next_stop"]:
            return None
    return None


def vague(scene: Scene, row: Row, start: int) -> bool:
    """Whether words near a trigger at offset ``start`` put it at some other time: "pernah", "beberapa waktu lalu"."""
    at = next((number for number, item in enumerate(row) if item.start >= start), len(row))
    phrases, classes = scene.table.phrases["vague"], scene.table.classes
    if any(item.word in classes["bygone"] for item in (*row[:1], *row[max(0, at - NEAR) : at])):
        return True
    if _recalled(scene, row, at):
        return True
    words = [item.word for item in row[at : at + 3 * NEAR]]
    return any(_phrase(words, number, phrases) for number in range(len(words)))


def _recalled(scene: Scene, row: Row, at: int) -> bool:
    """Whether somebody tells of it as over, whenever that was: "A mengaku telah bertemu B"."""
    classes = scene.table.classes
    if at and row[at - 1].word in classes["owns_up"]:
        return True
    if not any(item.word in classes["done"] for item in row[max(0, at - DONE) : at]):
        return False
    return any(item.word in classes["recalls"] for item in row[:at])


def _some_time(scene: Scene, on: Line, last: int, others: list[int]) -> bool:
    """Whether "beberapa waktu lalu" and the like stands with the trigger that ends at ``last``."""
    end = next((other for other in others if other >= last), len(on.row))
    words = [item.word for item in on.row[last : min(end, last + 3 * NEAR)]]
    clause = words[: next((at for at, word in enumerate(words) if word in scene.table.classes["relative"]), len(words))]
    return any(_phrase(clause, number, scene.table.phrases["vague"]) for number in range(len(clause)))


def _phrase(words: list[str], at: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    return any(tuple(words[at : at + len(phrase)]) == phrase for phrase in phrases.get(words[at], ()))


def fits(scene: Scene, timex: Timex | None, status: str) -> bool:
    """Whether a time told elsewhere can be that of a meeting: what is held lies behind, what is planned ahead."""
    anchor = scene.doc.anchor
    if timex is None or timex.when is None:
        return False
    if anchor is None or status == "Cancelled":
        return True
    return timex.when.earliest <= anchor if status == "Held" else timex.when.latest >= anchor


def _time(made: Candidate, scene: Scene, on: Line, first: int, last: int, others: list[int]) -> Item | None:
    best: tuple[int, int] | None = None
    if _some_time(scene, on, last, others):
        return None
    outcome = any(item.word in scene.table.classes["outcome"] for item in on.row[max(0, first - 2) : first])
    for at, item in enumerate(on.row):
        if outcome and at < first:
            continue
        right = at >= last
        if item.timex is None or item.timex.when is None or _of_noun(scene, on, at, last, made.visit):
            continue
        if relayed(scene, on.row, at, last if right else 0) or ends(scene, on.row, at):
            continue
        if made.visit and right and any(_journey(scene, on.row[other]) for other in others if last <= other < at):
            break
        far = cost(scene, on, last - 1 if right else first, at, others) + (0 if right else 3)
        if far < FAR and (best is None or far < best[0]):
            best = (far, at)
    return on.row[best[1]] if best else None


def _journey(scene: Scene, item: Item) -> bool:
    """Whether a word begins to tell of another journey, with a day of its own."""
    return any(frame.form in TRAVEL for _, frame in scene.table.triggers.get(item.word, ()))


def _of_noun(scene: Scene, on: Line, at: int, last: int, visit: bool) -> bool:
    """Whether a time is another noun's: "kesepakatan nuklir 2015", "terputus sejak 2011", "pasca serangan Sabtu"."""
    timex = on.row[at].timex
    when = timex.when if timex else None
    since = at and on.row[at - 1].word in scene.table.classes["ongoing"]
    if since and (_coarse(on.row[at]) or not (visit or (when and when.ranged))):
        return True
    if incident(scene, on.row, at):
        return True
    bare = scene.text[on.row[at].start : on.row[at].end].isdigit()
    before = on.row[at - 1]
    return bare and at > last + 2 and before.kind == "word" and before.word not in scene.table.classes["dates"]


def strange(scene: Scene, row: Row, at: int) -> bool:
    """Whether a time in a sentence without a trigger is a source's, an end's or something else's."""
    return incident(scene, row, at) or relayed(scene, row, at) or ends(scene, row, at)


def incident(scene: Scene, row: Row, at: int) -> bool:
    """Whether a time is that of something else that happened or came out: "serangan Sabtu", "edisi 9-15 September"."""
    return any(item.word in scene.table.classes["incidents"] for item in row[max(0, at - INCIDENT) : at])


def _coarse(item: Item) -> bool:
    when = item.timex.when if item.timex else None
    return when is not None and when.precision in ("month", "year")


def relayed(scene: Scene, row: Row, at: int, low: int = 0) -> bool:
    """Whether a date is that of a source: "dikutip dari siaran pers, Senin (16/6/2025)".

    Nothing before ``low`` counts, nor what stands before a word that tells of a meeting itself, or before a clause of
    its own: "dikutip dari siaran pers, perjanjian itu diteken pada Senin".
    """
    classes, verb = scene.table.classes, False
    for item in reversed(row[max(low, at - RELAY) : at]):
        if item.word in classes["relays"]:
            return True
        if (verb and item.word == ",") or (item.word in scene.table.triggers and item.word not in classes["taken"]):
            return False
        verb = verb or (len(item.word) > VERB and item.word.startswith(tuple(classes["verb_prefixes"])))
    return False


def ends(scene: Scene, row: Row, at: int) -> bool:
    """Whether a time only says when it ended: "berada di P hingga 9 Mei"; what is put off "hingga 9 Mei" is then."""
    classes = scene.table.classes
    if not at or row[at - 1].word not in classes["until"]:
        return False
    return not any(item.word in classes["postponed"] for item in row[max(0, at - NEAR) : at])
