"""What the tagger saw against what knowledge knows: one list of spans out of two.

The idea: knowledge is sure of words, the tagger of sense. A state is a state unless it stands inside a longer name; a
place that is also a man's name is a place where the words before it say so; of two spans the longer one has seen
more.

The idiom: each known span meets the tagged ones it shares words with; the answer is what stays of them all.
"""

from __future__ import annotations

from kg.extract.features import lexicon
from kg.extract.spans import Span, settle
from kg.extract.surroundings import after_title, past_title, relayed, words_of
from kg.extract.title_table import grammar
from kg.knowledge import person_by_form
from kg.model import Document

_JOINTS = frozenset((",", "dan", "serta", "hingga", ":"))
_NAMES = frozenset("ifsvk")


def weigh(doc: Document, lowers: list[str], tagged: list[Span], known: list[Span]) -> list[Span]:
    """Sorted spans, none overlapping."""
    kept: list[Span] = []
    at = 0
    dropped: set[int] = set()
    rules = grammar(doc.pack)
    outside = (s if s.kind == "org" else s._replace(first=past_title(lowers, s.first, rules)) for s in known)
    for span in (_sorted(doc, lowers, span) for span in outside if span.first < span.last):
        while at < len(tagged) and tagged[at].last <= span.first:
            at += 1
        others = [i for i in range(at, min(at + 4, len(tagged))) if tagged[i].first < span.last]
        met = [tagged[i] for i in others if i not in dropped]
        chosen = _against(doc, lowers, span, met, kept[-1] if kept else None)
        if chosen is not None:
            dropped.update(others)
            kept += chosen
    kept += [span for i, span in enumerate(tagged) if i not in dropped]
    return settle(kept)


def decided(doc: Document, lowers: list[str], known: list[Span]) -> set[int]:
    """Tokens that need no tagger where nothing else stands in their run: known names, and the words of titles."""
    sure: set[int] = set()
    for span in known:
        several = span.last - span.first > 1 or doc.tokens[span.first].text.isupper()
        if span.kind in ("state", "person") or span.seat or several:
            sure.update(range(span.first, span.last))
    parts = grammar(doc.pack).parts
    for i, word in enumerate(lowers):
        if word in parts.starts and i not in sure and (part := parts.at(lowers, i)):
            sure.update(range(i, part[0]))
    return sure


def _sorted(doc: Document, lowers: list[str], span: Span) -> Span:
    """A place that is an institution too ("Universitas Pattimura") is that unless something happens in it."""
    institution = span.kind == "place" and lowers[span.first] in words_of(doc.pack).org_heads
    inside = span.first > 0 and lowers[span.first - 1] in words_of(doc.pack).inside
    return span._replace(kind="org") if institution and not inside else span


def _against(doc: Document, lowers: list[str], span: Span, met: list[Span], before: Span | None) -> list[Span] | None:
    """What stays of a known span and the tagged ones it meets; None: of the tagged ones all, of the known one
    nothing."""
    if not met:
        return [span] if span.kind == "state" or _believed(doc, lowers, span) else None
    longer = next((m for m in met if m.first <= span.first and m.last >= span.last and m[:2] != span[:2]), None)
    if longer is not None:
        return _inside(doc, lowers, span, longer)
    if span.kind == "person" and any(m.first < span.first or m.last > span.last for m in met):
        return None
    if span.kind == "place" and span[:2] == met[0][:2] and met[0].kind == "person":
        return [span] if _scene(doc, lowers, span) or _listed(lowers, span, before) else None
    if span.kind == "org" and span[:2] == met[0][:2] and met[0].kind == "person" and span.last - span.first == 1:
        return None if lowers[span.first - 1 : span.first] and after_title(doc, lowers, span.first) else [span]
    return [span, *(rest for m in met for rest in _rest(m, span))]


def _inside(doc: Document, lowers: list[str], span: Span, longer: Span) -> list[Span] | None:
    """A known name within a longer one: it stays apart only from a person that a state was glued to."""
    if longer.kind != "person":
        return _tail(doc, lowers, span, longer)
    if span.kind in ("place", "org") and span.first == longer.first and _apart(doc, lowers, span, longer):
        return [span, *_rest(longer, span)]
    if span.kind != "state" or span.first > longer.first or person_by_form(longer.text(doc)):
        return None
    rest = _rest(longer, span)
    if longer.last - span.last == 1 and not after_title(doc, lowers, span.first):
        return None
    return [span, *rest]


def _apart(doc: Document, lowers: list[str], span: Span, longer: Span) -> bool:
    """Whether a place or organisation at the head of a person is none of its names: "Jatim Kuntadi"."""
    if after_title(doc, lowers, span.first):
        return True
    facts = lexicon(doc.pack).facts(lowers[span.first])
    several = longer.last - span.last > 1
    return (several or facts.person in "01-") and not set(facts.lists) & _NAMES and len(lowers[span.first]) > 2


def _listed(lowers: list[str], span: Span, before: Span | None) -> bool:
    """Whether a list of places goes on: "di Moskow, Amur, dan Primorye"."""
    return (
        before is not None
        and before.kind in ("place", "state")
        and 0 < span.first - before.last < 3
        and _JOINTS.issuperset(lowers[before.last : span.first])
    )


def _tail(doc: Document, lowers: list[str], span: Span, longer: Span) -> list[Span] | None:
    """ "Uskup Agung Jakarta Ignatius Suharyo", taken for a place: the name behind the place that the title named."""
    if longer.last == span.last or not after_title(doc, lowers, longer.first):
        return None
    first, parts = span.last, grammar(doc.pack).parts
    while (part := parts.at(lowers, first)) and part[0] < longer.last:
        first = part[0]
    facts = [lexicon(doc.pack).facts(word) for word in lowers[first : longer.last]]
    doubtful = sum(fact.table != "-" or fact.lower in "234" for fact in facts) * 2 > len(facts) - 1
    if doubtful and not person_by_form(Span(first, longer.last, "person").text(doc)):
        return None
    head = span if span.first == longer.first else longer._replace(last=span.last)
    return [head, Span(first, longer.last, "person")]


def _rest(span: Span, taken: Span) -> list[Span]:
    """What is left of a span without the words of another."""
    pieces = (span._replace(last=min(span.last, taken.first)), span._replace(first=max(span.first, taken.last)))
    return [piece for piece in pieces if piece.last > piece.first]


def _believed(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether a known name counts though the tagger saw none: several words, capitals, or a place after "di"."""
    word = doc.tokens[span.first].text
    if span.last - span.first > 1 or (word.isupper() and len(word) > 1):
        return True
    if lexicon(doc.pack).facts(lowers[span.first]).lower in "234":
        spoken = span.kind == "org" and lowers[span.first - 1 : span.first] and lowers[span.first - 1] in _channels(doc)
        return bool(spoken) or relayed(doc, lowers, span.first)
    return (
        span.seat or span.kind in ("org", "person") or _scene(doc, lowers, span) or after_title(doc, lowers, span.first)
    )


def _channels(doc: Document) -> frozenset[str]:
    return words_of(doc.pack).channels


def _scene(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether the words before speak of a place."""
    words = words_of(doc.pack)
    before = lowers[max(0, span.first - 4) : span.first]
    return bool(before) and (before[-1] in words.scene or any(word in words.scene_heads for word in before))
