"""Office holders from Wikidata as everypolitician publishes them: ids, years for the world, days for Indonesia."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holders.row import Row, state_code, table

_INDONESIA = {
    "President": "president", "Vice President": "vice_president", "Minister of Defence": "defence_minister",
    "Minister of Foreign Affairs": "foreign_minister", "Minister of Finance": "finance_minister",
    "Minister of Health": "health_minister", "Minister of Home Affairs": "interior_minister",
    "Minister of Trade": "trade_minister", "Minister of Agriculture": "agriculture_minister",
    "Minister of Energy and Mineral Resources": "energy_minister", "Minister of Transportation": "transport_minister",
    "Minister of Communication and Information": "communication_minister",
    "Minister of Education and Culture": "education_minister",
    "Commander of the National Armed Forces": "armed_forces_chief", "Chief of the National Police": "police_chief",
    "Attorney General": "attorney_general", "Chief Justice of the Supreme Court": "chief_justice",
    "Governor of Bank Indonesia": "central_bank_governor", "Minister of State Secretary": "state_secretary",
    "Speaker of the House of Representatives": "parliament_speaker",
}  # fmt: skip
_PROVINCES = {
    "Banten": "banten", "Bengkulu": "bengkulu", "Central Java": "jawa-tengah", "East Java": "jawa-timur",
    "Gorontalo": "gorontalo", "Maluku": "maluku", "North Maluku": "maluku-utara", "North Sulawesi": "sulawesi-utara",
    "North Sumatra": "sumatera-utara", "Papua": "papua", "Riau": "riau", "Riau Islands": "kepulauan-riau",
    "South Kalimantan": "kalimantan-selatan", "South Sulawesi": "sulawesi-selatan", "West Java": "jawa-barat",
    "Southeast Sulawesi": "sulawesi-tenggara", "Special Capital Region of Jakarta": "jakarta",
    "West Papua": "papua-barat", "West Sumatra": "sumatera-barat",
}  # fmt: skip
_LAST_SEEN = "2022-10"


def indonesia(folder: Path) -> Iterator[Row]:
    """Indonesian presidents, ministers, chiefs and governors since 1999."""
    for line in table(folder / "everypolitician_indonesia_html_holders21.csv"):
        office, of = _office(line["position"])
        until = line["end"] or f"{_LAST_SEEN}?"
        since = line["start"] or ""
        yield Row(office, of, line["person"], since if office else "", until, "wikidata", line["personID"])


def leaders(folder: Path) -> Iterator[Row]:
    """Heads of state and government of the world in 2022, by year."""
    for line in table(folder / "everypolitician_world_leaders_wikidata_2022-10.csv"):
        code, label = state_code(line["country"]), line["positionLabel"]
        office = _head(label)
        if code and office:
            name, until = line["officeholderLabel"], line["end_year"] or f"{_LAST_SEEN}?"
            yield Row(office, code, name, line["start_year"], until, "wikidata", line["officeholder"])


def _office(position: str) -> tuple[str, str]:
    if position.startswith("Governor of ") and position.removeprefix("Governor of ") in _PROVINCES:
        return "governor", _PROVINCES[position.removeprefix("Governor of ")]
    return _INDONESIA.get(position, ""), "IDN"


def _head(label: str) -> str:
    starts = {
        "President of": "president", "Prime Minister of": "prime_minister", "Federal Chancellor of": "prime_minister",
        "monarch of": "monarch", "King of": "monarch", "Taoiseach": "prime_minister", "Emperor of": "monarch",
        "Chancellor of": "prime_minister", "Emir of": "monarch", "Supreme Leader of": "supreme_leader",
    }  # fmt: skip
    return next((office for start, office in starts.items() if label.startswith(start)), "")
