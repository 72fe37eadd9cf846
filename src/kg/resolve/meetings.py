"""Which reports are of one meeting: the same parties, at times that can be one time.

Reports are placed from the most exactly dated to the undated. Each joins the meeting that fits it best, or starts one:
so two meetings of the same two on different days stay two, and a vague report ("earlier this month") joins only when
one meeting clearly fits. A state stands for a person of it where the other report names none for that side.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from kg.model import Judgement, Verdict
from kg.resolve.linker import Clusters
from kg.resolve.profiles import Report

SLACK = 5  # days by which "early this month" may miss
NEAR = 45  # days around an undated report in which its meeting is looked for
THRESHOLD = 0.6
MARGIN = 0.05
MOST = 40  # meetings compared with one report in one block
PARTIES = 12  # participants of one report that make blocks
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


class Placer:
    """Places reports one by one; ``agents`` leads from nodes to paths, ``states`` from persons to their state."""

    def __init__(self, agents: Mapping[str, str], states: Mapping[str, str], clusters: Clusters) -> None:
        self.agents, self.states, self.clusters = agents, states, clusters
        self.meetings: list[Meeting] = []
        self.judgements: list[Judgement] = []
        self._blocks: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)

    def place(self, report: Report) -> None:
        """Give a report to the meeting it fits, or to a new one."""
        party = self._party(report)
        ranked = sorted(self._ranked(report, party), key=lambda r: (-r[0], r[1]))
        chosen = self._choose(report, ranked)
        if chosen is None:
            self._start(report, party)
        else:
            self._add(report, party, chosen)

    def _party(self, report: Report) -> Party:
        agents = frozenset(self.agents.get(p, p) for p in report.participants)
        return Party(agents, {a: self.states[a] for a in agents if a in self.states})

    def _ranked(self, report: Report, party: Party) -> Iterator[tuple[float, int, str]]:
        for index in self._near(report, party):
            meeting = self.meetings[index]
            if not self.clusters.forbidden(report.node, meeting.reports[0].node):
                total, why = score(report, party, meeting)
                if total > THRESHOLD / 2:
                    yield total, index, why

    def _near(self, report: Report, party: Party) -> list[int]:
        low, high, _ = bounds(report)
        found: set[int] = set()
        for key in _keys(party):
            block = self._blocks.get(key, [])
            start, end = bisect_left(block, (low - 400, -1)), bisect_left(block, (high + 400, -1))
            middle = bisect_left(block, (low, -1))
            found.update(index for _, index in block[max(start, middle - MOST) : min(end, middle + MOST)])
        return sorted(found)

    def _choose(self, report: Report, ranked: Sequence[tuple[float, int, str]]) -> int | None:
        for total, index, why in ranked[:3]:
            if total < THRESHOLD:
                self._judge(report, index, "different", total, why)
        fitting = [r for r in ranked if r[0] >= THRESHOLD]
        if not fitting:
            return None
        total, index, why = fitting[0]
        if len(fitting) > 1 and not _exact(report) and total - fitting[1][0] < MARGIN:
            self._judge(report, index, "different", total, why + "; another fits as well")
            return None
        self._judge(report, index, "same", total, why)
        return index

    def _judge(self, report: Report, index: int, verdict: Verdict, total: float, why: str) -> None:
        other = self.meetings[index].reports[0].node
        self.judgements.append(Judgement(other, report.node, verdict, "rule", round(total, 3), why))

    def _start(self, report: Report, party: Party) -> None:
        low, high, dated = bounds(report)
        index = len(self.meetings)
        self.meetings.append(Meeting([report], party, (low, high), dated, {report.article}))
        self._block(_keys(party), index)

    def _add(self, report: Report, party: Party, index: int) -> None:
        meeting = self.meetings[index]
        old = set(_keys(meeting.party))
        meeting.reports.append(report)
        meeting.articles.add(report.article)
        agents = meeting.party.agents | party.agents
        meeting.party = Party(agents, {**meeting.party.states, **party.states})
        self._block(sorted(set(_keys(meeting.party)) - old), index)

    def _block(self, keys: Iterable[tuple[str, str]], index: int) -> None:
        for key in keys:
            insort(self._blocks[key], (self.meetings[index].bounds[0], index))


def place_reports(
    reports: Iterable[Report], agents: Mapping[str, str], states: Mapping[str, str], clusters: Clusters
) -> tuple[list[list[Report]], list[Judgement]]:
    """The reports of each meeting, most exactly dated first, and the judgements behind it."""
    placer = Placer(agents, states, clusters)
    for report in sorted(reports, key=_order):
        placer.place(report)
    return _merged([m.reports for m in placer.meetings], clusters), placer.judgements


def _merged(meetings: list[list[Report]], clusters: Clusters) -> list[list[Report]]:
    """The meetings, those made one that a user's judgement joins."""
    found: dict[str, list[Report]] = {}
    for reports in meetings:
        for report in reports[1:]:
            clusters.join(reports[0].node, report.node)
    for reports in meetings:
        found.setdefault(clusters.find(reports[0].node), []).extend(reports)
    return [sorted(reports, key=_order) for reports in found.values()]


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


def _order(report: Report) -> tuple[bool, int, int, int, str]:
    low, high, dated = bounds(report)
    return not dated, high - low, low, -len(report.participants), report.node


def _exact(report: Report) -> bool:
    """Whether the report itself says which meeting it is of: a day, and somebody for every side."""
    low, high, dated = bounds(report)
    named = not any(party.startswith("state:") for party in report.participants)
    return named and dated and (low == high or bool(report.end_date))


def _keys(party: Party) -> Iterator[tuple[str, str]]:
    """Blocks: every two agents, and every agent with the state of another."""
    agents = sorted(party.agents)[:PARTIES]
    seen: set[tuple[str, str]] = set()
    for left, right in combinations(agents, 2):
        for pair in ((left, right), (party.states.get(left, left), right), (left, party.states.get(right, right))):
            ordered = (min(pair), max(pair))
            if ordered not in seen:
                seen.add(ordered)
                yield ordered


def score(report: Report, party: Party, meeting: Meeting) -> tuple[float, str]:
    """How sure it is that the report is of that meeting (0 to 1), and why."""
    if report.article in meeting.articles:
        return 0.0, "one article tells them apart"
    if {report.mode, *(r.mode for r in meeting.reports)} >= {"InPerson", "Remote"}:
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
    travels = report.kind in ("Visit", "Welcome") or any(r.kind in ("Visit", "Welcome") for r in meeting.reports)
    if apart == 1 and not loose and travels and report.country and report.country == meeting.reports[0].country:
        return 0.15, "a visit, a day apart"
    return None, "other dates"


def _place(report: Report, meeting: Meeting, time: float) -> tuple[float, str]:
    countries = {r.country for r in meeting.reports if r.country}
    if not report.country or not countries:
        return 0.0, ""
    if report.country in countries:
        return 0.1, "same country"
    return (-0.1, "other country") if time >= 0.4 else (-0.35, "other country")


def _status(report: Report, meeting: Meeting) -> tuple[float, str]:
    statuses = {r.status for r in meeting.reports}
    if report.status in statuses:
        return 0.05, ""
    refused = {"Cancelled", "Denied"}
    if (report.status in refused) != bool(statuses & refused):
        held = "Held" in statuses | {report.status}
        return (-0.15, "one says it took place, one that it did not") if held else (0.0, "called off")
    return 0.0, "planned, then held" if {"Planned", "Held"} <= statuses | {report.status} else ""
