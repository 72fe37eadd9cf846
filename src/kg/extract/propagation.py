"""A name found once is found everywhere in its article; a name that only capitals speak for is dropped.

The idea: an article introduces people where a tagger can see it (a title, a full name, a verb of saying) and then
calls them by one word anywhere. So full names vouch for their words, and several sightings vote on what a word names.
A headline capitalises everything: a person in it must come back in the text.

The idiom: spans in, spans out; nothing is decided about who is who.
"""

from __future__ import annotations

from collections import Counter

from kg.extract.features import lexicon
from kg.extract.phrases import Phrases
from kg.extract.spans import Span, settle
from kg.knowledge import person_by_form
from kg.model import Document

_COMMON = "34"  # shares of lower case that make a word no name by itself


def spread(doc: Document, lowers: list[str], spans: list[Span], titled: set[int]) -> list[Span]:
    """Spans with persons found again and doubtful ones gone; ``titled`` are first tokens of names that a title
    announces."""
    spans = _voted(lowers, spans, titled)
    spans = _trimmed(doc, lowers, spans)
    return settle([*spans, *_again(doc, lowers, spans)])


def _voted(lowers: list[str], spans: list[Span], titled: set[int]) -> list[Span]:
    """One-word names without a node get the kind most sightings give; a title outweighs any of them."""
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        words = lowers[span.first : span.last]
        if span.kind == "person":
            for word in dict.fromkeys(words):
                votes.setdefault(word, Counter())["person"] += 5 if span.first in titled else 2 if len(words) > 1 else 1
        elif len(words) == 1:
            votes.setdefault(words[0], Counter())[span.kind] += 3 if span.node else 1
    return [_revised(span, votes.get(lowers[span.first])) if span.last - span.first == 1 else span for span in spans]


def _revised(span: Span, votes: Counter[str] | None) -> Span:
    if votes is None or span.node or len(votes) < 2:
        return span
    if votes["person"] > sum(votes.values()) - votes["person"]:
        return span._replace(kind="person")
    if span.kind == "person":
        return span._replace(kind="org" if votes["org"] > votes["place"] else "place")
    return span


def _trimmed(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Persons of the headline cut to the words that the text names too ("Kim Jong Un Sambut"), and gone without any."""
    body = doc.article.body
    if not body or body >= len(doc.article.text):
        return spans
    seen = {
        w for s in spans if s.kind == "person" and doc.tokens[s.first].start >= body for w in lowers[s.first : s.last]
    }
    found: list[Span] = []
    for span in spans:
        if span.kind != "person" or doc.tokens[span.first].start >= body:
            found.append(_cut(doc, lowers, span) if doc.tokens[span.first].start < body else span)
            continue
        named = [i for i in range(span.first, span.last) if lowers[i] in seen]
        if named:
            found.append(span._replace(first=named[0], last=named[-1] + 1))
        elif person_by_form(span.text(doc)):
            found.append(span)
    return found


def _cut(doc: Document, lowers: list[str], span: Span) -> Span:
    """A place or organisation of the headline without a common word behind it ("Istana Jelang")."""
    last = span.last
    while last - span.first > 1 and lexicon(doc.pack).facts(lowers[last - 1]).lower == "4":
        last -= 1
    return span._replace(last=last)


def _again(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Full names and their first and last words where nothing else was found."""
    names: dict[str, None] = {}
    for span in spans:
        if span.kind == "person":
            words = lowers[span.first : span.last]
            names[" ".join(words)] = None
            if len(words) > 1:
                first = next((word for word in words if len(word) > 2), words[0])
                names.update(dict.fromkeys(w for w in (first, words[-1]) if _single(doc, w)))
    if not names:
        return []
    phrases = Phrases((name, "") for name in names)
    covered = {i for span in spans for i in range(span.first, span.last)}
    found: list[Span] = []
    reach = 0
    for i, word in enumerate(lowers):
        if i >= reach and word in phrases.starts and i not in covered and doc.tokens[i].text[0].isupper():
            hit = phrases.at(lowers, i)
            if hit and covered.isdisjoint(range(i, hit[0])):
                found.append(Span(i, hit[0], "person"))
                reach = hit[0]
    return found


def _single(doc: Document, word: str) -> bool:
    """Whether a word of a name may stand for it."""
    return len(word) > 2 and lexicon(doc.pack).facts(word).lower not in _COMMON
