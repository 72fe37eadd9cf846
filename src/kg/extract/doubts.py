"""Persons that nothing speaks for: a product, a song or a saint's feast that only looks like a name.

The idea: a person of the news says or does something, bears a title or an age, is somebody's brother, stands in a list
of persons, or has a name that people have. What does none of this anywhere in its article is no person. Of names of
several words, only those are doubted that stand behind a word for things ("lagu", "merek"), or of which no word is
known from persons and one is a common word of English. A pack without such words doubts nobody.

The idiom: spans in, spans out; a name is believed when one of its places believes it.
"""

from __future__ import annotations

from kg.extract.features import lexicon
from kg.extract.spans import Span
from kg.extract.surroundings import words_of
from kg.extract.title_table import grammar
from kg.knowledge import person_by_form
from kg.model import Document

_GIVEN = frozenset("if")
_NAMES = frozenset("ifsvk")
_JOINTS = frozenset((",", "dan", "serta", "&", "/"))
_BESIDE = 3  # tokens between two persons of a list, at most


def believed(doc: Document, lowers: list[str], spans: list[Span], titled: set[int]) -> list[Span]:
    """The spans without persons that nothing speaks for; ``titled`` are first tokens of names behind a title."""
    if not words_of(doc.pack).things:
        return spans
    doubtful = {" ".join(lowers[s.first : s.last]) for s in spans if s.kind == "person" and _doubted(doc, lowers, s)}
    if not doubtful:
        return spans
    kept: set[str] = set()
    persons = [span for span in spans if span.kind == "person"]
    for before, span, after in zip([None, *persons], persons, [*persons[1:], None], strict=False):
        name = " ".join(lowers[span.first : span.last])
        if name not in doubtful:
            kept.update(lowers[span.first : span.last])
        elif (
            span.first in titled
            or _speaks(doc, lowers, span)
            or _beside(lowers, before, span, before, doubtful)
            or _beside(lowers, span, after, after, doubtful)
        ):
            kept.add(name)
    gone = doubtful - kept
    return [s for s in spans if s.kind != "person" or " ".join(lowers[s.first : s.last]) not in gone]


def _doubted(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether a name needs somebody to speak for it."""
    facts = [lexicon(doc.pack).facts(word) for word in lowers[span.first : span.last] if len(word) > 2]
    if any(fact.person in "234" for fact in facts) or person_by_form(span.text(doc)):
        return False
    if span.last - span.first == 1:
        return not any(_GIVEN & set(fact.lists) and fact.person in "1-" for fact in facts)
    if span.first > 0 and lowers[span.first - 1] in words_of(doc.pack).things:
        return True
    return any(fact.lists == "e" for fact in facts) and not any(_NAMES & set(fact.lists) for fact in facts)


def _speaks(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether the words around speak for a person."""
    words, rules, first, last = words_of(doc.pack), grammar(doc.pack), span.first, span.last
    before = lowers[first - 1] if first else ""
    after = lowers[last] if last < len(lowers) else ""
    if before in words.tags or before in words.named or before in rules.endings or after in words.acts:
        return True
    if after == "(" and lowers[last + 2 : last + 3] == [")"] and lowers[last + 1].isdigit():
        return True
    if before == "," and first > 1 and lowers[first - 2] in rules.endings:
        return True
    following = lowers[last + 1] if last + 1 < len(lowers) else ""
    title = rules.parts.at(lowers, last + 1) if after == "," and following in rules.parts.starts else None
    verb = doc.tokens[last].text if last < len(lowers) else ""
    acts = len(verb) > 5 and verb.startswith(("me", "ber"))
    return acts or (after == "," and following in words.named) or bool(title and title[1].sort in ("head", "kin"))


def _beside(lowers: list[str], left: Span | None, right: Span | None, other: Span | None, doubtful: set[str]) -> bool:
    """Whether two persons stand side by side in a list, the other of them one that nobody doubts."""
    if left is None or right is None or other is None or not 0 < right.first - left.last < _BESIDE:
        return False
    joined = _JOINTS.issuperset(lowers[left.last : right.first])
    return joined and " ".join(lowers[other.first : other.last]) not in doubtful
