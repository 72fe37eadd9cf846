"""Two names joined by a hyphen become three tokens: "Rusia-Korut" are two states, "Kim Jong-un" is one name.

The idea: a hyphen joins names when both sides are names by themselves: known states, places or persons, or words that
stand alone elsewhere in the text; and when nothing is known under the whole. Where a scraper lost the space at the edge
of a link ("Sasmitamengatakan", "kataCEO"), the two words are parted again if nobody knows them as one.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.features import Lexicon, lexicon
from kg.knowledge import is_place, organisation, person_by_form, state_of
from kg.language import Pack, Table
from kg.model import Document, Token

_SHORTEST, _SHORTEST_WORD = 2, 4
_GLUED = 5  # letters of two words that lost the space between them, at least
_KEPT = 1 << 16
_CAPITAL = re.compile(r"[a-z](?=[A-Z])")


def part(doc: Document) -> None:
    """Cut such tokens in ``doc.tokens``; ``doc.sentences`` keep bounding the same text."""
    alone, words, seams = {token.text for token in doc.tokens}, lexicon(doc.pack), _seams(doc.pack)
    cuts = {word: at for word in alone if (at := seams.of(word, words))}
    cuts |= {word: -1 for word in alone if "-" in word and _joins(word, alone, words)}
    if not cuts:
        return
    tokens: list[Token] = []
    places: list[int] = []
    for token in doc.tokens:
        places.append(len(tokens))
        tokens += _pieces(token, cuts[token.text]) if token.text in cuts else [token]
    places.append(len(tokens))
    doc.tokens = tokens
    doc.sentences = [s._replace(first=places[s.first], last=places[s.last]) for s in doc.sentences]


def _joins(word: str, alone: set[str], words: Lexicon) -> bool:
    halves = word.split("-")
    if len(halves) > 3 or any(len(half) < _SHORTEST for half in halves):
        return False
    if not all(half[0].isupper() for half in halves):
        return len(halves) == 2 and _glued(halves[0], halves[1], words)
    if is_place(word) or organisation(word) or person_by_form(word):
        return False
    return all(half in alone or _known(half) for half in halves)


def _glued(left: str, right: str, words: Lexicon) -> bool:
    """Whether a name and a common word were glued by a dash: "Mafazi-turut"."""
    if left[0].isupper() == right[0].isupper():
        return False
    name, common = (left, right) if left[0].isupper() else (right, left)
    return (
        len(common) > _SHORTEST_WORD and words.facts(common).lower == "4" and words.facts(name.lower()).lower in "01-"
    )


class _Seams:
    """Where two words were glued into one: by what stands behind names, before capitals, and by mastheads.

    The answers are kept, for most words come again.
    """

    def __init__(self, table: Table) -> None:
        self.behind = frozenset(table.get("glued", ()))
        self.whole = frozenset(table.get("whole", ()))
        self.mastheads = tuple(table.get("mastheads", ()))
        self.known: dict[str, int] = {}

    def of(self, word: str, words: Lexicon) -> int:
        """The offset of the second word, 0 for one word: "kataCEO", "Sasmitamengatakan", "kepadadetikSulsel"."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) > _KEPT:
                self.known.clear()
            found = self.known[word] = self._seam(word, words)
        return found

    def _seam(self, word: str, words: Lexicon) -> int:
        if len(word) < _GLUED or "-" in word:
            return 0
        for masthead in self.mastheads:
            if masthead in word and (at := word.index(masthead)) > 1 and _is_common(word[:at], words):
                return at
        if word.islower() or word.lower() in words.words:
            return 0
        if word.istitle():
            ends = (len(word) - len(end) for end in self.behind if word.endswith(end))
            return next((at for at in ends if at >= _SHORTEST_WORD and word[:at].lower() in words.words), 0)
        found = _CAPITAL.search(word)
        at = found.end() if found else 0
        fits = at >= _SHORTEST and word[:at].lower() not in self.whole and word[at:].isalpha()
        return at if fits and _is_common(word[:at], words) else 0


@cache
def _seams(pack: Pack) -> _Seams:
    return _Seams(pack.table("names")["words"])


def _is_common(word: str, words: Lexicon) -> bool:
    return words.facts(word.lower()).lower in ("3", "4")


def _known(word: str) -> bool:
    return bool(state_of(word) or is_place(word) or person_by_form(word))


def _pieces(token: Token, seam: int) -> list[Token]:
    """The two sides of a seam, or of each hyphen where the seam is -1."""
    if seam > 0:
        middle = token.start + seam
        return [Token(token.text[:seam], token.start, middle), Token(token.text[seam:], middle, token.end)]
    pieces: list[Token] = []
    at = token.start
    for half in token.text.split("-"):
        if pieces:
            pieces.append(Token("-", at - 1, at))
        pieces.append(Token(half, at, at + len(half)))
        at += len(half) + 1
    return pieces
