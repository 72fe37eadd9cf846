"""The longest name that starts at a word: what a reader asks at every capital letter.

>>> longest(("Bandara", "Soekarno-Hatta", ",", "Tangerang"), 0)
Found(kind='place', length=2, key='soekarno-hatta')
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from kg.knowledge.organisations import organisation, organisations
from kg.knowledge.places import place, place_forms
from kg.knowledge.states import state_form, state_forms
from kg.names import fold

_INSIDE = {".", "/", "-", "&"}


class Found(NamedTuple):
    """A known name: how many words it takes and whom it means.

    ``key`` is an ISO3 code for a state and for a capital or seat that can act for one ("seat"), else the key of the
    place or organisation.
    """

    kind: Literal["state", "seat", "org", "place"]
    length: int
    key: str


def longest(words: Sequence[str], at: int, lang: str = "id") -> Found | None:
    """The longest known name that starts at ``words[at]``, or None. Words are as written, punctuation apart.

    A state goes before an organisation, both before a place, a place before a capital that acts: of one length, the
    one that is more often meant. Which of place and seat a capital is, its sentence must tell.
    """
    reach = _reach(lang).get(_first(words[at]), 0)
    for length in range(_run(words, at, reach), 0, -1):
        if not fold(words[at + length - 1]):
            continue
        form = words[at] if length == 1 else " ".join(words[at : at + length])
        found = _known(form, length, lang)
        if found:
            return found
    return None


def _run(words: Sequence[str], at: int, reach: int) -> int:
    """How many words from there on can be one name: a comma or a bracket ends it, the marks inside a name do not."""
    for length, word in enumerate(words[at : at + reach]):
        if word not in _INSIDE and not fold(word):
            return length
    return min(reach, len(words) - at)


def _known(form: str, length: int, lang: str) -> Found | None:
    named = state_form(form, lang)
    if named and named.kind not in {"capital", "seat"}:
        return Found("state", length, named.iso3)
    org = organisation(form)
    if org:
        return Found("org", length, org.key)
    where = place(form)
    if where:
        return Found("place", length, where.key)
    return Found("seat", length, named.iso3) if named else None


def _first(word: str) -> str:
    return fold(word).partition(" ")[0]


@cache
def _reach(lang: str) -> dict[str, int]:
    """First word of a name, folded, to the number of words of the longest name that starts with it."""
    folded = [fold(form.form) for form in state_forms(lang)]
    folded += [fold(form) for known in organisations() for form in known.forms]
    found: dict[str, int] = {}
    for form in (*folded, *place_forms()):
        first, _, rest = form.partition(" ")
        found[first] = max(found.get(first, 0), 1 + (rest.count(" ") + 1 if rest else 0))
    return found
