"""From when to when: two dates as precise as known, and the days that surely lie between them.

A bound is ``2019-10-23``, ``2019-10``, ``2019`` or empty: unknown, or without end. The last day is not included: a
successor starts on the day a predecessor ends. A bound with ``?`` behind it is no event, only as far as our knowledge
goes: before or after it we do not know.

    >>> holds = span("2019-10", "2024-10-20")
    >>> holds.covers(date(2019, 10, 20)), holds.covers(date(2019, 11, 1)), holds.covers(date(2024, 10, 20))
    (False, True, False)
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """``since`` and ``until`` as stated, empty when unknown; ``first`` and ``end`` bound the days that are sure."""

    since: str
    until: str
    first: date
    end: date

    def covers(self, day: date) -> bool:
        """Whether the day surely lies inside."""
        return self.first <= day < self.end


def span(since: str, until: str) -> Span:
    """Read two bounds. Raises ValueError when one is no date."""
    first = _last_day(since.rstrip("?")) if since else date.min
    end = _first_day(until.rstrip("?")) if until else date.max
    return Span(_stated(since), _stated(until), first, end)


def _stated(bound: str) -> str:
    return "" if bound.endswith("?") else bound


def _first_day(bound: str) -> date:
    year, month, day = [*map(int, bound.split("-")), 1, 1][:3]
    return date(year, month, day)


def _last_day(bound: str) -> date:
    year, month, day = [*map(int, bound.split("-")), 0, 0][:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])
