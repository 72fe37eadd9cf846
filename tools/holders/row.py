"""What every source of office holders is brought into: one row, with our keys for offices and codes for states."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg import knowledge
from kg.knowledge.when import Span

_OTHER_NAMES = {
    "Holy See (Vatican City)": "VAT", "Vatican City)": "VAT", "Congo (Brazzaville)": "COG", "DRC": "COD",
    "Congo, Democratic Republic of the": "COD", "Democratic Republic of the Congo": "COD",
    "Congo, Republic of the": "COG", "Republic of the Congo": "COG", "Bahamas, The": "BHS", "The Bahamas": "BHS",
    "Gambia, The": "GMB", "The Gambia": "GMB", "Korea, North": "PRK", "Korea, South": "KOR", "The Dominican": "DOM",
    "Micronesia, Federated States of": "FSM", "Swaziland": "SWZ", "Cabo Verde": "CPV", "Burma": "MMR",
    "Saint Kitts and Nevis": "KNA", "Saint Lucia": "LCA", "Saint Vincent and the Grenadines": "VCT",
    "Kingdom of the Netherlands": "NLD", "Kingdom of Denmark": "DNK", "Republic of Ireland": "IRL",
    "Sao Tome and Principe": "STP", "People's Republic of China": "CHN", "Macau": "MAC",
}  # fmt: skip
_ROMAN = {"II", "III", "IV", "VI", "VII", "VIII", "XI", "XIV", "XVI"}
_PARTICLES = {"DE", "DA", "DO", "DOS", "DEL", "LA", "VAN", "VON", "BIN", "AL", "EL", "AND"}


class Row(NamedTuple):
    """An office held: our key, ISO3, a name in usual capitals, bounds as :mod:`kg.knowledge.when` reads them."""

    office: str
    of: str
    person: str
    since: str
    until: str
    source: str
    wikidata: str = ""
    span: Span | None = None


def state_code(name: str) -> str | None:
    """The ISO3 code of a state under the names these sources use; None for a territory that another state heads."""
    code = _OTHER_NAMES.get(name) or knowledge.state_of(name, "en")
    return code if code and knowledge.has_government(code) else None


def usual_capitals(name: str) -> str:
    """A name with its family name no longer in capitals: "Matamela Cyril RAMAPHOSA", "XI Jinping"."""
    return " ".join(word if word in _ROMAN and spot else _word(word, spot) for spot, word in enumerate(name.split()))


def _word(word: str, spot: int) -> str:
    if len(word) < 2 or not word.isupper() or word.endswith("."):
        return word
    if spot and word in _PARTICLES:
        return word.lower()
    return "-".join("'".join(piece.capitalize() for piece in part.split("'")) for part in word.split("-"))


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
