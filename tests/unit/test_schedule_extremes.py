"""Work that no plan should hold and some will, from its text to its dates: a finding or the right day, in seconds."""

from __future__ import annotations

import time

import pytest

from ecsc.messages import words
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.report import render_message

SECONDS = 5


def compiled(
    tasks: dict[str, str],
    more: str = "",
    *,
    period: str = "2026-01-01..2026-06-30",
    head: str = "",
    lin: str = "{name: Lin}",
) -> Result:
    """Compile tasks of Lin, each as its YAML fields, within seconds."""
    text = (
        f"ecsc: 1\nstrategy: {{id: d, name: D, period: {period}, currency: CNY, owner: lin{head}}}\n"
        f"people:\n  lin: {lin}\n"
        + more
        + "tasks:\n"
        + "".join(f"  {name}: {{name: {name}, owner: lin, {fields}}}\n" for name, fields in tasks.items())
    )
    start = time.perf_counter()
    result = compile_strategy(StrategyInput("d", (("s.yaml", text.encode()),)))
    assert time.perf_counter() - start < SECONDS
    return result


def said(result: Result) -> list[str]:
    """Return what is wrong, with its code."""
    return [
        f"{one.rule.code} {render_message(one.message, one.params, words('en'))}"
        for one in result.findings
        if one.level != "info"
    ]


def days(result: Result, name: str) -> tuple[str, str]:
    assert result.compiled is not None
    task = next(one for one in result.compiled.plan.work.tasks if one.id == name)
    return str(task.start), str(task.finish)


PHASES = "phases:\n  p: {name: P}\n  q: {name: Q}\n"


@pytest.mark.parametrize(
    "tasks",
    [
        {"a": "phase: p, duration: 2d, after: b.start", "b": "phase: q, duration: 2d, after: a.start"},
        {"a": "phase: p, duration: 2d, after: b - 5d", "b": "phase: q, duration: 2d, after: a - 5d"},
        {"a": "phase: p, duration: 2d, after: b - 72h", "b": "phase: q, duration: 2d, after: a.start + 1d"},
        {
            "a": "phase: p, duration: 2d, finish_after: b.start",
            "b": "phase: q, duration: 2d, finish_after: a",
        },
        {"a": "phase: p, duration: 0d, after: b", "b": "phase: q, duration: 72h, after: a"},
        {
            "a": "phase: p, duration: 1d, after: b, schedule: late, due: 2026-03-31",
            "b": "phase: q, duration: 1d, after: a, schedule: late",
        },
    ],
)
def test_a_circle_of_any_links_is_told_once(tasks: dict[str, str]) -> None:
    assert said(compiled(tasks, PHASES)) == ["ECS601 a → b → a: these wait for each other in a circle"]


def test_a_circle_through_phases_names_them() -> None:
    tasks = {"a": "phase: p, duration: 1d, after: q", "b": "phase: q, duration: 1d, after: p"}
    assert said(compiled(tasks, PHASES)) == [
        "ECS601 a → the phase q → b → the phase p → a: these wait for each other in a circle"
    ]


def test_a_task_that_waits_for_its_own_phase_waits_for_itself() -> None:
    result = compiled({"a": "phase: p, duration: 1d, after: p", "b": "phase: q, duration: 1d"}, PHASES)
    assert said(result) == ["ECS601 a waits for the phase p, of which it is a part"]


def test_a_lag_beyond_all_plans_is_told() -> None:
    tasks = {"a": "duration: 2d", "b": "duration: 2d, after: a + 99999d", "c": "duration: 1d, after: b"}
    assert said(compiled(tasks)) == ["ECS621 b does not end within 50 years"]


@pytest.mark.parametrize(("lag", "finish"), [("9999d", "2064-05-05"), ("99999h", "2037-06-02")])
def test_a_lag_longer_than_the_strategy_gives_the_day_it_leads_to(lag: str, finish: str) -> None:
    result = compiled({"a": "duration: 2d", "b": f"duration: 2d, after: a + {lag}"})
    assert days(result, "b")[1] == finish
    assert said(result) == [
        f"ECS618 b finishes on {finish}, after the strategy's period 2026-01-01 to 2026-06-30"
    ]


@pytest.mark.parametrize("lead", ["99999d", "999999h"])
def test_a_lead_longer_than_the_strategy_starts_with_it(lead: str) -> None:
    result = compiled({"a": "duration: 2d", "b": f"duration: 2d, after: a - {lead}"})
    assert days(result, "b") == ("2026-01-01", "2026-01-02")
    assert said(result) == []


