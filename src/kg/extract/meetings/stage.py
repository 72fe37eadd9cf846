"""The stage of an article: which day and which places each sentence tells, read once.

A sentence has up to two *spots*: what it tells itself, and what belongs to the words that tell who said something
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.extract.meetings import scope, where
from kg.extract.meetings.candidates import Candidate
from kg.extract.meetings.merge import Meeting
from kg.extract.meetings.scene import Item, Row, Scene
from kg.extract.statements import utterances
from kg.model import Timex

LEAD = 3  # sentences after the first that still open the article
WEEK = timedelta(days=7)
NEWS = timedelta(days=3)  # before the article: how old the day of its news may be
OPENING = 3  # items of a sentence in which it points at the occasion: "Dalam acara itu"


class Spot(NamedTuple):
    """A day and places that one sentence tells; ``said`` when they are those of a saying, ``apart`` of its speakers."""

    sentence: int
    when: Timex | None
    places: tuple[Item, ...]
    people: frozenset[str]
    points: bool
    said: bool
    ill: bool


class Stage:
    """The spots of an article, each read once."""

    def __init__(self, scene: Scene, candidates: list[Candidate], meetings: list[Meeting]) -> None:
        self.scene = scene
        self.journeys = [made for made in candidates if made.visit and made.places and made.right]
        self.meetings = meetings
        body = (number for number, sentence in enumerate(scene.doc.sentences) if sentence.kind == "body")
        self.opening = next(body, 0) + LEAD

    @cached_property
    def spots(self) -> list[Spot]:
        """All spots of the running text, in order."""
        return [spot for number in range(len(self.scene.doc.sentences)) for spot in self._spots(number)]

    @cached_property
    def news(self) -> Timex | None:
        """The day of the news: the first day told that is hardly older than the article."""
        anchor = self.scene.doc.anchor
        for spot in self.spots:
            when = spot.when.when if spot.when else None
            if when and anchor and when.precision == "day" and anchor - NEWS <= when.earliest <= anchor:
                return spot.when
        return None

    def fits(self, timex: Timex, meeting: Meeting) -> bool:
        """Whether a time is short enough, and on the right side of the article's day, for a meeting."""
        when = timex.when
        short = when is not None and when.latest - when.earliest <= WEEK
        return short and scope.fits(self.scene, timex, meeting.status)

    def taken(self, spot: Spot, meeting: Meeting) -> bool:
        """Whether the sentence of a spot tells of another meeting than this one."""
        return any(
            telling.sentence == spot.sentence and not telling.generic and not telling.visit
            for other in self.meetings
            if other is not meeting
            for telling in other.tellings
        )

    def _spots(self, number: int) -> Iterator[Spot]:
        scene = self.scene
        row = scene.row(number)
        people = frozenset(node for item in row if item.mention for node in item.mention.nodes)
        points = _points(scene, row)
        treated, at = scene.table.classes["treated"], scene.table.classes["at"]
        ill = any(one.word in treated and other.word in at for one, other in pairwise(row))
        for said in (False, True):
            own = [item for item in row if _in_attribution(scene, item) == said]
            when = next((i.timex for i in own if i.timex and i.timex.when and not i.quoted), None)
            places = where.first_places(scene, row, own)
            if when or places:
                who = _speakers(scene, row) if said else people
                yield Spot(number, when, places, who, points, said, ill)


def _in_attribution(scene: Scene, item: Item) -> bool:
    return any(start <= item.start < end for start, end in scene.attributions)


def _speakers(scene: Scene, row: Row) -> frozenset[str]:
    if not row:
        return frozenset()
    first, last = row[0].start, row[-1].end
    return frozenset(p.node for u in utterances(scene.doc) if first <= u.start < last for p in u.speakers)


def _points(scene: Scene, row: Row) -> bool:
    """Whether a sentence opens with the occasion it is about: "Acara itu", "Dalam pertemuan tersebut"."""
    opening = [item.word for item in row[: OPENING + 2]]
    classes = scene.table.classes
    return any(a in classes["occasions"] and b in classes["pointing"] for a, b in pairwise(opening))
