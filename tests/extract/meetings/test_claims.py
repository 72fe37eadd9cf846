"""How precise a date is written down."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.meetings.claims import stamp
from kg.model import When

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def test_a_day_a_month_a_year() -> None:
    day = date(2031, 5, 6)
    assert stamp(When(day, day)) == ("2031-05-06", "date")
    assert stamp(When(date(2031, 5, 1), date(2031, 5, 31), "month")) == ("2031-05", "gYearMonth")
    assert stamp(When(date(2031, 1, 1), date(2031, 12, 31), "year")) == ("2031", "gYear")


def test_a_stretch_of_days_known_at_both_ends_begins_with_its_first() -> None:
    assert stamp(When(date(2031, 5, 6), date(2031, 6, 2), "interval", True)) == ("2031-05-06", "date")


def test_a_week_nobody_can_place_in_one_year_has_no_date() -> None:
    assert stamp(When(date(2030, 12, 30), date(2031, 1, 5), "interval")) == ("", "")


@given(DAYS, st.integers(0, 400))
def test_no_date_says_more_than_is_known(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    value, _ = stamp(When(first, last, "day" if days == 0 else "interval"))
    assert first.isoformat().startswith(value) and last.isoformat().startswith(value)
