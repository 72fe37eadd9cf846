"""Organisations: international ones, media, institutions and parties, under their names and abbreviations.

``organisations.csv`` is kept by hand. Forms are compared folded, except abbreviations up to five capitals, which count
only as written: "DPD" is a council, "dpd" is not.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import rows, several
from kg.names import fold, slug

_FIELDS = ("key", "name", "kind", "state", "forms")
_SHORT = 5


class Organisation(NamedTuple):
    """One organisation; ``state`` is the ISO3 code of where it belongs, or "".

    ``kind``: international, agency (news), media, institution (of a state), military, party, organisation or company.
    """

    key: str
    name: str
    kind: str
    state: str
    forms: tuple[str, ...]


def organisation(form: str) -> Organisation | None:
    """The organisation that a name or an abbreviation means, or None."""
    shorts, names = _index()
    return shorts.get(form) or names.get(fold(form))


def organisation_by_slug(key: str) -> Organisation | None:
    """The organisation with that key, or with a form of that slug: what the end of a node is."""
    return _by_slug().get(key)


def organisations() -> tuple[Organisation, ...]:
    """All organisations in the order of the file."""
    return tuple(_organisations())


@cache
def _organisations() -> list[Organisation]:
    return [
        Organisation(key, name, kind, iso3, (name, *several(forms)))
        for key, name, kind, iso3, forms in rows("organisations.csv", *_FIELDS)
    ]


@cache
def _index() -> tuple[dict[str, Organisation], dict[str, Organisation]]:
    shorts: dict[str, Organisation] = {}
    names: dict[str, Organisation] = {}
    for known in organisations():
        for form in known.forms:
            if len(form) <= _SHORT and form.isupper():
                shorts.setdefault(form, known)
            else:
                names.setdefault(fold(form), known)
    return shorts, names


@cache
def _by_slug() -> dict[str, Organisation]:
    found = {known.key: known for known in organisations()}
    for known in organisations():
        for form in known.forms:
            found.setdefault(slug(form), known)
    return found
