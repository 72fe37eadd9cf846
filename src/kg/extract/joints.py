"""Two names joined by a hyphen become three tokens: "Rusia-Korut" are two states, "Kim Jong-un" is one name.

The idea: a hyphen joins names when both sides are names by themselves: known states, places or persons, or words that
stand alone elsewhere in the text; and when nothing is known under the whole.
"""

from __future__ import annotations

from kg.extract.features import Lexicon, lexicon
from kg.knowledge import is_place, organisation, person_by_form, state_of
from kg.model import Document, Token

_SHORTEST, _SHORTEST_WORD = 2, 4


def part(doc: Document) -> None:
    """Cut such tokens in ``doc.tokens``; ``doc.sentences`` keep bounding the same text."""
    alone, words = {token.text for token in doc.tokens}, lexicon(doc.pack)
    cuts = [i for i, token in enumerate(doc.tokens) if "-" in token.text and _joins(token.text, alone, words)]
    if not cuts:
        return
    tokens: list[Token] = []
    places: list[int] = []
    chosen = set(cuts)
    for i, token in enumerate(doc.tokens):
        places.append(len(tokens))
        tokens += _pieces(token) if i in chosen else [token]
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
