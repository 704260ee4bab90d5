"""Durations, dates, periods, weeks and windows: golden values and refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from ecsc.quantity import (
    Duration,
    DurationUnit,
    Period,
    QuantityError,
    Window,
    nth_week,
    parse_date,
    parse_duration,
    parse_instant,
    parse_period,
    parse_week,
    parse_window,
    show,
    split_period,
    window_of,
)
from ecsc.quantity.splitting import Axis
from ecsc.quantity.values import DayKind

D = Decimal
day = dt.date.fromisoformat
instant = dt.datetime.fromisoformat


def refusal(parse: Callable[..., object], value: object, *args: object) -> str:
    with pytest.raises(QuantityError) as caught:
        parse(value, *args)
    error = caught.value
    shown = {name: show(param) for name, param in error.params.items()}
    return f"{error.reason.format(**shown)} | {error.hint.format(**shown)}"


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("10d", 10, "d", ""),
        ("10 D", 10, "d", ""),
        ("2w", 2, "w", ""),
        ("72h", 72, "h", ""),
        ("15min", 15, "min", ""),
        ("30s", 30, "s", ""),
        ("5wd", 5, "d", "working"),
        ("5cd", 5, "d", "calendar"),
        ("3 months", 3, "month", ""),
        ("1 quarter", 1, "quarter", ""),
        ("1y", 1, "year", ""),
        ("0.5d", "0.5", "d", ""),
        ("0h", 0, "h", ""),
        ("半天", "0.5", "d", ""),
        ("半年", 6, "month", ""),
        ("1.5y", 18, "month", ""),
        ("10天", 10, "d", ""),
        ("１０天", 10, "d", ""),
        ("5个工作日", 5, "d", "working"),
        ("5 個 工作日", 5, "d", "working"),
        ("5个自然日", 5, "d", "calendar"),
        ("2周", 2, "w", ""),
        ("两週", 2, "w", ""),
        ("2 working weeks", 2, "w", "working"),
        ("3个月", 3, "month", ""),
        ("三个月", 3, "month", ""),
        ("half a year", 6, "month", ""),
        ("half an hour", "0.5", "h", ""),
        ("two weeks", 2, "w", ""),
        ("a year", 1, "year", ""),
        ("one and a half years", 18, "month", ""),
        ("一年半", 18, "month", ""),
        ("两个半小时", "2.5", "h", ""),
        ("fortnight", 2, "w", ""),
        ("一刻鐘", 15, "min", ""),
        ("72小时", 72, "h", ""),
        ("72小時", 72, "h", ""),
        ("15分钟", 15, "min", ""),
        ("10 business days", 10, "d", "working"),
    ],
)
def test_a_duration_keeps_its_unit(text: str, value: object, unit: DurationUnit, kind: DayKind) -> None:
    assert parse_duration(text) == Duration(D(str(value)), unit, kind)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10, "does not say which unit of time"),
        ("10", "does not say which unit of time"),
        ("3m", "write 3min or 3 months"),
        ("3M", "write 3min or 3 months"),
        ("3月", "write 3个月"),
        ("-1d", "is negative"),
        ("1.5 months", "months differ in length"),
        ("半个月", "months differ in length"),
        ("2h30min", "made of two lengths"),
        ("1_0d", "write 10d"),
        ("10 people", "is not a length of time"),
        ("10%", "is not a length of time"),
        ("1万天天", "is not a length of time"),
        ("weeks", "no number"),
        ("half a dozen", "not a length of time"),
        ("7x12h", "write 84h"),
        ("7天×12小时", "write 84h"),
        ("half a month", "ends inside a month"),
        ("", "nothing is written"),
        (None, "nothing is written"),
        (True, "yes or no"),
        (["10d"], "several values"),
    ],
)
def test_what_is_no_length_of_time_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_duration, value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026/01/05",
        "2026/1/5",
        "2026年1月5日",
        "2026年01月05日",
        "２０２６－０１－０５",
        " 2026-01-05 ",
    ],
)
def test_dates_with_the_year_first_are_read(text: str) -> None:
    assert parse_date(text) == day("2026-01-05")


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert parse_date("2024-02-29") == day("2024-02-29")
    assert "the last day of that month is 2100-02-28" in refusal(parse_date, "2100-02-29")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-30", "2026-02 has 28 days | the last day of that month is 2026-02-28"),
        ("2026-06-31", "the last day of that month is 2026-06-30"),
        ("2026-00-10", "there is no month 0"),
        ("2026-13-01", "there is no month 13"),
        ("2026-01-00", "the last day of that month is 2026-01-31"),
        ("2026-1-5", "write 2026-01-05"),
        ("2026.1.5", "write 2026-01-05"),
        ("20260105", "write 2026-01-05"),
        (20260105, "write 2026-01-05"),
        ("13.01.2026", "write 2026-01-13"),
        ("01/13/2026", "write 2026-01-13"),
        ("05.01.2026", "write 2026-01-05 or 2026-05-01"),
        ("1/5/2026", "write 2026-05-01 or 2026-01-05"),
        ("05.05.2026", "write 2026-05-05"),
        ("31.31.2026", "is no date"),
        ("26-03-01", "a year of two digits"),
        ("2026-05-20T10:00", "write 2026-05-20"),
        (2026, "as in 2026-01-01"),
        ("0206-03-01", "years run from 1900 to 2199"),
        ("tomorrow", "is no date"),
        ("2026-Q1", "is no date"),
        (None, "nothing is written"),
        (True, "yes or no"),
        pytest.param(10**5000, "too large", id="a huge integer"),
    ],
)
def test_other_dates_are_refused_with_the_date_meant(value: object, said: str) -> None:
    assert said in refusal(parse_date, value)


@pytest.mark.parametrize(
    ("text", "start", "first", "last", "label"),
    [
        (2026, 1, "2026-01-01", "2026-12-31", "2026"),
        ("2026", 7, "2026-01-01", "2026-12-31", "2026"),
        ("2026-H1", 1, "2026-01-01", "2026-06-30", "2026-H1"),
        ("2026-H2", 1, "2026-07-01", "2026-12-31", "2026-H2"),
        ("2026-Q1", 7, "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2026q4", 1, "2026-10-01", "2026-12-31", "2026-Q4"),
        ("Q4 2026", 1, "2026-10-01", "2026-12-31", "2026-Q4"),
        ("2026-02", 1, "2026-02-01", "2026-02-28", "2026-02"),
        ("2026-12", 1, "2026-12-01", "2026-12-31", "2026-12"),
        ("2026-W10", 1, "2026-03-02", "2026-03-08", "2026-W10"),
        ("2026-W01", 1, "2025-12-29", "2026-01-04", "2026-W01"),
        ("2026-W53", 1, "2026-12-28", "2027-01-03", "2026-W53"),
        ("FY2026", 1, "2026-01-01", "2026-12-31", "FY2026"),
        ("FY2026", 7, "2025-07-01", "2026-06-30", "FY2026"),
        ("FY2026-Q1", 7, "2025-07-01", "2025-09-30", "FY2026-Q1"),
        ("FY2026-Q4", 7, "2026-04-01", "2026-06-30", "FY2026-Q4"),
        ("FY2026-H2", 4, "2025-10-01", "2026-03-31", "FY2026-H2"),
        ("FY2026-Q1", 2, "2025-02-01", "2025-04-30", "FY2026-Q1"),
        ("FY2026-Q4", 12, "2026-09-01", "2026-11-30", "FY2026-Q4"),
        ("2026年", 1, "2026-01-01", "2026-12-31", "2026"),
        ("2026财年", 4, "2025-04-01", "2026-03-31", "FY2026"),
        ("2026年3月", 1, "2026-03-01", "2026-03-31", "2026-03"),
        ("2026年第一季度", 1, "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2026年上半年", 1, "2026-01-01", "2026-06-30", "2026-H1"),
        ("2026上半年", 1, "2026-01-01", "2026-06-30", "2026-H1"),
        ("２０２６－Ｑ１", 1, "2026-01-01", "2026-03-31", "2026-Q1"),
        ("2026-01-01..2026-06-30", 1, "2026-01-01", "2026-06-30", "2026-01-01..2026-06-30"),
        ("2026-01-01…2026-06-30", 1, "2026-01-01", "2026-06-30", "2026-01-01..2026-06-30"),
        ("2026-01-01 to 2026-06-30", 1, "2026-01-01", "2026-06-30", "2026-01-01..2026-06-30"),
        ("2026年1月1日至2026年6月30日", 1, "2026-01-01", "2026-06-30", "2026-01-01..2026-06-30"),
        ("2026-Q1..2026-Q3", 1, "2026-01-01", "2026-09-30", "2026-01-01..2026-09-30"),
        ("2026-03-01", 1, "2026-03-01", "2026-03-01", "2026-03-01"),
    ],
)
def test_a_period_has_whole_days_and_a_canonical_label(
    text: object, start: int, first: str, last: str, label: str
) -> None:
    period = parse_period(text, start)
    assert (period.first, period.last, period.label) == (day(first), day(last), label)
    assert period.fiscal == label.startswith("FY")
    assert parse_period(period.label, start) == period


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-Q5", "the last one of 2026 is 2026-Q4"),
        ("2026-Q0", "does not exist"),
        ("2026-H3", "2026-H2"),
        ("2025-W53", "2025-W52"),
        ("2026-13", "no month 13"),
        ("2026-1", "write 2026-01"),
        (D("2026.10"), "write 2026-10"),
        ("Q1", "of which year"),
        ("上半年", "of which year"),
        ("FY2026-03", "months are of the calendar"),
        ("FY2026-W3", "write 2026-W03"),
        ("2026-06-30..2026-01-01", "write 2026-01-01..2026-06-30"),
        ("2026-Q2..2026-Q1", "write 2026-01-01..2026-06-30"),
        ("2026..2026-Q1", "ends inside its own first part"),
        ("2026-01-01..2026-02-01..2026-03-01", "more than two ends"),
        ("2026-02-30..2026-03-01", "the last day of that month is 2026-02-28"),
        ("2026-01-01..", "says only one end"),
        ("..2026-Q1", "says only one end"),
        ("..", "says only one end"),
        (1, "is no period"),
        ("0001", "years run from 1900 to 2199"),
        ("next year", "is no period"),
        (None, "nothing is written"),
        (True, "yes or no"),
        (["2026"], "several values"),
    ],
)
def test_what_is_no_period_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_period, value)


@pytest.mark.parametrize("start", [0, 13, -1])
def test_a_fiscal_year_starts_in_a_month(start: int) -> None:
    assert "cannot start in month" in refusal(parse_period, "FY2026", start)


def test_periods_sort_by_first_day_then_longest_first() -> None:
    labels = ["2026-02", "2026-01", "2026", "2026-Q1", "2026-H1"]
    assert [p.label for p in sorted(map(parse_period, labels))] == [
        "2026",
        "2026-H1",
        "2026-Q1",
        "2026-01",
        "2026-02",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        ("2026-05-20T10:00..2026-05-20T12:00", "2026-05-20T10:00", "2026-05-20T12:00", False),
        ("2026-05-20 10:00 .. 2026-05-20 12:00", "2026-05-20T10:00", "2026-05-20T12:00", False),
        ("2026-05-20T10:00..12:00", "2026-05-20T10:00", "2026-05-20T12:00", False),
        ("2026-05-20T20:00..24:00", "2026-05-20T20:00", "2026-05-21T00:00", False),
        ("2026-05-20T10:00..2026-05-22", "2026-05-20T10:00", "2026-05-23T00:00", False),
        ("2026-05-20..2026-05-22T12:00", "2026-05-20T00:00", "2026-05-22T12:00", False),
        ("2026年5月20日 10：00～12：00", "2026-05-20T10:00", "2026-05-20T12:00", False),
        ("2026-05-20T10:00:30..10:00:31", "2026-05-20T10:00:30", "2026-05-20T10:00:31", False),
        ("2026-05-20..2026-06-20", "2026-05-20T00:00", "2026-06-21T00:00", True),
        ("2026-05-20", "2026-05-20T00:00", "2026-05-21T00:00", True),
        ("2026-Q2", "2026-04-01T00:00", "2026-07-01T00:00", True),
        (2026, "2026-01-01T00:00", "2027-01-01T00:00", True),
    ],
)
def test_a_window_is_half_open(text: object, start: str, end: str, whole: bool) -> None:
    window = parse_window(text)
    assert window == Window(instant(start), instant(end), whole)
    assert parse_window(str(window)) == window


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-05-20T10:00", "not one start and one end"),
        ("10:00..12:00", "no day with a time"),
        ("2026-05-20T25:00..2026-05-21T10:00", "no clock shows"),
        ("2026-05-20T10:60..12:00", "no clock shows"),
        ("2026-05-20T10:00Z..2026-05-20T12:00Z", "time zone of the strategy | leave out “Z”"),
        ("2026-05-20T10:00+08:00..2026-05-20T12:00+08:00", "time zone"),
        ("2026-05-20T12:00..10:00", "ends before it starts"),
        ("2026-05-20T12:00..12:00", "ends when it starts"),
        ("2026-02-30T10:00..2026-03-01T10:00", "2026-02-28"),
        ("2026-06-31", "2026-06-30"),
        ("always", "is no period"),
        (None, "nothing is written"),
    ],
)
def test_what_is_no_window_is_refused(value: object, said: str) -> None:
    assert said in refusal(parse_window, value)


def test_a_fiscal_window_knows_its_year() -> None:
    assert parse_window("FY2026", 7) == window_of(parse_period("2025-07-01..2026-06-30"))


@pytest.mark.parametrize("text", ["week 6", "Week 6", "W6", "w6", "第6周", "第六周", "第６週"])
def test_a_week_is_a_number(text: str) -> None:
    assert parse_week(text) == 6


@pytest.mark.parametrize(
    "value", [6, "6", "6周", "第6", "week", "week 0", "week six", "2026-W06", None, True]
)
def test_what_names_no_week_is_refused(value: object) -> None:
    assert refusal(parse_week, value)


@pytest.mark.parametrize(
    ("period", "by", "labels"),
    [
        ("2026-H1", "quarter", ["2026-Q1", "2026-Q2"]),
        ("2026", "half", ["2026-H1", "2026-H2"]),
        ("2026-01-15..2026-03-10", "month", ["2026-01", "2026-02", "2026-03"]),
        ("2025-11-01..2026-02-01", "year", ["2025", "2026"]),
        ("2026-01", "week", ["2026-W01", "2026-W02", "2026-W03", "2026-W04", "2026-W05"]),
        ("FY2026", "quarter", ["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"]),
        ("FY2026-H1", "month", ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"]),
    ],
)
def test_a_period_is_cut_into_named_blocks(period: str, by: Axis, labels: list[str]) -> None:
    assert [part.label for part in split_period(parse_period(period, 7), by, 7)] == labels


def test_a_clipped_block_keeps_its_name_and_loses_days() -> None:
    first, second = split_period(parse_period("2026-02-15..2026-06-30"), "quarter")
    assert first == Period(day("2026-02-15"), day("2026-03-31"), "quarter", "2026-Q1")
    assert second == parse_period("2026-Q2")


def test_week_six_is_the_sixth_block_of_seven_days() -> None:
    half = parse_period("2026-01-01..2026-06-30")
    assert nth_week(half, 6) == parse_period("2026-02-05..2026-02-11")
    assert nth_week(half, 26) == parse_period("2026-06-25..2026-06-30")
    for n in (0, 27):
        with pytest.raises(QuantityError, match=f"there is no week {n} in 2026-01-01..2026-06-30"):
            nth_week(half, n)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-20T09:30", "2026-03-20T09:30:00"),
        ("2026-03-20 9:30", "2026-03-20T09:30:00"),
        ("2026年3月20日 ９:30", "2026-03-20T09:30:00"),
        ("2026-03-20", "2026-03-20T00:00:00"),
        ("2026-03-20T24:00", "2026-03-21T00:00:00"),
    ],
)
def test_a_moment_is_a_day_with_or_without_a_time(text: str, moment: str) -> None:
    assert parse_instant(text).isoformat() == moment


@pytest.mark.parametrize(
    "text", ["2026-03-20T09:30Z", "2026-Q1", "2026-03-20..2026-03-21", "9:30", "2026-03-20T25:00"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_instant(text)
