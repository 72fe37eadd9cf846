"""When one written name is a short or other spelling of another: on words alone, knowing no person.

A name is the tuple of its folded words. What counts as short for a fuller name: a run of its words in order, an
initial for a word, one word of it, its initials ("MBS"), the start of its first word ("Sandi"), a word without its
last letter, and spellings one letter apart when the words are long enough that a chance is unlikely.

    >>> short_for(("sergey", "shoigu"), ("sergei", "shoigu")), short_for(("kim",), ("kim", "jong", "un"))
    (True, True)
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

Words = tuple[str, ...]

PARTICLES = frozenset(
    {"al", "el", "bin", "binti", "ibn", "abu", "van", "von", "der", "den", "de", "di", "da", "du", "dos", "la", "le"}
)


@lru_cache(maxsize=1 << 14)
def short_for(short: Words, full: Words) -> bool:
    """Whether ``short`` may be another way to write ``full``, which has at least as many words."""
    if not short or len(short) > len(full):
        return False
    if short == full or "".join(short) == "".join(full):
        return True
    if len(short) == 1:
        return _one_word(short[0], full)
    return sorted(short) == sorted(full) or _in_order(short, full)


def is_initials(text: str, full: Words) -> bool:
    """Whether capitals as written ("MBS", "SBY", "HB X") are the first letters of all words of a name."""
    capitals = text.replace(".", "").replace(" ", "")
    return 2 < len(capitals) == len(full) and text.isupper() and capitals.lower() == "".join(word[0] for word in full)


def _one_word(word: str, full: Words) -> bool:
    if word in full:
        return word not in PARTICLES
    if len(word) >= 4 and (full[0].startswith(word) or any(other[:-1] == word for other in full)):
        return True
    return len(word) >= 6 and any(_variant(word, other) for other in full)


def _in_order(short: Words, full: Words) -> bool:
    """Each word finds its own, left to right; one of them has to be the very same and no initial."""
    at, exact = 0, False
    for word in short:
        while at < len(full) and not _same_word(word, full[at]):
            at += 1
        if at == len(full):
            return False
        exact = exact or (word == full[at] and len(word) > 2)
        at += 1
    return exact


def _same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) == 1:
        return word[0] == other[0]
    return len(word) >= 4 and _variant(word, other)


def _variant(word: str, other: str) -> bool:
    """One letter apart (two in long words) and the same first letter: "Yuri" and "Yury", never "Amir" and "Umar"."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 2:
        return False
    allowed = 2 if min(len(word), len(other)) >= 9 else 1
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
