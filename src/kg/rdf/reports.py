"""What each article says, in the article's own named graph: the article, its reports and statements, and the words.

Every claim with evidence leads to an Evidence node (the sentence) and on it a Mark (the words, the property and the
value they support). Persons, states and places are named by their resolved address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg.model import Claim, Evidence
from kg.rdf import terms
from kg.rdf.terms import kg, literal, predicate
from kg.resolve import Resolution, naming

KINDS = frozenset({"article", "report", "statement"})
_NO_MARK = frozenset({"type", "reportedIn"})  # supported by the sentence as a whole

Name = Callable[[str], ox.NamedNode]


class ArticleGraphs:
    """Turns claims into the quads of their articles' graphs."""

    def __init__(self, resolution: Resolution, name: Name) -> None:
        self.resolution = resolution
        self.name = name

    def quads(self, claims: Iterable[Claim]) -> Iterator[ox.Quad]:
        """The quads of all named graphs; a quad may come more than once."""
        texts: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            kind = claim.subject.partition(":")[0]
            if kind in KINDS or kind == "tenure":
                graph = self.node(f"article:{claim.article}")
                yield from self._claim(claim, graph, kind)
            if claim.predicate == "reportedIn" and kind == "report":
                texts[claim.subject].add(claim.article)
        for report in sorted(texts):
            meeting = self.resolution.meeting_of.get(report)
            if meeting:
                graph = self.node(f"article:{min(texts[report])}")
                yield ox.Quad(self.node(report), kg("reportOf"), self.name(meeting), graph)

    def node(self, node: str) -> ox.NamedNode:
        """The address of a node."""
        return self.name(self.resolution.paths.get(node) or naming.local(node))

    def value(self, claim: Claim) -> ox.NamedNode | ox.Literal:
        """A claim's object as a term: a report that something is about becomes its meeting."""
        if claim.datatype == "node":
            about = self.resolution.meeting_of.get(claim.object) if claim.predicate == "about" else None
            return self.name(about) if about else self.node(claim.object)
        if claim.datatype == "term":
            return kg(claim.object)
        if claim.datatype == "iri":
            return terms.web(claim.object)
        return literal(claim.object, claim.datatype, claim.lang)

    def _claim(self, claim: Claim, graph: ox.NamedNode, kind: str) -> Iterator[ox.Quad]:
        subject = self.node(claim.subject)
        name = terms.TYPE if claim.predicate == "type" else predicate(claim.predicate)
        value = self.value(claim)
        if kind != "tenure":
            yield ox.Quad(subject, name, value, graph)
        if kind != "article":
            for evidence in claim.evidence:
                yield from self._evidence(claim, evidence, subject, name, value, graph)

    def _evidence(
        self,
        claim: Claim,
        evidence: Evidence,
        subject: ox.NamedNode,
        name: ox.NamedNode,
        value: ox.NamedNode | ox.Literal,
        graph: ox.NamedNode,
    ) -> Iterator[ox.Quad]:
        key = f"{claim.article} {subject.value} {evidence.start} {evidence.end}"
        sentence = self.name(f"evidence/{naming.digest(key)}")
        yield ox.Quad(subject, kg("evidence"), sentence, graph)
        yield ox.Quad(sentence, terms.TYPE, kg("Evidence"), graph)
        yield ox.Quad(sentence, kg("reportedIn"), graph, graph)
        yield from _span(sentence, evidence.start, evidence.end, evidence.exact, graph)
        if claim.predicate not in _NO_MARK and evidence.words:
            mark = self.name(f"mark/{naming.digest(f'{key} {evidence.word_start} {evidence.word_end} {name} {value}')}")
            yield ox.Quad(sentence, kg("mark"), mark, graph)
            yield ox.Quad(mark, terms.TYPE, kg("Mark"), graph)
            yield ox.Quad(mark, kg("supports"), name, graph)
            yield ox.Quad(mark, kg("supportsValue"), value, graph)
            yield from _span(mark, evidence.word_start, evidence.word_end, evidence.words, graph)


def _span(node: ox.NamedNode, start: int, end: int, exact: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    yield ox.Quad(node, kg("start"), literal(str(start), "integer"), graph)
    yield ox.Quad(node, kg("end"), literal(str(end), "integer"), graph)
    yield ox.Quad(node, kg("exact"), literal(exact), graph)
