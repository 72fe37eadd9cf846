"""What a short name tells of a long one: "kata Emma" says where the name begins in "Bapenda Kabupaten Emma Rahmawati".

The idea: whoever is quoted is named in full once, behind a title with an institution, a city or a brand in it, and then
by one word alone. That word is the name, and what stands before it in the long form is none of it unless it looks like
one. The same word at the end of an institution or a place was never part of those.

The idiom: spans in, spans out; the words that stand alone beside a verb of saying are gathered once.
"""

from __future__ import annotations

from kg.extract.features import lexicon
from kg.extract.spans import Span, settle
from kg.extract.surroundings import after_title, words_of
from kg.extract.title_table import grammar
from kg.knowledge import is_place, organisation, person_by_form
from kg.model import Document

_NAMES = frozenset("ifsvk")
_COMMON = "34"
_SHORTEST = 3
_INSTITUTIONS = frozenset("gGsScCoO")  # letters of tables: organisations, states, common words written large


def recut(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """The spans with persons and institutions cut apart where a short name shows how; sorted, none overlapping."""
    named = speaking(doc, lowers)
    persons = {span.first: span for span in spans if span.kind == "person"}
    found: list[Span] = []
    for span in spans:
        if span.kind == "person":
            found += _person(doc, lowers, span, named)
        else:
            found += _other(doc, lowers, span, named, persons.get(span.last))
    found += _unseen(doc, lowers, found)
    things = {" ".join(lowers[span.first : span.last]) for span in found if span.kind == "org"}
    return settle([_thing(lowers, span, things) for span in found])


def speaking(doc: Document, lowers: list[str]) -> set[str]:
    """Capitalised words that stand alone where somebody speaks: "kata Emma", "Emma mengatakan"."""
    words, tokens = words_of(doc.pack), doc.tokens
    found: set[str] = set()
    for i, word in enumerate(lowers):
        at = i + 1 if word in words.tags else i - 1 if word in words.says else -1
        if 0 <= at < len(lowers) and tokens[at].text.istitle() and not _beside(doc, at):
            found.add(lowers[at])
    return found


def _unseen(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Persons behind a tag that nobody saw: "ujar Arteta", "kata Putri" where "Indah Putri" is named in full."""
    long = (span for span in spans if span.kind == "person" and span.last - span.first > 1)
    full = {word for span in long for word in (lowers[span.first], lowers[span.last - 1])}
    words, covered = words_of(doc.pack), {i for span in spans for i in range(span.first, span.last)}
    spots = (i + 1 for i, word in enumerate(lowers[:-1]) if word in words.speech and i + 1 not in covered)
    return [Span(i, i + 1, "person") for i in spots if _is_somebody(doc, lowers, i, full)]


def _is_somebody(doc: Document, lowers: list[str], i: int, full: set[str]) -> bool:
    """Whether a lone word behind a tag can only name a person: written large, no office, people or institution."""
    word, facts = doc.tokens[i].text, lexicon(doc.pack).facts(lowers[i])
    if not word.istitle() or _beside(doc, i):
        return False
    if lowers[i] in full:
        return True
    part = grammar(doc.pack).parts.at(lowers, i)
    if lowers[i] in words_of(doc.pack).people or (part and part[1].sort != "kin") or len(word) < _SHORTEST:
        return False
    known = is_place(word) or organisation(word) or set(facts.table) & _INSTITUTIONS
    return not known and (facts.person in "234" or facts.lower in "-34")


def _beside(doc: Document, at: int) -> bool:
    """Whether a capitalised word stands next to token ``at``."""
    tokens = doc.tokens
    neighbours = (tokens[k] for k in (at - 1, at + 1) if 0 <= k < len(tokens))
    return any(token.text[0].isupper() for token in neighbours)


def _thing(lowers: list[str], span: Span, things: set[str]) -> Span:
    """A person of several words that is an institution or a brand elsewhere in the article, as that."""
    several = span.kind == "person" and span.last - span.first > 1
    return span._replace(kind="org") if several and " ".join(lowers[span.first : span.last]) in things else span


def _person(doc: Document, lowers: list[str], span: Span, named: set[str]) -> list[Span]:
    """A person without the words before the one that stands alone elsewhere, if those are no names."""
    if lowers[span.first] in named or span.last - span.first < 2:
        return [span]
    at = next((k for k in range(span.first + 1, span.last) if lowers[k] in named), span.first)
    if at == span.first or person_by_form(span.text(doc)):
        return [span]
    rest, lead = span._replace(first=at), Span(span.first, at, "org")
    if _stands_elsewhere(doc, lowers, lowers[span.first : at], at):
        return [lead, rest]
    if not all(_is_no_name(doc, lowers, k) for k in range(span.first, at)):
        return [span]
    return [lead._replace(kind="place"), rest] if is_place(lead.text(doc)) else [rest]


def _is_no_name(doc: Document, lowers: list[str], i: int) -> bool:
    """Whether a word is known, and not as part of a person's name: a place, initials of an office, a common word."""
    facts, word = lexicon(doc.pack).facts(lowers[i]), doc.tokens[i].text
    if _NAMES & set(facts.lists):
        return False
    return not word.isalpha() or (word.isupper() and len(word) > 2) or facts.person in "01" or is_place(word)


def _stands_elsewhere(doc: Document, lowers: list[str], lead: list[str], at: int) -> bool:
    """Whether the words stand in the article without the name behind them: a brand, an office.

    One word must stand behind a title and be no name.
    """
    size = len(lead)
    facts = lexicon(doc.pack).facts(lead[0])
    if size < 2 and (_NAMES & set(facts.lists) or facts.person not in "-01" or not after_title(doc, lowers, at - 1)):
        return False
    starts = (i for i, word in enumerate(lowers) if word == lead[0] and lowers[i : i + size] == lead)
    return any(lowers[i + size : i + size + 1] != [lowers[at]] for i in starts)


def _other(doc: Document, lowers: list[str], span: Span, named: set[str], person: Span | None) -> list[Span]:
    """An institution or a place, and the person at its end: "Kota Mataram Amiruddin", "Kementerian ESDM Eniya"."""
    size = span.last - span.first
    if span.node or size < 2 or (person is None and lowers[span.last - 1] not in named):
        return [span]
    at = span.last - 1
    head, facts = span._replace(last=at), lexicon(doc.pack).facts(lowers[at])
    if not (_is_known(doc, head) and doc.tokens[at].text.istitle()) or _is_known(doc, span):
        return [span]
    if facts.table != "-" or facts.lower in _COMMON or is_place(doc.tokens[at].text):
        return [span]
    return [head, Span(at, person.last if person else span.last, "person")]


def _is_known(doc: Document, span: Span) -> bool:
    """Whether these words are an institution or a place by themselves; capitals at their end close a name."""
    words = span.text(doc)
    last = doc.tokens[span.last - 1].text
    return bool(organisation(words)) or is_place(words) or (last.isupper() and len(last) > 2)
