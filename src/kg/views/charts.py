"""Answers as pictures, where a picture says more than a table: SVG with text that can be read, found and spoken.

A stored question names its picture at its head, with the columns it is drawn from::

    # picture: bars person contacts            a bar a row, longest first as the answer has them
    # picture: network person met meetings     who with whom, the number on the line (without it: one a row)
    # picture: timeline date what status       a dot a row, on an axis of time

Plain shapes and system fonts, no script, nothing fetched; black and white by themselves, colours only add.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store import Table, Term, text
from kg.vocab import NAMESPACE

Labels = Callable[[Term], str]
Row = Sequence[str]

MOST = 40
"""Bars, or persons of a network: more cannot be read; the picture says how many are left out."""
_DOTS = 400
_UNSAFE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MORE = MappingProxyType({"en": "and {} more", "id": "dan {} lagi"})
_EMPTY = MappingProxyType({"en": "nothing to show", "id": "tidak ada yang dapat ditampilkan"})
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1c2430}.soft{fill:#55606e}.bar{fill:#2a7ab0}"
    ".line{stroke:#2a7ab0;fill:none;stroke-opacity:.55}.dot{fill:#0b5c8a}.axis{stroke:#8a93a0}"
    ".Planned{fill:#fff;stroke:#0b5c8a;stroke-dasharray:3 2}.Cancelled,.Denied{fill:#8a1c2b}"
)


def picture(table: Table, kind: str, name: Labels = text, lang: str = "en") -> str:
    """The answer as SVG. Raises QueryError when the question has no picture or the answer not its columns."""
    drawn, *columns = kind.split() or [""]
    if drawn not in _DRAWN:
        raise QueryError("this question has no picture; a head line '# picture: bars COLUMN NUMBER' gives it one")
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise QueryError(f"the picture needs the column {missing[0]!r}; there are {', '.join(table.columns)}")
    places = [table.columns.index(column) for column in columns]
    rows = [[_said(row[place], name) for place in places] for row in table.rows]
    width, height, parts = _DRAWN[drawn](rows, lang)
    label = quoteattr(f"{drawn}: {len(rows)}")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'{head} role="img" aria-label={label}><style>{_STYLE}</style>{"".join(parts)}</svg>\n'


Drawing = tuple[int, int, list[str]]


def _said(term: Term | None, name: Labels) -> str:
    """The name of an individual; of a term of the ontology its own, which does not change with the language."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(NAMESPACE):
        return term.value.removeprefix(NAMESPACE)
    return "" if term is None else _UNSAFE.sub("", name(term))


