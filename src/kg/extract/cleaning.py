"""Spans put right by their neighbours: titles cut off, heads taken in, relays and bylines told from persons.

The idea: a tagger sees a run of capitals; what the run is often hangs on the word in front of it. "Jalan Sudirman" is
no man, "dilansir Tempo" no place, "Editor: Budi" nobody of the news, and whoever "mengatakan" speaks is somebody.

The idiom: each rule takes a span and gives back what it should be, or nothing.
"""

from __future__ import annotations

import re

from kg.extract.features import lexicon
from kg.extract.heads import joined
from kg.extract.runs import unnamed
from kg.extract.spans import Span, settle
from kg.extract.surroundings import past_title, relayed, words_of
from kg.extract.title_table import Grammar, Part, grammar
from kg.knowledge import person_by_form
from kg.model import Document

_SYLLABLE = 5
_ROMAN = re.compile(r"[IVX]+")
_NUMBER = re.compile(r"[IVX]{2,}")


def clean(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """The spans, put right; sorted, none overlapping."""
    kept = [cut for span in spans if (cut := _stripped(doc, lowers, span)) is not None]
    kept = _bylines(doc, lowers, kept)
    kept = settle([*kept, *unnamed(doc, lowers, kept)])
    return settle(joined(doc, lowers, kept))


def _stripped(doc: Document, lowers: list[str], span: Span) -> Span | None:
    """A span by what stands before it; none where only a title or a sacred name is left of a person."""
    words = words_of(doc.pack)
    if span.kind in ("org", "place") and not span.node:
        span = _without_ranks(lowers, span, grammar(doc.pack))
    if span.kind == "org":
        return span._replace(first=_past_parts(lowers, span, grammar(doc.pack)))
    doubtful = not span.node and span.kind in ("person", "place")
    if doubtful and relayed(doc, lowers, span.first) and not person_by_form(span.text(doc)):
        return span._replace(kind="org")
    if span.kind != "person":
        return span
    single = span.last - span.first == 1
    if single and lowers[span.first - 1 : span.first] and lowers[span.first - 1] in words.inside:
        return span if person_by_form(span.text(doc)) else span._replace(kind="place")
    return _person(doc, lowers, span)


def _person(doc: Document, lowers: list[str], span: Span) -> Span | None:
    """A person without the title that the tagger took in, and without degrees."""
    if span.last - span.first > 1 and person_by_form(span.text(doc)):
        return span
    rules, first, last = grammar(doc.pack), past_title(lowers, span.first, grammar(doc.pack)), span.last
    while (part := rules.parts.at(lowers, first)) and part[0] <= last and not _regnal(part[1], rules, last - first):
        first = part[0]
    while first < last and lowers[last - 1] in rules.lists["degrees"] and not _like_a_name(doc.tokens[last - 1].text):
        last -= 1
    first = max(first, _behind_rank(lowers, first, last, rules))
    first, last = _without_common(doc, lowers, first, last)
    if first >= last or not _real(doc, lowers, span._replace(first=first, last=last)):
        return None
    first -= _korean(doc, lowers, first, last)
    place = last - first > 1 and lowers[first] in words_of(doc.pack).scene_heads
    return Span(first, last, "place" if place else "person")


def _behind_rank(lowers: list[str], first: int, last: int, rules: Grammar) -> int:
    """Where the name starts behind a rank in the middle: "Pakem Kompol Budi"; else -1."""
    found = (rules.parts.at(lowers, i) for i in range(first + 1, last - 1))
    return max((part[0] for part in found if part and part[1].sort == "rank" and part[0] < last), default=-1)


def _without_common(doc: Document, lowers: list[str], first: int, last: int) -> tuple[int, int]:
    """Without a verb that opens the sentence, a number in front, a weekday or a common word of English behind."""
    facts = lexicon(doc.pack).facts
    opens = first == 0 or not doc.tokens[first - 1].text[-1].isalnum()
    while last - first > 1 and opens and facts(lowers[first]).lower == "4":
        first += 1
    while last - first > 1 and _NUMBER.fullmatch(doc.tokens[first].text):
        first += 1
    days, after = words_of(doc.pack).common, lowers[last] if last < len(lowers) else ""
    if last - first > 1 and lowers[last - 1] in days and (after == "(" or after[:1].isdigit()):
        last -= 1
    while last - first > 2 and facts(lowers[last - 1]).lists == "e":
        last -= 1
    return first, last


def _real(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether these words can name somebody of the news: nobody sacred, no number, no common word of English."""
    words, first, last = words_of(doc.pack), span.first, span.last
    if " ".join(lowers[first:last]) in words.never or (lowers[last : last + 1] and lowers[last] in words.sacred_after):
        return False
    if first and lowers[first - 1] in words.sacred_before:
        return False
    word = doc.tokens[first].text
    return last - first > 1 or not (_ROMAN.fullmatch(word) or lexicon(doc.pack).facts(lowers[first]).lists == "e")


def _without_ranks(lowers: list[str], span: Span, rules: Grammar) -> Span:
    """An institution without the rank behind it: "Polresta Bogor" before "Kompol Budi"."""
    last = span.last
    while last - span.first > 1 and (part := rules.parts.at(lowers, last - 1)) and part[1].sort == "rank":
        last -= 1
    return span._replace(last=last)


def _past_parts(lowers: list[str], span: Span, rules: Grammar) -> int:
    """Where an organisation starts behind the title that the tagger took in: "Marsekal Tentara Rakyat ..."."""
    first = span.first
    while True:
        parts = (
            end for end, part in rules.parts.all_at(lowers, first) if part.sort in ("head", "rank") and end < span.last
        )
        end = next(parts, first)
        if end == first:
            return first
        first = end


def _like_a_name(word: str) -> bool:
    """Whether a word is written as a name, not as a degree: "Ma", unlike "MA", "M.A." and "PhD"."""
    return word.istitle() and "." not in word


def _korean(doc: Document, lowers: list[str], first: int, last: int) -> bool:
    """Whether a family name that is a form of address elsewhere stands before two Korean syllables: "Pak Jong Chon"."""
    if last - first != 2 or not first or lowers[first - 1] not in words_of(doc.pack).korean:
        return False
    facts = [lexicon(doc.pack).facts(word) for word in lowers[first:last]]
    short = all(len(word) <= _SYLLABLE for word in lowers[first:last])
    return short and all("v" in f.lists and "i" not in f.lists for f in facts) and doc.tokens[first - 1].text.istitle()


def _regnal(part: Part, rules: Grammar, length: int) -> bool:
    return part.words in rules.lists["regnal"] and length > 1


def _bylines(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Without those who wrote, edited or photographed: "Editor: A, B"."""
    bylines = words_of(doc.pack).bylines
    kept: list[Span] = []
    gone = -2
    for span in spans:
        i = span.first
        signed = i > 1 and lowers[i - 1] == ":" and lowers[i - 2] in bylines
        if span.kind == "person" and (signed or (gone == i - 1 and lowers[gone] in (",", "dan", "/"))):
            gone = span.last
        else:
            kept.append(span)
    return kept
