"""Conditions of product rules that cannot be read, channels that are chosen and not there, changes of shares."""

from __future__ import annotations

import pytest

from ecsc.pipeline import StrategyInput, compile_strategy

HEAD = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY}\n"


def codes(text: str) -> set[str]:
    result = compile_strategy(StrategyInput("demo", (("s.yaml", (HEAD + text).encode()),)))
    return {one.rule.code for one in result.findings if one.level.value != "info"}


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("units_sold(6 months) <", "ECS301"),
        ("半年卖不到100件", "ECS303"),
        ("slow sellers", "ECS301"),
        ("list_price < 5%", "ECS306"),
        ("list_price * 2", "ECS315"),
    ],
)
def test_a_condition_about_products_reads(when: str, code: str) -> None:
    for rule in (
        f"portfolio_rules: {{r: {{when: '{when}', then: delist}}}}\n",
        f"pricing_rules: {{r: {{when: '{when}', then: price - 20%, once: true, intent: clearance}}}}\n",
    ):
        assert code in codes(rule), rule  # fmt: skip


def test_a_success_is_read_in_a_strategy_without_other_formulas() -> None:
    assert "ECS301" in codes("launch_plan: {pace: 1 per quarter, success: units >=}\n")


def test_what_the_shop_counts_need_not_be_defined() -> None:
    for when in (
        "units_sold(6 months) < 100",
        "growth(searches(1 month), searches(2 months)) >= 100%",
        "stock < 20",
    ):
        assert not codes(f"portfolio_rules: {{r: {{when: '{when}', then: keep, baseline: before}}}}\n"), when
    assert "ECS301" in codes("pricing_rules: {r: {when: stock < 20, then: price -, once: true}}\n")


SELECTION = """channel_selection:
  criteria: {traffic: {weight: 60%, scale: 0-10}, reach: {weight: 40%, scale: 0-10}}
  candidates: {jd: {name: 京东}}
  scores: {taobao: {traffic: 9, reach: 6}, jd: {traffic: 7, reach: 6}}
"""


@pytest.mark.parametrize(
    ("channels", "chosen", "told"),
    [
        ("{taobao: {kind: marketplace}}", "[taobao, jd]", True),
        ("{taobao: {kind: marketplace}, jd: {kind: marketplace}}", "[taobao, jd]", False),
        ("{taobao: {kind: marketplace}}", "jd", False),
        ("{taobao: {kind: marketplace}}", "[jd, jd]", False),
        ("{taobao: {kind: marketplace}, jd: {kind: marketplac}}", "[taobao, jd]", False),
        ("{taobao: {kind: marketplace}}", "[taobao, jdd]", False),
    ],
)
def test_a_channel_that_is_chosen_is_there(channels: str, chosen: str, told: bool) -> None:
    assert ("ECS562" in codes(f"channels: {channels}\n{SELECTION}  chosen: {chosen}\n")) == told


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("转化率提高15%", True),
        ("轉化率提升15％", True),
        ("The bounce rate fell by 10%", True),
        ("转化率提高15个百分点", False),
        ("转化率相对提高15%", False),
        ("转化率从3%提高到3.45%", False),
        ("销售额提高15%", False),
        ("转化率是15%", False),
    ],
)
def test_a_change_of_a_share_is_relative_or_in_points(claim: str, told: bool) -> None:
    assert ("ECS563" in codes(f"decisions: {{d: {{claim: {claim}, n: 4000}}}}\n")) == told
    assert "ECS563" not in codes(f"decisions: {{d: {{claim: {claim}, n: 4000, effect: +15%}}}}\n")
    assert "ECS563" not in codes(f"decisions: {{d: {{claim: {claim}}}}}\n")
