"""Journeys through several states: "tiga negara, yakni A, B, dan C" told while the traveller is in B.

Where the article tells elsewhere at which stop the traveller is, the stops before it are behind and those after it lie
ahead; the stop itself is told better elsewhere.
"""

from __future__ import annotations

from itertools import groupby

from kg.extract.meetings.status import Status
from kg.extract.meetings.telling import Candidate


def journeys(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, with the stops of each journey told apart."""
    out: list[Candidate] = []
    for (_, _, several), group in groupby(candidates, key=lambda made: (made.sentence, made.start, made.stop >= 0)):
        stops = list(group)
        out += _stops(stops, candidates) if several else stops
    return out


def _stops(stops: list[Candidate], everything: list[Candidate]) -> list[Candidate]:
    now = next((number for number, stop in enumerate(stops) if _told(stop, everything)), None)
    if now is None:
        return stops
    for number, stop in enumerate(stops):
        if stop.when is not None and stop.status.value == "Planned":
            continue
        stop.status = Status("Held" if number < now else "Planned", None)
    return stops[:now] + stops[now + 1 :]


def _told(stop: Candidate, everything: list[Candidate]) -> bool:
    """Whether another telling has the traveller in that state, now or in the past."""
    travellers, goal = {party.node for party in stop.left}, stop.right[0].node
    return any(
        other.stop < 0
        and other.visit
        and other.status.value == "Held"
        and other.right[0].node == goal
        and travellers & {party.node for party in other.left}
        for other in everything
    )
