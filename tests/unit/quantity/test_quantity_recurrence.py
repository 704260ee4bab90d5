"""How often something comes round, and on which day, as people write it."""

from __future__ import annotations

from typing import get_args

import pytest

from ecsc.quantity import QuantityError, Recurrence, parse_recurrence
from ecsc.quantity.recurrence import parse_cadence, parse_cycle, parse_month_day, parse_weekday
from ecsc.quantity.values import RecurrenceUnit


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("workday", 1, "workday"),
        ("every weekday", 1, "workday"),
        ("每个工作日", 1, "workday"),
        ("daily", 1, "day"),
        ("每天", 1, "day"),
        ("Weekly", 1, "week"),
        ("每两周", 2, "week"),
        ("每２周", 2, "week"),
        ("隔周", 2, "week"),
        ("每隔一周", 2, "week"),
        ("every other week", 2, "week"),
        ("every two weeks", 2, "week"),
        ("fortnightly", 2, "week"),
        ("bi-weekly", 2, "week"),
        ("每個月", 1, "month"),
        ("每十二个月", 12, "month"),
        ("3 months", 3, "month"),
        ("每季度", 1, "quarter"),
        ("每半年", 1, "half"),
        ("semi-annually", 1, "half"),
        ("annually", 1, "year"),
        ("per quarter", 1, "quarter"),
        ("once a month", 1, "month"),
        ("每周一次", 1, "week"),
        ("每兩週一次", 2, "week"),
        ("half a year", 1, "half"),
        ("半年", 1, "half"),
        ("twice a year", 1, "half"),
        ("每年四次", 1, "quarter"),
        ("every 3rd week", 3, "week"),
    ],
)
def test_how_often(text: str, count: int, unit: RecurrenceUnit) -> None:
    assert parse_recurrence(text) == Recurrence(count, unit)


@pytest.mark.parametrize("unit", get_args(RecurrenceUnit))
@pytest.mark.parametrize("count", [1, 2, 999])
def test_its_text_is_read_back(unit: RecurrenceUnit, count: int) -> None:
    assert parse_recurrence(str(Recurrence(count, unit))) == Recurrence(count, unit)


@pytest.mark.parametrize(
    "value",
    [
        "3 per quarter",
        "twice a week",
        "0 weeks",
        "1000 weeks",
        "1.5 weeks",
        "-1 weeks",
        "soon",
        "每",
        "",
        3,
        "hourly",
    ],
)
def test_what_does_not_say_how_often_is_told_the_forms(value: object) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_recurrence(value)
    assert "{forms}" in caught.value.hint
    assert "2 weeks" in str(caught.value.params["forms"])


@pytest.mark.parametrize(("text", "day"), [("every monday", "monday"), ("每周五", "周五")])
def test_a_day_of_the_week_is_shown_its_own_field(text: str, day: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_recurrence(text)
    assert "`weekday: {day}`" in caught.value.hint
    assert caught.value.params["day"] == day


@pytest.mark.parametrize(
    ("value", "day"), [("mon", 0), ("Friday", 4), ("週五", 4), ("周日", 6), ("ｓａｔ", 5)]
)
def test_a_day_of_the_week(value: object, day: int) -> None:
    assert parse_weekday(value) == day


@pytest.mark.parametrize("value", ["mon-fri", "fri, sat", "noday", 3, ""])
def test_no_day_of_the_week(value: object) -> None:
    with pytest.raises(QuantityError, match="is not one day of the week"):
        parse_weekday(value)


@pytest.mark.parametrize(
    ("value", "day"), [(1, 1), ("31", 31), ("1st", 1), ("１５日", 15), ("last", -1), ("月底", -1), (-1, -1)]
)
def test_a_day_of_the_month(value: object, day: int) -> None:
    assert parse_month_day(value) == day


@pytest.mark.parametrize("value", [0, 32, "-2", "first", ""])
def test_no_day_of_the_month(value: object) -> None:
    with pytest.raises(QuantityError, match="is not a day of the month"):
        parse_month_day(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("month", "month"),
        ("每月", "month"),
        ("monthly", "month"),
        ("每個季度", "quarter"),
        ("半年", "half"),
        ("每日", "day"),
    ],
)
def test_a_cycle_is_one_unit_of_time(text: str, unit: str) -> None:
    assert parse_cycle(text) == unit


@pytest.mark.parametrize("text", ["2 weeks", "每两周", "workday", "soon", "", 3, "hourly"])
def test_what_is_no_cycle_is_told_those_there_are(text: object) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_cycle(text)
    assert "quarter" in str(caught.value.params["forms"])


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("daily", "daily"), ("每日", "daily"), ("每天", "daily"), ("every day", "daily"), ("实时", "realtime"),
        ("即時", "realtime"), ("每小时", "hourly"), ("hourly", "hourly"), ("每周", "weekly"), ("每年", "yearly"),
    ],
)  # fmt: skip
def test_a_cadence_in_both_scripts(text: str, cadence: str) -> None:
    assert parse_cadence(text) == cadence


@pytest.mark.parametrize("text", ["2 weeks", "half a year", "sometimes", "", 7])
def test_what_is_no_cadence_is_told_those_there_are(text: object) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_cadence(text)
    assert "realtime" in str(caught.value.params["forms"])
