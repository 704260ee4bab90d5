"""Small strategies for the tests of what is worked out about them."""

from __future__ import annotations

from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.plan.types import Plan
from ecsc.plan.work_types import TaskPlan

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-01-01..2026-12-31, currency: CNY, owner: lin}
people:
  lin: {name: Lin}
"""


def result(text: str, head: str = HEAD) -> Result:
    return compile_strategy(StrategyInput("demo", (("demo.yaml", (head + text).encode()),)))


def plan(text: str, head: str = HEAD) -> Plan:
    compiled = result(text, head).compiled
    assert compiled is not None
    return compiled.plan


def task(planned: Plan, identifier: str) -> TaskPlan:
    return next(one for one in planned.work.tasks if one.id == identifier)


def codes(text: str, head: str = HEAD) -> list[str]:
    return [finding.rule.code for finding in result(text, head).findings if finding.level != "info"]
