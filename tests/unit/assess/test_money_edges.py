"""Reserves, bounds of promotions, tax in prices, dated rates and returns, at their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.emit.kpi import render
from ecsc.quantity import Money
from tests.unit.assess.strategies import HEAD, codes, plan, result

TREE = "budgets: {m: {limit: 100, lines: {a: {limit: 80}, kept: {limit: 20, reserve: true}}}}\n"


def task(cost: str, more: str = "budget: m.a") -> str:
    return f"tasks: {{t: {{owner: lin, duration: 3d, cost: {cost}, {more}}}}}\n"


@pytest.mark.parametrize(
    ("cost", "line", "expected"),
    [
        ("80", "m", set()),
        ("80.01", "m", {"ECS555"}),
        ("100", "m", {"ECS555"}),
        ("100.01", "m", {"ECS501"}),
        ("80", "m.a", set()),
        ("85", "m.a", {"ECS501"}),  # that its own line is exceeded says it all
    ],
)
def test_a_reserve_is_no_money_to_plan_with(cost: str, line: str, expected: set[str]) -> None:
    assert {"ECS501", "ECS555"}.intersection(codes(TREE + task(cost, f"budget: {line}"))) == expected


def test_an_answer_is_held_against_the_reserve_of_its_tree() -> None:
    answer = "contingent: true, budget: BUDGET"
    for line in ("m", "m.a", "m.kept"):
        assert "ECS556" in codes(TREE + task("21", answer.replace("BUDGET", line)))
        assert "ECS556" not in codes(TREE + task("20", answer.replace("BUDGET", line)))
    assert "ECS556" not in codes(TREE + task("21", answer.replace("BUDGET", "m.x")))


PRODUCTS = (
    "products: {p: {category: x, list_price: 300}, q: {category: x, list_price: 100}, r: {category: y}}\n"
)


@pytest.mark.parametrize(
    ("promotion", "expected"),
    [
        ("offer: 5折, applies_to: 'category == \"x\"', limits: {units: 10}", "1500"),
        ("offer: 5折, applies_to: 'category == \"x\"', limits: {units: 10, spend: 1000}", "1000"),
        ("offer: {fixed_price: 90}, applies_to: 'category == \"x\"', limits: {units: 10}", "2100"),
        ("offer: 5折, applies_to: 'category == \"y\"', limits: {units: 10}", None),  # a price is missing
        ("offer: 5折, limits: {units: 10}", None),  # among all goods, too
        ("offer: 5折, applies_to: 'list_price > 5', limits: {units: 10}", None),  # not said plainly
        ("offer: 5折, applies_to: 'category == \"x\"', cap: 20, limits: {redemptions: 7}", "140"),
        ("offer: 满199减30, cap: 20, limits: {redemptions: 7}", "140"),
        (
            "offer: 5折, applies_to: 'category == \"x\"', limits: {units: 10}, funded_by: {platform: 40%}",
            "900",
        ),
        ("offer: 5折, applies_to: 'category == \"z\"', limits: {units: 10}", None),  # no such goods
    ],
)
def test_the_most_a_promotion_gives_away(promotion: str, expected: str | None) -> None:
    text = TREE + PRODUCTS + f"promotions: {{d: {{window: 2026-05-01, budget: m, {promotion}}}}}\n"
    line = plan(text).budgets[0]
    assert line.exposed == Money(Decimal(expected or 0), "CNY")
    assert any(one.rule.code == "ECS508" for one in result(text).findings) is (expected is None)


CHINA = HEAD.replace("owner: lin}", "owner: lin, regions: [CN]}")


def price_findings(text: str, head: str = CHINA) -> list[str]:
    return [one.rule.code for one in result(text, head).findings if one.rule.code in ("ECS538", "ECS558")]


@pytest.mark.parametrize(
    ("pricing", "price", "expected"),
    [
        ("", 100, ["ECS558"]),
        (
            "pricing: {tax: {rate: 13%}}\n",
            100,
            ["ECS538", "ECS558"],
        ),  # 88.50 without tax; that it is in is assumed
        ("pricing: {tax: {included: true, rate: 13%}}\n", 100, ["ECS538"]),
        ("pricing: {tax: {included: true, rate: 13%}}\n", 102, []),
        ("pricing: {tax: {included: false, rate: 13%}}\n", 100, []),
        ("pricing: {tax: {included: true}}\n", 100, []),  # how much is not said, so nothing is taken off
        ("pricing: {by_category: {x: {tax: {included: true, rate: 13%}}}}\n", 100, ["ECS538"]),
    ],
)
def test_costs_are_held_against_prices_without_tax(pricing: str, price: int, expected: list[str]) -> None:
    products = f"products: {{p: {{category: x, list_price: {price}, unit_cost: 90}}}}\n"
    assert sorted(price_findings(pricing + products)) == expected


@pytest.mark.parametrize(
    ("tax", "expected"), [("{included: true, rate: 13%}", ["ECS538"]), ("{included: false}", [])]
)
def test_what_a_product_says_of_its_tax_holds_for_it(tax: str, expected: list[str]) -> None:
    products = f"products: {{p: {{list_price: 100, unit_cost: 98, tax: {tax}}}}}\n"
    assert price_findings("pricing: {tax: {included: true, rate: 1%}}\n" + products) == expected
    assert price_findings(products) == expected


def test_the_custom_of_the_region_is_named_or_nothing_is_assumed() -> None:
    products = "products: {p: {list_price: 100, unit_cost: 40}}\n"
    for region, word in (("US", "not to"), ("Germany", "taken to")):
        found = result(products, CHINA.replace("[CN]", f"[{region}]")).findings
        message = next(one.message for one in found if one.rule.code == "ECS558")
        assert word in message
    for regions in ("[US, CN]", "[Atlantis]"):
        assert price_findings(products, CHINA.replace("[CN]", regions)) == []


def test_a_foreign_cost_takes_the_rate_of_each_day_it_falls_on() -> None:
    # USD 59 over 1 May to 28 June: 31 days at 7, 28 at 8.
    rates = """exchange_rates:
  may: {base: USD, quote: CNY, rate: 7, date: 2026-05-01}
  jun: {base: USD, quote: CNY, rate: 8, date: 2026-06-01}
