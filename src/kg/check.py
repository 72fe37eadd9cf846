"""The checks of a graph: is it complete, can it be true, and where do its sources disagree?

    report = check(store)
    for problem in report.problems: print(problem.severity, problem.node, problem.reason)

Complete: it holds what ``ontology/shapes.ttl`` asks for. True: no individual is impossible under the ontology. A
disagreement between sources is neither: it is no fault of the graph but what the graph is there to show.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.consistency import Reasoner, Verdict, consistency
from kg.shapes import Engine, Problem, problems
from kg.store import Table, select, text

_DISPUTED = """
SELECT DISTINCT ?meeting ?label ?property ?value ?report ?article ?outlet ?sentence WHERE {
  ?meeting kg:disputed ?property ; rdfs:label ?label ; kg:hasReport ?report .
  ?report ?property ?value ; kg:reportedIn ?article .
  OPTIONAL { ?article dcterms:publisher ?outlet }
  OPTIONAL {
    ?meeting kg:disputed ?property ; kg:hasReport ?report .
    ?report ?property ?value ; kg:evidence ?evidence .
    ?evidence kg:exact ?sentence ; kg:mark ?mark .
    ?mark kg:supports ?property ; kg:supportsValue ?value .
  }
} ORDER BY ?meeting ?property STR(?value) ?article STR(?sentence)
"""

_SOURCES = """
SELECT DISTINCT ?article ?identifier ?outlet ?issued ?title ?url WHERE {
  VALUES ?node { <%s> }
  { GRAPH ?article { ?node ?any ?thing } } UNION { ?node kg:hasReport/kg:reportedIn ?article }
  UNION { ?article kg:mentions ?node } UNION { ?person kg:tenure ?node . ?article kg:mentions ?person }
  ?article a kg:Article .
  OPTIONAL { ?article dcterms:identifier ?identifier }
  OPTIONAL { ?article dcterms:publisher ?outlet }
  OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?article dcterms:title ?title }
  OPTIONAL { ?article dcterms:source ?url }
} ORDER BY ?article
"""
_IRI = re.compile(r"[^\s<>\"{}|\\^`]+")


class Version(NamedTuple):
    """What one report says: the value (IRI or literal text), who says it, and the sentence ("" when not kept)."""

    value: str
    report: str
    article: str
    outlet: str
    sentence: str


class Disagreement(NamedTuple):
    """A meeting on which reports disagree, in which property, and every report's version."""

    meeting: str
    label: str
    property: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all checks."""

    problems: tuple[Problem, ...]
    verdict: Verdict
    disagreements: tuple[Disagreement, ...]

    @property
    def sound(self) -> bool:
        """No error and no contradiction; warnings and disagreements do not count."""
        return self.verdict.consistent and not any(problem.severity == "error" for problem in self.problems)


def check(store: ox.Store, reasoner: Reasoner = "auto", lang: str = "en", engine: Engine = "sparql") -> Report:
    """Check a built graph: ``reasoner`` as in ``kg.consistency``, ``engine`` as in ``kg.shapes``, messages in
    English or Indonesian."""
    return Report(tuple(problems(store, lang, engine)), consistency(store, reasoner), disagreements(store))


class Source(NamedTuple):
    """An article that a finding comes from: its IRI, identifier, outlet, day, title and URL, "" where not known."""

    article: str
    identifier: str
    outlet: str
    issued: str
    title: str
    url: str


def sources(store: ox.Store, node: str) -> tuple[Source, ...]:
    """The articles to look into for an individual: those in whose graph it stands or is named, sorted."""
    found = select(store, _SOURCES % node) if _IRI.fullmatch(node) else Table((), [])
    return tuple(Source(*map(text, row)) for row in found.rows)


def disagreements(store: ox.Store) -> tuple[Disagreement, ...]:
    """Every disputed value of every meeting with each report's version, by meeting and property."""
    return _grouped(select(store, _DISPUTED))


def _grouped(table: Table) -> tuple[Disagreement, ...]:
    found: dict[tuple[str, str, str], dict[tuple[str, str], Version]] = defaultdict(dict)
    for meeting, label, prop, *rest in (tuple(map(text, row)) for row in table.rows):
        version = Version(*rest)
        found[meeting, label, prop].setdefault((version.report, version.value), version)
    return tuple(Disagreement(*key, tuple(versions.values())) for key, versions in found.items())
