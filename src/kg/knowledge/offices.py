"""Offices, and which of them heads a state: a president in one state, a prime minister in another.

``offices.csv`` lists the keys that a title can lead to; ``governments.csv`` says for each state which office its
"kepala negara", its "kepala pemerintahan" and its "pemimpin" is, and in which years where that changed.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import rows
from kg.knowledge.when import Span, span

_OFFICE_FIELDS = ("key", "of", "label_en", "label_id", "holders")
_GOVERNMENT_FIELDS = ("iso3", "head_of_state", "head_of_government", "leader", "from", "until")
_HEADS = _GOVERNMENT_FIELDS[1:4]


class Office(NamedTuple):
    """A kind of office: what it is an office of (state, place, organisation), labels, whether one person holds it."""

    key: str
    of: str
    label_en: str
    label_id: str
    single: bool


def office(key: str) -> Office | None:
    """The office of that key."""
    return _offices().get(key)


def offices() -> tuple[Office, ...]:
    """All offices in the order of the file."""
    return tuple(_offices().values())


def office_held(key: str, iso3: str, on: date) -> str | None:
    """The office that ``head_of_state``, ``head_of_government`` or ``leader`` is in a state on a day.

    Any other key is returned as it is; None when we do not know how the state was headed then.
    """
    if key not in _HEADS:
        return key
    found = [held[key] for when, held in _governments().get(iso3, ()) if when.covers(on)]
    return (found[0] or None) if len(found) == 1 else None


def has_government(iso3: str) -> bool:
    """Whether a state heads itself, as far as we know: no territory of another."""
    return iso3 in _governments()


@cache
def _offices() -> dict[str, Office]:
    return {
        key: Office(key, of, en, indonesian, number == "1")
        for key, of, en, indonesian, number in rows("offices.csv", *_OFFICE_FIELDS)
    }


@cache
def _governments() -> dict[str, list[tuple[Span, dict[str, str]]]]:
    found: dict[str, list[tuple[Span, dict[str, str]]]] = {}
    for iso3, *held, since, until in rows("governments.csv", *_GOVERNMENT_FIELDS):
        found.setdefault(iso3, []).append((span(since, until), dict(zip(_HEADS, held, strict=True))))
    return found
