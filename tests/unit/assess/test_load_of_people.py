"""Whose work is counted when, what rules say about it, and what of it the plan shows."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest

from tests.unit.assess.strategies import HEAD, codes, plan, result, task

HEAD_JAN = HEAD.replace("2026-01-01..2026-12-31", "2026-01-05..2026-12-31")
LEVEL_CODES = ("ECS520", "ECS521", "ECS522", "ECS523")


def load_codes(text: str, head: str = HEAD_JAN) -> list[str]:
    return [code for code in codes(text, head) if code in LEVEL_CODES]


def people(**fields: str) -> str:
    return HEAD_JAN.replace(
        "  lin: {name: Lin}\n", "".join(f"  {name}: {{{one}}}\n" for name, one in fields.items())
    )


def test_without_effort_nothing_is_counted() -> None:
    assert plan("tasks:\n  a: {owner: lin, duration: 5d}\n  b: {owner: lin, duration: 5d}\n").work.load == ()


def test_what_states_no_effort_is_listed_and_not_zero() -> None:
    planned = plan(
        "tasks:\n  a: {owner: lin, effort: 2d}\n  b: {owner: lin, duration: 5d}\n  c: {owner: lin, duration: 0d}\n",
        HEAD_JAN,
    )
    (lin,) = planned.work.load
    assert lin.uncounted == ("b",)
    (week,) = lin.weeks
    assert week.week == dt.date(2026, 1, 5)
    assert [week.load, week.capacity] == [2, 5]
    assert {one.task: int(one.days) for one in week.tasks} == {"a": 2}
    assert task(planned, "a").effort == 2
    assert task(planned, "b").effort is None


def test_effort_lies_evenly_on_the_duration() -> None:
    planned = plan("tasks:\n  a: {owner: lin, effort: 5d, duration: 10d, not_before: 2026-01-08}\n", HEAD_JAN)
    assert [week.load for week in planned.work.load[0].weeks] == [1, Decimal("2.5"), Decimal("1.5")]


def test_capacity_and_absences_leave_less_of_a_week() -> None:
    head = people(lin="name: Lin, capacity: 4d per week, absent: [2026-01-13..2026-01-14]")
    planned = plan("tasks:\n  a: {owner: lin, effort: 8d}\n", head)
    weeks = planned.work.load[0].weeks
    assert [week.capacity for week in weeks] == [4, Decimal("2.4"), 4]
    assert [week.load for week in weeks] == [4, Decimal("2.4"), Decimal("1.6")]
    assert load_codes("tasks:\n  a: {owner: lin, effort: 8d}\n", head) == []


@pytest.mark.parametrize(
    "capacity", ["7h per day", "10d per month", "3d per week", "0.7d per day", "11d per month"]
)
def test_a_task_given_by_its_effort_alone_never_overloads(capacity: str) -> None:
    head = people(lin=f"name: Lin, capacity: {capacity}")
    assert (
        load_codes(
            "tasks:\n  a: {owner: lin, effort: 110min}\n  b: {owner: lin, effort: 9d, after: a}\n", head
        )
        == []
    )


@pytest.mark.parametrize(
    "other",
    [
        "duration: 5d",
        "effort: 5d, status: done",
        "effort: 5d, status: dropped",
        "effort: 5d, contingent: true",
    ],
)
def test_what_is_no_work_to_do_loads_nobody(other: str) -> None:
    assert load_codes(f"tasks:\n  a: {{owner: lin, effort: 5d}}\n  b: {{owner: lin, {other}}}\n") == []
    assert load_codes("tasks:\n  a: {owner: lin, effort: 5d}\n  b: {owner: lin, effort: 5d}\n") == ["ECS520"]


def test_a_team_is_not_loaded() -> None:
    text = "teams:\n  shop: {name: Shop}\ntasks:\n  a: {owner: shop, effort: 5d}\n  b: {owner: shop, effort: 5d}\n"
    planned = plan(text, HEAD_JAN)
    assert planned.work.load == ()
    assert load_codes(text) == []


def test_weeks_in_a_row_are_one_finding_with_the_worst_of_them() -> None:
    found = result(
        "tasks:\n  a: {owner: lin, effort: 15d}\n  b: {owner: lin, effort: 12d}\n"
        "  c: {owner: lin, effort: 1d, start: 2026-01-14}\n  d: {owner: lin, effort: 2d, start: 2026-03-02}\n"
        "  e: {owner: lin, effort: 4d, start: 2026-03-02}\n",
        HEAD_JAN,
    )
    first, second = (one for one in found.findings if one.rule.code == "ECS520")
    assert first.params["weeks"] == 3
    assert first.params["week"] == dt.date(2026, 1, 12)
    assert first.params["load"] == 11
    assert [str(one.extra["days"]) for one in first.related] == ["5", "5", "1"]
    assert (second.params["week"], second.params["load"], second.params["weeks"]) == (
        dt.date(2026, 3, 2),
        6,
        1,
    )


def test_effort_has_to_fit_its_duration() -> None:
    assert load_codes("tasks:\n  a: {owner: lin, effort: 6d, duration: 5d}\n") == ["ECS520", "ECS521"]
    assert load_codes("tasks:\n  a: {owner: lin, effort: 5d, duration: 5d}\n") == []
    head = people(lin="name: Lin, capacity: 4d per week")
    assert "ECS521" in load_codes("tasks:\n  a: {owner: lin, effort: 5d, duration: 5d}\n", head)
    assert load_codes("tasks:\n  a: {owner: lin, effort: 4d, duration: 5d}\n", head) == []
    assert load_codes("tasks:\n  a: {owner: lin, effort: 1d, duration: 0d}\n") == ["ECS521"]
    assert load_codes("tasks:\n  a: {owner: lin, effort: 4d, duration: 72h}\n") == ["ECS521"]
    assert load_codes("tasks:\n  a: {owner: lin, effort: 3d, duration: 72h}\n") == []


def test_somebody_without_time_is_told_once() -> None:
    head = people(lin="name: Lin, capacity: 0d per week")
    found = codes("tasks:\n  a: {owner: lin, effort: 5d}\n", head)
    assert "ECS522" in found
    assert "ECS621" not in found
    assert load_codes("tasks:\n  a: {owner: lin, effort: 5d, duration: 5d}\n", head) == ["ECS522"]
    assert load_codes("tasks:\n  a: {owner: lin, duration: 5d}\n", head) == []


def test_ten_thousand_tasks_are_counted_in_no_time() -> None:
    lines = [f"  t{n}: {{owner: lin, effort: 1d, duration: 20d}}\n" for n in range(3000)]
    begun = time.perf_counter()
    assert "ECS520" in load_codes("tasks:\n" + "".join(lines))
    assert time.perf_counter() - begun < 20
