"""The forecast: where the work will lie as it really stands."""

from __future__ import annotations

import datetime as dt

import pytest

from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan
from tests.unit.assess.strategies import codes, plan, task

# January 2026: the 5th is a Monday.
HEAD = """ecsc: 1
strategy:
  {id: demo, name: Demo, period: 2026-01-05..2026-12-31, currency: CNY, owner: lin, as_of: %s%s}
people:
  lin: {name: Lin}
  mo: {name: Mo, capacity: 4h per day}
"""


def at(day: str, text: str, extra: str = "") -> Plan:
    return plan(text, HEAD % (day, extra))


def forecast(planned: Plan, name: str) -> tuple[str, str]:
    one = task(planned, name)
    assert one.forecast_start is not None
    assert one.forecast_finish is not None
    return f"{one.forecast_start:%m-%d}", f"{one.forecast_finish:%m-%d}"


def stone(planned: Plan, name: str) -> MilestonePlan:
    return next(one for one in planned.work.milestones if one.id == name)


CHAIN = """
tasks:
  a: {name: A, owner: lin, duration: 5d%s}
  b: {name: B, owner: lin, duration: 5d, after: a%s}
milestones:
  m: {after: b}
"""


def chain(day: str, a: str = "", b: str = "", extra: str = "") -> Plan:
    return at(day, CHAIN % (a and ", " + a, b and ", " + b), extra)


def test_without_a_day_of_assessment_nothing_is_forecast() -> None:
    made = plan(CHAIN % (", status: done, finished: 2026-01-20", ""), HEAD.replace(", as_of: %s%s", ""))
    assert made.work.forecast_finish is None
    assert task(made, "b").forecast_finish is None
    assert task(made, "a").finished == dt.date(2026, 1, 20)


def test_the_plan_itself_does_not_move() -> None:
    early, late = chain("2025-12-01"), chain("2026-06-01")
    for name in "ab":
        assert (task(early, name).start, task(early, name).finish) == (
            task(late, name).start,
            task(late, name).finish,
        )
    assert early.work.finish == late.work.finish
    assert late.work.forecast_finish == dt.date(2026, 6, 12)


def test_work_that_has_not_begun_begins_today() -> None:
    made = chain("2026-01-14")
    assert forecast(made, "a") == ("01-14", "01-20")
    assert forecast(made, "b") == ("01-21", "01-27")
    assert stone(made, "m").forecast_date == dt.date(2026, 1, 27)
    assert made.work.forecast_finish == dt.date(2026, 1, 27)


def test_today_on_a_day_off_is_the_next_day_of_work() -> None:
    assert forecast(chain("2026-01-17"), "a") == ("01-19", "01-23")


def test_done_work_lies_where_it_was_done() -> None:
    made = chain("2026-01-19", "status: done, started: 2026-01-06, finished: 2026-01-15")
    assert forecast(made, "a") == ("01-06", "01-15")
    assert forecast(made, "b") == ("01-19", "01-23")


def test_work_done_early_lets_the_next_begin_early_but_not_before_today() -> None:
    made = chain("2026-01-08", "status: done, started: 2026-01-05, finished: 2026-01-06")
    assert forecast(made, "b") == ("01-08", "01-14")


def test_work_done_on_a_day_off_stays_there() -> None:
    made = chain("2026-01-12", "status: done, started: 2026-01-10, finished: 2026-01-11")
    assert forecast(made, "a") == ("01-10", "01-11")
    assert forecast(made, "b") == ("01-12", "01-16")


@pytest.mark.parametrize(
    ("facts", "day", "expected"),
    [
        ("status: done", "2026-01-26", ("01-05", "01-09")),
        ("status: done", "2026-01-07", ("01-01", "01-07")),
        ("status: done, finished: 2026-01-16", "2026-01-26", ("01-12", "01-16")),
        ("status: done, started: 2026-01-07", "2026-01-26", ("01-07", "01-09")),
        ("status: started", "2026-01-07", ("01-05", "01-09")),
        ("status: started, started: 2026-01-06", "2026-01-07", ("01-06", "01-12")),
        ("status: started, remaining: 1d", "2026-01-07", ("01-05", "01-07")),
        ("status: started, remaining: 2d", "2026-01-14", ("01-05", "01-15")),
        ("status: started, remaining: 0d", "2026-01-14", ("01-05", "01-14")),
        ("status: started", "2026-01-14", ("01-05", "01-14")),
        ("status: started, started: 2026-01-03", "2026-01-07", ("01-03", "01-09")),
        ("status: started", "2026-01-02", ("01-02", "01-08")),
        ("status: started, remaining: 8h", "2026-01-14", ("01-05", "01-14")),
    ],
)
def test_what_is_not_told_is_taken_from_the_plan(facts: str, day: str, expected: tuple[str, str]) -> None:
    assert forecast(chain(day, facts), "a") == expected


def test_what_is_left_of_work_by_effort_is_stretched_as_all_of_it() -> None:
    text = "tasks:\n  a: {name: A, owner: mo, effort: 5d, status: started, remaining: 2d}\n"
    assert forecast(at("2026-01-12", text), "a") == ("01-05", "01-15")
    assert task(at("2026-01-12", text), "a").remaining == 2


def test_time_on_the_clock_runs_on_it() -> None:
    text = "tasks:\n  a: {name: A, owner: lin, duration: 72h, status: started, remaining: 24h}\n"
    made = at("2026-01-10", text)
    assert forecast(made, "a") == ("01-05", "01-10")
    assert task(made, "a").remaining == 1


