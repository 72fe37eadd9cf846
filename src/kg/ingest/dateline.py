"""The dateline: place and outlet before the first sentence ("JAKARTA, KOMPAS.com -"), which is no part of it."""

from __future__ import annotations

import re
from functools import cache

from kg.language import Pack

_DOMAIN = r"(?i:[a-z0-9][\w-]{1,30}(?:\.(?:com|co|id|net|org|tv|go|my|news|asia|info))+)\b"
_PLACE = r"[A-Z][\w.'’/]{1,20}(?: [A-Z(][\w.'’)]{0,20}){0,3}"
_DASH = r" ?(?:[-–—|]{1,3}|:) ?"
_REST = r"(?=[\"“'‘(\[]?[A-Z0-9])"
_DAY = r"(?:\d{1,2}(?: [A-Z][a-z]{2,8}\.?|/\d{1,2})|[A-Z][a-z]{2,8}\.? \d{1,2})"  # "13 Mei", "13/5", "May 13"
_DATE = rf"(?:,? \(?{_DAY}(?:,?[ /]\d{{4}})?\)?)?"


_DANGLING = re.compile(r"[\s,:–—-]{1,12}(?=\w|[\"“])")


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    """Each takes the dateline from the start of a line; group "place" is one that could also be a name."""
    names = sorted(pack.table("ingest").get("datelines", ()), key=lambda n: (-len(n), n))
    outlet = rf"(?:{_DOMAIN}|(?i:{'|'.join(map(re.escape, names)) or '(?!)'})\b)"
    return tuple(
        re.compile(shape)
        for shape in (
            rf"(?:{_PLACE},? ?)?\(?{outlet}\)?(?:, ?{_PLACE}{_DATE})?{_DATE}{_DASH}{_REST}",
            rf"{outlet}, ?{_PLACE}\.?$",
            rf"{_DOMAIN}, ?[A-Z][a-z]+ {_REST}",
            rf"[A-Z]{{3,}}(?: [A-Z]{{2,}}){{0,3}}{_DATE}(?: \([A-Z]\w+\))?,? ?[-–—:]{{1,3}} ?{_REST}",
            rf"(?P<place>{_PLACE})(?:, {_PLACE})?{_DATE}(?: \([A-Z]\w+\))? [-–—]{{1,3}} {_REST}",
            r"(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?): (?=[A-Z][a-z]+ [A-Za-z])",
        )
    )


def without(line: str, pack: Pack, title: str = "") -> str:
    """The line without its dateline and without the dashes that a lost one leaves behind.

    A bare place before a dash or a colon is none when the title names it: then it is who speaks.
    """
    for pattern in _patterns(pack):
        match = pattern.match(line)
        if match and match.end() <= 80 and match.groupdict().get("place", "\n") not in title:
            return line[match.end() :].lstrip(" -–—:,")
    return _DANGLING.sub("", line, count=1) if _DANGLING.match(line) else line


def outlet_in(line: str) -> str:
    """The outlet a line begins with or credits, lower case: "radarcirebon.tv"."""
    match = re.search(_DOMAIN, line)
    return match.group().lower() if match else ""
