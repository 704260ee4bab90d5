"""Critical chain: one bar at the end, one where each other chain joins, and nothing moved."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ecsc.plan.time_types import BufferPlan
from tests.unit.assess.strategies import codes, plan, result, task

HEAD = """ecsc: 1
strategy:
  id: demo
  name: Demo
  period: 2026-01-01..2026-12-31
  currency: CNY
  owner: lin
  buffer: {policy: %s, size: %s}
people:
  lin: {name: Lin}
"""
CHAIN = HEAD % ("critical_chain", "50%")
JOIN = """
tasks:
  shop: {owner: lin, duration: 20d}
  brand: {owner: lin, duration: 4d}
  photos: {owner: lin, duration: 6d, after: brand}
  contracts: {owner: lin, duration: 4d}
  launch: {owner: lin, duration: 10d, after: [shop, photos, contracts]}
"""


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def test_the_longest_chain_that_joins_has_a_feeding_buffer_after_its_last_task() -> None:
    feeding, project = plan(JOIN, CHAIN).work.buffers
    # Ten days of work from 1 January end on the 14th; half of them are kept, of the ten until the 28th.
    assert feeding == BufferPlan(
        "feeding", "photos", "launch", Decimal(5), Decimal(10), day(1, 15), day(1, 21)
    )
    # Thirty days of work are critical and end on 11 February; fifteen are kept.
    assert project == BufferPlan("project", "launch", None, Decimal(15), None, day(2, 12), day(3, 4))


def test_nothing_moves_and_no_task_has_a_buffer() -> None:
    with_chain, without = plan(JOIN, CHAIN).work, plan(JOIN, HEAD % ("none", "50%")).work
    assert [(one.start, one.finish, one.buffer) for one in with_chain.tasks] == [
        (one.start, one.finish, Decimal(0)) for one in without.tasks
    ]
    assert with_chain.project_buffer == 15
    assert with_chain.buffer_finish == day(3, 4)


def test_the_project_policy_has_one_bar_and_no_feeding_buffer() -> None:
    (only,) = plan(JOIN, HEAD % ("project", "5d")).work.buffers
    assert (only.kind, only.after, only.size, only.finish) == ("project", "launch", Decimal(5), day(2, 18))
    assert plan(JOIN, HEAD % ("per_task", "10%")).work.buffers == ()


def test_room_that_is_short_is_covered_and_told_with_both_figures() -> None:
    text = JOIN.replace("duration: 6d", "duration: 12d")
    feeding = plan(text, CHAIN).work.buffers[0]
    assert (feeding.size, feeding.room) == (Decimal(8), Decimal(4))
    assert (feeding.start, feeding.finish) == (day(1, 23), day(1, 28))
    (found,) = [one for one in result(text, CHAIN).findings if one.rule.code == "ECS623"]
    assert str(found.params["size"]) == "8d"
    assert str(found.params["room"]) == "4d"
    assert found.params["chain"] == "brand → photos"


def test_without_any_room_there_is_no_bar() -> None:
    text = JOIN.replace("duration: 6d", "duration: 16d")
    feeding = plan(text, CHAIN).work.buffers[0]
    assert (feeding.room, feeding.start, feeding.finish) == (Decimal(0), None, None)


@pytest.mark.parametrize("lag", ["", " + 2d"])
def test_the_lag_of_the_join_is_no_room(lag: str) -> None:
    text = JOIN.replace("photos, contracts", f"photos{lag}, contracts")
    assert plan(text, CHAIN).work.buffers[0].room == Decimal(8 if lag else 10)


def test_a_chain_through_a_phase_and_a_milestone_joins_once() -> None:
    text = """
phases: {run: {after: build}, build: {}}
tasks:
  shop: {owner: lin, duration: 20d, phase: build}
  photos: {owner: lin, duration: 6d}
  texts: {owner: lin, duration: 2d, phase: build, after: ready}
  launch: {owner: lin, duration: 10d, phase: run}
  sell: {owner: lin, duration: 5d, phase: run, after: launch}
milestones: {ready: {after: photos}}
"""
    feeding, project = plan(text, CHAIN).work.buffers
    assert (feeding.after, feeding.joins, feeding.size, feeding.room) == (
        "texts",
        "launch",
        Decimal(4),
        Decimal(12),
    )
    assert project.after == "sell"


def test_a_chain_that_leaves_the_critical_one_counts_from_there() -> None:
    text = """
tasks:
  shop: {owner: lin, duration: 10d}
  build: {owner: lin, duration: 10d, after: shop}
  photos: {owner: lin, duration: 4d, after: shop}
  launch: {owner: lin, duration: 2d, after: [build, photos]}
"""
    feeding = plan(text, CHAIN).work.buffers[0]
    assert (feeding.after, feeding.size, feeding.room) == ("photos", Decimal(2), Decimal(6))


def test_other_policies_and_empty_work_have_no_findings() -> None:
    assert codes(JOIN.replace("6d", "12d"), HEAD % ("project", "50%")) == []
    assert plan("", CHAIN).work.buffers == ()


def test_near_critical_work_has_little_float_and_is_not_critical() -> None:
    text = JOIN.replace("duration: 6d", "duration: 14d")
    planned = plan(text, CHAIN)
    assert planned.work.near_critical == 2
    assert [one.id for one in planned.work.tasks if one.near_critical] == ["brand", "photos"]
    assert not task(planned, "shop").near_critical
    wide = plan(text, CHAIN.replace("  owner: lin\n", "  owner: lin\n  near_critical: 1w\n"))
    assert wide.work.near_critical == 5
    none = plan(text, CHAIN.replace("  owner: lin\n", "  owner: lin\n  near_critical: 1d\n"))
    assert not any(one.near_critical for one in none.work.tasks)