def test_what_remains_is_told_where_it_was_only_reckoned() -> None:
    assert task(chain("2026-01-07", "status: started"), "a").remaining == 3


def test_work_under_way_waits_with_its_rest_for_what_is_not_done() -> None:
    """Retained logic: b was begun early, its rest follows a."""
    made = chain(
        "2026-01-12", "status: started, remaining: 3d", "status: started, started: 2026-01-09, remaining: 2d"
    )
    assert forecast(made, "a") == ("01-05", "01-14")
    assert forecast(made, "b") == ("01-09", "01-16")


def test_work_under_way_does_not_wait_for_what_its_start_waited_for() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 1d, status: done}
  b: {name: B, owner: lin, duration: 2d, after: a + 20d, status: started, started: 2026-01-07, remaining: 1d}
  c: {name: C, owner: lin, duration: 9d, status: started}
  d: {name: D, owner: lin, duration: 2d, after: c.start + 20d, status: started, started: 2026-01-07, remaining: 1d}
"""
    made = at("2026-01-08", text)
    assert forecast(made, "b") == ("01-07", "01-08")
    assert forecast(made, "d") == ("01-07", "01-08")


def test_links_to_a_start_count_from_the_real_one() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 20d, status: started, started: 2026-01-08}
  b: {name: B, owner: lin, duration: 1d, after: a.start + 3d}
  c: {name: C, owner: lin, duration: 1d, after: a.start + 48h}
milestones:
  m: {after: a.start}
"""
    made = at("2026-01-09", text)
    assert forecast(made, "b") == ("01-13", "01-13")
    assert forecast(made, "c") == ("01-12", "01-12")
    assert stone(made, "m").forecast_date == dt.date(2026, 1, 8)


def test_a_real_start_on_a_day_off_is_the_day_of_a_milestone_at_it() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 9d, status: started, started: 2026-01-10}
milestones:
  m: {after: a.start}
"""
    assert stone(at("2026-01-14", text), "m").forecast_date == dt.date(2026, 1, 10)


def test_a_pin_that_is_past_no_longer_holds_and_one_to_come_gives_way() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 5d, start: 2026-01-12}
  b: {name: B, owner: lin, duration: 5d, after: a, start: 2026-01-21}
"""
    assert forecast(at("2026-01-06", text), "b") == ("01-21", "01-27")
    assert forecast(at("2026-01-16", text), "a") == ("01-16", "01-22")
    assert forecast(at("2026-01-16", text), "b") == ("01-23", "01-29")


def test_a_pin_that_the_plan_contradicts_stays_while_it_can() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 9d}
  b: {name: B, owner: lin, duration: 5d, after: a, start: 2026-01-12}
"""
    assert forecast(at("2026-01-05", text), "b") == ("01-12", "01-16")


def test_a_buffer_is_used_up_by_what_is_late() -> None:
    buffered = ", buffer: {policy: per_task, size: 2d}"
    on_time = chain("2026-01-12", "status: done, finished: 2026-01-09", extra=buffered)
    assert forecast(on_time, "b") == ("01-14", "01-20")
    late = chain("2026-01-13", "status: done, finished: 2026-01-12", extra=buffered)
    assert forecast(late, "b") == ("01-14", "01-20")
    later = chain("2026-01-15", "status: done, finished: 2026-01-14", extra=buffered)
    assert forecast(later, "b") == ("01-15", "01-21")
    under_way = chain("2026-01-12", "status: started, remaining: 1d", extra=buffered)
    assert forecast(under_way, "b") == ("01-14", "01-20")


def test_late_work_goes_late_as_what_follows_slips() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 5d}
  p: {name: P, owner: lin, duration: 1d, schedule: late}
  b: {name: B, owner: lin, duration: 1d, after: [a, p]}
"""
    assert forecast(at("2026-01-05", text), "p") == ("01-09", "01-09")
    assert forecast(at("2026-01-12", text), "p") == ("01-16", "01-16")


def test_what_has_no_dates_has_no_forecast() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 5d, status: dropped}
  c: {name: C, owner: lin, duration: 5d, contingent: true, status: started}
"""
    made = at("2026-01-12", text)
    assert [one.forecast_finish for one in made.work.tasks] == [None, None]
    assert made.work.forecast_finish is None


def test_a_milestone_without_links_stays_on_its_day() -> None:
    made = at("2026-03-12", "milestones:\n  m: {due: 2026-02-10}\n")
    assert stone(made, "m").forecast_date == dt.date(2026, 2, 10)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1900, 1, 1), dt.date(2200, 1, 1), dt.date.max])
@pytest.mark.parametrize(
    "facts", ["", "status: started, remaining: 99999w", "status: done, finished: 2199-12-31"]
)
def test_a_day_far_away_ends_well(day: dt.date, facts: str) -> None:
    text = (HEAD % ("2026-01-05", "")) + CHAIN % (facts and ", " + facts, ", status: started")
    result = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),)), as_of=day)
    assert result.compiled is not None
    assert result.compiled.plan.work.forecast_finish is not None


def test_circles_and_unknown_names_end_well() -> None:
    text = """
tasks:
  a: {name: A, owner: lin, duration: 5d, after: b, status: started}
  b: {name: B, owner: lin, duration: 5d, after: [a, nobody], status: done}
"""
    assert "ECS601" in codes(text, HEAD % ("2026-01-12", ""))
    assert forecast(at("2026-01-12", text), "b")
