"""Capitalised runs that nobody named, but that their neighbours give away.

The idea: whoever "mengatakan" is an agent, whoever has an age or a degree is a person, what "dilansir" comes before
is a medium, and what starts with "Danau" or "Dewan" is a place or an organisation.

The idiom: runs of capitals that no span covers; each rule looks at what stands before or behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.features import lexicon
from kg.extract.spans import Span
from kg.extract.surroundings import past_title, relayed, words_of
from kg.extract.title_table import grammar
from kg.model import Document, Kind

_COMMON = "234"
_RUN = 5


def unnamed(doc: Document, lowers: list[str], spans: list[Span]) -> Iterator[Span]:
    """Spans for such runs; they may overlap one another, never those that are there."""
    taken = {i for span in spans for i in range(span.first, span.last)}
    words, degrees = words_of(doc.pack), grammar(doc.pack).lists["degrees"]
    telling, last = words.telling, len(lowers) - 1
    for i in [i for i, word in enumerate(lowers) if word in telling]:
        word = lowers[i]
        if word == ",":
            if i < last and lowers[i + 1] in degrees:
                yield from _before(doc, lowers, i, taken)
        elif word in words.says or word == "(":
            yield from _before(doc, lowers, i, taken)
        elif word in words.scene_heads or word in words.org_heads:
            yield from _behind(doc, lowers, i, taken)
        elif word in words.relay_ends and i + 1 < len(lowers) and relayed(doc, lowers, i + 1):
            last = _run(doc, i + 1, taken)
            yield from [Span(i + 1, last, "org")] if last > i + 1 else []


def _before(doc: Document, lowers: list[str], i: int, taken: set[int]) -> Iterator[Span]:
    """The run that ends before token ``i``, if that token makes it an agent."""
    person = _aged(lowers, i) or _degree(doc, lowers, i)
    if lowers[i] not in words_of(doc.pack).says and not person:
        return
    first = i
    while first > 0 and i - first < _RUN and first - 1 not in taken and doc.tokens[first - 1].text[0].isupper():
        first -= 1
    facts = [lexicon(doc.pack).facts(word) for word in lowers[first:i]]
    degrees = grammar(doc.pack).lists["degrees"]
    if facts and lowers[first] not in degrees and all(f.lower not in _COMMON and f.table == "-" for f in facts):
        yield Span(first, i, "person" if person or facts[0].person in "34" else "org")


def _aged(lowers: list[str], i: int) -> bool:
    """Whether an age in brackets stands there: "(16)"."""
    return lowers[i] == "(" and lowers[i + 2 : i + 3] == [")"] and lowers[i + 1].isdigit() and len(lowers[i + 1]) < 3


def _degree(doc: Document, lowers: list[str], i: int) -> bool:
    return lowers[i] == "," and i + 1 < len(lowers) and lowers[i + 1] in grammar(doc.pack).lists["degrees"]


def _behind(doc: Document, lowers: list[str], i: int, taken: set[int]) -> Iterator[Span]:
    """A head and the capitalised words behind it, where neither was named: "Danau Tempe", "Dewan Adat Papua"."""
    if i in taken or not doc.tokens[i].text[0].isupper() or doc.tokens[i].start < doc.article.body:
        return
    if past_title(lowers, i, grammar(doc.pack)) > i:
        return
    last = _run(doc, i + 1, taken)
    if last > i + 1 and lexicon(doc.pack).facts(lowers[i + 1]).lower not in "4":
        kind: Kind = "place" if lowers[i] in words_of(doc.pack).scene_heads else "org"
        yield Span(i, last, kind)


def _run(doc: Document, i: int, taken: set[int]) -> int:
    """Where the capitalised words from token ``i`` on end."""
    last = i
    while last < min(len(doc.tokens), i + _RUN) and last not in taken and doc.tokens[last].text[0].isupper():
        last += 1
    return last
