"""Levels in the units of their metrics, and metrics whose formulas say how they add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.link.amounts import in_unit
from ecsc.link.metrics import currency_of
from ecsc.quantity import Count, Duration, Money, Rate
from tests.unit.assess.strategies import codes, plan


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (Count(Decimal(5)), "money", Money(Decimal(5), "CNY")),
        (Count(Decimal(5)), "money per order", Money(Decimal(5), "CNY")),
        (Count(Decimal(5)), "USD", Money(Decimal(5), "USD")),
        (Count(Decimal(5)), "SKU", Count(Decimal(5))),
        (Count(Decimal(5), "件"), "money", Count(Decimal(5), "件")),
        (Count(Decimal(5)), "minutes", Duration(Decimal(5), "min")),
        (Duration(Decimal(2), "h"), "minutes", Duration(Decimal(120), "min")),
        (Duration(Decimal(90), "min"), "hours", Duration(Decimal("1.5"), "h")),
        (Duration(Decimal(1), "month"), "days", Duration(Decimal(1), "month")),
        (Duration(Decimal(1), "quarter"), "months", Duration(Decimal(3), "month")),
        (Rate(Decimal(1)), "money", Rate(Decimal(1))),
        (None, "money", None),
    ],
)
def test_a_value_in_its_unit(value: object, unit: str, expected: object) -> None:
    assert in_unit(value, unit, "CNY") == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("money", "CNY"), ("USD per order", "USD"), ("SKU", ""), ("percent", ""), (None, "")],
)
def test_the_currency_of_a_unit(unit: str | None, expected: str) -> None:
    assert currency_of(unit, "CNY") == expected


METRICS = """metrics:
  t: {unit: minutes, aggregation: average, direction: down, source: s}
  usd: {unit: USD, aggregation: sum, direction: up, source: s}
  orders: {unit: orders, direction: up, source: s}
  visitors: {unit: people, aggregation: distinct, direction: up, source: s}
  conv: {formula: orders / visitors, direction: up}
  aov: {formula: usd / orders, direction: up}
data_sources: {s: {kind: shop}}
"""


def test_lengths_of_different_units_compare() -> None:
    goal = "goals: {g: {metric: t, baseline: 2 hours, target: 90 minutes}}\n"
    target = "targets: {x: {metric: t, period: 2026-Q1, floor: 2 hours, committed: 90}}\n"
    assert not {"ECS404", "ECS421"} & set(codes(METRICS + goal + target))


def test_a_length_stays_a_length_in_the_plan() -> None:
    cut = "breakdown: [{split: half, values: {2026-H1: 2 hours, 2026-H2: 60}}]"
    planned = plan(METRICS + "goals: {g: {metric: t, target: 90, due: 2026-12-31, " + cut + "}}\n")
    assert [str(row.committed) for row in planned.targets] == ["90min", "120min", "60min"]
    assert [str(cell.value) for cell in planned.goals[0].breakdowns[0].cells] == ["120min", "60min"]


def test_parts_without_a_target_are_what_they_are_and_no_money() -> None:
    cut = "breakdown: [{split: half, values: {2026-H1: 20, 2026-H2: 30}}]"
    planned = plan(METRICS + "goals: {g: {metric: orders, due: 2026-12-31, " + cut + "}}\n")
    assert [str(row.committed) for row in planned.targets] == ["20", "30"]


def test_a_metric_may_be_in_another_currency() -> None:
    found = codes(
        METRICS
        + "goals: {g: {metric: usd, target: USD 50}, h: {metric: usd, target: CNY 50, due: 2026-02-01}}\n"
    )
    assert found.count("ECS424") == 1


@pytest.mark.parametrize(
    ("unit", "target", "told"),
    [
        ("money", "100.000", 1),
        ("money", "'250.500'", 1),
        ("money", "CNY 100.000", 1),
        ("orders", "100.000", 1),
        ("money", "0.500", 0),
        ("money", "1000.000", 0),
        ("money", "100.00", 0),
        ("money", "12.345万", 0),
        ("ratio", "1.500", 0),
        ("money per click", "1.125", 0),
    ],
)
def test_a_dot_before_three_digits_has_two_readings(unit: str, target: str, told: int) -> None:
    metrics = f"metrics: {{m: {{unit: {unit}, aggregation: sum, direction: up}}}}\n"
    goals = f"goals: {{g: {{metric: m, target: {target}, due: 2026-12-31}}}}\n"
    assert codes(metrics + goals).count("ECS424") == told


def test_a_quotient_is_a_ratio() -> None:
    planned = plan(METRICS)
    assert {one.id: one.aggregation for one in planned.metrics if one.formula} == {
        "conv": "ratio",
        "aov": "ratio",
    }
    cut = "breakdown: [{split: half, values: {2026-H1: 2%, 2026-H2: 3%}}]"
    assert "ECS411" not in codes(
        METRICS + "goals: {g: {metric: conv, target: 2.5%, due: 2026-12-31, " + cut + "}}\n"
    )


def test_a_wrong_unit_is_told_once() -> None:
    metrics = METRICS + "  pc: {unit: percent, formula: orders / visitors, direction: up}\n"
    metrics = metrics.replace("data_sources: {s: {kind: shop}}\n", "") + "data_sources: {s: {kind: shop}}\n"
    goals = """goals:
  g: {metric: pc, target: 50, due: 2026-12-31, drivers: {orders: 5, visitors: 200}}
  h: {metric: orders, target: 50, due: 2026-12-31, drivers: {pc: 2.5, visitors: 200}}
"""
    found = codes(metrics + goals)
    assert found.count("ECS424") == 2
    assert not {"ECS403", "ECS414"} & set(found)
