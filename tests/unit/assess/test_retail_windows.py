"""Retail days of a strategy: by its country, and as its author moves, drops and adds them."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.unit.assess.strategies import HEAD, codes, plan, result

TASKS = "tasks:\n  a: {name: A, owner: lin, duration: 1d}\n"


def head(period: str, settings: str = "{}", country: str = "country: CN, ", language: str = "en") -> str:
    calendar = f"calendar: {{{country}retail_days: {settings}}}, language: {language}"
    return HEAD.replace("2026-01-01..2026-12-31", period, 1).replace(
        "owner: lin}", f"owner: lin, {calendar}}}", 1
    )


def shown(period: str, settings: str = "{}", country: str = "country: CN, ") -> dict[str, str]:
    days = plan(TASKS, head(period, settings, country)).work.retail_days
    assert [(one.first, one.last, one.id) for one in days] == sorted(
        (one.first, one.last, one.id) for one in days
    )
    return {
        f"{one.id} {one.core.year}": f"{one.first}..{one.last}{' ?' if one.provisional else ''}"
        for one in days
    }


def test_a_chinese_plan_shows_chinas_days_and_a_german_one_its_own() -> None:
    assert list(shown("2026")) == [
        "year_goods 2026", "spring_festival 2026", "womens_day 2026", "p618 2026", "qixi 2026",
        "double_9 2026", "mid_autumn 2026", "double_11 2026", "double_12 2026",
    ]  # fmt: skip
    for country in ("DE", "GB", "US", "fra"):
        assert shown("2026", country=f"country: {country}, ") == {
            "black_friday 2026": "2026-11-27..2026-11-27",
            "cyber_monday 2026": "2026-11-30..2026-11-30",
        }
    assert shown("2026", country="") == {}


def test_only_what_touches_the_plans_days_is_shown_and_shown_whole() -> None:
    assert shown("2026-02-01..2026-03-01") == {
        "year_goods 2026": "2026-01-20..2026-02-10 ?",
        "spring_festival 2026": "2026-02-15..2026-02-23",
    }
    assert shown("2026-10-09..2026-10-09") == {"double_11 2026": "2026-10-09..2026-11-11 ?"}
    assert shown("2026-10-08..2026-10-08") == {}
    over = plan(
        TASKS.replace("1d", "40d"), head("2026-05-01..2026-05-10")
    )  # work that runs over the period is shown too
    assert "p618" in {one.id for one in over.work.retail_days}


@pytest.mark.parametrize(
    ("settings", "event", "expected"),
    [
        ("{double_11: 2026-10-20..2026-11-12}", "double_11 2026", "2026-10-20..2026-11-12"),
        ("{双11: 2026-10-20..2026-11-12}", "double_11 2026", "2026-10-20..2026-11-12"),
        ("{双１１: ２０２６年１０月２０日..2026-11-12}", "double_11 2026", "2026-10-20..2026-11-12"),
        ("{double_11: none}", "double_11 2026", None),
        ("{双十一: none}", "double_11 2026", None),
        ("{双十一: ' Ｎｏｎｅ '}", "double_11 2026", None),
        ("{double_11: known}", "double_11 2026", "2026-10-09..2026-11-11 ?"),
        ("{double_11: []}", "double_11 2026", "2026-10-09..2026-11-11 ?"),
        ("{black_friday: known}", "black_friday 2026", "2026-11-27..2026-11-27"),
        ("{black_friday: 2026-11-20..2026-11-30}", "black_friday 2026", "2026-11-20..2026-11-30"),
        ("{店庆: 2026-05-01..2026-05-07}", "店庆 2026", "2026-05-01..2026-05-07"),
        ("{店庆: 2026-W20}", "店庆 2026", "2026-05-11..2026-05-17"),
        ("{店庆: known}", "店庆 2026", None),
    ],
)
def test_authors_move_drop_and_add(settings: str, event: str, expected: str | None) -> None:
    assert shown("2026", settings).get(event) == expected


def test_own_windows_are_of_their_year_and_other_years_stay() -> None:
    found = shown(
        "2025-07-01..2027-12-31", "{double_11: [2026-10-20..2026-11-12], year_goods: 2025-12-20..2026-01-05}"
    )
    assert [found[f"double_11 {year}"] for year in (2025, 2026, 2027)] == [
        "2025-10-09..2025-11-11",
        "2026-10-20..2026-11-12",
        "2027-10-09..2027-11-11 ?",
    ]
    assert found["year_goods 2026"] == "2025-12-20..2026-01-05"
    assert found["year_goods 2027"] == "2027-01-09..2027-01-30 ?"
    days = plan(
        TASKS, head("2026", "{double_11: [2026-10-31..2026-11-03, 2026-11-10..2026-11-11]}")
    ).work.retail_days
    waves = [(one.first.day, one.core) for one in days if one.id == "double_11"]
    assert waves == [(31, dt.date(2026, 11, 11)), (10, dt.date(2026, 11, 11))]


def test_each_window_says_where_it_is_from() -> None:
    days = plan(TASKS, head("2025", "{店庆: 2025-05-01, double_12: 2025-12-08..2025-12-12}")).work.retail_days
    source = {one.id: one.source for one in days}
    assert source["店庆"] == source["double_12"] == "strategy"
    assert source["qixi"] == "date"
    assert source["p618"] == "usual"
    assert source["double_11"].startswith("Press report of 17 October 2025")
    assert not any(one.provisional for one in days if one.source != "usual")


def test_names_are_in_the_strategys_language() -> None:
    days = plan(TASKS, head("2026", "{my_day: 2026-05-01}", language="zh-CN")).work.retail_days
    names = {one.id: one.name for one in days}
    assert names["double_11"] == "双11"
    assert names["my_day"] == "my_day"


@pytest.mark.parametrize("value", ["maybe", "停办", "nein"])
def test_a_word_that_is_no_time_is_told_with_the_words_that_work(value: str) -> None:
    found = [one for one in result(TASKS, head("2026", f"{{double_11: {value}}}")).findings if one.hint]
    assert [one.rule.code for one in found] == ["ECS150"]
    assert "`known`, or `none`" in found[0].hint.format(**found[0].params)


def test_a_provisional_window_is_no_finding() -> None:
    assert codes(TASKS, head("2026")) == codes(TASKS, HEAD)


@pytest.mark.parametrize("period", ["1900", "2199", "1900-01-01..2199-12-31"])
def test_far_years_and_long_periods_end_well(period: str) -> None:
    begun = time.process_time()
    found = result(TASKS, head(period, "{店庆: 1900-01-01..2199-12-31, double_11: 1900-01-01..2199-12-31}"))
    assert found.compiled is not None
    days = found.compiled.plan.work.retail_days
    assert {"店庆", "double_11"} <= {one.id for one in days}
    assert all(one.core.year >= 2000 or one.source == "strategy" for one in days)
    assert time.process_time() - begun < 20


def test_a_hundred_own_events_and_hostile_names_end_well() -> None:
    many = ", ".join(f'"事件{number} <script>|`": 2026-05-{number % 28 + 1:02}' for number in range(100))
    days = plan(TASKS, head("2026", f"{{{many}}}")).work.retail_days
    assert sum(one.source == "strategy" for one in days) == 100
