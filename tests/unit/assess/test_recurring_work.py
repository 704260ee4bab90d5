"""Recurring tasks, meetings and reports: their dates in the plan, their money, and what does not fit them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.diagnostics import Finding
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan
from tests.unit.assess.strategies import HEAD, codes, plan, result, task


def item(planned: Plan, identifier: str) -> DutyPlan:
    return next(one for one in planned.work.duties if one.id == identifier)


def dates(text: str, identifier: str, head: str = HEAD) -> list[str]:
    return [one.date.isoformat() for one in item(plan(text, head), identifier).dates]


def findings(text: str, code: str) -> list[Finding]:
    return [one for one in result(text).findings if one.rule.code == code]


def test_a_recurring_task_has_dates_and_no_start() -> None:
    text = "tasks: {backup: {owner: lin, every: month, day: 31, not_before: 2026-02-01, due: 2026-04-30}}\n"
    planned = plan(text)
    assert codes(text) == []
    assert dates(text, "backup") == ["2026-02-27", "2026-03-31", "2026-04-30"]
    one = task(planned, "backup")
    assert (one.start, one.finish, one.every, one.critical) == (None, None, "every month", False)
    assert item(planned, "backup").dates[0].moved_from is not None


def test_a_recurring_task_needs_no_length_but_may_have_one() -> None:
    text = "tasks: {backup: {owner: lin, every: week, duration: 2h}, report: {owner: lin, every: week, effort: 1d}}\n"
    assert codes(text) == []
    assert [one.minutes for one in plan(text).work.duties] == [120, 480]


def test_without_days_of_its_own_it_lasts_the_period() -> None:
    head = HEAD.replace("2026-01-01..2026-12-31", "2026-03-04..2026-03-20")
    assert dates("meetings: {m: {every: week, weekday: wed}}\n", "m", head) == [
        "2026-03-04", "2026-03-11", "2026-03-18",
    ]  # fmt: skip


def test_national_holidays_move_dates() -> None:
    head = HEAD.replace("currency: CNY", "currency: CNY, calendar: {country: CN}")
    found = dates(
        "meetings: {周会: {every: 每两周, weekday: 周五, window: 2026-01-01..2026-02-28}}\n", "周会", head
    )
    assert found == ["2026-01-04", "2026-01-16", "2026-01-30", "2026-02-13", "2026-02-27"]


def test_meetings_and_reports_say_who_and_what() -> None:
    text = "teams: {shop: {}}\nmetrics: {gmv: {standard: gmv}}\ngoals: {g: {metric: gmv}}\n"
    text += "meetings: {站会: {kind: standup, every: workday, length: 15min, "
    text += "chair: lin, participants: shop, agenda: 障碍}}\n"
    text += "reports: {figures: {every: quarter, owner: lin, recipients: shop, metrics: gmv, sections: [Traffic]}}\n"
    planned = plan(text)
    standup, figures = item(planned, "站会"), item(planned, "figures")
    assert (standup.section, standup.owner, standup.people, standup.minutes) == (
        "meetings",
        "lin",
        ("shop",),
        Decimal(15),
    )
    assert (standup.every, standup.items, standup.kind) == ("every workday", ("障碍",), "standup")
    assert (figures.section, figures.owner, figures.people) == ("reports", "lin", ("shop",))
    assert (figures.metrics, figures.items) == (("gmv",), ("Traffic",))
    assert planned.people[0].owns == ("figures", "站会")


def test_what_was_dropped_or_may_never_run_has_no_dates() -> None:
    text = "tasks: {a: {owner: lin, every: week, status: dropped}, b: {owner: lin, every: week, contingent: true}}\n"
    assert plan(text).work.duties == ()


@pytest.mark.parametrize(
    ("january", "spread", "expected"),
    [(300, "even", []), (299, "even", ["ECS504"]), (900, "start", []), (899, "start", ["ECS504"])],
)
def test_the_cost_lies_on_the_dates(january: int, spread: str, expected: list[str]) -> None:
    """Three dates of 300 each, the last days of January to March, or all of it on the first."""
    phasing = f"{{2026-01: {january}, 2026-02: 300, 2026-03: {1200 - january}}}"
    text = "budgets: {m: {limit: 1500, phasing: " + phasing + "}}\n"
    text += "tasks: {ads: {owner: lin, every: month, day: last, cost: 900, budget: m, due: 2026-03-31, "
    assert codes(text + "spread: " + spread + "}}\n") == expected


def test_nothing_waits_for_what_is_never_finished() -> None:
    text = "tasks: {a: {owner: lin, every: week}, b: {owner: lin, duration: 1d, after: a}}\n"
    (finding,) = findings(text, "ECS603")
    assert "comes round" in finding.message
    assert codes(text) == ["ECS603"]


def test_recurring_work_serves_something_too() -> None:
    goal = "objectives: {o: {}}\ngoals: {g: {supports: o}}\n"
    assert "ECS632" in codes(goal + "tasks: {a: {owner: lin, every: week}}\n")
    assert "ECS632" not in codes(goal + "tasks: {a: {owner: lin, every: week, serves: g}}\n")


def test_the_day_of_assessment_asks_nothing_of_recurring_work() -> None:
    head = HEAD.replace("currency: CNY", "currency: CNY, as_of: 2026-06-30")
    assert codes("tasks: {a: {owner: lin, every: week}}\n", head) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ("every: workday, weekday: mon", "weekday"),
        ("every: week, day: 5", "day"),
        ("every: month, day: 5, weekday: fri", "weekday"),
        ("every: week, after: other", "after"),
        ("every: week, finish_after: other", "finish_after"),
        ("every: week, start: 2026-02-02", "start"),
        ("every: week, schedule: late", "schedule"),
        ("every: week, buffer: 1d", "buffer"),
        ("duration: 1d, weekday: fri", "weekday"),
    ],
)
def test_what_has_no_effect_is_told(fields: str, field: str) -> None:
    text = "tasks: {a: {owner: lin, " + fields + "}, other: {owner: lin, duration: 1d}}\n"
    (finding,) = [one for one in result(text).findings if one.level != "info"]
    assert finding.rule.code == "ECS656"
    assert finding.params["field"] == field


@pytest.mark.parametrize(
    "fields",
    ["every: month, weekday: fri", "every: week, weekday: fri, status: done", "every: quarter, day: last"],
)
def test_what_has_an_effect_is_quiet(fields: str) -> None:
    assert codes("tasks: {a: {owner: lin, " + fields + "}}\n") == []


def test_what_never_comes_round_is_told() -> None:
    assert codes("meetings: {m: {every: week, weekday: tue, window: 2026-03-11}}\n") == ["ECS655"]
    assert codes("meetings: {m: {every: week, weekday: wed, window: 2026-03-11}}\n") == []
    (finding,) = findings(
        "tasks: {a: {owner: lin, every: week, not_before: 2026-04-01, due: 2026-03-01}}\n", "ECS655"
    )
    assert "before they begin" in finding.message


def test_a_calendar_without_a_worked_day_is_told_for_each() -> None:
    head = HEAD.replace("currency: CNY", "currency: CNY, calendar: {holidays: [2026]}")
    text = "meetings: {m: {every: workday}, n: {every: year}}\nreports: {r: {every: month, owner: lin}}\n"
    assert codes(text, head) == ["ECS655"] * 3


def test_dates_without_end_are_cut_and_told() -> None:
    head = HEAD.replace("2026-01-01..2026-12-31", "2026-01-01..2070-12-31")
    text = "meetings: {m: {every: workday}}\n"
    assert codes(text, head) == ["ECS655"]
    assert len(dates(text, "m", head)) == 10_000


def test_a_window_outside_the_period_is_told() -> None:
    assert codes("meetings: {m: {every: week, window: 2026-12-01..2027-01-31}}\n") == ["ECS635"]


TEAMS = "teams: {shop: {}, design: {}}\n"
WORK = "tasks: {a: {owner: bo, duration: 1d}, b: {owner: lin, duration: 1d}}\n"
STAFF = HEAD.replace("lin: {name: Lin}", "lin: {team: shop}\n  bo: {team: design}")


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ("", []),
        ("meetings: {m: {every: week}}\n", []),
        ("meetings: {m: {every: week, participants: shop}}\n", ["ECS657"]),
        ("meetings: {m: {every: week, participants: [shop, bo]}}\n", []),
        ("meetings: {m: {every: week, participants: shop, chair: bo}}\n", []),
        ("meetings: {m: {every: week, participants: shop}, n: {every: month, participants: design}}\n", []),
    ],
)
def test_every_team_that_works_meets(meetings: str, expected: list[str]) -> None:
    assert [code for code in codes(TEAMS + WORK + meetings, STAFF) if code == "ECS657"] == expected


def test_milestones_are_promised_in_the_order_of_the_work() -> None:
    text = "tasks: {s: {owner: lin, duration: 2d}, t: {owner: lin, duration: 2d, after: a}}\n"
    text += "milestones: {a: {due: week 20, after: s}, b: {due: week %s, after: %s}}\n"
    assert "ECS658" in codes(text % (19, "t"))
    assert "ECS658" in codes(text % (19, "a"))
    assert codes(text % (21, "t")) == []
    assert "ECS658" not in codes(text % (19, "[a - 20d]"))


def test_a_phase_carries_the_order_of_promises() -> None:
    text = "phases: {p: {}}\n"
    text += "tasks: {s: {owner: lin, duration: 2d}, t: {owner: lin, duration: 2d, after: a, phase: p}}\n"
    text += "milestones: {a: {due: week 20, after: s}, b: {due: week 19, after: p}}\n"
    assert "ECS658" in codes(text)


def test_a_milestone_that_falls_late_is_told_once() -> None:
    text = "tasks: {t: {owner: lin, duration: 2d, after: a}}\n"
    text += "milestones: {a: {due: week 20}, b: {due: week 19, after: t}}\n"
    found = codes(text)
    assert "ECS617" in found
    assert "ECS658" not in found


def test_a_weekday_that_nobody_works_is_told_once() -> None:
    text = "meetings: {m: {every: %s, weekday: %s}}\n"
    assert codes(text % ("week", "sat")).count("ECS656") == 1
    assert "ECS656" not in codes(text % ("week", "fri"))
    assert codes(text % ("workday", "sat")).count("ECS656") == 1  # there the weekday says nothing at all
    people = "people: {bo: {name: Bo, calendar: {workweek: tue-sat}}}\n"
    task = "tasks: {t: {name: T, owner: bo, every: week, weekday: %s}}\n"
    head = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY, owner: bo}\n"
    assert "ECS656" not in codes(people + task % "sat", head)
    assert "ECS656" in codes(people + task % "mon", head)


def test_milestones_in_a_circle_are_told_as_one_only() -> None:
    text = "milestones: {a: {due: week 20, after: b}, b: {due: week 19, after: a}}\n"
    assert "ECS601" in codes(text)


def test_a_promise_lies_in_its_phase() -> None:
    text = "phases: {p: {window: 2026-Q2}}\nmilestones: {a: {due: %s, phase: p}}\n"
    assert "ECS659" in codes(text % "week 10")
    assert "ECS659" not in codes(text % "week 20")
    assert "ECS659" not in codes(text % "2026-Q2")
