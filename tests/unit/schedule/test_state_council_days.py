"""China's days off and working weekends of every published year, as the State Council's notices order them."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from ecsc.schedule import Calendar, build_calendar, country_holidays

NOTICES: dict[int, tuple[str, str]] = {
    2014: ("1/1 1/31-2/6 4/5-4/7 5/1-5/3 5/31-6/2 9/6-9/8 10/1-10/7", "1/26 2/8 5/4 9/28 10/11"),
    2015: (
        "1/1-1/3 2/18-2/24 4/4-4/6 5/1-5/3 6/20-6/22 9/3-9/5 9/26-9/27 10/1-10/7",
        "1/4 2/15 2/28 9/6 10/10",
    ),
    2016: (
        "1/1-1/3 2/7-2/13 4/2-4/4 4/30-5/2 6/9-6/11 9/15-9/17 10/1-10/7 12/31",
        "2/6 2/14 6/12 9/18 10/8 10/9",
    ),
    2017: ("1/1-1/2 1/27-2/2 4/2-4/4 4/29-5/1 5/28-5/30 10/1-10/8 12/30-12/31", "1/22 2/4 4/1 5/27 9/30"),
    2018: (
        "1/1 2/15-2/21 4/5-4/7 4/29-5/1 6/16-6/18 9/22-9/24 10/1-10/7 12/30-12/31",
        "2/11 2/24 4/8 4/28 9/29 9/30 12/29",
    ),
    2019: ("1/1 2/4-2/10 4/5-4/7 5/1-5/4 6/7-6/9 9/13-9/15 10/1-10/7", "2/2 2/3 4/28 5/5 9/29 10/12"),
    2020: (
        "1/1 1/24-2/2 4/4-4/6 5/1-5/5 6/25-6/27 10/1-10/8",  # the break was prolonged to 2 February
        "1/19 4/26 5/9 6/28 9/27 10/10",
    ),
    2021: (
        "1/1-1/3 2/11-2/17 4/3-4/5 5/1-5/5 6/12-6/14 9/19-9/21 10/1-10/7",
        "2/7 2/20 4/25 5/8 9/18 9/26 10/9",
    ),
    2022: (
        "1/1-1/3 1/31-2/6 4/3-4/5 4/30-5/4 6/3-6/5 9/10-9/12 10/1-10/7 12/31",
        "1/29 1/30 4/2 4/24 5/7 10/8 10/9",
    ),
    2023: (
        "1/1-1/2 1/21-1/27 4/5 4/29-5/3 6/22-6/24 9/29-10/6 12/30-12/31",
        "1/28 1/29 4/23 5/6 6/25 10/7 10/8",
    ),
    2024: (
        "1/1 2/10-2/17 4/4-4/6 5/1-5/5 6/8-6/10 9/15-9/17 10/1-10/7",
        "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12",
    ),
    2025: ("1/1 1/28-2/4 4/4-4/6 5/1-5/5 5/31-6/2 10/1-10/8", "1/26 2/8 4/27 9/28 10/11"),
    2026: ("1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7", "1/4 2/14 2/28 5/9 9/20 10/10"),
}
"""By year: the days off with the weekends they join, and the Saturdays and Sundays that are worked."""


def days(year: int, text: str) -> set[dt.date]:
    found: set[dt.date] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        begin, end = (dt.date(year, *map(int, edge.split("/"))) for edge in (first, last or first))
        found |= {begin + dt.timedelta(days=number) for number in range((end - begin).days + 1)}
    return found


@cache
def china(year: int, *workweek: int) -> Calendar:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return build_calendar(first, last, workweek, country=country_holidays("CN", [year]))


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_is_as_the_notice_says(year: int) -> None:
    off, worked = (days(year, text) for text in NOTICES[year])
    assert all(day.weekday() > 4 for day in worked)
    one = dt.date(year, 1, 1)
    while one.year == year:
        usual = one.weekday() < 5
        assert china(year, 0, 1, 2, 3, 4).is_working(one) is (one in worked or (usual and one not in off)), (
            one
        )
        # Whoever works on Saturdays has the breaks off as well.
        assert china(year, 0, 1, 2, 3, 4, 5).is_working(one) is (
            one in worked or (one.weekday() < 6 and one not in off)
        ), one
        one += dt.timedelta(days=1)


@pytest.mark.parametrize("year", NOTICES)
def test_the_year_is_known_for_certain_however_it_is_asked(year: int) -> None:
    alone, among = country_holidays("CN", [year]), country_holidays("CN", range(2014, 2027))
    assert not alone.provisional_years
    assert not among.provisional_years
    assert alone.workdays == {day for day in among.workdays if day.year == year}
    assert set(alone.off) == {day for day in among.off if day.year == year}


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_working_days_of_a_year_are_those_payrolls_count(year: int, working: int) -> None:
    """365 or 366 days less weekends and the 11, from 2025 on 13, statutory holidays."""
    assert china(year, 0, 1, 2, 3, 4).count_days(dt.date(year, 1, 1), dt.date(year, 12, 31)) == working


@pytest.mark.parametrize("year", [1900, 2027, 2050, 2199])
def test_what_no_notice_orders_is_provisional_and_moves_no_weekend(year: int) -> None:
    calendar = china(year, 0, 1, 2, 3, 4)
    assert calendar.provisional_years(dt.date(year, 1, 1), dt.date(year, 12, 31)) == (year,)
    weekend = (dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365))
    assert not any(calendar.is_working(day) for day in weekend if day.weekday() > 4)
