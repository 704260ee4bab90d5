"""Figures that must fit each other: actuals, committed targets, ratios and their parts."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, plan, result

METRICS = """metrics:
  gmv: {standard: gmv}
  visitors: {standard: visitors}
  orders: {standard: orders}
  conversion: {standard: conversion}
  aov: {standard: aov}
  new_members: {name: 新增會員, unit: people, aggregation: sum, direction: up}
  repeat_rate: {standard: repeat_rate, window: 90d}
"""


def reached(gmv: str, members: str, repeat: str, more: str = "", price: str = "list_price: 50") -> str:
    return (
        METRICS
        + f"""products:
  tee: {{name: T-shirt, {price}}}
  dress: {{name: Dress, list_price: 150}}
actuals:
  a: {{metric: gmv, period: 2026-H1, value: {gmv}}}
  b: {{metric: new_members, period: 2026-H1, value: {members}}}
  c: {{metric: repeat_rate, period: 2026-H1, value: {repeat}}}
{more}"""
    )


def test_23_000_members_cannot_all_have_bought() -> None:
    found = [one for one in result(reached("120万", "2.3万", "35%")).findings if one.rule.code == "ECS465"]
    assert len(found) == 1
    assert str(found[0].params["average"]) == "CNY 38.65"
    assert str(found[0].params["price"]) == "CNY 50"
    assert str(found[0].params["share"]) == "77%"


def test_the_largest_number_that_can_have_bought_is_in_order() -> None:
    assert "ECS465" not in codes(reached("120万", "17777", "35%"))
    assert "ECS465" in codes(reached("120万", "17778", "35%"))


def test_a_floor_price_is_the_least_that_is_paid() -> None:
    assert "ECS465" not in codes(reached("120万", "2.3万", "35%", price="list_price: 50, floor_price: 38"))


def test_a_share_off_lowers_the_cheapest_price() -> None:
    half = "promotions:\n  half: {offer: 5折, window: 2026-03-01..2026-03-31, budget: ads}\n"
    assert "ECS465" not in codes(reached("120万", "2.3万", "35%", half))
    after = half.replace("2026-03", "2026-08")
    assert "ECS465" in codes(reached("120万", "2.3万", "35%", after))


def test_an_amount_off_leaves_the_cheapest_price_open() -> None:
    off = "promotions:\n  off: {offer: 满199减30, window: 2026-03-01..2026-03-31}\n"
    found = [
        one for one in result(reached("120万", "2.3万", "35%", off)).findings if one.rule.code == "ECS465"
    ]
    assert [one.missing for one in found] == [("products.floor_price",)]


def test_another_period_is_another_matter() -> None:
    text = reached("120万", "2.3万", "35%").replace(
        "new_members, period: 2026-H1", "new_members, period: 2026-Q1"
    )
    assert "ECS465" not in codes(text)


def test_followers_are_no_buyers() -> None:
    text = (
        reached("120万", "2.3万", "35%").replace("new_members", "followers").replace("新增會員", "新增粉丝")
    )
    assert "ECS465" not in codes(text)


@pytest.mark.parametrize(("aov", "fits"), [("125", True), ("126", True), ("140", False)])
def test_targets_of_one_time_fit_by_their_formulas(aov: str, fits: bool) -> None:
    text = (
        METRICS
        + f"""targets:
  g: {{metric: gmv, period: 2026-H1, committed: 100万}}
  v: {{metric: visitors, period: 2026-H1, committed: 40万}}
  c: {{metric: conversion, period: 2026-H1, committed: 2.00%}}
  a: {{metric: aov, period: 2026-H1, committed: {aov}}}
"""
    )
    assert codes(text).count("ECS466") == (0 if fits else 1)


def test_a_rate_without_decimals_explains_much() -> None:
    text = (
        METRICS
        + """actuals:
  g: {metric: gmv, period: 2026-H1, value: 1150000}
  v: {metric: visitors, period: 2026-H1, value: 400000}
  c: {metric: conversion, period: 2026-H1, value: 2%}
  a: {metric: aov, period: 2026-H1, value: 125}
"""
    )
    assert "ECS466" not in codes(text)
    assert "ECS466" in codes(text.replace("2%}", "2.00%}"))


RATIO = (
    METRICS
    + """goals:
  rate: {metric: conversion, target: TARGET, due: 2026-12-31,
         breakdown: [{split: half, values: {2026-H1: 2.0%, 2026-H2: 3.0%}}]}
  people: {metric: visitors, target: 400000, due: 2026-12-31,
           breakdown: [{split: half, values: {2026-H1: 100000, 2026-H2: 300000}}]}
"""
)


def test_a_ratio_is_weighed_and_not_averaged() -> None:
    assert "ECS411" not in codes(RATIO.replace("TARGET", "2.75%"))
    found = [one for one in result(RATIO.replace("TARGET", "2.50%")).findings if one.rule.code == "ECS411"]
    assert [(one.outcome, str(one.params["made"])) for one in found] == [("fail", "2.75%")]


def test_without_the_plan_of_its_divisor_a_ratio_is_not_decidable() -> None:
    text = RATIO.replace("TARGET", "2.75%").replace("2026-H1: 100000, 2026-H2: 300000", "2026: 400000")
    found = [one for one in result(text.replace("split: half, values: {2026:", "split: year, values: {2026:")).findings
             if one.rule.code == "ECS411"]  # fmt: skip
    assert [one.outcome for one in found] == ["undecidable"]


def test_actual_sales_are_a_fifth_over_the_goal() -> None:
    goal = plan(METRICS + """goals:
  sales: {metric: gmv, target: 100万, due: 2026-06-30,
          breakdown: [{split: quarter, values: {2026-Q1: 40万, 2026-Q2: 60万}}]}
actuals:
  h1: {metric: gmv, period: 2026-H1, value: 120万}
  q1: {metric: gmv, period: 2026-Q1, value: 30万}
  may: {metric: gmv, period: 2026-05, value: 30万}
  shop: {metric: gmv, period: 2026-H1, value: 30万, channel: taobao}
channels:
  taobao: {kind: marketplace}
""").goals[0]  # fmt: skip
    assert [(one.actual, str(one.over)) for one in goal.reached] == [("h1", "0.2"), ("q1", "-0.25")]
