"""What one trigger tells: who on which side, where to, with what status. Widening happens when a side is missing.

The walks stop at the clause; when they come back empty the search widens step by step: the main clause that follows, the
speaker of the quotation, the subject of the sentence before. What has two sides then is a candidate; what has none ("pertemuan itu")
only speaks of a meeting told elsewhere, and is kept for its date and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.meetings import parties, scope, sides
from kg.extract.meetings.groups import Group, groups
from kg.extract.meetings.parties import Party
from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import Status, status
from kg.extract.meetings.table import Frame
from kg.model import Timex


@dataclass(slots=True)
class Candidate:
    """One telling of a meeting. ``visit`` when the other side is a state that is visited; ``generic`` when no side is named."""

    frame: Frame
    sentence: int
    start: int
    end: int
    left: list[Party]
    right: list[Party]
    companions: list[Party]
    status: Status
    when: Timex | None = None
    places: tuple[Item, ...] = ()
    visit: bool = False
    generic: bool = False
    widened: int = 0
    remote: bool = False
    nodes: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class Hit:
    """A trigger in a row: items ``first`` to ``last``; ``own`` when "-nya" was cut off it."""

    first: int
    last: int
    frame: Frame
    own: bool


def find(scene: Scene) -> list[Candidate]:
    """All candidates of a document, in the order of the text."""
    firsts = scene.table.triggers
    found: list[Candidate] = []
    for number, sentence in enumerate(scene.doc.sentences):
        words = scene.lower[sentence.first : sentence.last]
        if any(w in firsts or (w.endswith(scene.table.suffix) and w[: -len(scene.table.suffix)] in firsts) for w in words):
            found += _of_sentence(scene, number)
    return found


def _of_sentence(scene: Scene, number: int) -> Iterator[Candidate]:
    row = scene.row(number)
    on = sides.line(row, groups(row, scene.table))
    hits = list(_hits(scene, on))
    reach = -1
    for hit in hits:
        if hit.first < reach:
            continue
        made, reach = _candidate(scene, number, on, hit, reach)
        if made is not None:
            others = [other for other in hits if other is not hit]
            scope.fill(made, scene, on, hit.first, hit.last, [o.first for o in others])
            yield made


def _hits(scene: Scene, on: Line) -> Iterator[Hit]:
    table, at = scene.table, 0
    while at < len(on.row):
        found = _hit(scene, on, at) if on.row[at].kind == "word" else None
        if found:
            yield found
        at = found.last if found else at + 1


def _hit(scene: Scene, on: Line, at: int) -> Hit | None:
    word, suffix = on.row[at].word, scene.table.suffix
    for first, own in ((word, False), (word.removesuffix(suffix), True)):
        for words, frame in scene.table.triggers.get(first, ()):
            rest = on.row[at + 1 : at + len(words)]
            if tuple(item.word for item in rest) == words[1:]:
                return Hit(at, at + len(words), frame, own and word != first)
    return None


def _candidate(scene: Scene, number: int, on: Line, hit: Hit, reach: int) -> tuple[Candidate | None, int]:
    """The candidate of a hit, and how far its words reach: triggers inside are part of it."""
    build = _BUILDERS[hit.frame.form]
    sided = build(scene, number, on, hit)
    if sided is None:
        return None, reach
    left, right, end, visit, widened = sided
    left = [p for p in left if p.node not in {q.node for q in right}] if visit or len(right) == 1 else left
    noun = hit.frame.form in ("noun", "trip")
    row = on.row
    made = Candidate(
        frame=hit.frame, sentence=number, start=row[hit.first].start, end=row[hit.last - 1].end, left=left, right=right,
        companions=[], status=_status(scene, on, hit, end, noun), visit=visit, widened=widened,
        remote=hit.frame.mode == "Remote",
    )  # fmt: skip
    made.generic = not (left and right)
    if made.generic and not noun:
        return None, reach
    return made, max(end, hit.last)


def _status(scene: Scene, on: Line, hit: Hit, end: int, noun: bool) -> Status:
    if hit.frame.status:
        return Status(hit.frame.status, on.row[hit.first])
    return status(on.row, hit.first, max(end, hit.last), noun, scene.table)


Sided = tuple[list[Party], list[Party], int, bool, int] | None


def _subject(scene: Scene, number: int, on: Line, hit: Hit) -> tuple[Group | None, list[Party], int]:
    """The subject of a hit: its group when it stands in the row, its parties, and how far the search went."""
    group = sides.left(on, hit.first, scene.table)
    found = parties.of_group(group)
    if found:
        return group, found, 0
    group = sides.after(on, hit.last, scene.table)
    found = parties.of_group(group)
    if found:
        return group, found, 1
    return None, _wider(scene, number, on, hit), 2


def _wider(scene: Scene, number: int, on: Line, hit: Hit) -> list[Party]:
    if on.row[hit.first].quoted:
        speaker = parties.speaker_of(scene, number)
        if speaker:
            return [speaker]
    for back in (number - 1, number - 2):
        if back < 0 or scene.doc.sentences[back].kind == "title":
            break
        row = scene.row(back)
        before = sides.line(row, groups(row, scene.table))
        for group in before.groups:
            found = parties.of_group(group)
            if found and found[0].kind == "person" and not sides.governed(before, group, scene.table, False):
                return found
    return []


def _meet(scene: Scene, number: int, on: Line, hit: Hit, need: bool = False) -> Sided:
    group, blocked = sides.right(on, hit.last, scene.table, need)
    if blocked and group is None:
        return None
    right = parties.of_group(group)
    subject, left, widened = _subject(scene, number, on, hit)
    if not right and len(left) > 1 and widened == 0:
        return left[:1], left[1:], hit.last, False, 0
    if not right:
        return None
    return left, right, group.last if group else hit.last, False, widened


def _with(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    return _meet(scene, number, on, hit, need=True)


def _object(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    group, _ = sides.right(on, hit.last, scene.table, need=False, strict=True)
    right = parties.of_group(group)
    goes = any(on.row[at].word in scene.table.classes["goes"] for at in range(hit.first, hit.last))
    if goes and (not right or right[0].kind == "state"):
        return _visit(scene, number, on, hit)
    if not right or right[0].kind == "state":
        return None
    subject, left, widened = _subject(scene, number, on, hit)
    return left, right, group.last if group else hit.last, False, widened


def _receive(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    group, _ = sides.right(on, hit.last, scene.table, need=False, strict=True)
    right = parties.of_group(group)
    told = any(on.row[at].word in scene.table.classes["received"] for at in range(hit.first, group.first if group else hit.last))
    if not right or not group or (right[0].kind != "person" and not told):
        return None
    subject, left, widened = _subject(scene, number, on, hit)
    return left, right, group.last, False, widened


def _passive(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    group, blocked = sides.right(on, hit.last, scene.table, need=False)
    right = parties.of_group(group)
    if not right or not group or blocked:
        return None
    subject, left, widened = _subject(scene, number, on, hit)
    return left, right, group.last, False, widened


def _noun(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    table = scene.table
    group, blocked = sides.right(on, hit.last, table, need=False)
    if group is None:
        return None if blocked else ([], [], hit.last, False, 0)
    words = [on.row[at].word for at in range(hit.last, group.first)]
    paired = any(word in table.classes["between"] for word in words)
    if not paired and any(word in table.classes["meets_with"] for word in words):
        subject, left, widened = _subject(scene, number, on, hit)
        return left, parties.of_group(group), group.last, False, widened
    other, _ = sides.right(on, group.last, table, need=True)
    if other is not None and other.first - group.last <= 4 and _joined(on, group.last, other.first, table):
        return parties.of_group(group), parties.of_group(other), other.last, False, 0
    found = parties.of_group(group)
    if len(found) > 1:
        return found[:1], found[1:], group.last, False, 0
    return [], [], hit.last, False, 0


def _joined(on: Line, first: int, last: int, table: object) -> bool:
    return all(on.row[at].word not in ("kepada", "dari", "oleh") for at in range(first, last))


def _visit(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    goal = scope.destination(on, hit.last, scene)
    if not goal:
        return None
    subject, left, widened = _subject(scene, number, on, hit)
    return left, goal, hit.last + 1, True, widened


def _trip(scene: Scene, number: int, on: Line, hit: Hit) -> Sided:
    table = scene.table
    group, _ = sides.right(on, hit.last, table, need=False, strict=True)
    own = group if group and not any(on.row[at].word in table.classes["to"] for at in range(hit.last, group.first)) else None
    at = own.last if own else hit.last
    goal = scope.destination_after(on, at, scene)
    if not goal:
        return [], [], hit.last, False, 0
    found = parties.of_group(own)
    widened = 0
    if not found or found[0].kind != "person":
        _, found, widened = _subject(scene, number, on, hit)
    return found, goal, at + 1, True, widened


_BUILDERS = {
    "meet": _meet,
    "with": _with,
    "object": _object,
    "receive": _receive,
    "passive": _passive,
    "noun": _noun,
    "visit": _visit,
    "trip": _trip,
}
