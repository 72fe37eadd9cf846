"""The table ``meetings`` of a language pack, compiled once: triggers with their frames, and classes of words.

A *trigger* is a word or phrase that may tell of a meeting ("bertemu", "kunjungan kerja"); its *frame* says which sides
it takes and where they stand. Everything that is a word stands in the table; this module only turns lists into sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from kg.errors import PackError
from kg.language import Pack

FORMS = frozenset(
    {
        "meet",
        "with",
        "object",
        "receive",
        "passive",
        "noun",
        "appear",
        "visit",
        "trip",
        "joint",
        "along",
        "led",
        "pair",
        "present",
        "gather",
        "session",
        "invited",
        "escort",
        "summon",
        "witness",
    }
)


class Frame(NamedTuple):
    """How a trigger builds a report: its form (see the table), kind of meeting, mode, status it forces, sureness."""

    form: str
    kind: str
    mode: str
    status: str
    sure: float


Trigger = tuple[tuple[str, ...], Frame]


class Table(NamedTuple):
    """Triggers by their first word, longest first; classes of words by name; settings by name."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    home: str
    suffix: str


@cache
def load(pack: Pack) -> Table | None:
    """The compiled table of a pack; None when the pack has none. Raises PackError on a form that is not known."""
    raw = pack.table("meetings")
    if not raw:
        return None
    triggers: dict[str, list[Trigger]] = {}
    without = frozenset(raw.get("without", ()))  # what the language below means otherwise
    for group in raw["trigger"]:
        frame = _frame(group, pack.code)
        for phrase in (words for words in group["words"] if words not in without):
            words = tuple(phrase.split())
            triggers.setdefault(words[0], []).append((words, frame))
    ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in triggers.items()}
    classes = {name: frozenset(words) for name, words in raw["classes"].items()}
    phrases = {name: _phrases(lines) for name, lines in raw["phrases"].items()}
    return Table(ordered, classes, phrases, raw["home"], raw["suffix"])


def _frame(group: Mapping[str, Any], code: str) -> Frame:
    if group["form"] not in FORMS:
        raise PackError(f"{code}/meetings.toml: no form {group['form']!r}; there are {', '.join(sorted(FORMS))}")
    get = group.get
    return Frame(group["form"], get("kind", "Encounter"), get("mode", ""), get("status", ""), get("sure", 0.8))


def _phrases(lines: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        words = tuple(line.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}
