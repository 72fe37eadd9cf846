"""When two readings of an article mean the same: a name, a party, a date, a place, an utterance.

Names are compared by their words, so that order, accents and extra given names do not count; a date agrees when it
is as precise as the wanted one or more and does not contradict it; places agree when they share a telling word.

    >>> same_name(name_words("Kim Jong-un"), name_words("Kim Jong Un"))
    True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.facts import Facts

COMMON = frozenset(
    {"di", "ke", "the", "of", "at", "in", "kota", "city", "istana", "palace", "hotel", "wilayah", "region", "lokasi"}
    | {"provinsi", "gedung"}
)  # words that name a sort of place, not a place

Words = tuple[str, ...]


class Party(NamedTuple):
    """Who takes part or speaks: kind ("person", "state", "org", "unknown") and the forms of the name."""

    kind: str
    forms: tuple[Words, ...]


@lru_cache(maxsize=1 << 14)
def name_words(text: str) -> Words:
    """The words of a name or a text as they are compared: no accents, no case, letters and digits only."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(re.findall(r"[a-z0-9]+", letters.lower()))


def same_name(left: Words, right: Words) -> bool:
    """Equal when glued together or reordered, or one within the other with at least two words."""
    if "".join(left) == "".join(right) or sorted(left) == sorted(right):
        return True
    small, large = sorted((set(left), set(right)), key=len)
    return len(small) >= 2 and small <= large


def same_party(left: Party, right: Party) -> bool:
    """Two parties are one when they are of one kind and share a form; the unknown are nobody."""
    if left.kind != right.kind or left.kind == "unknown":
        return False
    return any(same_name(a, b) for a in left.forms for b in right.forms)


def says(key: str, text: str) -> bool:
    """Whether four neighbouring words of the key's first six stand in the text (all, where the key is shorter)."""
    wanted, there = name_words(key)[:6], name_words(text)
    size = min(4, len(wanted))
    windows = {there[i : i + size] for i in range(len(there) - size + 1)}
    return size > 0 and any(wanted[i : i + size] in windows for i in range(len(wanted) - size + 1))


class Cast:
    """The persons of one reading of one article, to turn a party as written into one to compare."""

    def __init__(self, facts: Facts) -> None:
        forms = {name: tuple(w for w in map(name_words, known) if w) for name, known in facts.persons.items()}
        self.people = forms

    def party(self, text: str) -> Party:
        """A party as gold writes it, with every form the article knows it by."""
        kind, mark, rest = text.partition(":")
        if mark and kind in {"state", "org", "unknown"}:
            return Party(kind, (name_words(rest),))
        return Party("person", self.people.get(text) or (name_words(text),))

    def parties(self, texts: Iterable[str]) -> list[Party]:
        """The same for several."""
        return [self.party(text) for text in texts]


def shared(gold: list[Party], found: list[Party]) -> int:
    """How many of the gold parties have a partner of their own."""
    left = list(found)
    return sum(take(left, party) for party in gold)


def take(left: list[Party], party: Party) -> bool:
    """Remove the first of ``left`` that is the same party; whether there was one."""
    partner = next((i for i, other in enumerate(left) if same_party(party, other)), None)
    if partner is not None:
        del left[partner]
    return partner is not None


def same_date(gold: str | None, found: str | None) -> bool:
    """As precise as gold or more, and not different."""
    return found[: len(gold)] == gold if gold and found else not gold and not found


def same_place(gold: list[str], found: list[str]) -> bool:
    """Share a word that is not of COMMON; none wanted agrees with none found only."""
    if not gold:
        return not found
    ours, theirs = ({w for place in places for w in name_words(place)} - COMMON for places in (found, gold))
    return bool(ours & theirs)
