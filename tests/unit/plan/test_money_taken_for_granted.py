"""What the money pages take for granted, and what they say of it: refunds by any name, own sites, fiscal quarters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.emit.kpi import render as kpi
from ecsc.emit.money import render
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.types import Plan

SHOP = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2025-07-01..2026-06-30, currency: EUR, fiscal_year_start: 7, language: en}
people: {lin: {name: Lin}}
metrics: {gmv: {standard: gmv}, BACK}
goals:
  sales: {name: Sales, metric: gmv, target: 100000, due: 2026-06-30, owner: lin, breakdown: [
    {split: half, values: {FY2026-H1: 40000, FY2026-H2: 60000}}, {split: channel, shares: {shop: 60%, market: 40%}}]}
targets: {returned: {metric: back, period: FY2026, committed: 10%}}
channels: {shop: {kind: own_site, payment_fee: 1%}, market: {kind: marketplace, payment_fee: 1%}}
pricing: {tax: {included: false}, by_category: {books: {tax: {included: true, rate: 25%}}}}
products:
  novel: {name: Novel, list_price: 100, unit_cost: 20, fulfilment: 5, category: books}
  mug: {name: Mug, list_price: 100, unit_cost: 20, fulfilment: 5}
budgets: {m: {limit: 900, PHASING}}
"""
BACK = "back: {standard: refund_rate}"


def planned(text: str) -> Plan:
    text = text.replace("BACK", BACK).replace(", PHASING", "")
    found = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert found is not None
    return found.plan


def page(text: str, name: str = "budget.md") -> str:
    text = text.replace("BACK", BACK).replace(", PHASING", "")
    found = compile_strategy(StrategyInput("demo", (("demo.yaml", text.encode()),))).compiled
    assert found is not None
    made = [*render(found, "en"), *kpi(found, "en")]
    return next(one.content for one in made if one.name == name).decode()


@pytest.mark.parametrize(
    ("metric", "known"),
    [
        ("back: {standard: refund_rate}", True),
        ("back: {standard: return_rate}", True),
        ("back: {name: 退貨率, unit: percent}", True),
        ("back: {name: Return rate, unit: percent}", True),
        ("back: {name: Share of customers who come back, unit: percent}", False),
        ("back: {standard: repeat_rate, name: Return rate}", False),
    ],
)
def test_refunds_are_known_by_what_the_metric_is(metric: str, known: bool) -> None:
    shop = planned(SHOP.replace("BACK", metric)).appraisal.contribution[0]
    assert (shop.refunds is not None) is known


def test_a_goal_on_refunds_counts_where_no_target_says_more() -> None:
    text = SHOP.replace("targets: {returned: {metric: back, period: FY2026, committed: 10%}}\n", "")
    text = text.replace(
        "goals:\n", "goals:\n  fewer: {metric: back, target: 8%, due: 2026-06-30, owner: lin}\n"
    )
    shop = planned(text).appraisal.contribution[0]
    assert shop.refunds is not None
    assert shop.refunds.amount == 60000 * Decimal("0.08")


def test_an_own_site_pays_no_commission_and_the_page_says_that_this_is_assumed() -> None:
    shop, market = planned(SHOP).appraisal.contribution
    assert shop.commission is not None
    assert shop.commission.amount == 0
    assert market.commission is None
    assert (bool(shop.assumed), bool(market.assumed)) == (True, False)
    assert "- shop: assumed that the own site pays no commission" in page(SHOP)
    stated = planned(SHOP.replace("kind: own_site", "kind: own_site, commission: 2%")).appraisal.contribution[
        0
    ]
    assert stated.assumed == ()
    assert stated.commission is not None
    assert stated.commission.amount == 54000 * Decimal("0.02")


def test_the_tax_of_a_category_and_of_a_product_counts() -> None:
    # A fifth of what books bring is tax, none of what mugs do; both have one price. 54,000 are kept.
    shop = planned(SHOP).appraisal.contribution[0]
    assert shop.tax is not None
    assert shop.tax.amount == 5400
    own = planned(SHOP.replace("category: books}\n", "category: books, tax: {included: false}}\n"))
    assert own.appraisal.contribution[0].tax is not None
    assert own.appraisal.contribution[0].tax.amount == 0


def test_money_is_told_by_the_quarters_of_the_fiscal_year() -> None:
    labels = [one.period.label for one in planned(SHOP).budgets[0].periods]
    assert labels == ["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"]
    assert "| Q1 FY2026 |" in page(SHOP)
    phased = SHOP.replace("PHASING", "phasing: {2025-Q3: 400, 2026-Q1: 500}")
    assert [one.period.label for one in planned(phased).budgets[0].periods][:2] == ["2025-Q3", "2025-Q4"]


def test_what_two_splits_multiply_to_is_not_called_promised() -> None:
    rows = planned(SHOP).targets
    assert {(row.period.label, row.channel) for row in rows if row.derived} == {
        (half, channel) for half in ("FY2026-H1", "FY2026-H2") for channel in ("shop", "market")
    }
    told = page(SHOP, "kpi_targets.md")
    assert "| H1 FY2026 | shop | EUR 24,000 ° |" in told
    assert "promised by nobody" in told
    alone = SHOP.replace(", {split: channel, shares: {shop: 60%, market: 40%}}", "")
    assert "°" not in page(alone, "kpi_targets.md")


def test_a_reserve_in_another_currency_is_converted_or_told() -> None:
    text = SHOP.replace("{limit: 900, PHASING}", "{limit: 900, lines: {r: {limit: USD 500, reserve: true}}}")
    codes = [
        one.rule.code
        for one in compile_strategy(
            StrategyInput("demo", (("demo.yaml", text.replace("BACK", BACK).encode()),))
        ).findings
    ]
    assert "ECS507" in codes
    rate = text + "exchange_rates: {usd: {base: USD, quote: EUR, rate: 0.8}}\n"
    assert planned(rate).budgets[0].reserved.amount == 400


def test_what_is_paid_before_the_period_can_be_the_lowest_point() -> None:
    text = SHOP.replace("payment_fee: 1%", "payment_fee: 1%, commission: 5%, payout: 7d")
    text += """inventory: {all: {demand: 20 per week, unit_cost: 8, lead_time: 8w, safety_stock: 200%, horizon: 10w}}
suppliers: {s: {supplies: [{products: [novel], role: primary}], payment: {at_order: 100%}}}
"""
    cash = planned(text).cash
    assert cash is not None
    assert cash.lowest is not None
    assert cash.paid_before is not None
    assert cash.lowest.amount == -cash.paid_before.amount < 0
    assert cash.lowest_month is None
    assert "before the first month." in page(text)
