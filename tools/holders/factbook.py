"""Heads of state and government as successive editions of the CIA World Factbook gave them.

A row is one wording of one edition: title and name in one cell, "since" a day, month or year, and the first and last
edition that has it. Whoever follows in the next edition ends a term; where editions are missing in between, the term is
known to last only until the last edition that has it. Days given differently for one person are one term, with the day
of the later edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from holders.row import Row, state_code, table, usual_capitals
from kg.names import fold

_TITLES = (
    (r"(Interim |Acting |Transitional )?President( of the Republic| of the Government)?", "president"),
    (r"(Interim |Acting |Transitional |Caretaker )?Prime Minister|Premier|Taoiseach", "prime_minister"),
    (r"(Federal )?Chancellor", "prime_minister"),
    (r"King|Queen|Emperor|Amir|Sultan|Sultan and Prime Minister|Grand Duke|Prince", "monarch"),
    (r"Vice President", "vice_president"),
    (r"Governor[ -]General", "governor_general"),
)
_TITLE = [(re.compile(rf"(?:{words}) (?=[A-Z])(?P<name>.+)"), office) for words, office in _TITLES]
_NO_NAME = re.compile(r"\b(Minister|President|Council|and|of the|Governor|Leader|Chief)\b|[()&;:/,]")
_RANK = re.compile(r"^((Dr|Gen|Lt|Maj|Col|Brig|Sir|Dame|Prof|Capt|Adm|Ret|Mr|Mrs|Ms)\.? )+(?=[A-Z])")
_LAST_EDITION = "2026-01"
_GAP = 200


def heads(folder: Path) -> Iterator[Row]:
    """Presidents, prime ministers, monarchs, vice presidents and governors-general with the days they took office."""
    terms: dict[tuple[str, str], dict[str, tuple[str, str, str]]] = {}
    for line in table(folder / "factbook_heads_history.csv"):
        code, since = state_code(line["country"] or ""), _since(line["since"] or "")
        named = _named(line["title_and_name"] or "")
        if code and since and named:
            office, name = named
            held = terms.setdefault((office, code), {})
            first, last = line["first_seen"], line["last_seen"]
            if since not in held or held[since][2] < last:
                held[since] = (name, min(first, held.get(since, ("", first))[1]), last)
    for (office, code), held in sorted(terms.items()):
        yield from _terms(office, code, held)


def _terms(office: str, code: str, held: dict[str, tuple[str, str, str]]) -> Iterator[Row]:
    starts = [
        start for start, after in pairwise([*sorted(held), ""]) if not (after and _same(held[start], held[after]))
    ]
    for start, follower in pairwise([*starts, ""]):
        name, _, last = held[start]
        if follower:
            seen = held[follower][1]
            until = follower if _days(last, seen) < _GAP else f"{last}?"
        else:
            until = "" if last >= _LAST_EDITION else f"{last}?"
        if until == "" or until.rstrip("?") > start:
            yield Row(office, code, name, start, until, "factbook")


def _same(term: tuple[str, str, str], after: tuple[str, str, str]) -> bool:
    """Whether two entries are one term of one person, its first day corrected."""
    return fuzz.ratio(fold(term[0]), fold(after[0])) > 70 and _days(term[2], after[1]) < _GAP


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _named(cell: str) -> tuple[str, str] | None:
    """The office and the name in a cell, or None when it is not exactly one of each."""
    for pattern, office in _TITLE:
        found = pattern.fullmatch(cell.strip())
        name = _RANK.sub("", found["name"].replace(", Jr.", " Jr.")) if found else ""
        if 1 < len(name.split()) < 7 and not _NO_NAME.search(name) and name.upper() != name:
            return office, usual_capitals(name)
    return None


def _since(cell: str) -> str:
    """A day as ISO, "" when it is no full day."""
    for form in ("%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(cell, form).date().isoformat()
        except ValueError:
            continue
    return ""
