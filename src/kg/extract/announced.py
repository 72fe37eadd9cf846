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
    rules = grammar(doc.pack)
    leads = title.main.words in rules.lists["leading"]
    if leads and title.of and not title.of.node and title.of.last == title.last:
        words = title.of.text(doc)
        unknown = not (is_place(words) or organisation(words) or lowers[title.of.first] in _heads(doc))
        return [title.of._replace(kind="person")] if unknown and title.to is None else []
    function = _function_word(doc, lowers, title.last)
    if function and title.last + 1 in firsts:
        return [firsts[title.last + 1]._replace(first=title.last)]
    if title.main.sort == "kin" or title.main.words in rules.lists["crowd"]:
        return []
    last = title.last + (function and title.of is not None)
    while last < len(lowers) and last - title.last < _WORDS and last not in taken and _namelike(doc, lowers, last):
        last += 1
    if last == title.last + 1 and function:
        return []
    if last > title.last and last in firsts:
        return [firsts[last]._replace(first=title.last)]
    if not _announces(doc, title, lowers[title.last : last]):
        return []
    long = sum(len(word) for word in lowers[title.last : last]) > 2
    return [Span(title.last, last, "person")] if long else []


def _function_word(doc: Document, lowers: list[str], i: int) -> bool:
    """Whether a name may begin with what is no name elsewhere: "Dan Sullivan", "Semi Bula"; never in a headline."""
    if i >= len(lowers) or doc.tokens[i].start < doc.article.body or not doc.tokens[i].text.istitle():
        return False
    rules = grammar(doc.pack)
    common = lexicon(doc.pack).facts(lowers[i]).lower in _COMMON
    return common and lowers[i] not in rules.parts.starts and lowers[i] not in rules.endings


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


def _namelike(doc: Document, lowers: list[str], i: int) -> bool:
    word, rules = doc.tokens[i].text, grammar(doc.pack)
    if not word[0].isupper() or lowers[i] in rules.endings or lowers[i] in rules.parts.starts:
        return False
    facts = lexicon(doc.pack).facts(lowers[i])
    if facts.table != "-" or (word.isupper() and len(word) > 1):
        return False
    return facts.lower not in _COMMON


def _heads(doc: Document) -> frozenset[str]:
    names = doc.pack.table("names")
    return frozenset((*names["organisations"]["heads"], *names["places"]["heads"]))
