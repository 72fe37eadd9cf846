"""The types of the parameters of stored questions: from what a person types to an RDF term.

>>> str(term(store, "LastDay", "2024-02"))
'"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>'
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pyoxigraph as ox

from kg import knowledge, lookup, vocab
from kg.errors import QueryError
from kg.names import fold
from kg.vocab import KG, PREFIXES

_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Person": ("Person",),
        "State": ("State",),
        "Organization": ("Organization",),
        "Agent": ("Person", "State", "Organization"),
        "Place": ("Place",),
        "Where": ("State", "Place"),
        "Named": ("Person", "State", "Organization", "Place"),
        "Meeting": ("Meeting",),
        "Article": ("Article",),
        "Thing": (),
    }
)
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "Person": "a name in any spelling, a path (person/kim-jong-un) or an address",
        "State": "a name, an ISO 3166 code (PRK), a path or an address",
        "Organization": "a name, a path or an address",
        "Agent": "a person, a state or an organisation",
        "Place": "a name, a path or an address",
        "Where": "a place or a state",
        "Named": "a person, state, organisation or place",
        "Meeting": "a path (meeting/...) or an address",
        "Article": "its identifier, a path (article/...) or an address",
        "Thing": "any path or address",
        "FirstDay": "YYYY, YYYY-MM or YYYY-MM-DD: its first day",
        "LastDay": "YYYY, YYYY-MM or YYYY-MM-DD: its last day",
        "Office": "a kind of office: its key (foreign_minister) or its name in English or Indonesian",
        "Status": "held, planned, cancelled or denied",
        "Property": "a property of the ontology: place, date, status ...",
        "Text": "any text",
    }
)
"""What may be typed for each type."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_XSD_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
_STATUSES = ("Held", "Planned", "Cancelled", "Denied")


def term(store: ox.Store, type: str, text: str, base: str = vocab.DEFAULT_BASE) -> ox.NamedNode | ox.Literal:
    """The RDF term that the text means for a parameter of that type. Raises QueryError with the reason."""
    if type in _CLASSES:
        return lookup.find(store, text, _CLASSES[type], base)
    if type in ("FirstDay", "LastDay"):
        return ox.Literal(day(text, last=type == "LastDay").isoformat(), datatype=_XSD_DATE)
    if type == "Office":
        return ox.Literal(_office(text))
    if type == "Status":
        return ox.NamedNode(KG[_choice(text.strip().capitalize(), _STATUSES, "status")])
    if type == "Property":
        return ox.NamedNode(KG[_choice(text.strip().removeprefix("kg:"), tuple(KG), "property")])
    if type == "Text":
        return ox.Literal(text)
    raise QueryError(f"unknown parameter type {type!r}; there are {', '.join(TYPES)}")


def takes(type: str, kind: str) -> bool:
    """Whether a parameter of that type may be an individual of that class (local name).

    >>> takes("Agent", "Person"), takes("Thing", "Person"), takes("Text", "Person")
    (True, True, False)
    """
    return type in _CLASSES and (kind in _CLASSES[type] or not _CLASSES[type])


def choices(type: str) -> tuple[str, ...]:
    """What there is to choose from for a type with few values; none for the others."""
    if type == "Office":
        return tuple(office.key for office in knowledge.offices())
    known = {"Status": tuple(name.lower() for name in _STATUSES)}
    return known.get(type, ())


def day(text: str, *, last: bool = False) -> date:
    """The first or last day of a year, a month or a day.

    >>> day("2024-02", last=True)
    datetime.date(2024, 2, 29)
    """
    found = _DATE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        first, length = 1, calendar.monthrange(year, month)[1]
        return date(year, month, int(found[3]) if found[3] else length if last else first)
    except ValueError:
        raise QueryError(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _office(text: str) -> str:
    """The key of an office from the key or a name of it."""
    keys = {fold(form): o.key for o in knowledge.offices() for form in (o.label_id, o.label_en, o.key)}
    return keys.get(fold(text)) or keys[_choice(fold(text), tuple(keys), "office")]


def _choice(text: str, known: tuple[str, ...], what: str) -> str:
    if text in known:
        return text
    near = difflib.get_close_matches(text, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise QueryError(f"{text!r} is no {what}{hint}")