def _words(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'


def _short(words: str, most: int = 34) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _left_out(number: int, y: float, lang: str) -> list[str]:
    return [_words(10, y, _MORE[lang].format(number), ' class="soft"')] if number > 0 else []


def _nothing(lang: str) -> Drawing:
    return 320, 40, [_words(10, 25, _EMPTY[lang], ' class="soft"')]


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return 0.0


def bars(rows: Sequence[Row], lang: str) -> Drawing:
    """A bar a row: its name, its length, its number."""
    given = [(row[0], _number(row[1]), row[1]) for row in rows if row[0]]
    if not given:
        return _nothing(lang)
    longest = max(number for _, number, _ in given) or 1.0
    parts = []
    for at, (words, number, written) in enumerate(given[:MOST]):
        y, length = 14 + 24 * at, 420 * max(number, 0) / longest
        parts.append(f'<rect class="bar" x="250" y="{y}" width="{length:.1f}" height="16"/>')
        parts.append(_words(242, y + 13, _short(words), ' text-anchor="end"'))
        parts.append(_words(256 + length, y + 13, written, ' class="soft"'))
    high = 24 * min(len(given), MOST) + 24
    return 760, high + 16, parts + _left_out(len(given) - MOST, high + 4, lang)


def network(rows: Sequence[Row], lang: str) -> Drawing:
    """Names on a circle, those with most contacts first; a line a pair, its width their number."""
    pairs = _pairs(rows)
    if not pairs:
        return _nothing(lang)
    weight: Counter[str] = Counter()
    for (one, other), number in pairs.items():
        weight[one] += number
        weight[other] += number
    ranked = sorted(weight, key=lambda who: (-weight[who], who))
    place = {who: _on_circle(at, min(len(ranked), MOST)) for at, who in enumerate(ranked[:MOST])}
    most = max(pairs.values())
    parts = list(_lines(pairs, place, most))
    for who, (x, y) in place.items():
        right = x >= 450
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        anchor = "" if right else ' text-anchor="end"'
        parts.append(_words(x + (9 if right else -9), y + 4, _short(who, 28), anchor))
    return 900, 640, parts + _left_out(len(ranked) - MOST, 630, lang)


def _pairs(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for one, other, *number in rows:
        if one and other:
            first, second = sorted((one, other))
            found[first, second] += int(_number(number[0])) if number else 1
    return dict(sorted(found.items()))


def _on_circle(at: int, of: int) -> tuple[float, float]:
    angle = 2 * math.pi * at / of - math.pi / 2
    return 450 + 230 * math.cos(angle), 315 + 270 * math.sin(angle)


def _lines(pairs: Mapping[tuple[str, str], int], place: Mapping[str, tuple[float, float]], most: int) -> Iterator[str]:
    for (one, other), number in pairs.items():
        if one in place and other in place:
            (x, y), (u, v) = place[one], place[other]
            bend = f"Q{(x + u + 900) / 4:.1f} {(y + v + 630) / 4:.1f}"
            way = f'stroke-width="{1 + 5 * number / most:.1f}" d="M{x:.1f} {y:.1f}{bend} {u:.1f} {v:.1f}"'
            yield f'<path class="line" {way}><title>{escape(f"{one}, {other}: {number}")}</title></path>'


def timeline(rows: Sequence[Row], lang: str) -> Drawing:
    """A dot a row on an axis of time, stacked where they meet; what it is shows when pointed at."""
    dated = [(when, row) for row in rows if (when := _day(row[0])) is not None]
    if not dated:
        return _nothing(lang)
    first, last = min(when for when, _ in dated), max(when for when, _ in dated)
    scale = 800 / max(last - first, 1)
    stacks: Counter[int] = Counter()
    parts = []
    for when, (written, what, *status) in dated[:_DOTS]:
        x = round((40 + (when - first) * scale) / 9) * 9
        stacks[x] += 1
        title = f"<title>{escape(f'{written} {what}')}</title>"
        kind = " ".join(["dot", *(s for s in status if s in _MARKED)])
        y = -10 * min(stacks[x], 18)
        parts.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="4">{title}</circle>')
    base = 20 + 10 * min(max(stacks.values()), 18)
    axis = ['<line class="axis" x1="30" x2="860" y1="0" y2="0"/>', *_years(first, last, scale)]
    drawn = f'<g transform="translate(0 {base})">{"".join(axis + parts)}</g>'
    return 890, base + 50, [drawn, *_left_out(len(dated) - _DOTS, base + 44, lang)]


_MARKED = frozenset({"Planned", "Cancelled", "Denied"})


def _day(written: str) -> int | None:
    year, month, day = ([*written.split("-"), "1", "1"])[:3]
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def _years(first: int, last: int, scale: float) -> Iterable[str]:
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 2)
    for year in years[:: max(len(years) // 12, 1)]:
        x = 40 + (date(year, 1, 1).toordinal() - first) * scale
        if 20 <= x <= 870:
            yield f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="-4" y2="6"/>'
            yield _words(x, 22, str(year), ' text-anchor="middle" class="soft"')


_DRAWN: Mapping[str, Callable[[Sequence[Row], str], Drawing]] = MappingProxyType(
    {"bars": bars, "network": network, "timeline": timeline}
)
