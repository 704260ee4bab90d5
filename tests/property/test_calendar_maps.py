"""The maps of a calendar are inverse to each other, and as a walk over the minutes says.

With half days, holidays, extra workdays and absences, inside the table and where it has to grow.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.schedule import MINUTES_PER_DAY, Calendar, DayRules, DaySpan, instant_of

MONDAY = dt.date(2026, 3, 2)
TABLE, AROUND = 12, 30
HOURS = (((540, 1020),), ((600, 606), (700, 705)), ((0, 3), (1437, 1440)))


def spans() -> st.SearchStrategy[tuple[DaySpan, ...]]:
    def span(edges: tuple[int, int]) -> DaySpan:
        first, length = edges
        begin = MONDAY + dt.timedelta(days=first)
        return begin, begin + dt.timedelta(days=length)

    edge = st.tuples(st.integers(-AROUND, TABLE + AROUND), st.integers(0, 4))
    return st.lists(edge.map(span), max_size=3).map(tuple)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    rules = DayRules(
        draw(st.frozensets(st.integers(0, 6), min_size=1)),
        None,
        draw(spans()),
        draw(spans()),
        draw(spans()),
        (),
        draw(spans()),
    )
    return Calendar(rules, MONDAY, MONDAY + dt.timedelta(days=TABLE), draw(st.sampled_from(HOURS)))


def walked(calendar: Calendar, ordinal: int) -> list[int]:
    """Return the working minutes of a day by asking the rules in words, one after the other."""
    rules, day = calendar.rules, dt.date.fromordinal(ordinal)

    def named(days: tuple[DaySpan, ...]) -> bool:
        return any(first <= day <= last for first, last in days)

    works = named(rules.extra_workdays) or (day.weekday() in rules.workweek and not named(rules.holidays))
    if named(rules.absences) or not works:
        return []
    minutes = [minute for begin, end in calendar.hours for minute in range(begin, end)]
    kept = minutes[: len(minutes) // 2] if named(rules.half_days) else minutes
    return [ordinal * MINUTES_PER_DAY + minute for minute in kept]


@settings(derandomize=True, deadline=None, max_examples=150, database=None)
@given(calendars(), st.data())
def test_the_maps_are_as_a_walk_over_the_minutes_says(calendar: Calendar, data: st.DataObject) -> None:
    first, last = (MONDAY.toordinal() + days for days in (-AROUND, TABLE + AROUND))
    worked = [minute for day in range(first, last + 1) for minute in walked(calendar, day)]
    origin = calendar.work_before(first * MINUTES_PER_DAY)
    assert calendar.work_before((last + 1) * MINUTES_PER_DAY) - origin == len(worked)
    for index in data.draw(st.lists(st.integers(0, max(len(worked) - 1, 0)), max_size=6)):
        if not worked:
            return
        assert calendar.start_at(origin + index) == worked[index]
        assert calendar.finish_at(origin + index + 1) == worked[index] + 1


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(calendars(), st.integers(-3000, 9000))
def test_position_to_instant_and_back(calendar: Calendar, position: int) -> None:
    start, finish = calendar.start_at(position), calendar.finish_at(position)
    assert finish <= start
    if calendar.reaches(position + 1):
        assert calendar.work_before(start) == position
        assert calendar.work_before(finish) == position
        assert calendar.work_before(start + 1) == position + 1
        assert calendar.work_before(finish - 1) == position - 1


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(calendars(), st.integers(-AROUND * MINUTES_PER_DAY, (TABLE + AROUND) * MINUTES_PER_DAY))
def test_instant_to_position_and_back(calendar: Calendar, minute: int) -> None:
    instant = instant_of(MONDAY) + minute
    position = calendar.work_before(instant)
    if calendar.reaches(position + 1):
        assert calendar.finish_at(position) <= instant <= calendar.start_at(position)


@settings(derandomize=True, deadline=None, max_examples=100, database=None)
@given(calendars())
def test_days_counted_are_days_with_work(calendar: Calendar) -> None:
    first, last = (MONDAY + dt.timedelta(days=days) for days in (-AROUND, TABLE + AROUND))
    expected = sum(bool(walked(calendar, day)) for day in range(first.toordinal(), last.toordinal() + 1))
    assert calendar.count_days(first, last) == expected
