"""What knowledge adds to what is resolved, by the identifier that articles' readers put on a node.

>>> state_of_person("nobody-at-all")
''
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from kg import knowledge
from kg.names import fold

ALIKE = 75  # of 100: a slip of the pen, or a word more


class Spot(NamedTuple):
    """Where a place is: degrees, and its GeoNames number or ""."""

    latitude: float | None
    longitude: float | None
    geonames: str


@cache
def _persons() -> dict[str, knowledge.Person]:
    return {person.key: person for person in knowledge.persons()}


def person(key: str) -> knowledge.Person | None:
    """The person of that key, or with that Wikidata id."""
    return _persons().get(key) or _by_wikidata().get(key)


@cache
def _by_wikidata() -> dict[str, knowledge.Person]:
    return {person.wikidata: person for person in _persons().values() if person.wikidata}


def state_of_person(key: str) -> str:
    """The node of the state that a known person serves ("state:RUS"), "" when unknown."""
    found = person(key)
    return f"state:{found.state}" if found and found.state else ""


@lru_cache(maxsize=1 << 12)
def organisation(key: str) -> str:
    """What knowledge calls an organisation, "" when it does not know it."""
    found = knowledge.organisation_by_slug(key) if key else None
    return found.name if found else ""


@lru_cache(maxsize=1 << 14)
def fits(key: str, name: str) -> bool:
    """Whether an organisation of that name can be the one of that key: a body of it, named in front of it, is not."""
    found = knowledge.organisation_by_slug(key)
    if found is None:
        return True
    wanted = fold(name)
    return any(fuzz.ratio(wanted, fold(form)) >= ALIKE for form in (found.name, *found.forms))


@lru_cache(maxsize=1 << 12)
def term(key: str, office: str, of: str) -> tuple[str, str]:
    """From when to when a known person held an office: two dates as precise as known, "" where unknown.

    ``of`` is a node. Two terms of one person in one office cannot be told apart: both are then unknown.
    """
    found = person(key)
    owner = knowledge.owner_key(of)
    held = [h for h in knowledge.offices_of(found) if (h.office, h.of) == (office, owner)] if found else []
    return (held[0].when.since, held[0].when.until) if len(held) == 1 else ("", "")


@lru_cache(maxsize=1 << 14)
def territory(name: str) -> str:
    """The code of the state whose land a place of that name is, "" when it is no state's."""
    return knowledge.state_of(name) or ""


@lru_cache(maxsize=1 << 14)
def spot(key: str) -> Spot | None:
    """Where the place of that key is, when knowledge can say."""
    found = knowledge.place_by_key(key)
    if found is None:
        return None
    return Spot(found.latitude, found.longitude, found.geonames or (key if key[1:].isdigit() else ""))