@pytest.mark.parametrize(
    ("year", "finish"), [(1900, ("1900-02-27", "1900-03-01")), (2000, ("2000-02-28", "2000-03-01"))]
)
def test_the_last_of_february_is_the_calendars(year: int, finish: tuple[str, str]) -> None:
    """1900 has no 29 February, 2000 has one."""
    start = {1900: "1900-02-27", 2000: "2000-02-28"}[year]
    result = compiled({"a": f"duration: 3d, start: {start}"}, period=f"{year}-01-01..{year}-12-31")
    assert days(result, "a") == finish
    assert said(result) == []


def test_years_that_no_strategy_has_are_findings() -> None:
    result = compiled({"a": "duration: 1d, start: 2200-02-01"}, period="2200-01-01..2200-12-31")
    assert said(result)
    assert all(one.startswith("ECS150 2200-") for one in said(result))


def test_the_29th_of_february_starts_and_ends_work() -> None:
    tasks = {
        "pinned": "duration: 1d, start: 2028-02-29",
        "bound": "duration: 1d, not_before: 2028-02-29, due: 2028-02-29",
        "late": "duration: 2d, due: 2028-02-29, schedule: late",
    }
    result = compiled(tasks, period="2028-01-01..2028-12-31")
    assert [days(result, name) for name in tasks] == [
        ("2028-02-29", "2028-02-29"),
        ("2028-02-29", "2028-02-29"),
        ("2028-02-28", "2028-02-29"),
    ]
    assert said(result) == []


def test_the_29th_of_february_of_another_year_is_a_finding() -> None:
    result = compiled({"a": "duration: 1d, start: 2026-02-29", "b": "duration: 1d, due: 2100-02-29"})
    assert [one.split(":")[0] for one in said(result)] == [
        "ECS150 2026-02-29 is no date",
        "ECS150 2100-02-29 is no date",
    ]


def test_a_week_without_a_working_day_is_a_finding() -> None:
    assert said(compiled({"a": "duration: 1d"}, head=", calendar: {workweek: []}")) == [
        "ECS150 the work week names no day"
    ]


def test_an_owner_who_is_never_there_is_a_finding() -> None:
    result = compiled(
        {"a": "duration: 1d", "b": "duration: 1d, after: a"},
        lin="{name: Lin, absent: [1900-01-01..2199-12-31]}",
    )
    assert said(result) == ["ECS641 lin works on no day of 2026-01-01 to 2026-06-30, but owns a and b"]


def test_a_tenth_of_half_a_day_is_24_minutes() -> None:
    """What follows starts on the same day, 4 h 24 min after its opening, and so ends on the next."""
    budget = "budgets:\n  shop: {limit: 1000}\n"
    tasks = {
        "half": "duration: 0.5d, cost: 1000, budget: shop",
        "same": "duration: 0.45d, after: half",
        "next": "duration: 0.5d, after: half",
    }
    result = compiled(tasks, budget, head=", buffer: {policy: per_task, size: 10%}")
    assert result.compiled is not None
    half = result.compiled.plan.work.tasks[0]
    assert (half.id, str(half.duration), str(half.buffer)) == ("half", "0.5", "0.05")
    assert half.buffer * 480 == 24
    assert days(result, "same") == ("2026-01-01", "2026-01-01")
    assert days(result, "next") == ("2026-01-01", "2026-01-02")
    assert said(result) == []


def test_tasks_of_nothing_and_of_ten_thousand_days() -> None:
    tasks = {
        "zero": "duration: 0d",
        "long": "duration: 10000d, after: zero",
        "end": "duration: 0d, after: long",
    }
    result = compiled(tasks)
    assert days(result, "zero") == ("2026-01-01", "2026-01-01")
    assert days(result, "long") == ("2026-01-01", "2064-04-30")
    assert days(result, "end") == ("2064-04-30", "2064-04-30")
    assert [one.split(" ")[0] for one in said(result)] == ["ECS618"]


def test_deadlines_behind_work_that_never_ends_are_not_told() -> None:
    tasks = {
        "a": "duration: 1d",
        "b": "duration: 1d, after: a + 100000d, due: 2026-03-01",
        "c": "duration: 1d, after: b, due: 2026-03-02",
    }
    assert [each.partition(" ")[0] for each in said(compiled(tasks))] == ["ECS621"]
