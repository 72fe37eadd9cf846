"""Two names joined by a hyphen become three tokens: "Rusia-Korut" are two states, "Kim Jong-un" is one name.

The idea: a hyphen joins names when both sides are names by themselves: known states, places or persons, or words that
stand alone elsewhere in the text; and when nothing is known under the whole.
"""

from __future__ import annotations

from kg.knowledge import is_place, organisation, person_by_form, state_of
from kg.model import Document, Token

_SHORTEST = 2


def part(doc: Document) -> None:
    """Cut such tokens in ``doc.tokens``; ``doc.sentences`` keep bounding the same text."""
    alone = {token.text for token in doc.tokens}
    cuts = [i for i, token in enumerate(doc.tokens) if "-" in token.text and _joins(token.text, alone)]
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


def _joins(word: str, alone: set[str]) -> bool:
    halves = word.split("-")
    if len(halves) > 3 or any(len(half) < _SHORTEST or not half[0].isupper() for half in halves):
        return False
    if is_place(word) or organisation(word) or person_by_form(word):
        return False
    return all(half in alone or _known(half) for half in halves)


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
