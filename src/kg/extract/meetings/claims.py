"""Meetings as claims: one report each, every value with the sentence and the words that say it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.evidence import evidence
from kg.extract.meetings import where
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.telling import Meeting
from kg.model import Claim, Evidence, Party, Timex, When
from kg.names import local_node, slug


class Writer:
    """Writes the claims of one article's reports; report nodes are told apart by what they hold."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.article = scene.doc.article.id
        self.used: dict[str, int] = {}

    def claims(self, meeting: Meeting) -> Iterator[Claim]:
        """All claims of one report."""
        node = self._node(meeting)
        first = meeting.tellings[0]
        told = self._quote(first.start, first.end)
        yield self._claim(node, "type", "MeetingReport", "term", told)
        yield self._claim(node, "reportedIn", f"article:{self.article}", "node", told)
        for predicate, people in (("participant", meeting.participants), ("companion", meeting.companions)):
            for party in people.values():
                yield self._claim(node, predicate, party.node, "node", self._of(party))
        yield from self._where(node, meeting)
        yield from self._when(node, meeting.when)
        said = meeting.status_item
        yield self._claim(node, "status", meeting.status, "term", self._quote(said.start, said.end) if said else told)
        yield self._claim(node, "mode", "Remote" if meeting.remote else "InPerson", "term", told)
        yield self._claim(node, "kind", first.frame.kind, "term", told)
        yield self._claim(node, "confidence", f"{meeting.sure:.2f}", "decimal", told)

    def _where(self, node: str, meeting: Meeting) -> Iterator[Claim]:
        if meeting.places:
            item = meeting.places[0]
            quote = self._quote(item.start, item.end)
            place = where.place_node(self.scene, item)
            yield from where.place_claims(self.scene, place, item, quote)
            yield self._claim(node, "place", place, "node", quote)
        if meeting.country:
            yield self._claim(node, "country", meeting.country.node, "node", self._of(meeting.country))

    def _when(self, node: str, timex: Timex | None) -> Iterator[Claim]:
        if timex is None or timex.when is None:
            return
        when, quote = timex.when, self._quote(timex.start, timex.end)
        value, datatype = stamp(when)
        if value:
            yield self._claim(node, "date", value, datatype, quote)
        if when.ranged and when.latest > when.earliest:
            yield self._claim(node, "endDate", when.latest.isoformat(), "date", quote)
        yield self._claim(node, "earliest", when.earliest.isoformat(), "date", quote)
        yield self._claim(node, "latest", when.latest.isoformat(), "date", quote)

    def _node(self, meeting: Meeting) -> str:
        when = meeting.when.when if meeting.when else None
        day = stamp(when)[0] if when else ""
        names = sorted(slug(n.partition("#")[2] or n.partition(":")[2]) for n in meeting.participants)
        name = slug(" ".join([day, *names]))
        self.used[name] = self.used.get(name, 0) + 1
        return local_node("report", self.article, name if self.used[name] == 1 else f"{name} {self.used[name]}")

    def _claim(self, subject: str, predicate: str, value: str, datatype: str, quote: Evidence) -> Claim:
        return Claim(self.article, subject, predicate, value, datatype, "", (quote,))

    def _of(self, party: Party) -> Evidence:
        return self._quote(party.start, party.end)

    def _quote(self, start: int, end: int) -> Evidence:
        return evidence(self.scene.doc, start, end)


def stamp(when: When) -> tuple[str, str]:
    """A date as precise as known, and its datatype: day, month or year; empty for an interval that is none of them."""
    first, last = when.earliest, when.latest
    if when.precision == "day" or (when.ranged and when.precision == "interval"):
        return first.isoformat(), "date"
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7], "gYearMonth"
    return (first.isoformat()[:4], "gYear") if first.year == last.year else ("", "")
