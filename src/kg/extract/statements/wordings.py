"""People without a name before a verb: "para pejabat Israel", "sumber yang enggan disebut namanya", "laporan itu".

The words that describe them are kept as they stand; a pointer at their end ("politikus itu") means somebody known.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.line import Line
from kg.extract.statements.voices import Memory, Voice, government, is_pointed, unnamed, voice

_LENGTH = 12  # tokens that describe people, at most


class Slot(NamedTuple):
    """Where a subject is looked for: tokens from ``low``, up to ``at``, for the verb at ``verb``."""

    low: int
    at: int
    verb: int


def wording(line: Line, place: Slot, memory: Memory) -> Voice | None:
    """The words up to ``at`` as a source: "para pejabat Israel", "politikus itu", "laporan tersebut", "pemerintah"."""
    lex, words = line.lex, line.words
    pointed = is_pointed(line, place.at, place.verb)
    first = _phrase_start(line, place.at, place.low, pointed)
    inside = frozenset(words[first : place.at + 1])
    people = inside & (lex.people | lex.epithets)
    counted = bool(inside) and words[first] in lex.quantity
    if not (people or counted or inside & lex.documents or inside & lex.government):
        return _source(line, place.at, place.low)
    if words[first] in lex.government:
        return government(line, first)
    if people and not counted and pointed and memory.last is not None:
        return memory.recall(line.start(first), line.end(place.at), True)
    if people and words[first] in lex.epithets and memory.last is not None and memory.last.person:
        return memory.speaker(line.start(first), line.end(place.at))
    issuer = line.whole(place.at)
    if inside & lex.documents and not people and issuer is not None and issuer.kind != "place" and issuer.nodes:
        return voice(issuer)
    return unnamed(line, first, place.at + 1)


def _phrase_start(line: Line, at: int, low: int, pointed: bool) -> int:
    first = at + 1
    while first > max(low, at - _LENGTH + 1):
        if not _in_phrase(line, first - 1) and not _links(line, first - 1, low, pointed):
            break
        first -= 1
    return first


def _in_phrase(line: Line, at: int) -> bool:
    lex, word = line.lex, line.words[at]
    if not line.free(at) or word in lex.people or word in lex.quantity or word in lex.pointers:
        return True
    return not (word in lex.openers or word in lex.prepositions or not line.is_word(at) or line.is_verbal(at))


def _links(line: Line, at: int, low: int, pointed: bool) -> bool:
    """Inside a phrase of people: "analis di UBS", "presiden dari partai X itu", "pemimpin berusia 94 tahun itu"."""
    if at <= low:
        return False
    people = line.words[at - 1] in line.lex.people
    if line.words[at] in line.lex.joiners:
        return line.word(at + 1) in line.lex.people and not line.lex.people.isdisjoint(
            line.words[max(low, at - 3) : at]
        )
    return (pointed or people) and (line.words[at] in line.lex.inside or (pointed and people and line.is_verbal(at)))


def group(line: Line, low: int, high: int) -> tuple[int, int] | None:
    """The tokens of the people a clause begins with ("Sejumlah warga Desa X"): "mereka" in the next may mean them."""
    lex, words = line.lex, line.words
    first = low
    while first < high and line.free(first) and (words[first] in lex.openers or not line.is_word(first)):
        first += 1
    if first >= high or not line.free(first) or words[first] not in lex.quantity:
        return None
    end = first + 1
    while end < min(high, first + _LENGTH) and _goes_on(line, end):
        end = max(line.past_bracket(end, high), end + 1)
    return (first, end) if not lex.people.isdisjoint(words[first:end]) else None


def _goes_on(line: Line, at: int) -> bool:
    """Whether a word belongs to the people before it: other people, whom or what they belong to."""
    lex, word = line.lex, line.words[at]
    return word in lex.people or word in lex.quantity or word == "(" or not line.free(at) or line.is_capital(at)


def _source(line: Line, at: int, low: int) -> Voice | None:
    """ "sumber yang enggan disebut namanya": people described by a clause before the verb."""
    lex = line.lex
    back = range(at, max(low, at - _LENGTH), -1)
    relative = next((k for k in back if line.words[k] in lex.relative or line.words[k] == ","), at)
    if line.words[relative] not in lex.relative:
        return None
    first = _phrase_start(line, relative - 1, low, False)
    inside = line.words[first:relative]
    people = not lex.people.isdisjoint(inside) or (bool(inside) and inside[0] in lex.quantity)
    return unnamed(line, first, relative) if people else None
