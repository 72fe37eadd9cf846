"""How well a graph tells what careful readers found in the same articles.

Every figure is micro-averaged over the gold articles: precision, recall and F1 of what is found, and of the matched
meetings the share whose field is right. Names are compared by their words, so spelling order and extra given names
do not count; a meeting is found when at least two of its parties are. A gold item that the readers differed on
(``optional``) neither helps nor hurts. Floors are figures once reached: a later build may not fall below them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from pyoxigraph import Store

from kg import facts as graph_facts
from kg.alike import Cast, Party, name_words, same_date, same_name, same_party, same_place, says, shared
from kg.errors import SourceError
from kg.facts import Facts, Meeting, Statement
from kg.figures import Miss, Report

EXACT = ("participants", "date", "country", "status")


def evaluate(store: Store, gold: Path) -> Report:
    """Compare a built graph with a gold file. Raises SourceError when the file is not gold."""
    return compare(graph_facts.read_gold(gold), graph_facts.from_store(store))


def compare(gold: Iterable[Facts], found: Mapping[str, Facts]) -> Report:
    """Compare article by article, joined on their id; articles that gold does not know are left out."""
    report = Report()
    for article in gold:
        report.articles += 1
        _Comparison(article, found.get(article.id) or Facts(article.id), report).run()
    return report


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors of each gold set: a TOML table a set, a number a figure."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(str(path), str(error)) from error


class _Comparison:
    """One article: what gold says of it, what was found in it, and the report both go into."""

    def __init__(self, gold: Facts, found: Facts, report: Report) -> None:
        self.gold, self.found, self.report = gold, found, report
        self.theirs, self.ours = Cast(gold), Cast(found)

    def run(self) -> None:
        self.persons()
        pairs = self.match()
        self.meetings(pairs)
        self.met_pairs()
        self.statements()

    def miss(self, what: str, *details: object) -> None:
        self.report.misses.append(Miss(self.gold.id, what, " | ".join(str(detail) for detail in details)))

    def persons(self) -> None:
        tally, left = self.report.measures["persons"], dict(self.ours.people)
        for name, forms in self.theirs.people.items():
            hit = next((n for n, f in left.items() if any(same_name(a, b) for a in forms for b in f)), None)
            if hit is None:
                tally.missed += 1
                self.miss("person missed", name)
            else:
                tally.hits += 1
                del left[hit]
        tally.extra += len(left)
        for name in left:
            self.miss("person not in gold", name)

    def match(self) -> list[tuple[int, int]]:
        """Gold and found meetings paired off, best first; a pair shares two parties."""
        ranked = sorted(self._candidates(), reverse=True)
        pairs: dict[int, int] = {}
        for _, i, j in ranked:
            if -i not in pairs and -j not in pairs.values():
                pairs[-i] = -j
        return list(pairs.items())

    def _candidates(self) -> Iterator[tuple[float, int, int]]:
        for i, gold in enumerate(self.gold.meetings):
            parties = self.theirs.parties(gold.participants)
            for j, found in enumerate(self.found.meetings):
                common = shared(parties, self.ours.parties(found.participants))
                if common >= 2:
                    agree = same_date(gold.date, found.date) + (gold.status == found.status)
                    yield common + (agree + same_place(gold.places, found.places)) / 4, -i, -j

    def meetings(self, pairs: list[tuple[int, int]]) -> None:
        gold, found = self.gold.meetings, self.found.meetings
        counted = [(gold[i], found[j]) for i, j in pairs if not gold[i].optional]
        wanted = [i for i, meeting in enumerate(gold) if not meeting.optional]
        paired = dict(pairs)
        extra = [j for j in range(len(found)) if j not in paired.values()]
        exact = sum(self.fields(theirs, ours) for theirs, ours in counted)
        given = len(counted) + len(extra)
        self._tally("meetings", len(counted), given, len(wanted))
        self._tally("meetings_exact", exact, given, len(wanted))
        for i in wanted:
            if i not in paired:
                self.miss("meeting missed", gold[i].participants, gold[i].date, gold[i].evidence)
        for j in extra:
            self.miss("meeting not in gold", found[j].participants, found[j].date, found[j].evidence)

    def _tally(self, name: str, hits: int, given: int, wanted: int) -> None:
        tally = self.report.measures[name]
        tally.hits += hits
        tally.extra += given - hits
        tally.missed += wanted - hits

    def fields(self, gold: Meeting, found: Meeting) -> bool:
        """Compare the fields of a matched meeting; True when those of EXACT are all right."""
        if gold.event:
            self.report.merged.append((gold.event, found.event or f"{self.gold.id}#{id(found)}"))
        theirs, ours = self.theirs.parties(gold.participants), self.ours.parties(found.participants)
        right = {
            "participants": shared(theirs, ours) == len(theirs) == len(ours),
            "date": same_date(gold.date, found.date),
            "place": same_place(gold.places, found.places),
            "country": gold.country == found.country,
            "status": gold.status == found.status,
            "mode": gold.mode == found.mode,
        }
        for name, ok in right.items():
            self.report.count(name, ok)
            if not ok:
                attribute = "places" if name == "place" else name
                self.miss(f"{name} differs", getattr(gold, attribute), getattr(found, attribute), gold.evidence)
        return all(right[name] for name in EXACT)

    def met_pairs(self) -> None:
        """Pairs of persons who met or are to meet."""
        left = list(_pairs(self.found.meetings, self.ours))
        gold = list(_pairs(self.gold.meetings, self.theirs))
        given = len(left)
        hits = sum(_take_pair(left, a, b) for a, b in gold)
        self._tally("met_pairs", hits, given, len(gold))

    def statements(self) -> None:
        free = dict(enumerate(self.found.statements))
        for gold in sorted(self.gold.statements, key=lambda statement: statement.optional):
            said = [j for j, found in free.items() if says(gold.text, found.text)]
            if gold.optional:
                for j in said[:1]:
                    del free[j]
            else:
                self.statement(gold, said, free)
        for found in free.values():
            self.report.measures[f"statements_{found.mode}"].extra += 1
            self.miss("statement not in gold", found.mode, found.speaker, found.text[:70])

    def statement(self, gold: Statement, said: list[int], free: dict[int, Statement]) -> None:
        tally = self.report.measures[f"statements_{gold.mode}"]
        right = next((j for j in said if self.same_speaker(gold.speaker, free[j].speaker)), None)
        if right is not None:
            tally.hits += 1
            self.relay(gold.via, free.pop(right).via)
            return
        tally.missed += 1
        if not said:
            self.miss("statement missed", gold.mode, gold.speaker, gold.text)
            return
        tally.extra += 1
        self.miss("wrong speaker", gold.speaker, free.pop(said[0]).speaker, gold.text)

    def same_speaker(self, gold: str, found: str) -> bool:
        if gold.startswith("unknown") and found.startswith("unknown"):
            return True
        return same_party(self.theirs.party(gold), self.ours.party(found))

    def relay(self, gold: str | None, found: str | None) -> None:
        if gold or found:
            self.report.count("relay", bool(set(name_words(gold or "")) & set(name_words(found or ""))))


def _pairs(meetings: Iterable[Meeting], cast: Cast) -> Iterator[tuple[Party, Party]]:
    for meeting in meetings:
        if meeting.status in {"held", "planned"}:
            yield from combinations([cast.party(p) for p in meeting.participants if ":" not in p], 2)


def _take_pair(left: list[tuple[Party, Party]], a: Party, b: Party) -> bool:
    for at, (c, d) in enumerate(left):
        if (same_party(a, c) and same_party(b, d)) or (same_party(a, d) and same_party(b, c)):
            del left[at]
            return True
    return False
