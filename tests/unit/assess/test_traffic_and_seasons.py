"""What tactics bring against what goals need, flat splits, and drivers below drivers."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import HEAD, codes, result

CHINA = HEAD.replace("owner: lin}", "owner: lin, calendar: {country: CN}}", 1)
METRICS = """metrics:
  gmv: {standard: gmv}
  visitors: {standard: visitors}
  orders: {standard: orders}
  conversion: {standard: conversion}
  aov: {standard: aov}
  roas: {standard: roas}
"""
GOAL = (
    METRICS
    + "goals:\n  sales: {metric: gmv, target: 100万, due: 2026-12-31, drivers: {conversion: 2%, aov: 125}}\n"
)


def tactic(text: str, name: str = "one") -> str:
    return f"  {name}: {{window: 2026-03, serves: sales, {text}}}\n"


@pytest.mark.parametrize(
    ("cost", "click", "visits", "fits"),
    [("12万", "1", "12万", True), ("11万", "0.8", "137500", True), ("11万", "0.8", "137000", True),
     ("11万", "0.8", "13万", False), ("11万", "0", "13万", True)],
)  # fmt: skip
def test_cost_by_the_cost_of_a_click_is_the_visits(cost: str, click: str, visits: str, fits: bool) -> None:
    text = f"tactics:\n  one: {{window: 2026-03, cost: {cost}, cost_per_click: {click}, visits: {visits}}}\n"
    assert ("ECS462" not in codes(text)) is fits


def test_needed_visitors_follow_from_target_conversion_and_order_value() -> None:
    found = [
        one
        for one in result(GOAL + "tactics:\n" + tactic("stage: acquire, visits: 399999")).findings
        if one.rule.code == "ECS463"
    ]
    assert [str(one.params["needed"]) for one in found] == ["400000"]
    assert "ECS463" not in codes(GOAL + "tactics:\n" + tactic("stage: acquire, visits: 40万"))


def test_a_tactic_that_does_not_say_how_many_it_brings_leaves_it_open() -> None:
    some = GOAL + "tactics:\n" + tactic("stage: acquire, visits: 1000") + tactic("stage: acquire", "two")
    assert "ECS463" not in codes(some)
    assert "ECS463" in codes(some.replace("two: {window: 2026-03, serves: sales, stage: acquire", "two: {window: 2026-03, serves: sales, stage: retain"))  # fmt: skip  # noqa: E501


def test_advertising_alone_must_make_the_goal_at_its_best_return() -> None:
    returns = "targets:\n  r: {metric: roas, period: 2026, channel: taobao, committed: 1.8}\n"
    shop = "channels:\n  taobao: {kind: marketplace}\n  douyin: {kind: marketplace}\n"
    ads = GOAL + returns + shop + "tactics:\n" + tactic("kind: paid_ads, channel: taobao, cost: COST")
    assert "ECS464" in codes(ads.replace("COST", "50万"))
    assert "ECS464" not in codes(ads.replace("COST", "555000"))
    assert "ECS464" not in codes(ads.replace("COST", "50万") + tactic("kind: seo", "two"))
    assert "ECS464" not in codes(ads.replace("COST", "50万").replace("kind: paid_ads, channel: taobao", "kind: paid_ads, channel: douyin"))  # fmt: skip  # noqa: E501


def test_advertising_beside_other_work_makes_no_more_than_the_whole() -> None:
    returns = "targets:\n  r: {metric: roas, period: 2026, committed: 1.8}\n"
    ads = GOAL + returns + "tactics:\n" + tactic("kind: paid_ads, cost: 60万") + tactic("kind: seo", "two")
    assert "ECS464" in codes(ads)


SPLIT = (
    METRICS
    + """goals:
  sales:
    {metric: METRIC, target: 100, due: 2026-12-31,
     breakdown: [{split: quarter, shares: {2026-Q1: 25%, 2026-Q2: 25%, 2026-Q3: 25%, 2026-Q4: 25%}}]}
"""
)


def test_an_even_split_of_sales_knows_no_retail_days() -> None:
    text = SPLIT.replace("METRIC", "gmv")
    found = [one for one in result(text, CHINA).findings if one.rule.code == "ECS460"]
    assert len(found) == 1
    days = found[0].params["days"]
    assert isinstance(days, list)
    assert {"p618", "double_11"} <= set(days)
    assert "ECS460" not in codes(text)
    assert "ECS460" not in codes(text.replace("2026-Q4: 25%", "2026-Q4: 31%").replace("2026-Q1: 25%", "2026-Q1: 19%"), CHINA)  # fmt: skip  # noqa: E501


def test_visitors_are_not_sales() -> None:
    assert "ECS460" not in codes(SPLIT.replace("METRIC", "visitors"), CHINA)


def test_a_price_of_a_click_is_needed_in_cents() -> None:
    text = METRICS.replace(
        "visitors: {standard: visitors}", "visitors: {standard: visitors, formula: spend / click}"
    )
    text += """  spend: {name: Spending, unit: money, aggregation: sum, direction: down}
  click: {name: Click, unit: money, aggregation: average, direction: down}
goals:
  sales: {metric: gmv, target: 100万, due: 2026-12-31, drivers: {conversion: 2%, aov: 125, spend: 30万, click: 1}}
"""
    found = next(one for one in result(text).findings if one.rule.code == "ECS414")
    needed = {one.extra["driver"]: str(one.extra["needed"]) for one in found.related if "driver" in one.extra}
    assert needed["click"] == "CNY 0.75"
    assert needed["spend"] == "CNY 400000"


@pytest.mark.parametrize(
    ("text", "followers"),
    [("market: {size: {value: abc}}\n", {"ECS433", "ECS436", "ECS437"}),
     ("market: 5\n", {"ECS431", "ECS433"}),
     ("market:\n  trends: 7\n", {"ECS433"}),
     ("market:\n  sources:\n    a: {title: x, kind: nope}\n    b: {title: y, kind: internal}\n", {"ECS435"}),
     ("market:\n  research:\n    a: {method: questionnaire, sample_size: 1e30, owner: lin}\n", {"ECS441"})],
)  # fmt: skip
def test_what_cannot_be_read_is_told_once(text: str, followers: set[str]) -> None:
    assert not followers & set(codes(text))
