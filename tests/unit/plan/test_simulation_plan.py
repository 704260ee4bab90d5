"""The simulation in the plan: what varies, what the figures say, and what is left out with a reason."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import pytest

from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.simulated_figures import share, significant
from ecsc.plan.simulation_types import SimulationPlan
from ecsc.plan.types import Plan
from ecsc.simulate import MissingExtraError

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-06-30, currency: CNY, owner: lin%s}
people:
  lin: {name: Lin}
"""
ASKED = ", simulation: {runs: 500, seed: 7}"
SHOP = """tasks:
  shop: {name: Shop, owner: lin, duration: 10d, estimate: {low: 8d, high: 20d}}
  stock: {name: Stock, owner: lin, duration: 5d, after: shop}
milestones:
  launch: {due: 2026-01-29, after: stock}
"""
METRICS = """metrics:
  gmv: {standard: gmv}
  visitors: {standard: visitors}
  orders: {standard: orders}
  conversion: {standard: conversion}
  aov: {standard: aov}
  refunds: {name: Refunds, unit: percent, direction: down, formula: returns / orders}
  returns: {name: Returns, unit: orders, direction: down}
  score: {name: Score, unit: points, direction: up, formula: max(orders, visitors)}
"""


def plan(text: str, extra: str = ASKED, simulate: Mapping[str, int] | Literal[False] | None = None) -> Plan:
    content = (HEAD % extra + text).encode()
    compiled = compile_strategy(StrategyInput("demo", (("demo.yaml", content),)), simulate=simulate).compiled
    assert compiled is not None
    return compiled.plan


def simulated(text: str, extra: str = ASKED, simulate: Mapping[str, int] | None = None) -> SimulationPlan:
    found = plan(text, extra, simulate).work.simulation
    assert found is not None
    return found


def goal(drivers: str, estimates: str, metric: str = "gmv", target: str = "1000000") -> str:
    return METRICS + (
        f"goals:\n  sales: {{metric: {metric}, target: {target}, drivers: {{{drivers}}}, "
        f"driver_estimates: {{{estimates}}}}}\n"
    )


def test_only_what_is_asked_for_is_simulated() -> None:
    assert plan(SHOP, "").work.simulation is None
    assert plan(SHOP, ASKED, False).work.simulation is None
    assert simulated(SHOP).runs == 500
    asked = simulated(SHOP, "", {})
    assert (asked.runs, asked.seed) == (10000, 1)
    changed = simulated(SHOP, ASKED, {"runs": 200})
    assert (changed.runs, changed.seed) == (200, 7)


def test_nothing_uncertain_is_no_simulation() -> None:
    certain = "tasks:\n  shop: {name: Shop, owner: lin, duration: 10d%s}\n"
    for given in ("", ", status: done, estimate: {low: 8d, high: 20d}", ", estimate: {low: 20d, high: 8d}",
                  ", estimate: {low: 48h, high: 20d}", ", estimate: {low: 0d, likely: 0d, high: 0d}"):  # fmt: skip
        assert plan(certain % given).work.simulation is None, given
    assert simulated(certain % ", estimate: {low: 8d, high: 20d}").finish is not None


def test_estimates_equal_to_the_plan_give_the_plan() -> None:
    text = SHOP.replace("low: 8d, high: 20d", "low: 10d, high: 10d")
    made = plan(text)
    simulation = made.work.simulation
    assert simulation is not None
    assert simulation.finish is not None
    dates = {one.id: one.finish for one in made.work.tasks} | {
        one.id: one.date for one in made.work.milestones
    }
    for item in simulation.items:
        assert {item.finish.p50, item.finish.p80, item.finish.p95} == {dates[item.id]}
    assert simulation.finish.p50 == made.work.finish
    assert [(one.day, one.runs) for one in simulation.finish_days] == [(made.work.finish, 500)]
    assert simulation.on_time == 1
    assert simulation.tornado[0].span == 0


def test_buffers_are_not_played() -> None:
    buffered = ASKED + ", buffer: {policy: per_task, size: 50%}"
    assert simulated(SHOP, buffered) == simulated(SHOP)
    assert plan(SHOP, buffered).work.finish != plan(SHOP).work.finish


def test_the_figures_fit_together() -> None:
    found = simulated(SHOP)
    assert sum(one.runs for one in found.finish_days) == found.runs
    launch = next(one for one in found.items if one.id == "launch")
    kept = sum(one.runs for one in found.finish_days if one.day <= dt.date(2026, 1, 29))
    assert launch.on_time == Decimal(kept) / 500
    assert launch.criticality == 1
    (swing,) = found.tornado
    assert (swing.id, *map(int, (swing.low, swing.high, swing.span))) == ("shop", -2, 10, 12)


def test_a_length_on_the_clock_and_work_by_effort_vary_too() -> None:
    found = simulated(
        "tasks:\n  sea: {name: Sea, owner: lin, duration: 30cd, estimate: {low: 20cd, high: 60cd}}\n"
        "  write: {name: Write, owner: lin, effort: 5d, estimate: {low: 4d, high: 12d}, after: sea}\n"
    )
    assert {one.id for one in found.tornado} == {"sea", "write"}
    assert all(one.span for one in found.tornado)


