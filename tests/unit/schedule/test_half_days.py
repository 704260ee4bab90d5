"""Half days: 240 of 480 minutes from opening time, on days that are worked at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ecsc.schedule import (
    OFFICE_HOURS,
    Calendar,
    DayRules,
    DaySpan,
    country_holidays,
    days_within,
    end_of_day,
    instant_of,
)

FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 31)
WEEK = frozenset(range(5))
WEDNESDAY, SATURDAY = dt.date(2026, 3, 4), dt.date(2026, 3, 7)


def one(*days: dt.date) -> tuple[DaySpan, ...]:
    return tuple((day, day) for day in days)


def calendar(hours: tuple[tuple[int, int], ...] = OFFICE_HOURS, **rules: Any) -> Calendar:
    return Calendar(DayRules(WEEK, **rules), FIRST, LAST, hours)


def at(day: dt.date, hour: int) -> int:
    return instant_of(day, hour * 60)


def test_a_half_day_ends_after_four_hours() -> None:
    half = calendar(half_days=one(WEDNESDAY))
    assert half.minutes_on(WEDNESDAY) == 240
    assert half.finish_at(2 * 480 + 240) == at(WEDNESDAY, 13)
    assert half.start_at(2 * 480 + 240) == at(dt.date(2026, 3, 5), 9)
    assert half.work_before(at(WEDNESDAY, 15)) == 2 * 480 + 240
    assert half.work_before(end_of_day(WEDNESDAY)) == 2 * 480 + 240


def test_a_half_day_with_a_break_ends_when_half_the_work_is_done() -> None:
    half = calendar(((540, 720), (780, 1080)), half_days=one(WEDNESDAY))
    assert half.finish_at(2 * 480 + 180) == at(WEDNESDAY, 12)
    assert half.finish_at(2 * 480 + 240) == at(WEDNESDAY, 14)


@pytest.mark.parametrize(
    ("day", "rules", "minutes"),
    [
        (WEDNESDAY, ["half_days"], 240),
        (WEDNESDAY, ["half_days", "holidays"], 0),
        (WEDNESDAY, ["half_days", "holidays", "extra_workdays"], 240),
        (WEDNESDAY, ["half_days", "extra_workdays"], 240),
        (WEDNESDAY, ["holidays", "extra_workdays"], 480),
        (WEDNESDAY, ["half_days", "extra_workdays", "absences"], 0),
        (SATURDAY, ["half_days"], 0),
        (SATURDAY, ["half_days", "extra_workdays"], 240),
        (SATURDAY, ["half_days", "extra_workdays", "absences"], 0),
    ],
)
def test_what_wins_on_one_day(day: dt.date, rules: list[str], minutes: int) -> None:
    named: dict[str, Any] = dict.fromkeys(rules, one(day))
    assert calendar(**named).minutes_on(day) == minutes


def test_an_ordered_working_saturday_may_be_a_half_day_and_a_break_may_not() -> None:
    china = country_holidays("CN", [2026])
    days = one(dt.date(2026, 2, 14), dt.date(2026, 2, 18))
    half = Calendar(DayRules(WEEK, china, half_days=days), FIRST, LAST, OFFICE_HOURS)
    assert [half.minutes_on(day) for day, _ in days] == [240, 0]


def test_half_days_hold_where_the_table_grows() -> None:
    years = ((dt.date(2020, 1, 1), dt.date(2034, 12, 31)),)
    half = calendar(half_days=years)
    for day in (dt.date(2021, 3, 3), dt.date(2030, 3, 6)):
        assert half.minutes_on(day) == 240
    assert half.minutes_on(dt.date(2035, 1, 1)) == 480


def test_days_are_counted_whole_however_short_they_are() -> None:
    half = calendar(half_days=((FIRST, dt.date(2026, 3, 6)),))
    assert half.count_days(FIRST, dt.date(2026, 3, 10)) == 7
    assert calendar().count_days(FIRST, dt.date(2026, 3, 10)) == 7


def test_days_of_spans_come_once_in_order_and_a_century_costs_nothing() -> None:
    day = dt.date
    spans = [(day(2026, 3, 9), day(2026, 3, 10)), (day(1900, 1, 1), day(2026, 3, 3)), (LAST, FIRST)]
    found = days_within([*spans, (day(2026, 3, 10), day(2026, 3, 10))], FIRST, LAST)
    assert found == (FIRST, day(2026, 3, 3), day(2026, 3, 9), day(2026, 3, 10))
    closed = calendar(holidays=((day(1900, 1, 1), day(2199, 12, 31)),))
    assert not closed.reaches(1)
