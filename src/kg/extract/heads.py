"""Names with the head that says what they are: "Komisi III DPR", "Jalan Sudirman", "militer Israel".

The idea: the word in front decides. What looks like a person behind "Jalan" is a street, the state behind "Kementerian
Pertahanan" belongs to the ministry, and initials before a person are the person's.

The idiom: ``joined`` walks once over sorted spans; each helper looks at one span and its neighbours.
"""

from __future__ import annotations

from kg.extract.features import lexicon
from kg.extract.spans import Span
from kg.extract.surroundings import Words, after_title, words_of
from kg.extract.title_table import grammar
from kg.knowledge import organisation, state_of
from kg.model import Document

_COMMON = "234"
_NAMES = frozenset("ifsvk")  # lists of given and family names


def joined(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """ "Kementerian Luar Negeri" and the "Rusia" behind it are one organisation; so are heads and what they name."""
    words = words_of(doc.pack)
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is None or last.last != span.first:
            found.append(_extended(doc, lowers, _headed(doc, lowers, span, words)))
        elif (last.kind == "org" and span.kind in ("state", "place") and lowers[last.first] in words.org_heads) or (
            span.kind == "person" and last.last - last.first == 1 and lowers[last.first] in words.scene_heads
        ):
            found[-1] = last._replace(last=span.last)
        elif span.kind == "person" and last.kind in ("org", "person") and _initials(doc, last):
            found[-1] = span._replace(first=last.first)
        else:
            found.append(_full(doc, lowers, span) if span.kind == "person" else span)
    return found


def _initials(doc: Document, span: Span) -> bool:
    """Whether a span is the "BJ" of "BJ Habibie"."""
    word = doc.tokens[span.first].text
    known = organisation(word) or state_of(word)
    return span.last - span.first == 1 and len(word) == 2 and word.isupper() and not known


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
    if span.kind == "state" and span.first and lowers[span.first - 1] in words_of(doc.pack).of_states:
        return Span(
            span.first - 1 - (span.first > 1 and lowers[span.first - 2] in words_of(doc.pack).of_states),
            span.last,
            "org",
        )
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
        degree = lowers[last] in grammar(doc.pack).lists["degrees"]
        free = facts.table == "-" or bool(set(facts.lists) & _NAMES)
        if facts.lower != "4" and free and not degree and not doc.tokens[last].text.isupper():
            return span._replace(last=last + 1)
    return span
