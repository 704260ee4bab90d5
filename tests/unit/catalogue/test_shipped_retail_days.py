"""The shipped retail days: their core days, their windows, and that the data hold together."""

from __future__ import annotations

import datetime as dt

import pytest
from holidays.calendars.chinese import _ChineseLunisolar  # the tables of lunar dates

from ecsc.catalogue.retail_days import (
    FIXED,
    USUAL,
    retail_events,
    retail_id,
    retail_spellings,
)
from ecsc.messages import LANGUAGES
from ecsc.schedule import build_calendar, country_holidays


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("p618", ["2024-06-18", "2026-06-18"]),
        ("double_11", ["2009-11-11", "2026-11-11"]),
        ("black_friday", ["2024-11-29", "2025-11-28", "2026-11-27", "2027-11-26", "2028-11-24"]),
        ("cyber_monday", ["2024-12-02", "2025-12-01", "2026-11-30"]),
        ("spring_festival", ["2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2030-02-03"]),
        ("year_goods", ["2026-02-17"]),
        ("qixi", ["2024-08-10", "2025-08-29", "2026-08-19", "2027-08-08"]),
        ("mid_autumn", ["2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15"]),
        ("womens_day", ["2026-03-08"]),
        ("double_9", ["2026-09-09"]),
        ("double_12", ["2026-12-12"]),
    ],
)
def test_the_day_an_event_is_named_for(event: str, days: list[str]) -> None:
    for day in map(dt.date.fromisoformat, days):
        assert retail_events()[event].core_day(day.year) == day


def test_lunar_days_are_those_of_the_tables_of_a_century() -> None:
    tables = {
        "spring_festival": _ChineseLunisolar.LUNAR_NEW_YEAR_DATES,
        "mid_autumn": _ChineseLunisolar.MID_AUTUMN_DATES,
    }
    for name, table in tables.items():
        for year in range(2000, 2100):
            assert retail_events()[name].core_day(year) == dt.date(year, *table[year])


def test_qixi_lies_one_lunar_month_and_a_week_before_mid_autumn() -> None:
    events, leap = retail_events(), 0
    for year in range(2000, 2100):
        qixi, autumn = (events[name].core_day(year) for name in ("qixi", "mid_autumn"))
        assert qixi is not None
        assert autumn is not None
        apart = (autumn - qixi).days
        assert apart in (37, 38, 66, 67), year  # with a leap seventh month between them
        leap += apart > 60
    assert leap == 4  # 2006, 2044, 2063 and 2082


@pytest.mark.parametrize(
    ("event", "year", "first", "last", "source"),
    [
        ("p618", 2024, "2024-05-20", "2024-06-18", "Tmall announcement"),
        ("double_11", 2022, "2022-10-24", "2022-11-11", "Tmall announcement"),
        ("double_11", 2025, "2025-10-09", "2025-11-11", "Press report"),
        ("double_11", 2026, "2026-10-09", "2026-11-11", USUAL),
        ("spring_festival", 2026, "2026-02-15", "2026-02-23", "Notice of the State Council"),
        ("spring_festival", 2027, "2027-02-05", "2027-02-12", USUAL),
        ("year_goods", 2026, "2026-01-20", "2026-02-10", USUAL),
        ("black_friday", 2026, "2026-11-27", "2026-11-27", FIXED),
        ("qixi", 2026, "2026-08-19", "2026-08-19", FIXED),
    ],
)
def test_windows_and_where_they_are_from(event: str, year: int, first: str, last: str, source: str) -> None:
    window = retail_events()[event].window(year)
    assert window is not None
    assert (window[0].isoformat(), window[1].isoformat()) == (first, last)
    assert window[2].startswith(source)


def test_the_breaks_of_the_spring_festival_are_those_of_the_calendar() -> None:
    event = retail_events()["spring_festival"]
    known = [window.year for window in event.windows]
    assert known == list(range(2014, 2027))
    for window in event.windows:
        first, last = dt.date(window.year, 1, 1), dt.date(window.year, 12, 31)
        china = build_calendar(first, last, range(7), country=country_holidays("CN", [window.year]))
        day = dt.timedelta(days=1)
        assert china.working_days(window.first, window.last) == ()
        assert china.is_working(window.first - day)
        assert china.is_working(window.last + day)


@pytest.mark.parametrize("year", [1, 1900, 1999, 2100, 2199, 9998, 9999])
def test_years_no_table_reaches_have_no_window_or_a_provisional_one(year: int) -> None:
    for event in retail_events().values():
        window = event.window(year)
        assert (window is None) == (event.core_day(year) is None)
        if window is not None:
            assert window[0].year >= event.since
            assert window[2] in (USUAL, FIXED)


def test_the_data_hold_together() -> None:
    for name, event in retail_events().items():
        assert set(event.name) == set(LANGUAGES), name
        assert event.countries, name
        assert len({window.year for window in event.windows}) == len(event.windows), name
        for window in event.windows:
            assert window.first <= window.last, name
            assert event.window(window.year) is not None, name
            core = event.core_day(window.year)
            assert core is not None
            assert window.first <= core <= window.last, name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("double_11", "double_11"), ("Double 11", "double_11"), ("双11", "double_11"), ("双１１", "double_11"),
        ("雙十一", "double_11"), ("618", "p618"), ("６１８", "p618"), ("618大促", "p618"), ("黑五", "black_friday"),
        ("三八节", "womens_day"), ("春节", "spring_festival"), ("年货节", "year_goods"), ("七夕", "qixi"),
        ("店庆", None), ("", None), ("__", None), ("11", None), ("double_1", None),
    ],
)  # fmt: skip
def test_an_event_is_known_by_the_names_people_write(written: str, meant: str | None) -> None:
    assert retail_id(written) == meant


def test_no_spelling_means_two_events() -> None:
    for spelling, identifier in retail_spellings().items():
        assert retail_id(spelling) == identifier
