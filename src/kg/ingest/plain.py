"""Bare text as scraped: which line is the title, which the date, who published it, and where the article begins.

The idea: a title is a line without a full stop whose words come back in the running text; a menu's do not. The lines
above the running text are kept when they are sentences (captions, the standfirst), once each, and left out otherwise.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.ingest import dateline
from kg.ingest.clean import is_noise, is_sentence, lines_of, without_credit
from kg.ingest.compose import Raw
from kg.ingest.published import day_in
from kg.language import Pack

_HEAD = 40  # lines of a page among which the title is looked for
_WORD = re.compile(r"[^\W\d_]{4,}")
_STAMP = re.compile(r"\b\d{1,2}[.:]\d\d\b|[•|·]")


def plain(text: str, name: str, origin: str, pack: Pack) -> Raw:
    """A scraped page as Raw. ``name`` is the article's id."""
    lines = lines_of(text)
    at = _title_at(lines, pack)
    title = lines[at] if at is not None else ""
    body = "\n".join(_rest(lines, at, pack))
    return Raw(origin, name, body, title, source=_outlet(lines, pack), published=_published(lines), lang=pack.code)


def _title_at(lines: list[str], pack: Pack) -> int | None:
    """Index of the title among the first lines, None when none of them looks like one."""
    counts = Counter(lines)
    running = Counter(word for line in lines if is_sentence(line) for word in set(_WORD.findall(line.lower())))
    start = _body_at(lines, pack)
    best: tuple[float, int] | None = None
    for number, line in enumerate(lines[: min(start, _HEAD)]):
        if not _like_title(line, pack) or counts[line] > 1:
            continue
        words = _WORD.findall(line.lower())
        score = sum(word in running for word in words) / max(len(words), 1)
        if score >= 0.3 and (best is None or score > best[0] + 0.25):
            best = score, number
    return best[1] if best else None


def _body_at(lines: list[str], pack: Pack) -> int:
    """Index of the first line of running text that opens with a dateline, else of the second running line."""
    running = [n for n, line in enumerate(lines) if is_sentence(line) and not is_noise(line, pack)]
    opened = [n for n in running[:6] if dateline.without(lines[n], pack) != lines[n]]
    return opened[0] if opened else running[min(1, len(running) - 1)] if running else len(lines)


def _like_title(line: str, pack: Pack) -> bool:
    words = line.split()
    ends = line[-1] in ".,:;" or (line[-1] == ")" and len(words) > 12)
    return 3 <= len(words) <= 28 and not ends and not is_noise(line, pack) and day_in(line) is None


def _rest(lines: list[str], at: int | None, pack: Pack) -> list[str]:
    """What follows the title, and the captions above and below it that are sentences."""
    first = 0 if at is None else at
    start = _body_at(lines, pack)
    head = [line for n, line in enumerate(lines[: max(start, first)]) if n != at and _is_caption(line, pack)]
    return [*dict.fromkeys(head), *lines[max(start, first + (at is not None)) :]]


def _is_caption(line: str, pack: Pack) -> bool:
    credits = frozenset(pack.table("ingest").get("credits", ()))
    return not is_noise(line, pack) and is_sentence(without_credit(line, credits) or " ")


def _published(lines: list[str]) -> str:
    """The date of a short line above the text that is a date and little else, or has a time of day."""
    for line in lines[:_HEAD]:
        count = len(line.split())
        day = day_in(line) if count <= 14 and not is_sentence(line) else None
        if day and (count <= 6 or _STAMP.search(line)):
            return day
    return ""


def _outlet(lines: list[str], pack: Pack) -> str:
    """The outlet of the dateline, else of the copyright line, else the first that is named beside the text."""
    body = _body_at(lines, pack)
    opening = (dateline.outlet_in(line[:60]) for line in lines[body : body + 1])
    rights = (dateline.outlet_in(line) for line in lines if line[0] == "©")
    beside = (dateline.outlet_in(line) for line in [*lines[:body], *lines[-_HEAD:], *lines[body : len(lines)]])
    return next((found for found in [*opening, *rights, *beside] if found), "")
