"""The stage of an article: which day and which places each sentence tells, read once.

A sentence has up to two *spots*: what it tells itself, and what belongs to the words that tell who said something
there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from kg.extract.meetings import scope, where
from kg.extract.meetings.scene import Item, Row, Scene
from kg.extract.meetings.telling import Candidate, Meeting
from kg.model import Timex

MANY = 300  # sentences, sayings, sickbeds of an article that are looked at
LEAD = 3  # sentences after the first that still open the article
SPAN = timedelta(days=30)  # the longest stretch that tells when a meeting was
NEWS = timedelta(days=3)  # before the article: how old the day of its news may be
OPENING = 3  # items of a sentence in which it points at the occasion: "Dalam acara itu"


class Spot(NamedTuple):
    """A day and places that one sentence tells, and who is in it.

    ``said``: they are those of a saying, and ``people`` its speakers; ``points``: the sentence is about an occasion
    told before; ``ill``: it tells where somebody lies ill.
    """

    sentence: int
    when: Timex | None
    places: tuple[Item, ...]
    people: frozenset[str]
    points: bool
    said: bool
    ill: bool


class Stage:
    """The spots of an article: those of a sentence are read when first asked for."""

    def __init__(self, scene: Scene, candidates: list[Candidate], meetings: list[Meeting]) -> None:
        self.scene = scene
        self.journeys = [made for made in candidates if made.visit and made.places and made.right]
        body = (number for number, sentence in enumerate(scene.doc.sentences) if sentence.kind == "body")
        self.opening = next(body, 0) + LEAD
        self.occasions = [meeting for meeting in meetings if meeting.status == "Held" and self.leads(meeting)]
        self._told: dict[int, set[int]] = {}
        self._all: dict[int, set[int]] = {}
        for meeting in meetings:
            for telling in meeting.tellings:
                if not (telling.generic or telling.visit):
                    self._told.setdefault(telling.sentence, set()).add(id(meeting))
                if not telling.generic:
                    self._all.setdefault(telling.sentence, set()).add(id(meeting))
        self._spots: dict[int, list[Spot]] = {}

    def leads(self, meeting: Meeting) -> bool:
        """Whether the article opens with a meeting: in its title or its first sentences."""
        return any(telling.sentence <= self.opening for telling in meeting.tellings)

    def spots(self, number: int) -> list[Spot]:
        """The spots of a sentence (none for a number out of range)."""
        if number not in self._spots:
            self._spots[number] = list(self._read(number))
        return self._spots[number]

    @cached_property
    def sayings(self) -> list[Spot]:
        """Spots of the first sentences that tell who said something."""
        starts = [start for start, _ in self.scene.attributions[:MANY]]
        return [spot for number in self._sentences(starts) for spot in self.spots(number) if spot.said]

    @cached_property
    def sickbeds(self) -> list[Spot]:
        """Spots of the first sentences that tell where somebody lies ill."""
        words = self.scene.table.classes["treated"]
        found = (at for at, word in enumerate(self.scene.lower) if word in words)
        starts = [self.scene.doc.tokens[at].start for at in islice(found, MANY)]
        return [spot for number in self._sentences(starts) for spot in self.spots(number) if spot.ill]

    @cached_property
    def news(self) -> Spot | None:
        """The spot that tells the day of the news: the first day told that is hardly older than the article."""
        anchor = self.scene.doc.anchor
        for number in range(min(MANY, len(self.scene.doc.sentences))):
            for spot in self.spots(number):
                when = spot.when.when if spot.when else None
                if when and anchor and when.precision == "day" and anchor - NEWS <= when.earliest <= anchor:
                    return spot
        return None

    def fits(self, timex: Timex, meeting: Meeting) -> bool:
        """Whether a time is short enough, and on the right side of the article's day, for a meeting."""
        when = timex.when
        short = when is not None and when.latest - when.earliest <= SPAN
        return short and scope.fits(self.scene, timex, meeting.status)

    def taken(self, spot: Spot, meeting: Meeting) -> bool:
        """Whether the sentence of a spot tells of another meeting than this one."""
        return bool(self._told.get(spot.sentence, set()) - {id(meeting)})

    def between(self, first: int, last: int, meeting: Meeting) -> bool:
        """Whether another meeting is told after a sentence and before one that speaks of what was told last."""
        numbers = range(first + 1, last)
        return any(self._all.get(number, set()) - {id(meeting)} for number in numbers)

    def _sentences(self, offsets: list[int]) -> list[int]:
        starts = [sentence.start for sentence in self.scene.doc.sentences]
        return sorted({bisect_right(starts, offset) - 1 for offset in offsets})

    def _read(self, number: int) -> Iterator[Spot]:
        scene = self.scene
        row = scene.row(number)
        if not any(item.kind in ("time", "place", "agent") for item in row):
            return
        people = frozenset(node for item in row if item.mention for node in item.mention.nodes)
        points = _points(scene, row)
        treated, at = scene.table.classes["treated"], scene.table.classes["at"]
        ill = any(one.word in treated and other.word in at for one, other in pairwise(row))
        attributed = [scene.attribution(item.start) is not None for item in row]
        for said in (False, True) if any(attributed) else (False,):
            own = [item for item, inside in zip(row, attributed, strict=True) if inside == said]
            if said and any(item.word in scene.table.classes["elsewhere"] for item in own):
                continue
            when = _day(scene, row, own)
            places = where.first_places(scene, row, own)
            if when or places:
                who = frozenset(scene.speakers.get(number, ())) if said else people
                yield Spot(number, when, places, who, points, said, ill)


def _day(scene: Scene, row: Row, own: list[Item]) -> Timex | None:
    """The first time told among some items of a row that is no source's, no quotation's and no "sejak"."""
    starts = {item.start for item in own}
    for at, item in enumerate(row):
        timex = item.timex
        if timex is None or timex.when is None or item.quoted or item.start not in starts:
            continue
        since = at and row[at - 1].word in scene.table.classes["ongoing"] and not timex.when.ranged
        if (
            not since
            and not scope.incident(scene, row, at)
            and not scope.relayed(scene, row, at)
            and not scope.ends(scene, row, at)
        ):
            return timex
    return None


def _points(scene: Scene, row: Row) -> bool:
    """Whether a sentence opens with the occasion it is about: "Acara itu", "Dalam pertemuan tersebut"."""
    opening = [item.word for item in row[: OPENING + 2]]
    classes = scene.table.classes
    return any(a in classes["occasions"] and b in classes["pointing"] for a, b in pairwise(opening))
