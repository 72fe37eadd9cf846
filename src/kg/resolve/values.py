"""What the reports of one meeting amount to, and where they disagree.

Every value is the one that most reports support; a wider value that contains it (a month, a region) is support, not
dispute. What no report says stays absent. A property on which reports contradict each other is named in ``disputed``;
the reports keep their own values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.likeness import SLACK, bounds
from kg.resolve.places import Atlas, states_in
from kg.resolve.profiles import Report

RARELY = 0.25  # a participant named by a smaller share of the reports is left to those reports
SUREST = 0.99


@dataclass(slots=True)
class Values:
    """The resolved layer of one meeting: paths and texts as they go into the graph."""

    reports: list[str]
    participants: list[str] = field(default_factory=list)
    companions: list[str] = field(default_factory=list)
    place: str = ""
    country: str = ""
    date: str = ""
    datatype: str = ""
    end_date: str = ""
    earliest: str = ""
    latest: str = ""
    status: str = ""
    mode: str = ""
    kind: str = ""
    confidence: float = 0.0
    disputed: list[str] = field(default_factory=list)


def resolve_values(
    reports: Sequence[Report],
    agents: Mapping[str, str],
    states: Mapping[str, str],
    atlas: Atlas,
    source: Callable[[str], str] = str,
) -> Values:
    """The resolved values of one meeting; ``reports`` come most exactly dated first and are not empty.

    ``source`` leads from an article to whose text it carries: copies of one text make nothing surer.
    """
    values = Values([r.node for r in reports])
    _take_parties(values, reports, agents, states)
    _take_date(values, reports)
    _take_place(values, reports, agents, atlas)
    _take_country(values, reports, agents, atlas)
    _take_status(values, reports)
    values.mode = _most(r.mode for r in reports)
    values.kind = _most(r.kind for r in reports)
    surest: dict[str, float] = {}
    for report in {r.article: r for r in reports}.values():
        own = source(report.article)
        surest[own] = max(report.confidence, surest.get(own, 0.0))
    doubt = 1.0
    for confidence in surest.values():
        doubt *= 1 - confidence
    values.confidence = round(min(1 - doubt, SUREST), 2)
    if len({r.mode for r in reports if r.mode}) > 1:
        values.disputed.append("mode")
    values.disputed.sort()
    return values


def _most(items: Iterable[str]) -> str:
    counts = Counter(item for item in items if item)
    return min(counts, key=lambda item: (-counts[item], item), default="")


def _take_parties(
    values: Values, reports: Sequence[Report], agents: Mapping[str, str], states: Mapping[str, str]
) -> None:
    """Persons before the states they stand for."""
    parties = Counter(agents.get(p, p) for r in reports for p in set(r.participants))
    least = RARELY * len(reports)
    kept = [party for party in sorted(parties) if parties[party] >= least]
    represented = {states[party] for party in kept if party in states}
    named = [party for party in kept if party not in represented]
    values.participants = named if len(named) > 1 else kept
    others = {agents.get(c, c) for r in reports for c in r.companions}
    values.companions = sorted(others - set(values.participants))


def _take_date(values: Values, reports: Sequence[Report]) -> None:
    """The narrowest date that most reports agree with."""
    dated = [r for r in reports if r.earliest and r.latest]
    if not dated:
        return
    alike = Counter((r.earliest, r.latest, r.datatype) for r in dated)
    examples = {(r.earliest, r.latest, r.datatype): r for r in dated}
    agree = {key: sum(alike[other] for other, r2 in examples.items() if _overlap(r, r2)) for key, r in examples.items()}
    support = {r.node: round(r.confidence * agree[r.earliest, r.latest, r.datatype], 6) for r in dated}
    best = min(dated, key=lambda r: (_width(r), -support[r.node], r.date, r.node))
    narrowest = [r for r in dated if _width(r) == _width(best)]
    best = min(narrowest, key=lambda r: (-support[r.node], r.date, r.node))
    values.date, values.datatype, values.end_date = best.date, best.datatype, best.end_date
    values.earliest, values.latest = str(best.earliest), str(best.latest)
    if any(not _overlap(best, r) for r in dated):
        values.disputed.append("date")


def _width(report: Report) -> int:
    low, high, _ = bounds(report)
    return high - low


def _overlap(left: Report, right: Report) -> bool:
    low, high, _ = bounds(left)
    first, last, _ = bounds(right)
    slack = 0 if left.datatype == right.datatype == "date" else SLACK
    return low - slack <= last and first - slack <= high


def _take_place(values: Values, reports: Sequence[Report], agents: Mapping[str, str], atlas: Atlas) -> None:
    """Of the places that hold no narrower one the one that most reports name or surround; in a tie the most exact."""
    named = [[agents.get(p, p) for p in r.places] for r in reports]
    order = list(dict.fromkeys(place for places in named for place in places))
    wider = {around for place in order for around in atlas.chain(place)[1:]}
    narrow = [place for place in order if place not in wider]
    if not narrow:
        return
    votes = {p: sum(any(atlas.nested(p, q) for q in places) for places in named) for p in narrow}
    values.place = min(narrow, key=lambda p: (-votes[p], -atlas.depth(p), order.index(p)))
    if any(places and not any(atlas.agree(values.place, q) for q in places) for places in named):
        values.disputed.append("place")


def _take_country(values: Values, reports: Sequence[Report], agents: Mapping[str, str], atlas: Atlas) -> None:
    stated = [agents.get(r.country, r.country) for r in reports if r.country]
    of_place = sorted(states_in(atlas.chain(values.place))) if values.place else []
    values.country = of_place[0] if len(of_place) == 1 and of_place[0] in stated else _most(stated)
    if len(set(stated)) > 1:
        values.disputed.append("country")


def _take_status(values: Values, reports: Sequence[Report]) -> None:
    """A later article knows what became of a plan; articles that contradict each other on the past are a dispute."""
    statuses = {r.status for r in reports if r.status}
    if len(statuses) < 2:
        values.status = next(iter(statuses), "")
        return
    if "Held" in statuses:
        values.status = "Held"
        if {"Cancelled", "Denied"} & statuses and not _overruled(reports):
            values.disputed.append("status")
        return
    values.status = _latest(reports)


def _overruled(reports: Sequence[Report]) -> bool:
    """Whether every article that says it took place is later than all that say it would not."""
    if any(r.published is None for r in reports if r.status):
        return False
    held = [r.published for r in reports if r.published and r.status == "Held"]
    refused = [r.published for r in reports if r.published and r.status in ("Cancelled", "Denied")]
    return min(held) > max(refused)


def _latest(reports: Sequence[Report]) -> str:
    """What the latest article says; of one day, or of unknown days, what most say."""
    last = max((r.published for r in reports if r.published and r.status), default=None)
    return _most(r.status for r in reports if last is None or r.published == last)
