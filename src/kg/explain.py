"""Why the graph says so: every fact of one individual, down to the words of each article.

A fact's sources are the marks that support it: for a meeting those of its reports, so that values the sources disagree
on stand side by side; for what a rule derived, the rule.

    for fact in explain(store, "meeting/2023-09-13-kim-jong-un-vladimir-putin").facts: ...
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

import pyoxigraph as ox

from kg import lookup, reason, vocab
from kg.model import Judgement
from kg.store import base_of, text
from kg.vocab import KG, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_HIDDEN = frozenset({"evidence", "mark", "hasReport", "reportOf", "reportedIn", "textHash", "mentions"})
_FIRST = ("participant", "companion", "speaker", "date", "place", "country", "status")

Subject = ox.NamedNode | ox.BlankNode


class Source(NamedTuple):
    """One sentence of one article; ``marks`` are (start, end) of the supporting words inside ``sentence``."""

    article: str
    title: str
    outlet: str
    date: str
    sentence: str
    marks: tuple[tuple[int, int], ...]


class Fact(NamedTuple):
    """One property and one value. ``resolved`` is false for what only a report gives; ``rule`` says what derived it."""

    name: str
    value: str
    iri: str
    resolved: bool
    sources: tuple[Source, ...] = ()
    rule: str = ""


class Explanation(NamedTuple):
    """Everything the graph says of one individual, and why."""

    iri: str
    kind: str
    label: str
    facts: tuple[Fact, ...]
    disputed: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def explain(store: ox.Store, name: str, most: int | None = None) -> Explanation:
    """Explain an individual, given by its IRI, its path or its name; of each property at most so many values.

    Raises QueryError when the graph has none.
    """
    base = base_of(store)
    return _Explainer(store, base, most).explanation(lookup.find(store, name, (), base))


class _Explainer:
    """The questions asked of one store."""

    def __init__(self, store: ox.Store, base: str, most: int | None = None) -> None:
        self.store = store
        self.base = base
        self.most = most
        self.derived = ox.NamedNode(vocab.derived(base))

    def objects(self, subject: Subject, name: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        quads = self.store.quads_for_pattern(subject, name, None, None)
        return sorted({q.object for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)}, key=str)

    def first(self, subject: Subject, name: str) -> str:
        found = self.objects(subject, ox.NamedNode(name))
        return found[0].value if found else ""

    def explanation(self, node: ox.NamedNode) -> Explanation:
        kind = next((_short(o.value) for o in self.objects(node, _TYPE) if o.value.startswith(vocab.NAMESPACE)), "")
        reports = [o for o in self.objects(node, _kg("hasReport")) if isinstance(o, ox.NamedNode)]
        marks = self._marks([node, *reports])
        own = {(q.predicate, q.object): q for q in self.store.quads_for_pattern(node, None, None, None)}
        facts = [self._fact(q, marks) for q in self._some(own.values())]
        facts += [*self._reported(own.keys(), reports, marks), *islice(self._meetings(node), self.most)]
        disputed = tuple(_short(o.value) for o in self.objects(node, _kg("disputed")))
        facts.sort(key=_order)
        return Explanation(node.value, kind, self.label(node), tuple(facts), disputed, self._judgements(node))

    def _some(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """What is shown: of each property the first values in order, as many as wanted."""
        shown = sorted((q for q in quads if _shown(q.predicate)), key=lambda q: (str(q.predicate), str(q.object)))
        for _, same in groupby(shown, key=lambda q: q.predicate):
            yield from islice(same, self.most)

    def label(self, term: ox.NamedNode | ox.Literal) -> str:
        if isinstance(term, ox.Literal):
            return term.value
        named = self.objects(term, _LABEL)
        local = next((o for o in named if isinstance(o, ox.Literal) and o.language in (None, "id")), None)
        title = self.first(term, PREFIXES["dcterms"] + "title") or self._role(term)
        return local.value if local else title or _short(term.value.removeprefix(self.base))

    def _role(self, tenure: ox.NamedNode) -> str:
        """A tenure in words: the title and what it is an office of."""
        of = [self.label(owner) for owner in self.objects(tenure, _kg("of"))]
        return ", ".join(filter(None, [self.first(tenure, KG.title), *of]))

    def _fact(self, quad: ox.Quad, marks: Marks) -> Fact:
        value = quad.object
        assert isinstance(value, ox.NamedNode | ox.Literal)
        iri = value.value if isinstance(value, ox.NamedNode) else ""
        rule = self._rule(quad) if quad.graph_name == self.derived else ""
        if quad.predicate == _kg("tenure") and isinstance(value, ox.NamedNode):
            found = [s for (name, _), some in self._marks([value]).items() if name == _kg("title") for s in some]
        else:
            found = marks.get((quad.predicate, value), [])
        return Fact(_short(quad.predicate.value), self.label(value), iri, True, tuple(sorted(found)), rule)

    def _meetings(self, node: ox.NamedNode) -> Iterator[Fact]:
        """The meetings that somebody takes part in, or that happen at a place; each can be explained in turn."""
        for name in ("participant", "companion", "place"):
            for quad in self.store.quads_for_pattern(None, _kg(name), node, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode):
                    path = quad.subject.value.removeprefix(self.base)
                    yield Fact("meeting", f"{self.label(quad.subject)}  ({path})", quad.subject.value, True)

    def _rule(self, quad: ox.Quad) -> str:
        found = reason.why(self.store, quad.triple, self.base)
        return found.about if found else "derived"

    def _reported(self, own: object, reports: list[ox.NamedNode], marks: Marks) -> Iterator[Fact]:
        """Values that reports give and the resolved layer does not."""
        given = {
            (q.predicate, q.object): q
            for report in reports
            for q in self.store.quads_for_pattern(report, None, None, None)
        }
        for key in sorted(set(given) - set(own), key=str):  # type: ignore[call-overload]
            if _shown(key[0]) and _short(key[0].value) not in ("confidence", "earliest", "latest"):
                yield self._fact(given[key], marks)._replace(resolved=False)

    def _marks(self, nodes: list[ox.NamedNode]) -> Marks:
        """The sources of each (property, value)."""
        spans: dict[tuple[ox.NamedNode, object], dict[ox.NamedNode, set[tuple[int, int]]]]
        spans = defaultdict(lambda: defaultdict(set))
        for node in nodes:
            for sentence in self.objects(node, _kg("evidence")):
                assert isinstance(sentence, ox.NamedNode)
                offset = int(self.first(sentence, KG.start) or 0)
                for mark in self.objects(sentence, _kg("mark")):
                    assert isinstance(mark, ox.NamedNode)
                    span = (int(self.first(mark, KG.start)) - offset, int(self.first(mark, KG.end)) - offset)
                    for name in self.objects(mark, _kg("supports")):
                        for value in self.objects(mark, _kg("supportsValue")):
                            assert isinstance(name, ox.NamedNode)
                            spans[name, value][sentence].add(span)
        return {
            key: [self._source(sentence, tuple(sorted(some))) for sentence, some in found.items()]
            for key, found in spans.items()
        }

    def _source(self, sentence: ox.NamedNode, marks: tuple[tuple[int, int], ...]) -> Source:
        article = ox.NamedNode(self.first(sentence, KG.reportedIn))
        terms = PREFIXES["dcterms"]
        return Source(
            self.first(article, terms + "identifier"),
            self.first(article, terms + "title"),
            self.first(article, terms + "publisher"),
            self.first(article, terms + "issued"),
            self.first(sentence, KG.exact),
            marks,
        )

    def _judgements(self, node: ox.NamedNode) -> tuple[Judgement, ...]:
        found = []
        for quad in self.store.quads_for_pattern(None, _kg("concerns"), node, None):
            if isinstance(quad.subject, ox.NamedNode):
                left, right, verdict, by, score, why = (
                    self.first(quad.subject, KG[name]) for name in ("left", "right", "verdict", "by", "score", "why")
                )
                found.append(
                    Judgement(
                        left,
                        right,
                        "same" if verdict == "same" else "different",
                        "user" if by == "user" else "rule",
                        float(score or 1),
                        why,
                    )
                )
        return tuple(sorted(found))


Marks = dict[tuple[ox.NamedNode, object], list[Source]]


def _kg(name: str) -> ox.NamedNode:
    return ox.NamedNode(KG[name])


def _shown(name: ox.NamedNode) -> bool:
    return name != _TYPE and _short(name.value) not in _HIDDEN


def _short(iri: str) -> str:
    return text(ox.NamedNode(iri)).rsplit("#", 1)[-1] if "#" in iri else iri.removeprefix(PREFIXES["dcterms"])


def _order(fact: Fact) -> tuple[int, str, bool, str]:
    rank = _FIRST.index(fact.name) if fact.name in _FIRST else len(_FIRST)
    return rank, fact.name, not fact.resolved, fact.value
