from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from ecsc.schedule import Calendar, build_calendar, country_holidays, instant_of, last_day, moment

FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 31)
WEEK = range(5)


def office(absences: Sequence[tuple[dt.date, dt.date]] = ()) -> Calendar:
    return build_calendar(FIRST, LAST, WEEK, absences=absences)


def clock(text: str) -> int:
    when = dt.datetime.fromisoformat(text)
    return instant_of(when.date(), when.hour * 60 + when.minute)


@pytest.mark.parametrize(
    ("position", "finish", "start"),
    [
        (0, "2026-02-27 17:00", "2026-03-02 09:00"),
        (1, "2026-03-02 09:01", "2026-03-02 09:01"),
        (479, "2026-03-02 16:59", "2026-03-02 16:59"),
        (480, "2026-03-02 17:00", "2026-03-03 09:00"),
        (2400, "2026-03-06 17:00", "2026-03-09 09:00"),
        (2401, "2026-03-09 09:01", "2026-03-09 09:01"),
        (-480, "2026-02-26 17:00", "2026-02-27 09:00"),
        (260 * 480, "2027-02-26 17:00", "2027-03-01 09:00"),
    ],
)
def test_positions_are_gaps_between_working_minutes(position: int, finish: str, start: str) -> None:
    calendar = office()
    assert calendar.finish_at(position) == clock(finish)
    assert calendar.start_at(position) == clock(start)
    assert calendar.work_before(clock(finish)) == calendar.work_before(clock(start)) == position


def test_a_break_at_noon_is_not_worked() -> None:
    calendar = build_calendar(FIRST, LAST, WEEK, hours=((540, 720), (780, 1080)))
    assert calendar.minutes_per_day == 480
    assert calendar.finish_at(180) == clock("2026-03-02 12:00")
    assert calendar.start_at(180) == clock("2026-03-02 13:00")
    assert calendar.work_before(clock("2026-03-02 12:30")) == 180
    assert calendar.finish_at(480) == clock("2026-03-02 18:00")


def test_precedence_on_one_day() -> None:
    saturday = dt.date(2026, 2, 14)  # ordered by the State Council
    china = country_holidays("CN", [2026])
    first, last = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    build = build_calendar
    assert build(first, last, WEEK, country=china).is_working(saturday)
    assert not build(first, last, WEEK, [saturday], country=china).is_working(saturday)
    assert build(first, last, WEEK, [saturday], [saturday], country=china).is_working(saturday)
    spring = dt.date(2026, 2, 18)
    assert build(first, last, WEEK, [spring], [spring], country=china).is_working(spring)
    absent = build(first, last, WEEK, [], [spring], [(spring, spring)], country=china)
    assert not absent.is_working(spring)


def test_half_days_end_early() -> None:
    calendar = build_calendar(
        FIRST, LAST, WEEK, short_days={dt.date(2026, 3, 4): 240, dt.date(2026, 3, 7): 240}
    )
    assert calendar.finish_at(480 * 2 + 240) == clock("2026-03-04 13:00")
    assert calendar.start_at(480 * 2 + 240) == clock("2026-03-05 09:00")
    assert calendar.minutes_on(dt.date(2026, 3, 4)) == 240
    assert calendar.minutes_on(dt.date(2026, 3, 7)) == 0  # a Saturday stays one


def test_absences_make_a_calendar_of_ones_own() -> None:
    base = office()
    person = office([(dt.date(2026, 3, 4), dt.date(2026, 3, 9)), (dt.date(2027, 1, 4), dt.date(2027, 1, 8))])
    assert person.working_days(FIRST, dt.date(2026, 3, 11)) == tuple(
        dt.date(2026, 3, day) for day in (2, 3, 10, 11)
    )
    assert not person.is_working(dt.date(2027, 1, 6))
    assert base.is_working(dt.date(2026, 3, 4))
    backwards = office(
        [(dt.date(2026, 3, 9), dt.date(2026, 3, 4)), (dt.date(2020, 1, 1), dt.date(2020, 2, 1))]
    )
    assert len(backwards.working_days(FIRST, LAST)) == len(base.working_days(FIRST, LAST)) == 22


def test_the_last_working_day_of_a_week_is_a_milestones_day() -> None:
    calendar = build_calendar(FIRST, LAST, WEEK, [dt.date(2026, 3, 6)])
    assert calendar.last_working_day(dt.date(2026, 3, 2), dt.date(2026, 3, 8)) == dt.date(2026, 3, 5)
    assert calendar.last_working_day(dt.date(2026, 3, 7), dt.date(2026, 3, 8)) is None
    assert calendar.last_working_day(dt.date(2030, 1, 1), dt.date(2030, 1, 31)) == dt.date(2030, 1, 31)


def test_the_table_grows_with_the_countrys_holidays() -> None:
    calendar = build_calendar(FIRST, LAST, WEEK, country=country_holidays("CN", [2025]))
    assert not calendar.is_working(dt.date(2026, 10, 1))
    assert not calendar.is_working(dt.date(2025, 10, 1))
    assert calendar.is_working(dt.date(2026, 10, 10))
    assert calendar.provisional_years(dt.date(2026, 1, 1), dt.date(2045, 1, 1)) == tuple(range(2027, 2046))


@pytest.mark.parametrize("year", [1, 1900, 2200, 9999])
def test_any_year_of_the_calendar_can_be_asked(year: int) -> None:
    calendar = build_calendar(dt.date(year, 1, 1), dt.date(year, 12, 31), WEEK)
    position = calendar.work_before(instant_of(dt.date(year, 6, 15)))
    assert calendar.work_before(calendar.start_at(position)) == position
    for far in (10**9, -(10**9), 10**30, -(10**30)):
        assert moment(calendar.start_at(far)).year in range(max(year - 51, 1), year + 52)
        assert calendar.finish_at(far) <= calendar.start_at(far)
        calendar.work_before(far)
    assert not calendar.reaches(10**9)


def test_no_working_day_is_no_endless_loop() -> None:
    calendar = build_calendar(FIRST, LAST, ())
    assert not calendar.reaches(1)
    assert calendar.working_days(FIRST, LAST) == ()
    assert calendar.last_working_day(FIRST, LAST) is None
    one = build_calendar(FIRST, LAST, (), extra_workdays=[dt.date(2026, 3, 8)])
    assert one.reaches(480)
    assert not one.reaches(481)
    assert one.finish_at(480) == clock("2026-03-08 17:00")


def test_hours_of_a_whole_day_end_on_that_day() -> None:
    calendar = build_calendar(FIRST, LAST, range(7), hours=((0, 1440),))
    finish = calendar.finish_at(1440)
    assert finish == instant_of(dt.date(2026, 3, 3))
    assert last_day(calendar.start_at(0), finish) == FIRST


@pytest.mark.parametrize("hours", [(), ((600, 540),), ((540, 720), (700, 800)), ((-1, 5),), ((0, 1441),)])
def test_impossible_hours_are_a_bug(hours: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="working hours"):
        build_calendar(FIRST, LAST, WEEK, hours=hours)
