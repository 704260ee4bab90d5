"""Parts of wholes in the plan: the tactics' budget, complaints by frequency, launches by quarter."""

from __future__ import annotations

from decimal import Decimal

from ecsc.emit.derived import derived
from ecsc.messages import words
from ecsc.pipeline import Result, StrategyInput, compile_strategy
from ecsc.plan.shares import SharesPlan

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026-02-01..2026-12-31, currency: CNY}\n"


def compiled(text: str) -> Result:
    return compile_strategy(StrategyInput("demo", (("s.yaml", (HEAD + text).encode()),)))


def shares(text: str) -> SharesPlan:
    found = compiled(text).compiled
    assert found is not None
    return found.plan.shares


def test_the_tactics_budget_by_tactic_stage_and_kind() -> None:
    found = shares(
        """budgets: {marketing: {limit: 1000}}
tactics:
  ads: {stage: acquire, kind: paid_ads, cost: 300, budget: marketing}
  mail: {stage: retain, cost: 100, budget: marketing}
  live: {stage: acquire, kind: live_stream, cost: 200}
  free: {stage: retain}
  abroad: {stage: acquire, cost: USD 50}
"""
    )
    assert [(one.name, str(one.cost), str(one.share)) for one in found.tactics] == [
        ("ads", "CNY 300", "50%"),
        ("live", "CNY 200", "33.33%"),
        ("mail", "CNY 100", "16.67%"),
    ]
    assert [(one.name, str(one.cost)) for one in found.stages] == [
        ("acquire", "CNY 500"),
        ("retain", "CNY 100"),
    ]
    assert [one.name for one in found.kinds] == ["paid_ads", "live_stream", None]
    assert shares("tactics: {free: {stage: retain}}\n").tactics == ()


def test_complaints_by_frequency() -> None:
    found = shares(
        """feedback:
  categories: {size: {name: 尺码, route: product}}
  counts: {late: 30, size: 50, rude: 20, none: 0}
"""
    )
    assert [(one.name, one.count, one.share.value, one.cumulative.value) for one in found.feedback] == [
        ("尺码", 50, Decimal("0.5"), Decimal("0.5")),
        ("late", 30, Decimal("0.3"), Decimal("0.8")),
        ("rude", 20, Decimal("0.2"), 1),
    ]
    assert found.feedback[0].route == "product"
    assert shares("feedback: {counts: {none: 0}}\n").feedback == ()


def test_launches_by_whole_quarters_of_the_period() -> None:
    found = shares(
        "launch_plan: {pace: 每季度2款}\nlaunches: {a: {date: 2026-03-31}, b: {date: 2026-06-30}}\n"
    )
    assert [(one.period, one.launches, one.wanted) for one in found.launches] == [
        ("2026-Q2", ("b",), 2),
        ("2026-Q3", (), 2),
        ("2026-Q4", (), 2),
    ]
    halves = shares("launch_plan: {pace: 1 per half year}\n")
    assert [one.period for one in halves.launches] == ["2026-H2"]


def test_explain_tells_what_a_section_comes_to() -> None:
    result = compiled("feedback: {counts: {late: 30, size: 70}}\n")
    assert result.assessed is not None
    lines = [text for _, text in derived(result.assessed, "feedback", words("zh-CN"))]
    assert lines == [
        "按出现次数从多到少",
        "1. size：70 次（70%；累计 70%）",
        "2. late：30 次（30%；累计 100%）",
    ]
    assert list(derived(result.assessed, "goals", words("en"))) == []
