"""What one sentence tells of a meeting: the hit of a trigger, its sides, the candidate made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import HELD, Status
from kg.extract.meetings.table import Frame
from kg.model import Party, Timex

TRAVEL = ("visit", "trip", "gather")  # what only somebody can do


@dataclass(slots=True)
class Candidate:
    """One telling of a meeting: the trigger's frame and span, the two sides, who goes along, status, date and places.

    ``visit``: the right side is a state visited; ``generic``: no side is named; ``widened`` counts how far the subject
    had to be sought; ``stop`` numbers the states of one journey, in order, from 0 (-1: no journey of several states).
    ``echo``: both sides are one word that points back ("keduanya"); ``past``: the last or the one before; ``apart``:
    held with each of the others on their own; ``half``: with many of whom nobody is named yet; ``weak``: dropped when
    more is told of who takes part; ``again``: with whom was told before ("keduanya akan bertemu lagi"); ``open``: some
    of many are named, others may be later ("dengan para ketua partai, termasuk B"), or are listed, one a line;
    ``remote``: "melalui sambungan telepon" stands behind it.
    """

    frame: Frame
    sentence: int
    start: int
    end: int
    left: list[Party]
    right: list[Party]
    companions: list[Party] = field(default_factory=list)
    status: Status = HELD
    visit: bool = False
    generic: bool = False
    widened: int = 0
    stop: int = -1
    echo: bool = False
    past: bool = False
    apart: bool = False
    half: bool = False
    weak: bool = False
    again: bool = False
    open: bool = False
    remote: bool = False
    when: Timex | None = None
    places: tuple[Item, ...] = ()


class Hit(NamedTuple):
    """A trigger in a row: items ``first`` to ``last``; ``own`` when "-nya" was cut off it."""

    first: int
    last: int
    frame: Frame
    own: bool


class Sided(NamedTuple):
    """What a frame found: the sides, where its words end, and how far the subject was."""

    left: list[Party]
    right: list[Party]
    end: int
    visit: bool = False
    widened: int = 0
    companions: tuple[Item, ...] = ()
    half: bool = False
    weak: bool = False
    again: bool = False
    open: bool = False


class Place(NamedTuple):
    """Where a trigger is looked at: the scene, the number of the sentence, its line, the hit."""

    scene: Scene
    number: int
    on: Line
    hit: Hit


@dataclass(slots=True)
class Meeting:
    """One encounter with all its tellings; ``visit`` while no host is named."""

    tellings: list[Candidate]
    participants: dict[str, Party]
    companions: dict[str, Party] = field(default_factory=dict)
    status: str = "Held"
    status_item: Item | None = None
    when: Timex | None = None
    places: tuple[Item, ...] = ()
    country: Party | None = None
    visit: bool = False

    @property
    def remote(self) -> bool:
        """Whether it took place by telephone or screen."""
        return any(telling.remote or telling.frame.mode == "Remote" for telling in self.tellings)

    @property
    def sure(self) -> float:
        """How sure the report is: the surest of its tellings, less for every step its sides had to be sought."""
        return max(telling.frame.sure - 0.1 * telling.widened for telling in self.tellings if not telling.generic)


def begin(made: Candidate) -> Meeting:
    """The meeting of which a candidate is the first telling."""
    everyone = {party.node: party for party in (*made.left, *made.right)}
    along = {party.node: party for party in made.companions if party.node not in everyone}
    return Meeting(
        [made], everyone, along, made.status.value, made.status.item, made.when, made.places, None, made.visit
    )
