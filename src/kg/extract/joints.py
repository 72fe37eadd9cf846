"""Two names joined by a hyphen become three tokens: "Rusia-Korut" are two states, "Kim Jong-un" is one name.

The idea: a hyphen joins names when both sides are names by themselves: known states, places or persons, or words that
stand alone elsewhere in the text; and when nothing is known under the whole. Where a scraper lost the space at the edge
of a link ("Sasmitamengatakan", "kataCEO"), the two words are parted again if nobody knows them as one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.features import Lexicon, lexicon
from kg.knowledge import is_place, organisation, person_by_form, state_of
from kg.language import Pack
from kg.model import Document, Token

_SHORTEST, _SHORTEST_WORD = 2, 4
_GLUED = 5  # letters of two words that lost the space between them, at least
_SEAM = re.compile(r"[a-z](?=[A-Z])")


def part(doc: Document) -> None:
    """Cut such tokens in ``doc.tokens``; ``doc.sentences`` keep bounding the same text."""
    alone, words = {token.text for token in doc.tokens}, lexicon(doc.pack)
    seams = _seams(doc.pack)
    cuts: dict[int, list[Token]] = {}
    for i, token in enumerate(doc.tokens):
        if "-" in token.text:
            if _joins(token.text, alone, words):
                cuts[i] = _pieces(token)
        elif len(token.text) >= _GLUED and (at := _seam(token.text, words, seams)):
            middle = token.start + at
            cuts[i] = [Token(token.text[:at], token.start, middle), Token(token.text[at:], middle, token.end)]
    if not cuts:
        return
    tokens: list[Token] = []
    places: list[int] = []
    for i, token in enumerate(doc.tokens):
        places.append(len(tokens))
        tokens += cuts.get(i) or [token]
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


class _Seams(NamedTuple):
    """Words that a scraper glued to their neighbours: behind names, before capitals no word of their own, mastheads."""

    behind: frozenset[str]
    whole: frozenset[str]
    mastheads: tuple[str, ...]


@cache
def _seams(pack: Pack) -> _Seams:
    table = pack.table("names")["words"]
    return _Seams(
        frozenset(table.get("glued", ())), frozenset(table.get("whole", ())), tuple(table.get("mastheads", ()))
    )


def _seam(word: str, words: Lexicon, seams: _Seams) -> int:
    """Where two words were glued into one, 0 for nowhere: "kataCEO", "Sasmitamengatakan", "kepadadetikSulsel"."""
    for masthead in seams.mastheads:
        if masthead in word and (at := word.index(masthead)) > 1 and _is_common(word[:at], words):
            return at
    if word.islower() or word.lower() in words.words:
        return 0
    if word.istitle():
        ends = (len(word) - len(end) for end in seams.behind if word.endswith(end))
        return next((at for at in ends if at >= _SHORTEST_WORD and word[:at].lower() in words.words), 0)
    found = _SEAM.search(word)
    at = found.end() if found else 0
    fits = at >= _SHORTEST and word[:at].lower() not in seams.whole and word[at:].isalpha()
    return at if fits and _is_common(word[:at], words) else 0


def _is_common(word: str, words: Lexicon) -> bool:
    return words.facts(word.lower()).lower in ("3", "4")


def _known(word: str) -> bool:
    return bool(state_of(word) or is_place(word) or person_by_form(word))


def _pieces(token: Token) -> list[Token]:
    pieces: list[Token] = []
    at = token.start
    for half in token.text.split("-"):
        if pieces:
            pieces.append(Token("-", at - 1, at))
        pieces.append(Token(half, at, at + len(half)))
        at += len(half) + 1
    return pieces
