"""Places: cities, regions and venues, what they lie in, under the names Indonesian news gives them.

Four tables: ``regions.csv`` (provinces, regencies, districts, islands, seas, regions of the world) and ``venues.csv``
(palaces, airports, halls) by hand, ``places.csv.gz`` from GeoNames without the forms of ``stop_places.csv``, which are
words or names of persons. What is kept by hand goes before GeoNames, a larger place before a smaller one, and a place
in a state that the context names before any other.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple

from kg.knowledge.states import state
from kg.knowledge.tables import rows, several
from kg.names import fold

_BY_HAND_FIELDS = ("key", "name", "forms", "kind", "within")
_CITY_FIELDS = ("id", "name", "keys", "iso3", "region", "latitude", "longitude", "population")
_CITIES = {"city", "town"}


class Place(NamedTuple):
    """One place: ``key`` identifies it here ("jakarta-pusat", or a GeoNames id "g1642911").

    ``within`` are the keys of the places it lies in, nearest first, and last the node of its state where it lies in one
    ("state:IDN"). ``iso3`` is "" for a sea or a continent. Coordinates are degrees, None when unknown.
    """

    key: str
    name: str
    kind: str
    forms: tuple[str, ...]
    iso3: str
    within: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames: str = ""


def place(form: str, context: Collection[str] = ()) -> Place | None:
    """The place that a name means, or None. ``context`` are ISO3 codes of states the text is about."""
    keys = _index().get(fold(form))
    if not keys:
        return None
    if len(keys) > 1 and context:
        inside = [key for key in keys if (known := place_by_key(key)) and known.iso3 in context]
        keys = inside or keys
    return place_by_key(keys[0])


def place_at_end(form: str, context: Collection[str] = ()) -> Place | None:
    """The known place that a longer name ends with, the longest such: "Balai Kota Surabaya" lies in Surabaya.

    Only a place that lies in a state counts: "RS Harapan Asia" tells nothing.
    """
    words = fold(form).split()
    ends = (" ".join(words[at:]) for at in range(1, len(words)))
    return next((found for end in ends if (found := place(end, context)) and found.iso3), None)


@lru_cache(maxsize=1 << 14)
def place_by_key(key: str) -> Place | None:
    """The place of that key; a GeoNames id ("g1642911") is a key of the places GeoNames gives."""
    row = _by_hand().get(key)
    if row:
        return _curated(row)
    city = _cities().get(key)
    return _city(city) if city else None


def is_place(form: str) -> bool:
    """Whether some place has this name."""
    return fold(form) in _index()


def place_forms() -> Collection[str]:
    """The folded names of all places."""
    return _index().keys()


def within(key: str) -> tuple[str, ...]:
    """What lies around a place, by the ``within`` cell of its row: keys, nearest first, then the node of a state."""
    found = state(key)
    if found:
        return (found.node,)
    around = place_by_key(key) or _somewhere(key)
    return (around.key, *around.within) if around else ()


def _somewhere(cell: str) -> Place | None:
    """A city of GeoNames named in a cell as ``Wina@AUT``."""
    name, _, iso3 = cell.partition("@")
    found = place(name, (iso3,)) if iso3 else None
    return found if found and found.iso3 == iso3 else None


def _curated(row: list[str]) -> Place:
    key, name, forms, kind, inside = row
    around = within(inside) if inside else ()
    iso3 = around[-1].removeprefix("state:") if around and around[-1].startswith("state:") else ""
    spelled = several(forms)
    city = _same_city((name, *spelled), iso3) if kind in _CITIES or key == "jakarta" else None
    if city is None:
        return Place(key, name, kind, spelled, iso3, around)
    return Place(key, name, kind, spelled, iso3, around, *city[5:7], city[7], city[0])


def _same_city(names: tuple[str, ...], iso3: str) -> tuple[str, str, str, str, str, float, float, int] | None:
    """The row of GeoNames for a city that is also in the table kept by hand."""
    for name in names:
        for key in _index().get(fold(name), ()):
            row = _cities().get(key)
            if row and row[3] == iso3:
                return _read(row)
    return None


def _city(row: list[str]) -> Place:
    key, name, keys, iso3, region, latitude, longitude, population = _read(row)
    around = within(region or iso3)
    return Place(key, name, "city", several(keys), iso3, around, latitude, longitude, population, key)


def _read(row: list[str]) -> tuple[str, str, str, str, str, float, float, int]:
    return row[0], row[1], row[2], row[3], row[4], float(row[5]), float(row[6]), int(row[7])


@cache
def _by_hand() -> dict[str, list[str]]:
    return {row[0]: row for table in ("regions.csv", "venues.csv") for row in rows(table, *_BY_HAND_FIELDS)}


@cache
def _cities() -> dict[str, list[str]]:
    return {row[0]: row for row in rows("places.csv.gz", *_CITY_FIELDS)}


@cache
def _index() -> dict[str, list[str]]:
    """Folded form to keys, best first."""
    found: dict[str, list[str]] = {}
    for key, name, forms, *_ in _by_hand().values():
        for form in dict.fromkeys(map(fold, (name, *several(forms)))):
            found.setdefault(form, []).append(key)
    for row in _cities().values():
        for form in row[2].split("|"):
            found.setdefault(form, []).append(row[0])
    return found
