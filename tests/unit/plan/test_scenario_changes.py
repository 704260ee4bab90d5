"""What scenarios change, with what the plan holds there."""

from __future__ import annotations

from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.types import Plan

TEXT = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY, owner: lin}
market: {size: {value: 420亿元, growth_rate: 8%}}
pricing: {tax: {included: true, rate: 13%}}
budgets: {m: {limit: 5000, lines: {ads: {limit: 3000}}}}
tasks: {build: {name: Build, duration: 5d, owner: lin, after: []}}
goals: {sales: {name: Sales, drivers: {visitors: 400}}}
scenarios:
  all:
    changes:
      budgets.m.ads.limit: 4000
      budgets.m.lines.ads.limit: 4000
      goals.sales.drivers.visitors: 300
      market.size.growth_rate: 6%
      pricing.tax.included: false
      tasks.build.duration: 9d
      tasks.build.after: build
      tasks.gone.duration: 1d
      tasks: nothing
"""


def planned(scenario: str | None = None) -> Plan:
    given = StrategyInput("demo", (("demo.yaml", TEXT.encode()),))
    found = compile_strategy(given, scenario=scenario).compiled
    assert found is not None
    return found.plan


def test_each_change_says_what_the_plan_holds_there() -> None:
    assert {one.field: (one.before, one.after) for one in planned().scenario_changes} == {
        "budgets.m.ads.limit": ("CNY 3000", "4000"),
        "budgets.m.lines.ads.limit": ("CNY 3000", "4000"),
        "goals.sales.drivers.visitors": ("400", "300"),
        "market.size.growth_rate": ("8%", "6%"),
        "pricing.tax.included": ("true", "false"),
        "tasks.build.duration": ("5d", "9d"),
        "tasks.build.after": (None, "build"),
        "tasks.gone.duration": (None, "1d"),
        "tasks": (None, "nothing"),
    }


def test_under_a_scenario_the_plan_does_not_know_what_was_planned() -> None:
    assert {one.before for one in planned("all").scenario_changes} == {None}
