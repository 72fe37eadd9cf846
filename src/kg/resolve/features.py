"""What speaks for and against two nodes being one: tables of weighted, documented functions.

Each table lists clues. Of the clues about the *name* the strongest counts; the clues about the *context* are added to
it, and the sum, kept within 0 and 1, is the score of the pair. A new clue is one function and one line in a table.

    >>> spelling("sergei shoigu", "sergey shoigu"), spelling("kim jong un", "kim jong il")
    (True, False)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kg.resolve.profiles import Thing

SHORT = 3  # words this short must be equal: "un" and "il" are two persons


class Feature(NamedTuple):
    """One clue: what it is called in a judgement's "why", its weight, and how to tell."""

    name: str
    weight: float
    holds: Callable[[Thing, Thing], bool]


class Table(NamedTuple):
    """The clues for one kind of node, and the score from which a pair is one."""

    names: tuple[Feature, ...]
    context: tuple[Feature, ...]
    threshold: float


def score(left: Thing, right: Thing, table: Table) -> tuple[float, str]:
    """How sure it is that the two are one (0 to 1), and the clues that said so."""
    named = next((f for f in table.names if f.holds(left, right)), None)
    if named is None:
        return 0.0, ""
    clues = [named, *(f for f in table.context if f.holds(left, right))]
    total = sum(f.weight for f in clues)
    return round(min(max(total, 0.0), 1.0), 3), ", ".join(f.name for f in clues)


def same_known(left: Thing, right: Thing) -> bool:
    """Knowledge gives both the same identifier."""
    return bool(left.known) and left.known == right.known


def other_known(left: Thing, right: Thing) -> bool:
    """Knowledge gives them two identifiers."""
    return bool(left.known and right.known) and left.known != right.known


def same_name(left: Thing, right: Thing) -> bool:
    """The folded names are equal and of at least two words."""
    return len(left.words) > 1 and left.folded == right.folded


def same_label(left: Thing, right: Thing) -> bool:
    """The folded names are equal, be it one word."""
    return left.folded == right.folded


def same_letters(left: Thing, right: Thing) -> bool:
    """Equal when written without spaces, or with the words in another order."""
    if len(left.words) < 2 and len(right.words) < 2:
        return False
    return left.folded.replace(" ", "") == right.folded.replace(" ", "") or sorted(left.words) == sorted(right.words)


def spelled_alike(left: Thing, right: Thing) -> bool:
    """Two spellings of one name."""
    return spelling(left.folded, right.folded)


def part_of_name(left: Thing, right: Thing) -> bool:
    """All words of one, two at least, stand in the other."""
    small, large = sorted((left.words, right.words), key=len)
    return len(small) >= 2 and set(small) < set(large)


def other_form(left: Thing, right: Thing) -> bool:
    """The name of one is an abbreviation that the other's article gives for it."""
    if left.name in right.forms:
        return shortens(left.folded, right.folded)
    return right.name in left.forms and shortens(right.folded, left.folded)


def same_state(left: Thing, right: Thing) -> bool:
    """A role of each is of the same state, or they lie in the same state."""
    return bool(left.states & right.states)


def other_state(left: Thing, right: Thing) -> bool:
    """The roles of both are of states, and of different ones."""
    return bool(left.states and right.states) and not left.states & right.states


def same_office(left: Thing, right: Thing) -> bool:
    """Both hold the same office."""
    return bool(left.offices & right.offices)


def other_role(left: Thing, right: Thing) -> bool:
    """Both have titles, without a word in common."""
    return bool(left.titles and right.titles) and not left.titles & right.titles


def same_title(left: Thing, right: Thing) -> bool:
    """A word of the titles is the same."""
    return bool(left.titles & right.titles)


def strangers(left: Thing, right: Thing) -> bool:
    """Two names of several words without a word in common, be it spelled otherwise."""
    if min(len(left.words), len(right.words)) < 2 or same_known(left, right) or same_letters(left, right):
        return False
    return {word[:4] for word in left.words}.isdisjoint(word[:4] for word in right.words)


def last_name(left: Thing, right: Thing) -> bool:
    """One is a single word, the last of the other's name."""
    return left.words[-1:] == right.words[-1:]


def any_name(left: Thing, right: Thing) -> bool:
    """One is a single word that stands in the other's name."""
    return bool(set(left.words) & set(right.words))


@lru_cache(maxsize=1 << 14)
def shortens(short: str, long: str) -> bool:
    """Whether a folded form can be short for a name: its letters in their order, from the first of one of two words on.

    >>> shortens("korlantas", "korps lalu lintas"), shortens("kcic", "pt kereta cepat indonesia china")
    (True, True)
    >>> shortens("persero", "pt bank mandiri")
    False
    """
    words = long.split()
    return any(_subsequence(short.replace(" ", ""), "".join(words[at:])) for at in range(min(2, len(words))))


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return short[:1] == long[:1] and all(letter in letters for letter in short)


@lru_cache(maxsize=1 << 16)
def spelling(left: str, right: str) -> bool:
    """Whether two folded names of two words or more are spellings of each other.

    Word by word: equal, or longer than three letters, with the same first letter and nearly the same letters (Winkler
    1990); all words but one may differ in one letter only.
    """
    a, b = left.split(), right.split()
    if len(a) != len(b) or len(a) < 2:
        return False
    unequal = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(unequal) < len(a) + (len(a) > 2) and all(_word_alike(x, y) for x, y in unequal)


def _word_alike(left: str, right: str) -> bool:
    if min(len(left), len(right)) <= SHORT or left[0] != right[0]:
        return False
    return Levenshtein.distance(left, right) <= 1 + (len(left) > 7) and JaroWinkler.similarity(left, right) >= 0.9


PERSONS = Table(
    names=(
        Feature("same identifier", 1.0, same_known),
        Feature("same name", 0.9, same_name),
        Feature("same letters", 0.85, same_letters),
        Feature("spelled alike", 0.75, spelled_alike),
        Feature("part of the name", 0.68, part_of_name),
    ),
    context=(
        Feature("same office", 0.1, same_office),
        Feature("same state", 0.1, same_state),
        Feature("other state", -0.3, other_state),
        Feature("other role", -0.05, other_role),
        Feature("other identifier", -1.0, other_known),
    ),
    threshold=0.6,
)

SINGLE_NAMES = Table(
    names=(
        Feature("same identifier", 1.0, same_known),
        Feature("same single name", 0.4, same_label),
        Feature("last of the names", 0.4, last_name),
        Feature("one of the names", 0.25, any_name),
    ),
    context=(
        Feature("same office", 0.3, same_office),
        Feature("same state", 0.25, same_state),
        Feature("same title", 0.15, same_title),
        Feature("other state", -0.4, other_state),
        Feature("other role", -0.15, other_role),
        Feature("other identifier", -1.0, other_known),
    ),
    threshold=0.6,
)

NAMED_THINGS = Table(
    names=(
        Feature("same identifier", 1.0, same_known),
        Feature("same name", 0.85, same_label),
        Feature("other form of the name", 0.7, other_form),
    ),
    context=(
        Feature("same state", 0.1, same_state),
        Feature("other state", -0.5, other_state),
        Feature("other identifier", -1.0, other_known),
    ),
    threshold=0.6,
)