def test_what_is_scheduled_late_begins_on_its_planned_day() -> None:
    text = """tasks:
  early: {name: Early, owner: lin, duration: 2d, estimate: {low: 1d, high: 3d}}
  late: {name: Late, owner: lin, duration: 5d, schedule: late, due: 2026-03-31, after: early,
    estimate: {low: 4d, high: 8d}}
"""
    made = plan(text)
    simulation = made.work.simulation
    assert simulation is not None
    late = next(one for one in simulation.items if one.id == "late")
    assert late.on_time is not None
    assert 0 < late.on_time < 1  # it was planned to end on its very last day


def test_a_goal_and_its_drivers() -> None:
    text = goal("visitors: 400000, conversion: 2.5%, aov: 100",
                "visitors: {low: 300000, high: 500000}, conversion: {low: 2%, likely: 2.4%, high: 3%}")  # fmt: skip
    found = simulated(text)
    assert found.finish is None
    (one,) = found.goals
    assert one.p50 > one.p80 > one.p95
    assert {each.id: (int(each.low), int(each.high)) for each in one.drivers} == {
        "visitors": (720000, 1200000), "conversion": (800000, 1200000),
    }  # fmt: skip
    assert [each.id for each in one.drivers] == ["visitors", "conversion"]
    assert 0 < one.reached < Decimal("0.5")


def test_certain_drivers_reach_what_the_driver_check_calls_reached() -> None:
    text = goal("visitors: 400000, conversion: 2.5%, aov: 100", "aov: {low: 100, high: 100}")
    (one,) = simulated(text).goals
    assert list(map(int, (one.reached, one.p50, one.p95))) == [1, 1000000, 1000000]
    text = goal("visitors: 399999, conversion: 2.5%, aov: 100", "aov: {low: 100, high: 100}")
    assert simulated(text).goals[0].reached == 0


def test_less_is_better_where_the_metric_says_so() -> None:
    text = goal("orders: 10000, returns: 500", "returns: {low: 300, high: 900}", "refunds", "5%")
    (one,) = simulated(text).goals
    assert one.p50 < one.p80 < one.p95
    assert 0 < one.reached < Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (goal("visitors: 5", "visitors: {low: 1, high: 9}", "gmv"), "a formula that leads from"),
        (
            goal("orders: 5, visitors: 9", "orders: {low: 1, high: 9}", "score", "5"),
            "a formula that leads from",
        ),
        (goal("gmv: 100, orders: 5", "orders: {low: 0, high: 9}", "aov", "50"), ""),
        (goal("orders: 5", "orders: {low: 1, high: 9}").replace("target: 1000000, ", ""), "target"),
        (goal("orders: 5", "orders: {low: 1, high: 9}").replace("metric: gmv, ", ""), "metric.direction"),
    ],
)
def test_a_goal_that_cannot_be_decided_says_why(text: str, missing: str) -> None:
    found = simulated(text)
    if not missing:
        assert found.goals
        return
    assert found.goals == ()
    assert missing in found.undecided[0].missing[0]


def test_ages_and_fortunes_are_played_or_told() -> None:
    nines = "9" * 24
    (rich,) = simulated(goal("orders: 10000, aov: 100", f"orders: {{low: 1, high: {nines}}}")).goals
    assert rich.reached == Decimal("0.999") or rich.reached == 1
    text = f"tasks:\n  a: {{name: A, owner: lin, duration: 1d, estimate: {{low: 1d, high: {nines}d}}}}\n"
    assert simulated(text).finish is not None


def test_another_task_or_goal_changes_nobody_elses_figures() -> None:
    alone = simulated(SHOP)
    joined = simulated(SHOP.replace("milestones:", "  more: {name: More, owner: lin, duration: 1d, "
                                    "estimate: {low: 1d, high: 2d}}\nmilestones:"))  # fmt: skip
    assert joined.finish_days == alone.finish_days


def test_without_numpy_nothing_is_left_out_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "numpy":
            raise ModuleNotFoundError("No module named 'numpy'")
        return real(name, *rest, **more)

    import sys

    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError) as missing:
        plan(SHOP)
    assert (missing.value.library, missing.value.extra) == ("numpy", "simulate")
    assert plan(SHOP, "").work.simulation is None
    content = (HEAD % ASKED + SHOP).encode()
    checked = compile_strategy(StrategyInput("demo", (("demo.yaml", content),)), plan=False)
    assert checked.compiled is None


def test_shares_are_only_whole_when_they_are() -> None:
    assert [share(n, 10_000) for n in (0, 1, 4, 5_000, 9_999, 10_000)] == [
        0, Decimal("0.001"), Decimal("0.001"), Decimal("0.5"), Decimal("0.999"), 1,
    ]  # fmt: skip


def test_six_digits_are_told() -> None:
    assert significant(1234567.89) == 1234570
    assert str(significant(0.1 + 0.2)) == "0.3"
    assert str(significant(1e-9)) == "1E-9"
