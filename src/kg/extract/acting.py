"""Whether a capital or a palace acts for its state: "Washington menduga", not "tiba di Washington".

The idea: who acts has a verb behind it or a word of speaking before it, and no word of place. The words are in
``names.toml``; a verb is known by its prefix.
"""

from __future__ import annotations

from functools import cache

from kg.extract.spans import Span
from kg.language import Pack
from kg.model import Document


@cache
def _words(pack: Pack) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in pack.table("names")["acting"].items()}


def acting(doc: Document, lowers: list[str], span: Span) -> bool:
    """Whether the seat of a government named by a span stands for its state."""
    words = _words(doc.pack)
    before = lowers[span.first - 1] if span.first else ""
    after = lowers[span.last] if span.last < len(lowers) else ""
    if before in words["scene"] or doc.tokens[span.first].text.isupper():
        return False
    return before in words["before"] or _acts(after, words)


def _acts(word: str, words: dict[str, frozenset[str]]) -> bool:
    if word in words["verbs"]:
        return True
    return len(word) > 4 and word not in words["not_verbs"] and word.startswith(tuple(words["verb_prefixes"]))
