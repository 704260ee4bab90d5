"""What the plan shows of progress: facts, slip in working days, what is gone and what is new."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.diagnostics import Span
from ecsc.emit.checklist.page import page
from ecsc.emit.checklist.sheet import sheet
from ecsc.messages import words
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.plan.recording import dates_of_plan
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.source.baseline_file import bytes_of

HEAD = """ecsc: 1
strategy:
  {id: demo, name: Demo, period: 2026-01-05..2026-12-31, currency: CNY, owner: lin, baseline: {%s}%s}
people:
  lin: {name: Lin}
"""
BEFORE = """
tasks:
  设计: {name: 店铺设计, owner: lin, duration: 5d}
  上线: {name: Launch, owner: lin, duration: 5d, after: 设计}
  rescue: {name: Rescue, owner: lin, duration: 5d, contingent: true}
  old: {name: Old, owner: lin, duration: 2d}
milestones:
  open: {after: 上线}
  over: {after: old}
"""
AFTER = BEFORE.replace("old:", "renamed:").replace("after: old", "after: renamed")


def compiled(text: str, *, as_of: str = "", named: str = "file: b.json", kept: bytes | None = None) -> Result:
    raw = (HEAD % (named, as_of and f", as_of: {as_of}") + text).encode()
    if kept is None:
        kept = bytes_of(dates_of_plan(plan(BEFORE, kept=b"")))
    return compile_strategy(StrategyInput("demo", (("demo.yaml", raw),), beside=lambda _: kept))


def plan(text: str, *, as_of: str = "", kept: bytes | None = None) -> Plan:
    made = compiled(text, as_of=as_of, kept=kept).compiled
    assert made is not None
    return made.plan


def task(made: Plan, name: str) -> TaskPlan:
    return next(one for one in made.work.tasks if one.id == name)


def stone(made: Plan, name: str) -> MilestonePlan:
    return next(one for one in made.work.milestones if one.id == name)


def codes(result: Result) -> set[str]:
    return {finding.rule.code for finding in result.findings} & {f"ECS{number}" for number in range(670, 680)}


def test_a_plan_as_it_was_has_not_slipped() -> None:
    made = plan(BEFORE)
    assert made.work.baseline is not None
    assert made.work.baseline.slip == 0
    assert (made.work.baseline.gone, made.work.baseline.new) == ((), ())
    assert {one.slip for one in made.work.tasks if one.start} == {Decimal(0)}
    assert task(made, "rescue").slip is None
    assert codes(compiled(BEFORE)) == set()


def test_without_a_day_the_plan_itself_is_measured() -> None:
    made = plan(BEFORE.replace("店铺设计, owner: lin, duration: 5d", "店铺设计, owner: lin, duration: 3d"))
    launch = task(made, "上线")
    assert (launch.baseline_start, launch.baseline_finish) == (dt.date(2026, 1, 12), dt.date(2026, 1, 16))
    assert launch.slip == -2
    assert stone(made, "open").baseline_date == dt.date(2026, 1, 16)
    assert stone(made, "open").slip == -2
    assert made.work.baseline is not None
    assert made.work.baseline.slip == -2


def test_with_a_day_the_forecast_is_measured_in_working_days() -> None:
    made = plan(BEFORE, as_of="2026-01-16")
    assert task(made, "设计").forecast_finish == dt.date(2026, 1, 22)
    assert task(made, "设计").slip == 9
    assert stone(made, "open").slip == 9
    assert made.work.baseline is not None
    assert made.work.baseline.slip == 9


def test_what_was_renamed_is_gone_and_new() -> None:
    made = plan(AFTER)
    assert made.work.baseline is not None
    assert (made.work.baseline.gone, made.work.baseline.new) == (("old",), ("renamed",))
    assert task(made, "renamed").slip is None


def test_a_baseline_without_dates_measures_nothing() -> None:
    empty = plan("tasks: {}\n", kept=b"")
    made = plan(BEFORE, kept=bytes_of(dates_of_plan(empty)))
    assert made.work.baseline is not None
    assert (made.work.baseline.finish, made.work.baseline.slip) == (None, None)


def test_two_baselines_are_none() -> None:
    both = compiled(BEFORE, named="file: b.json, revision: v1")
    assert codes(both) == {"ECS677"}
    assert both.compiled is not None
    assert both.compiled.plan.work.baseline is None
    assert codes(compiled(BEFORE, named="")) == set()


def test_a_file_that_is_none_is_told_at_its_place() -> None:
    result = compiled(BEFORE, kept=b"{}")
    (found,) = (one for one in result.findings if one.rule.code == "ECS675")
    assert isinstance(found.at, Span)
    assert found.at.line == 3
    assert "it is not a baseline" in str(found.params)


def test_a_checklist_says_where_work_really_lies() -> None:
    text = BEFORE.replace("name: Launch", "name: Launch, status: done, finished: 2026-01-15")
    made = plan(text, as_of="2026-01-16")
    shown = page(made, words("en")).decode()
    assert "forecast 16 – 22 Jan 2026" in shown
    assert "done 9 – 15 Jan 2026" in shown
    assert "预测 2026年1月16日至1月22日" in page(made, words("zh-CN")).decode()
    assert "2026-01-22" in sheet(made, words("en")).decode("utf-8-sig")
    assert "forecast" not in page(plan(BEFORE), words("en")).decode()
    assert "forecast" not in page(plan(BEFORE, as_of="2026-01-05"), words("en")).decode()
