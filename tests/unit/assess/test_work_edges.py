"""Work at its edges: dropped and contingent work, phases, capacity, days outside the period."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, plan, task


def test_what_was_dropped_serves_nothing() -> None:
    goal = "objectives: {o: {}}\ngoals: {g: {supports: o}}\n"
    served = "tasks: {a: {owner: lin, duration: 3d, serves: g}}\n"
    assert "ECS407" not in codes(goal + served)
    assert "ECS407" in codes(goal + served.replace("serves", "status: dropped, serves"))


def test_what_only_dropped_work_waits_for_serves_nothing() -> None:
    tasks = "tasks:\n  a: {owner: lin, duration: 1d}\n"
    tasks += "  b: {owner: lin, duration: 1d, after: a, serves: g, status: planned}\n"
    assert "ECS632" not in codes("goals: {g: {}}\n" + tasks)
    assert "ECS632" in codes("goals: {g: {}}\n" + tasks.replace("planned", "dropped"))


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ("", {"ECS603"}),
        ("x: {owner: lin, duration: 2d, phase: p, status: dropped}, ", {"ECS603"}),
        ("x: {owner: lin, duration: 2d, phase: p}, ", set()),
        ("x: {owner: lin, phase: p}, ", {"ECS602"}),
    ],
)
def test_a_phase_without_work_is_nothing_to_wait_for(members: str, expected: set[str]) -> None:
    text = "phases: {p: {}}\ntasks: {" + members + "a: {owner: lin, duration: 1d, after: p}}\n"
    assert set(codes(text)) == expected


def test_a_milestone_waits_for_the_start_of_a_phase_with_work() -> None:
    text = "phases: {p: {}}\ntasks: {x: {owner: lin, duration: 2d, phase: p}}\n"
    milestone = "milestones: {m: {due: week 9, after: p.start}}\n"
    assert codes(text + milestone) == []
    assert codes("phases: {p: {}}\n" + milestone) == ["ECS604"]


@pytest.mark.parametrize(
    ("capacity", "days"),
    [
        ("4h per day", 10),
        ("2d per week", "12.5"),
        ("10d per month", "10.715"),
        ("6d per week", 5),
        ("420 per week", 5),
    ],
)
def test_effort_is_stretched_by_capacity(capacity: str, days: object) -> None:
    text = "tasks: {a: {owner: bo, effort: 5d}}\n"
    head = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY}\n"
    planned = plan(text, head + "people: {bo: {capacity: " + capacity + "}}\n")
    assert str(task(planned, "a").duration) == str(days)


def test_a_day_outside_the_period_is_told_once() -> None:
    assert codes("tasks: {a: {owner: lin, duration: 1d, due: 2027-02-01}}\n") == ["ECS618"]
    tasks = "tasks: {a: {owner: lin, duration: 1d}}\n"
    assert codes(tasks + "milestones: {m: {due: 2025-12-01, after: a}}\n") == ["ECS618"]
