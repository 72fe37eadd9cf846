"""Names in running text: which capitalised runs name persons, organisations and places.

The idea of this first version: heads ("Kementerian", "Hotel"), lists and prepositions decide; a run of several capitalised words
that nothing else claims is a person.
"""

from __future__ import annotations

from functools import cache

from kg.extract.phrases import Phrases
from kg.extract.spans import Span
from kg.extract.titles import grammar
from kg.language import Pack
from kg.model import Document, Kind


@cache
def _lists(pack: Pack) -> tuple[Phrases[str], Phrases[str], frozenset[str], frozenset[str]]:
    table = pack.table("names")
    heads = Phrases((p, k) for k, t in (("org", "organisations"), ("place", "places")) for p in table[t]["heads"])
    names = Phrases((p, k) for k, t in (("org", "organisations"), ("place", "places")) for p in table[t]["names"])
    return heads, names, frozenset(table["words"]["common"]), frozenset(table["places"]["prepositions"])


def tag(doc: Document, lowers: list[str], states: list[Span]) -> list[Span]:
    """Spans of names, sorted, none overlapping."""
    blocked = {i for span in states for i in range(span.first, span.last)} | _titles(doc, lowers)
    found: list[Span] = []
    for sentence in doc.sentences:
        i = sentence.first
        while i < sentence.last:
            span = _at(doc, lowers, i, sentence.first, sentence.last, blocked)
            if span:
                found.append(span)
            i = span.last if span else i + 1
    return found


def _at(doc: Document, lowers: list[str], i: int, first: int, last: int, blocked: set[int]) -> Span | None:
    if not doc.tokens[i].text[0].isupper():
        return None
    heads, names, common, prepositions = _lists(doc.pack)
    known = names.at(lowers, i)
    if known:
        return Span(i, known[0], _kind(known[1]))
    head = heads.at(lowers, i)
    end = i
    if not head and i in blocked:
        return None
    while end < last and doc.tokens[end].text[0].isupper() and lowers[end] not in common and (head or end not in blocked):
        end += 1
    if head and end > head[0]:
        return Span(i, end, _kind(head[1]))
    if i > first and lowers[i - 1] in prepositions and end > i:
        return Span(i, end, "place")
    if i - 1 in blocked and i > first and end - i <= 4:
        return Span(i, end, "person")
    if 2 <= end - i <= 4 and i > first:
        return Span(i, end, "person")
    return None


def _titles(doc: Document, lowers: list[str]) -> set[int]:
    rules, blocked = grammar(doc.pack), set[int]()
    for i, word in enumerate(lowers):
        if word in rules.parts.starts or (i in blocked and word in rules.portfolios.starts):
            hit = rules.parts.at(lowers, i) or rules.portfolios.at(lowers, i)
            blocked.update(range(i, hit[0]) if hit else ())
        elif i - 1 in blocked and word in rules.portfolios.starts:
            blocked.add(i)
    return blocked


def _kind(name: str) -> Kind:
    return "org" if name == "org" else "place"
