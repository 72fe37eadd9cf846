"""What one article says, in the article's own named graph: the article, its reports and statements, and the words.

Every claim with evidence leads to an Evidence node (the sentence) and on it a Mark (the words, the property and the
value they support). Persons, states and places are named by their resolved address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import Claim, Evidence
from kg.rdf import terms
from kg.rdf.tenures import Triple
from kg.rdf.terms import kg, literal, predicate
from kg.resolve import naming

KINDS = frozenset({"article", "report", "statement"})
_NO_MARK = frozenset({"type", "reportedIn"})  # supported by the sentence as a whole


class ArticleGraph:
    """Turns the claims of one article into the triples of its graph.

    ``paths`` leads from its nodes to paths of the graph, ``meeting_of`` from its reports to their meetings.
    """

    def __init__(self, article: str, paths: Mapping[str, str], meeting_of: Mapping[str, str], base: str) -> None:
        self.article = article
        self.paths = paths
        self.meeting_of = meeting_of
        self.base = base
        self.iri = self._node(f"article:{article}")
        self._sentences: dict[tuple[str, int, int], str] = {}

    def triples(self, claims: Iterable[Claim]) -> Iterator[Triple]:
        """What the claims say; a triple may come more than once."""
        for claim in claims:
            kind = claim.subject.partition(":")[0]
            if kind in KINDS or kind == "tenure":
                yield from self._claim(claim, kind)
            if claim.predicate == "reportedIn" and (meeting := self.meeting_of.get(claim.subject)):
                yield self._node(claim.subject), kg("reportOf"), self._name(meeting)

    def _name(self, path: str) -> str:
        return terms.node(path, self.base)

    def _node(self, node: str) -> str:
        return self._name(self.paths.get(node) or naming.local(node))

    def _value(self, claim: Claim) -> str:
        """A claim's object as a term: a report that something is about becomes its meeting."""
        if claim.datatype == "node":
            about = self.meeting_of.get(claim.object) if claim.predicate == "about" else None
            return self._name(about) if about else self._node(claim.object)
        if claim.datatype == "term":
            return kg(claim.object)
        if claim.datatype == "iri":
            return terms.web(claim.object)
        return literal(claim.object, claim.datatype, claim.lang)

    def _claim(self, claim: Claim, kind: str) -> Iterator[Triple]:
        subject = self._node(claim.subject)
        name = terms.TYPE if claim.predicate == "type" else predicate(claim.predicate)
        value = self._value(claim)
        if kind != "tenure":
            yield subject, name, value
        if kind != "article":
            for evidence in claim.evidence:
                yield from self._evidence(evidence, subject)
                if evidence.words and claim.predicate not in _NO_MARK:
                    yield from self._mark(evidence, subject, name, value)

    def _evidence(self, evidence: Evidence, subject: str) -> Iterator[Triple]:
        at = (subject, evidence.start, evidence.end)
        if at not in self._sentences:
            sentence = self._sentences[at] = f"<{self.base}evidence/{naming.digest(self._key(evidence, subject))}>"
            yield subject, kg("evidence"), sentence
            yield sentence, terms.TYPE, kg("Evidence")
            yield sentence, kg("reportedIn"), self.iri
            yield from _span(sentence, evidence.start, evidence.end, evidence.exact)

    def _mark(self, evidence: Evidence, subject: str, name: str, value: str) -> Iterator[Triple]:
        key = f"{self._key(evidence, subject)} {evidence.word_start} {evidence.word_end} {name} {value}"
        mark = f"<{self.base}mark/{naming.digest(key)}>"
        yield self._sentences[subject, evidence.start, evidence.end], kg("mark"), mark
        yield mark, terms.TYPE, kg("Mark")
        yield mark, kg("supports"), name
        yield mark, kg("supportsValue"), value
        yield from _span(mark, evidence.word_start, evidence.word_end, evidence.words)

    def _key(self, evidence: Evidence, subject: str) -> str:
        return f"{self.article} {subject[1:-1]} {evidence.start} {evidence.end}"


def _span(node: str, start: int, end: int, exact: str) -> Iterator[Triple]:
    yield node, kg("start"), literal(str(start), "integer")
    yield node, kg("end"), literal(str(end), "integer")
    yield node, kg("exact"), literal(exact)
