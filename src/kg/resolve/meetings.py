"""Which reports are of one meeting: the same parties, at times that can be one time.

Reports are placed from the most exactly dated to the undated. Each joins the meeting that fits it best, or starts one:
so two meetings of the same two on different days stay two, and a vague report ("earlier this month") joins only when
one meeting clearly fits. A state stands for a person of it where the other report names none for that side.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.model import Judgement, Verdict
from kg.resolve.likeness import Meeting, Party, bounds, score
from kg.resolve.linker import Clusters
from kg.resolve.profiles import Report

THRESHOLD = 0.6
MARGIN = 0.05
MOST = 40  # meetings compared with one report in one block
PARTIES = 12  # participants of one report that make blocks


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
        self.meetings.append(Meeting([], party, (low, high), dated))
        self.meetings[index].take(report)
        self._block(_keys(party), index)

    def _add(self, report: Report, party: Party, index: int) -> None:
        meeting = self.meetings[index]
        old = set(_keys(meeting.party))
        meeting.take(report)
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
