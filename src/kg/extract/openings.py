"""Names that begin right behind their title: "Datuk Seri Azalina Othman Said", "President Joseph R. Biden".

In some languages nothing can stand between a title and the name: no state, no institution. There a person of whom only
the last words were recognised is widened to the left up to the title. Which titles do so says ``titles.openings``, and
which words end a name ("Vladimir Putin of Russia"), and by which list of the lexicon a lone capitalised word
is known to be an ordinary one ("So", "Freedom"): without a title it is nobody.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.features import lexicon
from kg.extract.phrases import Phrases
from kg.extract.spans import Span, settle
from kg.extract.title_table import grammar
from kg.language import Pack
from kg.model import Document, Sentence

_LONGEST = 4  # words by which a name is widened, at most


class _Rules(NamedTuple):
    sorts: frozenset[str]
    ends: frozenset[str]
    ordinary: str
    government: Phrases[str]


@cache
def _rules(pack: Pack) -> _Rules:
    table = pack.table("titles").get("openings", {})
    government = Phrases((words, "") for words in table.get("government", ()))
    return _Rules(
        frozenset(table.get("sorts", ())), frozenset(table.get("ends", ())), table.get("ordinary", ""), government
    )


def widened(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """The spans with persons widened; sorted, none overlapping. Headlines are left as they are."""
    rules = _rules(doc.pack)
    if not rules.sorts:
        return spans
    spans = [_cut(span, lowers, rules) for span in spans]
    persons = {span.first: span for span in spans if span.kind == "person"}
    firm = {at for span in spans if span.kind in ("state", "org") for at in range(span.first, span.last)}
    found = [new for s in doc.sentences if s.kind == "body" for new in _of_sentence(doc, lowers, s, persons, firm)]
    taken = {at for new in found for at in range(new.first, new.last)}
    titled = grammar(doc.pack).endings
    kept = (s for s in spans if taken.isdisjoint(range(s.first, s.last)) and not _is_ordinary(doc, lowers, s, titled))
    return settle([*kept, *found])


def government(pack: Pack, lowers: list[str], span: Span) -> int:
    """Where the words end that name a state by its government: "the Kenyan government", "Kenya's government"."""
    found = _rules(pack).government.at(lowers, span.last)
    return found[0] if found else span.last


def _cut(span: Span, lowers: list[str], rules: _Rules) -> Span:
    """A person up to a word that ends a name."""
    if span.kind != "person" or rules.ends.isdisjoint(lowers[span.first + 1 : span.last]):
        return span
    end = next(at for at in range(span.first + 1, span.last) if lowers[at] in rules.ends)
    return span._replace(last=end)


def _is_ordinary(doc: Document, lowers: list[str], span: Span, titled: frozenset[str]) -> bool:
    letter = _rules(doc.pack).ordinary
    if not letter or span.kind != "person" or span.last - span.first > 1:
        return False
    return letter in lexicon(doc.pack).facts(lowers[span.first]).lists and lowers[max(span.first - 1, 0)] not in titled


def _of_sentence(
    doc: Document, lowers: list[str], sentence: Sentence, persons: dict[int, Span], firm: set[int]
) -> list[Span]:
    parts, sorts = grammar(doc.pack).parts, _rules(doc.pack).sorts
    found: list[Span] = []
    at = sentence.first
    while at < sentence.last:
        hit = parts.at(lowers, at) if lowers[at] in parts.starts else None
        if hit is None or hit[1].sort not in sorts or not doc.tokens[at].text[0].isupper():
            at += 1
            continue
        at = hit[0]
        if at < sentence.last and (lowers[at] not in parts.starts or parts.at(lowers, at) is None):
            name = _name(doc, at, sentence.last, persons, firm)
            found += [name] if name else []
    return found


def _name(doc: Document, first: int, end: int, persons: dict[int, Span], firm: set[int]) -> Span | None:
    """The person whose recognised part follows token ``first`` after capitalised words only."""
    for at in range(first, min(end, first + _LONGEST)):
        if at in persons:
            return persons[at]._replace(first=first) if at > first else None
        if at in firm or not doc.tokens[at].text[0].isupper():
            return None
    return None
