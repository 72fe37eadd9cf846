"""Persons of public life: how they are written, and which office they held when.

``holders.csv`` is kept by hand, ``holders_found.csv`` is made from open sources; ``persons.csv`` adds other spellings
and ids by hand, ``persons_found.csv`` those the sources give. A person is one name; whoever has an office is a person.
An office on a day is answered only when exactly one person surely held it then.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from kg.knowledge.offices import office, office_held
from kg.knowledge.organisations import organisation_by_slug
from kg.knowledge.states import state
from kg.knowledge.tables import rows, several
from kg.knowledge.when import Span, span
from kg.names import fold, slug

_HOLDER_FIELDS = ("office", "of", "person", "from", "until")
_PERSON_FIELDS = ("name", "aliases", "state", "wikidata")


class Person(NamedTuple):
    """One person: the name as Indonesian news writes it and other spellings.

    ``state`` is the ISO3 code of the state served, ``wikidata`` an id ("Q7747"); both are empty when unknown.
    """

    name: str
    aliases: tuple[str, ...] = ()
    state: str = ""
    wikidata: str = ""

    @property
    def key(self) -> str:
        """The name as a slug: ``kim-jong-un``."""
        return slug(self.name)


class Holding(NamedTuple):
    """A person in an office for a time; ``of`` is a state (ISO3), an organisation or a place (its key)."""

    office: str
    of: str
    person: str
    when: Span
    source: str


def persons() -> tuple[Person, ...]:
    """All persons, by name."""
    return tuple(_persons().values())


def person_by_form(form: str) -> Person | None:
    """The person whose name or alias this is, whatever case and accents; None when unknown or when two share it."""
    name = _forms().get(fold(form))
    return _persons().get(name) if name else None


def holder(office_key: str, of: str, on: date) -> Person | None:
    """Who held an office on a day: None when nobody is known or more than one fits.

    ``of`` is a code ("RUS"), a node ("state:RUS", "org:ART#asean") or the key of an organisation or a place.
    """
    owner = owner_key(of)
    held = office_held(office_key, owner, on)
    known = office(held) if held else None
    if known is None or not known.single:
        return None
    found = {held.person for held in _by_office().get((known.key, owner), ()) if held.when.covers(on)}
    return _persons()[found.pop()] if len(found) == 1 else None


def offices_of(person: Person) -> tuple[Holding, ...]:
    """Every office we know of a person, in the order of the files."""
    return _by_person().get(person.name, ())


def holdings() -> tuple[Holding, ...]:
    """Every office anybody held, in the order of the files."""
    return tuple(held for group in _by_office().values() for held in group)


def owner_key(of: str) -> str:
    """The code or key that offices are listed under, from a node, a code or a key."""
    kind, _, rest = of.partition(":")
    if not rest:
        return of
    if kind == "state":
        return rest
    key = rest.rpartition("#")[2]
    known = organisation_by_slug(key) if kind == "org" else None
    return known.key if known else key


@cache
def _by_office() -> dict[tuple[str, str], list[Holding]]:
    found: dict[tuple[str, str], list[Holding]] = {}
    for key, of, person, since, until in rows("holders.csv", *_HOLDER_FIELDS):
        found.setdefault((key, of), []).append(Holding(key, of, person, span(since, until), "compiled"))
    for key, of, person, since, until, source in rows("holders_found.csv", *_HOLDER_FIELDS, "source"):
        found.setdefault((key, of), []).append(Holding(key, of, person, span(since, until), source))
    return found


@cache
def _by_person() -> dict[str, tuple[Holding, ...]]:
    found: dict[str, list[Holding]] = {}
    for held in holdings():
        found.setdefault(held.person, []).append(held)
    return {name: tuple(group) for name, group in found.items()}


@cache
def _persons() -> dict[str, Person]:
    found: dict[str, Person] = {}
    for table in ("persons.csv", "persons_found.csv"):
        for name, aliases, iso3, wikidata in rows(table, *_PERSON_FIELDS):
            old = found.get(name, Person(name))
            forms = tuple(dict.fromkeys((*old.aliases, *several(aliases))))
            found[name] = Person(name, forms, old.state or iso3, old.wikidata or wikidata)
    for name, held in _by_person().items():
        served = dict.fromkeys(one.of for one in held if state(one.of))
        old = found.get(name, Person(name))
        found[name] = old if old.state or len(served) != 1 else old._replace(state=next(iter(served)))
    return {name: found[name] for name in sorted(found)}


@cache
def _forms() -> dict[str, str | None]:
    """Folded form to name, None for a form that two persons share; a full name wins over an alias."""
    found: dict[str, str | None] = {}
    for person in persons():
        for alias in person.aliases:
            key = fold(alias)
            found[key] = person.name if found.get(key, person.name) == person.name else None
    return found | {fold(person.name): person.name for person in persons()}
