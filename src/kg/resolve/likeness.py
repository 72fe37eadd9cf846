"""How sure it is that a report is of a meeting: its parties, its dates, its country, its status.

A state stands for a person of it where the other report names none for that side. Every part adds to a score from 0 to
1 and says in words what it saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.resolve.profiles import Report

SLACK = 5  # days by which "early this month" may miss
NEAR = 45  # days around an undated report in which its meeting is looked for
FOREVER = date.max.toordinal()


@dataclass(slots=True)
class Party:
    """Who a report names, resolved: agents by path, and the state of each person that has one."""

    agents: frozenset[str]
    states: Mapping[str, str]

    @property
    def represented(self) -> frozenset[str]:
        """States for which a person takes part."""
        return frozenset(self.states[a] for a in self.agents if a in self.states)


@dataclass(slots=True)
class Meeting:
    """The reports placed together so far, and what the most exact of them says."""

    reports: list[Report]
    party: Party
    bounds: tuple[int, int]
    dated: bool
    articles: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def take(self, report: Report) -> None:
        """One report more; what all say is kept together, so that the next is compared with all at once."""
        self.reports.append(report)
        self.articles.add(report.article)
        self.modes.add(report.mode)
        self.kinds.add(report.kind)
        self.statuses.add(report.status)
        self.countries |= {report.country} - {""}


def bounds(report: Report) -> tuple[int, int, bool]:
    """First and last day a report's meeting can be on, as ordinals, and whether the report dates it.

    Without a date what was held lies before the publication and what is planned after it.
    """
    if report.earliest and report.latest:
        return report.earliest.toordinal(), report.latest.toordinal(), True
    if report.published is None:
        return 0, FOREVER, False
    day = report.published.toordinal()
    return (day - 1, day + 2 * NEAR, False) if report.status == "Planned" else (day - NEAR, day + 1, False)


def score(report: Report, party: Party, meeting: Meeting) -> tuple[float, str]:
    """How sure it is that the report is of that meeting (0 to 1), and why."""
    if report.article in meeting.articles:
        return 0.0, "one article tells them apart"
    if meeting.modes | {report.mode} >= {"InPerson", "Remote"}:
        return 0.0, "one in person, one remote"
    shared, why = _parties(report, party, meeting)
    if not shared:
        return 0.0, "other parties"
    time, when = _time(report, meeting, "state" in why)
    if time is None:
        return 0.35 * shared, f"{why}, {when}"
    place, where = _place(report, meeting, time)
    status, what = _status(report, meeting)
    clues = ", ".join(clue for clue in (why, when, where, what) if clue)
    return max(0.0, min(1.0, 0.5 * shared + time + place + status)), clues


def _parties(report: Report, party: Party, meeting: Meeting) -> tuple[float, str]:
    """Share of the parties that are the same; 0 when fewer than two are, or only states stand for the others."""
    mine, theirs = party.agents, meeting.party.agents
    equal = mine & theirs
    stands = _standing(mine - equal, party, meeting.party) + _standing(theirs - equal, meeting.party, party)
    matched = len(equal) + stands
    if matched < 2 or (all(agent.startswith("state/") for agent in equal) and stands):
        return 0.0, ""
    clash = _clash(mine - theirs, theirs - mine, party, meeting.party)
    share = min(matched / (min(len(mine), len(theirs)) + clash), 1.0)
    if share <= 0.6:
        return 0.0, ""
    return share, "same parties, a state for its person" if stands else "same parties"


def _standing(states: frozenset[str], own: Party, other: Party) -> int:
    """States that stand for a person of the other side, whom this side does not name."""
    return sum(s in other.represented and s not in own.represented for s in states if s.startswith("state/"))


def _clash(mine: frozenset[str], theirs: frozenset[str], own: Party, other: Party) -> int:
    """States for which the two sides name different persons, none in common."""
    a = {own.states[p] for p in mine if p in own.states}
    b = {other.states[p] for p in theirs if p in other.states}
    common = {own.states[p] for p in own.agents & other.agents if p in own.states}
    return len((a & b) - common)


def _time(report: Report, meeting: Meeting, loose: bool) -> tuple[float | None, str]:
    """What the dates are worth, None when they cannot be one; ``loose`` parties must have dates that agree."""
    low, high, dated = bounds(report)
    first, last = meeting.bounds
    apart = max(low - last, first - high, 0)
    if not (dated and meeting.dated):
        return (0.15, "undated, no other near") if apart == 0 else (None, "undated, not near")
    if apart == 0:
        return (0.4, "the same day") if low == high and first == last else (0.3, "dates that agree")
    if report.datatype != "date" and apart <= SLACK:
        return 0.2, "dates that nearly agree"
    travels = bool({report.kind, *meeting.kinds} & {"Visit", "Welcome"})
    if apart == 1 and not loose and travels and report.country and report.country == meeting.reports[0].country:
        return 0.15, "a visit, a day apart"
    return None, "other dates"


def _place(report: Report, meeting: Meeting, time: float) -> tuple[float, str]:
    if not report.country or not meeting.countries:
        return 0.0, ""
    if report.country in meeting.countries:
        return 0.1, "same country"
    return (-0.1, "other country") if time >= 0.4 else (-0.35, "other country")


def _status(report: Report, meeting: Meeting) -> tuple[float, str]:
    statuses = meeting.statuses
    if report.status in statuses:
        return 0.05, ""
    refused = {"Cancelled", "Denied"}
    if (report.status in refused) != bool(statuses & refused):
        held = "Held" in statuses | {report.status}
        return (-0.15, "one says it took place, one that it did not") if held else (0.0, "called off")
    return 0.0, "planned, then held" if {"Planned", "Held"} <= statuses | {report.status} else ""
