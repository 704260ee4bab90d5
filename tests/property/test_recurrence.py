"""Recurring work against what must hold of its dates, and against plain counting where that says it all."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.quantity import Recurrence
from ecsc.schedule import Calendar, Entry, Recurring, build_calendar, occurrences

FIRST = dt.date(2027, 12, 1)
DAYS = st.integers(0, 500).map(lambda number: FIRST + dt.timedelta(days=number))
CALENDARS = st.builds(
    lambda week, off: build_calendar(FIRST, FIRST + dt.timedelta(days=500), week, off),
    st.sets(st.integers(0, 6), max_size=7),
    st.sets(DAYS, max_size=60),
)
UNITS = {"week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}


def cycle_of(one: dt.date, unit: str) -> object:
    """Return a name of the calendar cycle that a day lies in."""
    if unit == "week":
        return one.isocalendar()[:2]
    return one.year, (one.month - 1) // UNITS[unit]


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(
    st.sampled_from(sorted(UNITS)),
    st.integers(1, 3),
    st.none() | st.integers(0, 6),
    st.none() | st.integers(1, 31) | st.just(-1),
    DAYS,
    DAYS,
    CALENDARS,
)
def test_dates_are_worked_in_order_and_one_a_cycle(
    unit: str,
    count: int,
    weekday: int | None,
    day: int | None,
    first: dt.date,
    last: dt.date,
    calendar: Calendar,
) -> None:
    found = occurrences(Recurring(Recurrence(count, unit), weekday, day), first, last, calendar).dates  # type: ignore[arg-type]
    days = [one.date for one in found]
    assert days == sorted(set(days))
    assert all(first <= one <= last and calendar.is_working(one) for one in days)
    for one in found:
        if one.moved_from is not None:
            check_move(one, unit if count == 1 else "", calendar)
    if count == 1:
        assert len({cycle_of(one, unit) for one in days}) == len(days)


def check_move(one: Entry, unit: str, calendar: Calendar) -> None:
    """Check that a date moved off a day off, and over days off only; in a single cycle not out of it."""
    assert one.moved_from is not None
    assert not calendar.is_working(one.moved_from)
    low, high = sorted((one.date, one.moved_from))
    between = (low + dt.timedelta(days=number) for number in range(1, (high - low).days))
    assert not any(calendar.is_working(day) for day in between)
    if unit:
        assert cycle_of(one.date, unit) == cycle_of(one.moved_from, unit)


@settings(derandomize=True, deadline=None, max_examples=100, database=None)
@given(st.integers(1, 5), DAYS, DAYS, CALENDARS)
def test_worked_days_are_counted_off(count: int, first: dt.date, last: dt.date, calendar: Calendar) -> None:
    found = occurrences(Recurring(Recurrence(count, "workday")), first, last, calendar).dates
    assert [one.date for one in found] == list(calendar.working_days(first, last))[::count]


@settings(derandomize=True, deadline=None, max_examples=100, database=None)
@given(st.integers(0, 6), DAYS, DAYS)
def test_a_weekday_that_is_always_worked_is_every_such_day(
    weekday: int, first: dt.date, last: dt.date
) -> None:
    calendar = build_calendar(FIRST, FIRST + dt.timedelta(days=500), range(7))
    found = occurrences(Recurring(Recurrence(1, "week"), weekday), first, last, calendar).dates
    every = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    assert [one.date for one in found] == [one for one in every if one.weekday() == weekday]