"""
    lines = "budgets: {m: {limit: 1000}}\n"
    text = (
        rates
        + lines
        + "tactics: {t: {window: 2026-05-01..2026-06-28, cost: USD 59, budget: m, spread: SPREAD}}\n"
    )
    line = plan(text.replace("SPREAD", "even")).budgets[0]
    assert [str(one.committed.amount) for one in line.months[4:6]] == ["217.00", "224.00"]
    assert line.commitments[0].stated == Money(Decimal(59), "USD")
    assert plan(text.replace("SPREAD", "start")).budgets[0].committed.amount == 59 * 7
    assert plan(text.replace("SPREAD", "end")).budgets[0].committed.amount == 59 * 8
    # Its first days lie before the first rate: no part of it is guessed.
    assert "ECS507" in codes(text.replace("SPREAD", "even").replace("2026-05-01..", "2026-04-30.."))


def test_a_return_on_ad_spend_is_named_with_its_window() -> None:
    text = """metrics:
  roas: {standard: roas}
  attributed_revenue: {unit: money, aggregation: sum, window: 7d}
  ad_spend: {unit: money, aggregation: sum}
targets: {ads: {metric: roas, period: 2026-Q2, committed: 1.5}}
"""
    compiled = result(text).compiled
    assert compiled is not None
    assert "Return on ad spend, 7 days after a click" in render(compiled, "en")[0].content.decode()
    assert "点击后 7 天内" in render(compiled, "zh-CN")[0].content.decode()
    assert "Return on ad spend, 7 days" in render(compiled, "en")[1].content.decode()


def test_a_trigger_on_a_return_needs_its_window_too() -> None:
    text = """metrics:
  roas: {standard: roas}
  attributed_revenue: {unit: money, aggregation: sum}
  ad_spend: {unit: money, aggregation: sum}
triggers: {low: {when: roas < 1.2, then: halve the ads}}
"""
    found = [one.rule.code for one in result(text).findings]
    assert "ECS547" in found
    assert "ECS547" not in [
        one.rule.code
        for one in result(text.replace("{standard: roas}", "{standard: roas, window: 7d}")).findings
    ]
