"""Spans put right by their neighbours: titles cut off, heads taken in, relays and bylines told from persons.

The idea: a tagger sees a run of capitals; what the run is often hangs on the word in front of it. "Jalan Sudirman" is
no man, "dilansir Tempo" no place, "Editor: Budi" nobody of the news, and whoever "mengatakan" speaks is somebody.

The idiom: each rule takes a span and gives back what it should be, or nothing.
"""

from __future__ import annotations

from kg.extract.features import lexicon
from kg.extract.spans import Span, settle
from kg.extract.surroundings import Words, after_title, past_title, words_of
from kg.extract.title_table import Grammar, grammar
from kg.knowledge import person_by_form
from kg.model import Document

_COMMON = "234"
_RUN = 4


def clean(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """The spans, put right; sorted, none overlapping."""
    kept = [cut for span in spans if (cut := _stripped(doc, lowers, span)) is not None]
    kept = settle([*_bylines(doc, lowers, kept), *_speakers(doc, lowers, kept)])
    return settle(_joined(doc, lowers, kept))


def _stripped(doc: Document, lowers: list[str], span: Span) -> Span | None:
    """A person without the title that the tagger took in; none where only a title or a sacred name is left."""
    words = words_of(doc.pack)
    before = lowers[span.first - 1] if span.first else ""
    if span.kind in ("person", "place") and not span.node and before in words.relays:
        return span if person_by_form(span.text(doc)) else span._replace(kind="org")
    if span.kind != "person":
        return span
    if before in words.inside and span.last - span.first == 1 and not person_by_form(span.text(doc)):
        return span._replace(kind="place")
    rules = grammar(doc.pack)
    first = past_title(lowers, span.first, rules)
    last = span.last
    while (
        (part := rules.parts.at(lowers, first)) and part[0] <= last and not _regnal(part[1].words, rules, last - first)
    ):
        first = part[0]
    while first < last - 1 and lowers[first] in words.short:
        first += 1
    while first < last and lowers[last - 1] in rules.lists["degrees"]:
        last -= 1
    name, after = " ".join(lowers[first:last]), lowers[span.last] if span.last < len(lowers) else ""
    if first >= last or name in words.never or before in words.sacred_before or after in words.sacred_after:
        return None
    return span._replace(first=first, last=last)


def _regnal(words: str, rules: Grammar, length: int) -> bool:
    return words in rules.lists["regnal"] and length > 1


def _bylines(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Without those who wrote, edited or photographed: "Editor: A, B"."""
    bylines = words_of(doc.pack).bylines
    kept: list[Span] = []
    gone = -1
    for span in spans:
        i = span.first
        signed = i > 1 and lowers[i - 1] == ":" and lowers[i - 2] in bylines
        if span.kind == "person" and (signed or (gone == i - 1 and lowers[gone] in (",", "dan", "/"))):
            gone = span.last
        else:
            kept.append(span)
    return kept


def _speakers(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Capitalised runs that nobody named but that speak or have an age: "Shopee menegaskan", "Supri (16)"."""
    says, tokens, degrees = words_of(doc.pack).says, doc.tokens, grammar(doc.pack).lists["degrees"]
    taken = {i for span in spans for i in range(span.first, span.last)}
    found: list[Span] = []
    for i, word in enumerate(lowers):
        first = i
        degree = word == "," and lowers[i + 1 : i + 2] and lowers[i + 1] in degrees
        aged = degree or (
            word == "(" and lowers[i + 2 : i + 3] == [")"] and lowers[i + 1].isdigit() and len(lowers[i + 1]) < 3
        )
        if word not in says and not aged:
            continue
        while first > 0 and i - first < _RUN and first - 1 not in taken and tokens[first - 1].text[0].isupper():
            first -= 1
        facts = [lexicon(doc.pack).facts(w) for w in lowers[first:i]]
        if (
            facts
            and lowers[first] not in degrees
            and not any(fact.lower in _COMMON or fact.table != "-" for fact in facts)
        ):
            found.append(Span(first, i, "person" if aged or facts[0].person in "34" else "org"))
    return found


def _joined(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """ "Kementerian Luar Negeri" and the "Rusia" behind it are one organisation; so are heads and what they name."""
    words = words_of(doc.pack)
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is None or last.last != span.first:
            found.append(_extended(doc, lowers, _headed(doc, lowers, span, words)))
        elif (last.kind == "org" and span.kind == "state" and lowers[last.first] in words.org_heads) or (
            span.kind == "person" and last.last - last.first == 1 and lowers[last.first] in words.scene_heads
        ):
            found[-1] = last._replace(last=span.last)
        else:
            found.append(span)
    return found


def _headed(doc: Document, lowers: list[str], span: Span, words: Words) -> Span:
    """ "Koalisi Adil Makmur", "Jalan Sudirman": what looks like a person behind a head is what the head says."""
    at = span.first - 1
    if (
        span.kind != "person"
        or at < 0
        or (at > 0 and after_title(doc, lowers, at))
        or not doc.tokens[at].text[0].isupper()
    ):
        return span
    if lowers[at] in words.scene_heads:
        return span._replace(first=at, kind="place")
    return span._replace(first=at, kind="org") if lowers[at] in words.org_heads else span


def _extended(doc: Document, lowers: list[str], span: Span) -> Span:
    """ "Komisi III DPR" from "DPR", "Kementerian Pariwisata dan Ekonomi Kreatif" from all but its last word."""
    if span.kind == "person":
        return _full(doc, lowers, span)
    if span.kind != "org":
        return span
    heads, tokens = words_of(doc.pack).org_heads, doc.tokens
    first, last = span.first, span.last
    while (
        last < len(lowers)
        and lowers[first] in heads
        and tokens[last].text[0].isupper()
        and _portfolio(doc, lowers, last)
    ):
        last += 1
    for at in (first - 2, first - 1):
        if at >= 0 and lowers[at] in heads and tokens[at].text[0].isupper() and tokens[first - 1].text.isupper():
            return span._replace(first=at, last=last)
    return span._replace(last=last)


def _portfolio(doc: Document, lowers: list[str], i: int) -> bool:
    return lowers[i] in grammar(doc.pack).portfolios.starts and not grammar(doc.pack).parts.at(lowers, i)


def _full(doc: Document, lowers: list[str], span: Span) -> Span:
    """A person with the capitalised word right behind that the tagger left out: "Surya" before "Dharma"."""
    last = span.last
    if last < len(lowers) and doc.tokens[last].text[0].isupper() and doc.tokens[span.first].start >= doc.article.body:
        facts = lexicon(doc.pack).facts(lowers[last])
        if facts.lower not in _COMMON and facts.table == "-" and not doc.tokens[last].text.isupper():
            return span._replace(last=last + 1)
    return span
