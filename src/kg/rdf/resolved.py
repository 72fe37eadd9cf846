"""What all articles together amount to, in the default graph: agents, places, tenures, meetings, judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg import knowledge
from kg.model import Judgement
from kg.rdf import terms
from kg.rdf.tenures import Triple, tenures
from kg.rdf.terms import kg, literal
from kg.resolve import Corpus, Resolution, Values, known, naming
from kg.resolve.profiles import AGENTS, Thing

KINDS = {kind: name for name, kind in AGENTS.items()}
TRIVIAL = "same name and roles"  # judgements of this sort stay in the judgements file
_LANGUAGES = ("id", "en")

Name = Callable[[str], str]


class ResolvedGraph:
    """Turns what all articles say, and how it was resolved, into the triples of the default graph.

    A triple may come more than once.
    """

    def __init__(self, corpus: Corpus, resolution: Resolution, name: Name) -> None:
        self.corpus = corpus
        self.resolution = resolution
        self.name = name

    def triples(self) -> Iterator[Triple]:
        """Agents, places, tenures and meetings: what rules can conclude from."""
        for thing in self.corpus.things.values():
            yield from self._thing(thing)
        yield from tenures(self.corpus, self._node)
        for state in sorted(self.corpus.states):
            yield from self._state(state)
        for inner, wider in self.resolution.within.items():
            for outer in wider:
                yield self.name(inner), kg("within"), self.name(outer)
        yield from self._labels()
        for old, new in self.resolution.successors.items():
            yield self.name(old), terms.REPLACED, self.name(new)
        for path, values in self.resolution.meetings.items():
            yield from self._meeting(path, values)

    def judgements(self) -> Iterator[Triple]:
        """What was taken for one, and what was kept apart."""
        for judgement in [*self.resolution.own, *self.resolution.judgements]:
            if judgement.why != TRIVIAL:
                yield from self._judgement(judgement)

    def _path(self, node: str) -> str:
        return self.resolution.paths.get(node) or naming.local(node)

    def _node(self, node: str) -> str:
        return self.name(self._path(node))

    def _thing(self, thing: Thing) -> Iterator[Triple]:
        path = self._path(thing.node)
        subject, kind = self.name(path), thing.kind
        yield subject, terms.TYPE, kg(KINDS[kind])
        if thing.stated and kind != "state" and (kind != "org" or known.fits(thing.stated, self._label(path))):
            yield subject, kg("known"), literal(thing.stated)
            yield from self._known(subject, kind, thing.stated)
        if kind == "place" and (code := known.territory(thing.name)):
            yield self._node(f"state:{code}"), kg("territory"), subject
        if kind == "org":
            for state in thing.states:
                yield subject, kg("state"), self._node(state)
        for tenure in thing.tenures:
            yield subject, kg("tenure"), self._node(tenure)

    def _known(self, subject: str, kind: str, key: str) -> Iterator[Triple]:
        """The same individual elsewhere, and where a place is on the map."""
        person = known.person(key) if kind == "person" else None
        spot = known.spot(key) if kind == "place" else None
        numbers = {key, person.wikidata if person else "", spot.geonames if spot else ""}
        for elsewhere in filter(None, map(terms.same_as, sorted(numbers))):
            yield subject, terms.SAME_AS, elsewhere
        if spot and spot.latitude is not None and spot.longitude is not None:
            yield subject, terms.LAT, literal(str(spot.latitude), "decimal")
            yield subject, terms.LONG, literal(str(spot.longitude), "decimal")

    def _state(self, state: str) -> Iterator[Triple]:
        code = state.partition(":")[2]
        subject = self._node(state)
        yield subject, terms.TYPE, kg("State")
        yield subject, kg("iso3"), literal(code)
        state_known = knowledge.state(code)
        if state_known is None:
            return
        for lang in _LANGUAGES:
            yield subject, terms.LABEL, literal(state_known.name(lang), "text", lang)
        if elsewhere := terms.same_as(state_known.wikidata):
            yield subject, terms.SAME_AS, elsewhere

    def _labels(self) -> Iterator[Triple]:
        for path, label in self.resolution.labels.items():
            subject, of_state = self.name(path), path.startswith("state/")
            named = of_state and knowledge.state(path.partition("/")[2])
            if not named:
                yield subject, terms.LABEL, literal(label)
            shown = {named.name(lang) for lang in _LANGUAGES} if named else {label}
            for other in self.resolution.others.get(path, ()):
                if other not in shown:
                    yield subject, terms.ALSO, literal(other)

    def _meeting(self, path: str, values: Values) -> Iterator[Triple]:
        subject = self.name(path)
        yield subject, terms.TYPE, kg("Meeting")
        yield subject, terms.LABEL, literal(self._title(values))
        for report in values.reports:
            yield subject, kg("hasReport"), self._node(report)
        for name, paths in (
            ("participant", values.participants),
            ("companion", values.companions),
            ("place", [values.place]),
            ("country", [values.country]),
        ):
            for one in filter(None, paths):
                yield subject, kg(name), self.name(one)
        for name, text, datatype in (
            ("date", values.date, values.datatype),
            ("endDate", values.end_date, "date"),
            ("earliest", values.earliest, "date"),
            ("latest", values.latest, "date"),
            ("confidence", str(values.confidence), "decimal"),
        ):
            if text:
                yield subject, kg(name), literal(text, datatype)
        for name, term in (("status", values.status), ("mode", values.mode), ("kind", values.kind)):
            if term:
                yield subject, kg(name), kg(term)
        for disputed in values.disputed:
            yield subject, kg("disputed"), kg(disputed)

    def _title(self, values: Values) -> str:
        names = [self._label(party) for party in values.participants]
        return f"{' – '.join(names)}, {values.date}" if values.date else " – ".join(names)

    def _label(self, path: str) -> str:
        state = knowledge.state(path.partition("/")[2]) if path.startswith("state/") else None
        return state.name("id") if state else self.resolution.labels.get(path, path)

    def _judgement(self, judgement: Judgement) -> Iterator[Triple]:
        left, right, verdict, by, score, why = judgement
        subject = self.name(f"judgement/{naming.digest(f'{left} {right} {verdict} {by}')}")
        yield subject, terms.TYPE, kg("Judgement")
        for name, text in (("left", left), ("right", right), ("verdict", verdict), ("by", by), ("why", why)):
            yield subject, kg(name), literal(text)
        yield subject, kg("score"), literal(str(score), "decimal")
        for node in (left, right):
            for path in {self.resolution.paths.get(node), self.resolution.meeting_of.get(node)} - {None}:
                yield subject, kg("concerns"), self.name(str(path))
