"""Ministers of all governments as the CIA listed them in the first half of 2019: one snapshot without dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from holders.row import Row, state_code, table, usual_capitals

_FROM, _UNTIL = "2019-03?", "2019-07?"
_OFFICES = (
    (
        r"(Minister|Secretary)( of State)? (of|for) (Foreign|External)( & \w+)? (Affairs|Relations).*",
        "foreign_minister",
    ),
    (r"(Minister|Secretary) (of|for) (National )?Defen[cs]e( &.*)?", "defence_minister"),
    (r"Minister (of|for) Finance", "finance_minister"),
    (r"Minister (of|for) (the )?(Interior|Home Affairs|Internal Affairs)", "interior_minister"),
    (r"Minister (of|for) (Public )?Health", "health_minister"),
    (r"Minister (of|for) Justice", "justice_minister"),
    (r"Minister (of|for) (Trade|Commerce)", "trade_minister"),
    (r"Minister (of|for) Energy.*", "energy_minister"),
    (r"Prime Minister", "prime_minister"),
    (r"President", "president"),
    (r"Vice President", "vice_president"),
)
_OFFICE = [(re.compile(words), office) for words, office in _OFFICES]
_NO_NAME = re.compile(r"[(),.]")


def ministers(folder: Path) -> Iterator[Row]:
    """Heads and main ministers in the snapshot; an office with two names is left out."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in table(folder / "cia_world_leaders_cabinets_2019-06.csv"):
        code = state_code(line["country"])
        office = next((key for pattern, key in _OFFICE if pattern.fullmatch(line["office"])), None)
        if code and office and not _NO_NAME.search(line["name"]) and len(line["name"].split()) > 1:
            found.setdefault((office, code), set()).add(_name(line["name"]))
    for (office, code), names in sorted(found.items()):
        if len(names) == 1:
            yield Row(office, code, names.pop(), _FROM, _UNTIL, "cia-2019")


def _name(name: str) -> str:
    """Names written in capitals alone (Burmese, Korean) become usual ones too."""
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() else usual_capitals(name)
