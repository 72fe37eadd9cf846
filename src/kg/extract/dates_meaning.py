"""What an expression of time means: filled slots and a day to count from become an interval.

Nothing is guessed: without a day to count from a relative expression has no meaning, and a day of the month without a
year has one only where its weekday, its tense or its nearness to that day says which year.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from kg.extract.dates_grammar import Slots
from kg.model import When

_YEARS = range(1900, 2100)
_HALF_YEAR, _JUST = 180, 7  # days: what was to be last week is not next year
_FEW = 8  # days that "a few days ago" reaches back
_RECENT = 31  # days around today in which a wrong year is taken for a slip


class Context(NamedTuple):
    """What surrounds an expression.

    ``today`` is the day relative words count from, ``before`` the last day named so far, ``ahead`` whether the words
    around point ahead, ``year`` a year named just before.
    """

    today: date | None
    before: date | None = None
    ahead: bool = False
    year: int | None = None


def meaning(slots: Slots, context: Context) -> When | None:
    """The interval meant, None when the text does not say."""
    if "D" in slots:
        return _day_of_month(slots, context)
    if "M" in slots:
        return _month(slots, context)
    if "Y" in slots:
        return _part_of(_year(_int(slots, "Y")), slots)
    if "Q" in slots:
        return _after_named(slots, context)
    return _relative(slots, context.today, context.ahead) if context.today else None


def _relative(slots: Slots, today: date, ahead: bool) -> When | None:
    if "R" in slots:
        return _one(today, _int(slots, "R"))
    if "W" in slots:
        return _weekday(slots, today, ahead)
    return _unit(slots, today) if slots.keys() & {"U", "O"} else None


def fits(slots: Slots, day: date) -> bool:
    """Whether the weekday named, if any, is that of the day."""
    return "W" not in slots or slots["W"] == day.isoweekday()


def _int(slots: Slots, key: str, default: int = 0) -> int:
    return int(slots.get(key, default))


def _one(day: date, shift: int = 0) -> When | None:
    try:
        moved = day + timedelta(days=shift)
    except OverflowError:
        return None
    return When(moved, moved)


def make(year: int, month: int, day: int) -> date | None:
    """A date, None for one that does not exist."""
    if year not in _YEARS or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


# --- days -----------------------------------------------------------------------------------------------------------


def written(slots: Slots, second: str = "") -> tuple[int | None, int, int] | None:
    """Year (None when not written), month and day; ``second`` "2" asks for the end of a range."""
    month = next((_int(slots, k + second) for k in ("M", "Month", "m") if k + second in slots), 0)
    year = next((_int(slots, k + second) for k in ("Y", "y", "y4") if k + second in slots), None)
    return (year, month, _int(slots, "D" + second)) if "D" + second in slots else None


def _day_of_month(slots: Slots, context: Context) -> When | None:
    start, end = written(slots), written(slots, "2")
    assert start is not None
    if end is None:
        first = _dated(slots, start, context)
        return When(first, first) if first else None
    last_year = end[0] or start[0]
    last = _dated(slots if end[1] else {}, (last_year, end[1] or start[1], end[2]), context, check=False)
    if last is None:
        return None
    year = start[0] or (last.year - ((start[1], start[2]) > (last.month, last.day)))
    first = make(year, start[1], start[2])
    return When(first, last, "interval", True) if first and first < last else None


def _dated(slots: Slots, parts: tuple[int | None, int, int], context: Context, check: bool = True) -> date | None:
    year, month, day = parts
    if year is not None:
        day_written = make(year, month, day)
        return _this_year(slots, day_written, context.today) or day_written if check else day_written
    if context.year is not None:
        return make(context.year, month, day)
    if context.today is None:
        return None
    around = [d for y in range(context.today.year - 1, context.today.year + 2) if (d := make(y, month, day))]
    right = [d for d in around if fits(slots, d)] if check else around
    direction = _direction(slots, context)
    best, near = nearest(right or around, context.today, direction), nearest(around, context.today, direction)
    if context.ahead and best and (best - context.today).days > _HALF_YEAR:
        just = [day for day in right or around if 0 < (context.today - day).days <= _JUST]
        best = just[0] if just else best
    slip = best and near and abs((near - context.today).days) <= _RECENT < abs((best - context.today).days)
    return near if slip else best


def _this_year(slots: Slots, written_day: date | None, today: date | None) -> date | None:
    """The same day of this year, where the weekday fits this year and not the year written: a slip of the pen."""
    if written_day is None or today is None or fits(slots, written_day):
        return None
    meant = make(today.year, written_day.month, written_day.day)
    return meant if meant and fits(slots, meant) and abs((meant - today).days) <= _RECENT else None


def _direction(slots: Slots, context: Context) -> int:
    shift = _int(slots, "S")
    return shift or (1 if context.ahead else 0)


def nearest(days: Iterable[date], today: date, direction: int) -> date | None:
    """The day nearest to today; ``direction`` -1 wants the past, 1 the future, 0 prefers the past a little."""

    def cost(day: date) -> float:
        distance = (day - today).days
        if distance * direction < 0:
            return abs(distance) + 10_000.0
        return distance * 1.5 if distance > 0 and not direction else abs(distance)

    return min(days, key=cost, default=None)


def _weekday(slots: Slots, today: date, ahead: bool) -> When | None:
    first = _on_weekday(_int(slots, "W"), slots, today, ahead)
    if "W2" not in slots or first is None:
        return When(first, first) if first else None
    last = first + timedelta(days=(_int(slots, "W2") - _int(slots, "W")) % 7)
    return When(first, last, "interval", True) if last > first else When(first, first)


def _on_weekday(weekday: int, slots: Slots, today: date, ahead: bool) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if slots.get("U") == "week":
        return monday + timedelta(days=weekday - 1, weeks=_int(slots, "S"))
    if "U" in slots:
        return None
    back = (today.isoweekday() - weekday) % 7
    if "S" not in slots:
        return today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back)
    shift = _int(slots, "S")
    if shift == 0:
        return monday + timedelta(days=weekday - 1)
    return today - timedelta(days=back or 7) if shift < 0 else today + timedelta(days=7 - back)


def _after_named(slots: Slots, context: Context) -> When | None:
    """Counted from the day named before: "dua hari kemudian", "keesokan harinya"."""
    if context.before is None or slots.get("U", slots.get("O", "day")) != "day":
        return None
    return _one(context.before, _int(slots, "Q") * _int(slots, "C", 1))


# --- longer stretches -----------------------------------------------------------------------------------------------


def _year(year: int) -> When | None:
    return When(date(year, 1, 1), date(year, 12, 31), "year") if year in _YEARS else None


def month_of(year: int, month: int) -> When:
    """A whole month."""
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _month(slots: Slots, context: Context) -> When | None:
    year, month = _month_year(slots, context), _int(slots, "M")
    if "M2" in slots and "Y2" in slots:
        last = month_of(_int(slots, "Y2"), _int(slots, "M2"))
        year = _int(slots, "Y") or last.latest.year - (month > _int(slots, "M2"))
        return When(date(year, month, 1), last.latest, "interval", True)
    return _part_of(month_of(year, month), slots) if year in _YEARS else None


def _month_year(slots: Slots, context: Context) -> int:
    """The year of a month; 0 when the text does not say."""
    if "Y" in slots:
        return _int(slots, "Y")
    if context.year is not None or context.today is None:
        return context.year or 0
    today, month = context.today, _int(slots, "M")
    if slots.get("U") == "year":
        return today.year + _int(slots, "S")
    shift = _int(slots, "S")
    if shift:
        return today.year - (month >= today.month) if shift < 0 else today.year + (month < today.month)
    if "S" in slots or month == today.month:
        return today.year
    middles = [date(today.year + shift, month, 15) for shift in (-1, 0, 1)]
    near = nearest(middles, today, 1 if context.ahead else 0)
    return near.year if near else 0


def _unit(slots: Slots, today: date) -> When | None:
    unit = slots.get("U", slots.get("O"))
    shift = _int(slots, "S")
    if "few" in slots:
        return _days_ago(today)
    if "C" in slots or "O" in slots:
        if shift == 0 or (shift > 0 and "ahead" not in slots):
            return None  # "dua pekan mendatang" lasts two weeks
        shift *= _int(slots, "C", 1)
    elif unit == "day":
        return None
    return _part_of(_shifted(str(unit), shift, today), slots)


def _days_ago(today: date) -> When | None:
    """ "Beberapa hari lalu": before yesterday, within about a week."""
    first, last = _one(today, -_FEW), _one(today, -2)
    return When(first.earliest, last.latest, "interval") if first and last else None


def _shifted(unit: str, shift: int, today: date) -> When | None:
    if unit == "day":
        return _one(today, shift)
    if unit == "week":
        monday = _one(today - timedelta(days=today.weekday()), 7 * shift)
        return When(monday.earliest, monday.earliest + timedelta(days=6), "interval") if monday else None
    if unit == "year":
        return _year(today.year + shift)
    months = today.year * 12 + today.month - 1 + shift
    return month_of(months // 12, months % 12 + 1) if months // 12 in _YEARS else None


def _part_of(whole: When | None, slots: Slots) -> When | None:
    """The beginning, middle or end of a year, month or week.

    Writers are generous ("awal bulan ini" was said of the 13th): the halves and the middle half; "akhir pekan" is
    Saturday and Sunday.
    """
    if whole is None or "P" not in slots:
        return whole
    part, first = _int(slots, "P"), whole.earliest
    days = (whole.latest - first).days + 1
    if days > 31:
        start = date(first.year, (1, 4, 7)[part], 1)
        return When(start, month_of(start.year, start.month + 5).latest, "interval")
    left, right = ((1, 3), (2, 5), (6, 7))[part] if days == 7 else ((1, 15), (8, 23), (16, days))[part]
    return When(first + timedelta(days=left - 1), first + timedelta(days=right - 1), "interval")
