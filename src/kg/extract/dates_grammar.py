"""The grammar of dates of one language: its table ``dates`` compiled once.

A rule is a regular expression with slots; the words of a slot come from the table and, for months and weekdays, from
CLDR. Rules are filed under the words they can begin with, so that a token that begins no date costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from kg.language import Pack

Value = int | str
Slots = Mapping[str, Value]

_FIXED = {
    "D": r"(?:0?[1-9]|[12]\d|3[01])(?!\d)",
    "m": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "Y": r"(?:19|20)\d\d(?!\d|-[a-z]|[-–/]\d)",
    "y4": r"(?:19|20)\d\d(?!\d)",
    "y": r"(?:(?:19|20)\d\d|\d\d)(?!\d)",
}
_SLOT = re.compile(r"\{([A-Za-z]+4?)(2?)\}")
_BLANK = "(?:[ \u00a0]{1,3})"
_LISTS = ("cues", "ahead", "said", "not_after", "not_before", "vague", "until", "joins", "every")
_NUMERIC = {"D", "m", "Y", "y4", "y"}


class Rule(NamedTuple):
    """One pattern. ``cued``, ``first``, ``alone``: where it may stand; ``fills``: slots it fills by itself."""

    pattern: re.Pattern[str]
    cued: bool
    first: bool
    alone: bool
    fills: Slots


class Grammar(NamedTuple):
    """All rules of a language; ``at`` files them under the word (lower case), "0" or "(" that they begin with."""

    rules: tuple[Rule, ...]
    at: Mapping[str, tuple[int, ...]]
    values: Mapping[str, Mapping[str, Value]]
    lists: Mapping[str, frozenset[str]]

    def slots(self, rule: Rule, match: re.Match[str]) -> dict[str, Value]:
        """What the slots mean: numbers for days, months, years and shifts, words for units and times of day."""
        filled = {k: self._value(k, text) for k, text in match.groupdict().items() if text is not None}
        return {**filled, **rule.fills}

    def _value(self, slot: str, text: str) -> Value:
        kind = slot.rstrip("2")
        if kind in _NUMERIC:
            return int(text) + (2000 if kind == "y" and len(text) == 2 else 0)
        if kind == "C" and text.isdigit():
            return int(text)
        words = self.values.get(kind)
        return text if words is None else words[key if (key := _key(text)) in words else key.rstrip(".")]


@cache
def grammar(pack: Pack) -> Grammar:
    """The compiled grammar of a pack."""
    table = pack.table("dates")
    values = _values(pack.code, table)
    shapes = _shapes(values)
    fragments = dict(table.get("fragments", {}))
    rules = tuple(_rule(entry, fragments, shapes) for entry in table.get("rules", ()))
    at: dict[str, list[int]] = {}
    for number, entry in enumerate(table.get("rules", ())):
        for word in dict.fromkeys(w for start in entry["at"] for w in _starts(start, values)):
            at.setdefault(word, []).append(number)
    lists = {key: frozenset(table.get(key, ())) for key in _LISTS}
    return Grammar(rules, {k: tuple(v) for k, v in at.items()}, values, lists)


def _values(code: str, table: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    """What each word of each slot means; CLDR first, the table over it."""
    locale = Locale.parse(code)
    months = {name: number for number, name in locale.months["format"]["wide"].items()} | dict(table.get("months", {}))
    short = {name.rstrip("."): n for n, name in locale.months["format"]["abbreviated"].items()}
    short |= dict(table.get("abbreviated_months", {}))
    weekdays = {name: n + 1 for n, name in locale.days["format"]["wide"].items()} | dict(table.get("weekdays", {}))
    named: dict[str, Mapping[str, Value]] = {"M": months, "Month": short | months, "W": weekdays}
    slots = {**named, **table.get("words", {})}
    return {slot: {_key(word): value for word, value in words.items()} for slot, words in slots.items()}


def _key(text: str) -> str:
    return " ".join(text.lower().split())


def _shapes(values: Mapping[str, Mapping[str, Value]]) -> dict[str, str]:
    shapes = dict(_FIXED)
    for slot, words in values.items():
        shapes[slot] = _alternatives(words)
    shapes["M"] = _cased(values["M"], lower=False)
    shapes["W"] = _cased(values["W"], lower=True, but=set(values.get("U", {})))
    shapes["Month"] = rf"(?:{shapes['Month']})\.?"
    shapes["C"] = rf"(?:\d{{1,3}}|{shapes.get('C', '')})"
    if "U" in shapes:  # "Minggu" is the day, "minggu" the week
        shapes["U"] = "|".join(
            f"(?-i:{word})" if word in values["W"] else word for word in sorted(values["U"], key=len, reverse=True)
        )
    return shapes


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", _BLANK) for w in sorted(words, key=lambda w: (-len(w), w)))


def _cased(words: Iterable[str], *, lower: bool, but: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """Names in capitals or with a capital; in lower case too where wanted and not another word."""
    names = sorted(words, key=lambda w: (-len(w), w))
    forms = [f for w in names for f in (w[0].upper() + w[1:], w.upper(), *([w] if lower and w not in but else ()))]
    return "(?-i:" + "|".join(re.escape(f) for f in forms) + ")"


def _rule(entry: Mapping[str, Any], fragments: Mapping[str, str], shapes: Mapping[str, str]) -> Rule:
    pattern = entry["pattern"]
    for name, text in fragments.items():  # a fragment may hold those that follow it
        pattern = pattern.replace(f"{{{name}}}", text)
    compiled = re.compile(_spaced(_SLOT.sub(lambda m: _slot(m, shapes), pattern)) + r"(?!\w)", re.IGNORECASE)
    cued, first, alone = (bool(entry.get(flag)) for flag in ("cued", "first", "alone"))
    return Rule(compiled, cued, first, alone, dict(entry.get("fills", {})))


def _slot(match: re.Match[str], shapes: Mapping[str, str]) -> str:
    name, second = match.groups()
    return f"(?P<{name}{second}>{shapes[name]})"


def _spaced(pattern: str) -> str:
    """A blank of a pattern matches up to three blanks of a text; not those inside a class, which are kept."""
    parts = re.split(r"(\[[^\]]*\])", pattern)
    return "".join(part if part.startswith("[") else part.replace(" ", _BLANK) for part in parts)


def _starts(start: str, values: Mapping[str, Mapping[str, Value]]) -> list[str]:
    if start in values:
        return [word.split()[0] for word in values[start]]
    return [start.lower()]
