"""The dates of recurring work: cycles, days off, the ends of the window, and what never comes round."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from ecsc.quantity import Recurrence, parse_recurrence
from ecsc.schedule import MOST_DATES, Calendar, Recurring, build_calendar, occurrences


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def calendar(*off: str, workweek: tuple[int, ...] = (0, 1, 2, 3, 4)) -> Calendar:
    return build_calendar(day("2026-01-01"), day("2026-12-31"), workweek, [day(one) for one in off])


def dates(
    every: str,
    window: str,
    *off: str,
    weekday: int | None = None,
    month_day: int | None = None,
) -> list[str]:
    """Return the dates as month and day, those that moved with where from."""
    first, last = (day(part) for part in window.split(".."))
    found = occurrences(Recurring(parse_recurrence(every), weekday, month_day), first, last, calendar(*off))
    assert not found.cut
    return [
        f"{one.date:%m-%d}" + (f"<{one.moved_from:%m-%d}" if one.moved_from else "") for one in found.dates
    ]


def test_every_worked_day_and_every_second_one() -> None:
    assert dates("workday", "2026-01-01..2026-01-07", "2026-01-05") == ["01-01", "01-02", "01-06", "01-07"]
    assert dates("2 workdays", "2026-01-01..2026-01-09") == ["01-01", "01-05", "01-07", "01-09"]


def test_every_day_is_every_day_that_is_worked() -> None:
    assert dates("day", "2026-01-01..2026-01-06") == ["01-01", "01-02", "01-05", "01-06"]


def test_every_second_day_moves_within_its_two_days_only() -> None:
    """Saturday the 3rd has only Sunday to move to, Sunday the 11th has Monday."""
    assert dates("2 days", "2026-01-01..2026-01-12") == ["01-01", "01-05", "01-07", "01-09", "01-12<01-11"]


def test_a_week_without_a_day_has_its_first_worked_one() -> None:
    assert dates("week", "2026-01-05..2026-01-23", "2026-01-12") == ["01-05", "01-13", "01-19"]


def test_a_first_week_that_began_before_the_window_has_no_date() -> None:
    assert dates("week", "2026-01-01..2026-01-12") == ["01-05", "01-12"]


def test_two_weeks_count_from_the_first_week_with_that_day() -> None:
    assert dates("每两周", "2026-01-01..2026-02-02", weekday=0) == ["01-05", "01-19", "02-02"]
    assert dates("2 weeks", "2026-01-01..2026-01-31", weekday=4) == ["01-02", "01-16", "01-30"]


def test_two_weeks_without_a_day_count_from_the_first_whole_week() -> None:
    assert dates("2 weeks", "2026-01-01..2026-02-02") == ["01-05", "01-19", "02-02"]
    off = ["2025-12-29", "2025-12-30", "2025-12-31"]
    assert dates("2 weeks", "2026-01-01..2026-01-31", *off) == ["01-01", "01-12", "01-26"]


def test_a_day_off_moves_forward_in_the_week_else_back() -> None:
    assert dates("week", "2026-01-05..2026-01-16", "2026-01-05", weekday=0) == ["01-06<01-05", "01-12"]
    assert dates("week", "2026-01-05..2026-01-16", "2026-01-09", weekday=4) == ["01-08<01-09", "01-16"]


def test_a_week_off_has_no_meeting() -> None:
    off = [f"2026-01-{number:02}" for number in range(12, 17)]
    assert dates("week", "2026-01-05..2026-01-23", *off, weekday=2) == ["01-07", "01-21"]
    assert dates("week", "2026-01-05..2026-01-23", *off) == ["01-05", "01-19"]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = dates("month", "2026-01-01..2026-06-30", month_day=31)
    assert found == ["01-30<01-31", "02-27<02-28", "03-31", "04-30", "05-29<05-31", "06-30"]
    assert found == dates("month", "2026-01-01..2026-06-30", month_day=-1)


def test_the_29th_of_february() -> None:
    assert dates("month", "2028-02-01..2028-03-31", month_day=29) == ["02-29", "03-29"]
    assert dates("month", "2027-02-01..2027-03-31", month_day=29) == ["02-26<02-28", "03-29"]
    assert dates("month", "2028-02-29..2028-02-29", month_day=-1) == ["02-29"]


def test_longer_cycles_take_the_day_of_their_last_month() -> None:
    assert dates("quarter", "2026-01-01..2026-12-31", month_day=15) == [
        "03-16<03-15", "06-15", "09-15", "12-15",
    ]  # fmt: skip
    assert dates("half", "2026-01-01..2026-12-31", month_day=-1) == ["06-30", "12-31"]
    assert dates("year", "2026-01-01..2026-12-31", month_day=1) == ["12-01"]
    assert dates("2 months", "2026-03-10..2026-08-31", month_day=10) == ["04-10", "06-10", "08-10"]


def test_longer_cycles_without_a_day_have_their_first_worked_one() -> None:
    assert dates("month", "2026-01-01..2026-03-31", "2026-01-01") == ["01-02", "02-02", "03-02"]
    assert dates("quarter", "2026-01-02..2026-12-31") == ["04-01", "07-01", "10-01"]


def test_a_weekday_of_a_month_is_the_first_one() -> None:
    assert dates("month", "2026-01-01..2026-03-31", "2026-03-06", weekday=4) == [
        "01-02",
        "02-06",
        "03-09<03-06",
    ]


@pytest.mark.parametrize(("every", "expected"), [("workday", ["03-11"]), ("day", ["03-11"]), ("week", [])])
def test_a_window_of_one_day(every: str, expected: list[str]) -> None:
    assert dates(every, "2026-03-11..2026-03-11") == expected


def test_a_window_of_one_day_on_the_day() -> None:
    assert dates("week", "2026-03-11..2026-03-11", weekday=2) == ["03-11"]
    assert dates("week", "2026-03-11..2026-03-11", weekday=1) == []
    assert dates("week", "2026-03-11..2026-03-11", "2026-03-11", weekday=2) == []


def test_a_window_that_ends_before_it_begins_has_no_date() -> None:
    for every in ("workday", "day", "week", "month", "year"):
        assert dates(every, "2026-03-11..2026-03-01") == []


def test_no_date_leaves_the_window_by_moving() -> None:
    assert dates("month", "2026-01-01..2026-01-31", month_day=31) == ["01-30<01-31"]
    assert dates("week", "2026-01-05..2026-01-10", weekday=5) == ["01-09<01-10"]
    assert dates("week", "2026-01-10..2026-01-11", weekday=5) == []


def test_no_day_stands_twice() -> None:
    """On a calendar of Fridays every day's date moves to one Friday at most."""
    only = build_calendar(day("2026-01-01"), day("2026-12-31"), {4})
    found = occurrences(Recurring(Recurrence(3, "day")), day("2026-01-01"), day("2026-02-28"), only)
    assert len({one.date for one in found.dates}) == len(found.dates) > 5
    assert all(one.date.weekday() == 4 for one in found.dates)


