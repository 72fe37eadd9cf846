"""Tenures in the graph: what articles call an office, and from when to when knowledge says it was held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.model import Claim
from kg.rdf import terms
from kg.rdf.terms import Term, kg, literal
from kg.resolve import known

_PRECISION = {4: "gYear", 7: "gYearMonth", 10: "date"}

Triple = tuple[ox.NamedNode, ox.NamedNode, Term]


class Tenures:
    """Gathers the claims about tenures; ``node`` leads from a node to its address, one for equal tenures."""

    def __init__(self, node: Callable[[str], ox.NamedNode]) -> None:
        self.node = node
        self._claims: list[Claim] = []
        self._titles: dict[ox.NamedNode, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._known: dict[str, str] = {}
        self._holder: dict[str, str] = {}
        self._values: dict[tuple[str, str], str] = {}

    def note(self, claim: Claim) -> None:
        """Take from any claim what it says of a tenure or its holder."""
        if claim.predicate == "known":
            self._known[claim.subject] = claim.object
        elif claim.predicate == "tenure":
            self._holder[claim.object] = claim.subject
        elif claim.subject.startswith("tenure:") and claim.predicate == "title":
            self._titles[self.node(claim.subject)][claim.object, claim.lang] += 1
        elif claim.subject.startswith("tenure:"):
            self._claims.append(claim)
            self._values[claim.subject, claim.predicate] = claim.object

    def triples(self) -> Iterator[Triple]:
        """All that is known of the tenures; of several wordings of a title the most frequent."""
        for claim in self._claims:
            yield self._plain(claim)
        for tenure, counts in self._titles.items():
            text, lang = min(counts, key=lambda t: (-counts[t], t))
            yield tenure, kg("title"), literal(text, "text", lang)
        for node, person in self._holder.items():
            yield from self._dates(node, self._known.get(person, ""))

    def _plain(self, claim: Claim) -> Triple:
        subject = self.node(claim.subject)
        if claim.predicate == "type":
            return subject, terms.TYPE, kg("Tenure")
        if claim.datatype == "node":
            return subject, terms.predicate(claim.predicate), self.node(claim.object)
        return subject, terms.predicate(claim.predicate), literal(claim.object, claim.datatype, claim.lang)

    def _dates(self, node: str, person: str) -> Iterator[Triple]:
        office, of = self._values.get((node, "office"), ""), self._values.get((node, "of"), "")
        if person and office and of:
            for name, day in zip(("from", "until"), known.term(person, office, of), strict=True):
                if day:
                    yield self.node(node), kg(name), literal(day, _PRECISION[len(day)])
