"""The day an article was published, from what its source, its page head or its address say; never from today."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache

from babel import Locale

_LANGUAGES = ("id", "ms", "en")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})\s+([^\W\d_]{3,9})\.?,?\s+((?:19|20)\d\d)(?!\d)")
_NAMED_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,9})\.?\s+(\d{1,2}),?\s+((?:19|20)\d\d)(?!\d)")
_IN_PATH = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)"),
    re.compile(r"[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?(?=[/-]|$)"),
    re.compile(r"/()(\d\d)/(\d\d)/(\d\d)/"),
)


@cache
def _months() -> dict[str, int]:
    """Names and abbreviations of the months in the languages that are read."""
    named: dict[str, int] = {"agt": 8, "agust": 8, "sept": 9, "nop": 11}
    for code in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            months = Locale.parse(code).months["format"][width]
            named.update({name.rstrip(".").lower(): number for number, name in months.items()})
    return named


def day_in(words: str) -> str | None:
    """The first date written in full, as YYYY-MM-DD."""
    return _iso(words) or _numeric(words) or _with_name(words) or _mail(words)


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _iso(words: str) -> str | None:
    match = _ISO.search(words)
    return _day(match[1], match[2], match[3]) if match else None


def _numeric(words: str) -> str | None:
    match = _DAY_FIRST.search(words)
    return _day(match[3], match[2], match[1]) if match else None


def _with_name(words: str) -> str | None:
    for match in _NAMED.finditer(words):
        if month := _months().get(match[2].lower()):
            return _day(match[3], month, match[1])
    for match in _NAMED_FIRST.finditer(words):
        if month := _months().get(match[1].lower()):
            return _day(match[3], month, match[2])
    return None


def _mail(words: str) -> str | None:
    """The form of mail and feeds: "Mon, 25 Sep 23 08:10:00 +0700"."""
    if "," not in words[:6]:
        return None
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, IndexError, TypeError):
        return None


def day_of_url(url: str) -> str | None:
    """The date in an address: /2025/10/21/, /20240909171808-..., /16/01/20/."""
    path = url[:2000].partition("?")[0]
    for pattern in _IN_PATH:
        match = pattern.search(path)
        if match:
            groups = [g for g in match.groups() if g]
            day = _day(groups[0] if len(groups[0]) == 4 else "20" + groups[0], groups[1], groups[2])
            if day:
                return day
    return None
