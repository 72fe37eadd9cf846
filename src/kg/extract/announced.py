"""Names that a title announces and the tagger did not see: "Menlu Blinken", "Presiden Lourenço".

The idea: after the title of a state's leader stands a state or a person; what is neither known as a state, a place
nor an institution, but capitalised, is the person.
"""

from __future__ import annotations

from kg.extract import titles
from kg.extract.features import lexicon
from kg.extract.spans import Span, settle
from kg.extract.title_table import grammar
from kg.extract.titles import Title
from kg.knowledge import is_place, organisation
from kg.model import Document

_COMMON = "234"
_WORDS = 4
_NAMES = frozenset("ifsvk")
_LOCAL = frozenset(
    ("governor", "vice_governor", "mayor", "chair", "secretary_general", "director_general", "minister", "spokesperson")
)


def announced(doc: Document, lowers: list[str], spans: list[Span]) -> tuple[list[Span], set[int]]:
    """The spans with such persons among them, and the first tokens of all persons that a title announces."""
    found = titles.find(doc, lowers, {span.first: span for span in spans})
    taken = {i for span in spans for i in range(span.first, span.last)}
    titled = {title.name for title in found.values() if title.name >= 0}
    more: list[Span] = []
    firsts = {span.first: span for span in spans if span.kind == "person"}
    for title in found.values():
        if title.name < 0:
            more += _name(doc, lowers, title, taken, firsts)
    titled |= {span.first for span in more}
    gone = {span.first for span in more}
    return settle([*(span for span in spans if span.first not in gone), *more]), titled


def _name(doc: Document, lowers: list[str], title: Title, taken: set[int], firsts: dict[int, Span]) -> list[Span]:
    """The person that must follow a title without one, if the words there can be a name."""
    rules = grammar(doc.pack)
    if title.main.words in rules.lists["leading"] and title.of and title.of.last == title.last and not title.of.node:
        return _mistaken(doc, lowers, title, title.of)
    function = _function_word(doc, lowers, title.last)
    if function and title.last + 1 in firsts:
        return [firsts[title.last + 1]._replace(first=title.last)]
    if title.main.sort == "kin" or title.main.words in rules.lists["crowd"]:
        return []
    last = title.last + (function and title.of is not None)
    while (
        last < len(lowers)
        and last - title.last < _WORDS
        and last not in taken
        and _namelike(doc, lowers, last, title.last)
    ):
        last += 1
    bridged = last < len(lowers) and last > title.last and last + 1 in firsts and _bridges(doc, last, taken)
    if last > title.last + function and (last in firsts or bridged):
        return [firsts[last + bridged]._replace(first=title.last)]
    words = lowers[title.last : last]
    long = len(words) > function and sum(map(len, words)) > 2
    return [Span(title.last, last, "person")] if long and _announces(doc, title, words) else []


def _mistaken(doc: Document, lowers: list[str], title: Title, of: Span) -> list[Span]:
    """What the title of a leader seems to be of, when nobody knows it as a place or institution: the leader."""
    words = of.text(doc)
    known = is_place(words) or organisation(words) or lowers[of.first] in _heads(doc)
    return [] if known or title.to else [of._replace(kind="person")]


def _function_word(doc: Document, lowers: list[str], i: int) -> bool:
    """Whether a name may begin with what is no name elsewhere: "Dan Sullivan", "Semi Bula"; never in a headline."""
    if i >= len(lowers) or doc.tokens[i].start < doc.article.body or not doc.tokens[i].text.istitle():
        return False
    rules = grammar(doc.pack)
    common = lexicon(doc.pack).facts(lowers[i]).lower in _COMMON
    return common and lowers[i] not in rules.parts.starts and lowers[i] not in rules.endings


def _bridges(doc: Document, i: int, taken: set[int]) -> bool:
    """Whether a word that is none of a name elsewhere may stand inside one: "Laka" before "Lena"."""
    return i not in taken and doc.tokens[i].text.istitle()


def _announces(doc: Document, title: Title, words: list[str]) -> bool:
    """Whether a person must follow: a rank, a form of address, an office of a state that is named already.

    Behind any other head two words may be a name that are in no list of places; one has to look like a name.
    """
    if title.main.sort in ("rank", "honorific"):
        return True
    if title.main.office and (title.of is not None or title.main.office not in _LOCAL):
        return True
    facts = [lexicon(doc.pack).facts(word) for word in words]
    known = any(fact.person in "34" or set(fact.lists) & _NAMES for fact in facts)
    return known or (len(words) > 1 and title.of is not None)


def _namelike(doc: Document, lowers: list[str], i: int, first: int) -> bool:
    """Whether a word may stand in a name; behind its first word even one that is a title elsewhere ("Lukman Hakim")."""
    word, rules = doc.tokens[i].text, grammar(doc.pack)
    facts = lexicon(doc.pack).facts(lowers[i])
    if not word[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    if i > first and set(facts.lists) & _NAMES:
        return True
    if lowers[i] in rules.endings or lowers[i] in rules.parts.starts:
        return False
    return facts.table == "-" and facts.lower not in _COMMON


def _heads(doc: Document) -> frozenset[str]:
    names = doc.pack.table("names")
    return frozenset((*names["organisations"]["heads"], *names["places"]["heads"]))