def test_what_has_no_end_is_cut() -> None:
    always = build_calendar(day("2026-01-01"), day("2026-12-31"), range(7))
    found = occurrences(Recurring(Recurrence(1, "day")), day("2026-01-01"), day("2070-12-31"), always)
    assert found.cut
    assert len(found.dates) == MOST_DATES
    assert occurrences(Recurring(Recurrence(1, "year")), day("2026-01-01"), day("2199-12-31"), always).cut


@pytest.mark.parametrize("unit", ["day", "workday", "week", "month", "quarter", "half", "year"])
@pytest.mark.parametrize("count", [1, 7, 999])
@pytest.mark.parametrize(("weekday", "month_day"), [(None, None), (6, None), (None, 31)])
def test_a_calendar_without_a_worked_day_ends_in_time(
    unit: str, count: int, weekday: int | None, month_day: int | None
) -> None:
    never = build_calendar(day("2026-01-01"), day("2026-12-31"), ())
    begun = time.process_time()
    what = Recurring(Recurrence(count, unit), weekday, month_day)  # type: ignore[arg-type]
    assert occurrences(what, day("0001-01-01"), day("9999-12-31"), never).dates == ()
    assert occurrences(what, day("9998-01-01"), day("9999-12-31"), never).dates == ()
    assert time.process_time() - begun < 5
