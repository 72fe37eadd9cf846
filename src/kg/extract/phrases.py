"""Many phrases looked for at once in a list of tokens.

The idea: a phrase is filed under its first word, the longest first; at most places of a text the first word is not in
the file and nothing else happens. The idiom: the tokens are lower-cased once by the caller and handed in as a list of
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

V = TypeVar("V")

_WORD = re.compile(r"\w+(?:[-‑'’.]\w+)*\.?|(?:\w\.){2,}|[^\w\s]")


def split(phrase: str) -> list[str]:
    """The words and marks of a phrase, lower case, as the tokens of a text would be cut."""
    return _WORD.findall(phrase.lower())


class Phrases(Generic[V]):
    """Phrases with a value each; the first entry of a phrase wins."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        found: dict[str, dict[tuple[str, ...], V]] = {}
        for phrase, value in entries:
            words = split(phrase)
            if words:
                found.setdefault(words[0], {}).setdefault(tuple(words), value)
        self.starts = {
            first: sorted(((list(words), len(words), value) for words, value in rest.items()), key=lambda e: -e[1])
            for first, rest in found.items()
        }

    def at(self, words: list[str], i: int) -> tuple[int, V] | None:
        """The longest phrase that starts at word ``i``: where it ends, and its value."""
        for phrase, length, value in self.starts.get(words[i], ()) if i < len(words) else ():
            if length == 1 or words[i : i + length] == phrase:
                return i + length, value
        return None

    def all_at(self, words: list[str], i: int) -> Iterator[tuple[int, V]]:
        """Every phrase that starts at word ``i``, longest first: where it ends, and its value."""
        for phrase, length, value in self.starts.get(words[i], ()) if i < len(words) else ():
            if length == 1 or words[i : i + length] == phrase:
                yield i + length, value
