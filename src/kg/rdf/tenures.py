"""Tenures in the graph: what articles call an office, and from when to when knowledge says it was held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from kg.rdf import terms
from kg.rdf.terms import kg, literal
from kg.resolve import Corpus, known
from kg.resolve.profiles import Row

_PRECISION = {4: "gYear", 7: "gYearMonth", 10: "date"}

Triple = tuple[str, str, str]


def tenures(corpus: Corpus, node: Callable[[str], str]) -> Iterator[Triple]:
    """All that is known of the tenures; of several wordings of a title the most frequent.

    ``node`` leads from a node to its address, one for equal tenures.
    """
    titles: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for tenure, rows in corpus.tenures.items():
        subject = node(tenure)
        for row in rows:
            if row.predicate == "title":
                titles[subject][row.object, row.lang] += 1
            else:
                yield _plain(subject, row, node)
    for subject, counts in titles.items():
        text, lang = min(counts, key=lambda t: (-counts[t], t))
        yield subject, kg("title"), literal(text, "text", lang)
    for thing in corpus.things.values():
        if thing.stated:
            for tenure in thing.tenures:
                yield from _dates(node(tenure), thing.stated, corpus.tenures.get(tenure, ()))


def _plain(subject: str, row: Row, node: Callable[[str], str]) -> Triple:
    if row.predicate == "type":
        return subject, terms.TYPE, kg("Tenure")
    value = node(row.object) if row.datatype == "node" else literal(row.object, row.datatype, row.lang)
    return subject, terms.predicate(row.predicate), value


def _dates(subject: str, person: str, rows: tuple[Row, ...]) -> Iterator[Triple]:
    said = {row.predicate: row.object for row in rows}
    if "office" in said and "of" in said:
        for name, day in zip(("from", "until"), known.term(person, said["office"], said["of"]), strict=True):
            if day:
                yield subject, kg(name), literal(day, _PRECISION[len(day)])
