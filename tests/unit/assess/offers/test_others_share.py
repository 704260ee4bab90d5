"""What others than the seller bear counts wherever it is told what is left: every order, the bound, the break-even."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from ecsc.assess.offers.types import Margin, OfferRow
from ecsc.offers import AmountOff, Good, Line, Offer, PercentOff
from ecsc.offers.search import worst
from ecsc.offers.till import receipt
from ecsc.plan.offering import offers_plan
from ecsc.quantity import Rate
from tests.unit.assess.strategies import result

SHOP = """pricing: {tax: {included: true, rate: 13%}}
channels: {shop: {kind: own_site, commission: 1%, payment_fee: 0.6%}}
products:
  a: {category: k, list_price: 100, unit_cost: 45, fulfilment: 5}
promotions:
  p: {OFFER, window: 2026-05-20..2026-05-21, redeem: code, limits: {redemptions: 10}, funded_by: FUNDED}
"""
HALF, COUPON = "offer: 5折", "offer: 满60减40, level: platform"
FUNDED = "{platform: 60%, seller: 40%}"


def row(offer: str, funded: str = FUNDED) -> OfferRow:
    assessed = result(SHOP.replace("OFFER", offer).replace("FUNDED", funded)).assessed
    assert assessed is not None
    assert assessed.offers is not None
    return assessed.offers.rows[0]


def figures(margin: Margin) -> tuple[str, str, str]:
    assert margin.amount is not None
    assert margin.break_even is not None
    found = margin.price.amount, margin.amount.amount, margin.break_even.amount
    price, left, even = (str(one.quantize(Decimal("0.01"), ROUND_HALF_UP)) for one in found)
    return price, left, even


@pytest.mark.parametrize(
    ("offer", "price", "left", "even"),
    [
        # 50 - 50 * 13/113 - 1.6 % of 50 + 60 % of the 50 off - 45 - 5; 20 are to come of 1 - 13/113 - 0.016.
        (HALF, "50.00", "23.45", "23.02"),
        # 60 - 60 * 13/113 - 1.6 % of 60 + 60 % of the 40 off - 45 - 5; 26 are to come.
        (COUPON, "60.00", "26.14", "29.92"),
    ],
)
def test_every_margin_of_the_row_holds_it(offer: str, price: str, left: str, even: str) -> None:
    found = row(offer)
    for margin in (found.at_worst, found.for_seller, found.at_bound):
        assert figures(margin) == (price, left, even)
    assert (found.verdict, found.bound_verdict) == ("safe", "safe")


def test_the_share_told_is_the_one_the_target_is_of() -> None:
    """At 50 there are 44.2478 without tax: 23.4478 left are 53.0 % of it, and only 46.9 % of 50."""
    text = SHOP.replace("OFFER", HALF).replace("FUNDED", FUNDED).replace("limits: {redemptions: 10}, ", "")
    told: list[dict[str, object]] = []
    for target in ("50%", "54%"):
        found = result(text.replace("pricing: {", f"pricing: {{target_margin: {target}, "))
        assert found.assessed is not None
        assert found.assessed.offers is not None
        (row,) = found.assessed.offers.rows
        assert row.verdict == ("thin" if target == "54%" else "safe")
        told += [dict(one.params) for one in found.findings if one.rule.code == "ECS804"]
    (only,) = told
    assert isinstance(only["share"], Rate)
    assert round(only["share"].value, 3) == Decimal("0.530")
    assert only["target"] == Rate(Decimal("0.54"))


def test_the_plan_tells_no_loss() -> None:
    assessed = result(SHOP.replace("OFFER", COUPON).replace("FUNDED", FUNDED)).assessed
    assert assessed is not None
    plan = offers_plan(assessed)
    assert plan is not None
    assert plan.answer.verdict == "no"
    assert plan.answer.least_left is not None
    assert round(plan.answer.least_left, 2) == Decimal("26.14")


def test_an_order_with_other_goods_has_its_part() -> None:
    """Of 160, 40 come off: a piece of 100 bears 25 of it, and of those others bear 15."""
    found = row("offer: 满160减40, level: platform")
    bound = found.worst.bound
    assert (bound.price, bound.fillers, bound.others) == (Fraction(7500), 6000, Fraction(1500))
    # 75 - 75 * 13/113 - 1.6 % of 75 + 15 - 45 - 5
    assert figures(found.at_bound)[:2] == ("75.00", "30.17")


def test_of_offers_in_a_row_each_has_its_own_payers() -> None:
    """Half of 100 off, of which others bear 10 %; then 30 off an order of 75, of which others bear all."""
    first = Offer("first", "item", PercentOff(Decimal("0.5")), seller_share=Decimal("0.9"))
    then = Offer("then", "platform", AmountOff(3000), threshold=7500, seller_share=Decimal(0))
    bound = worst(Good("a", 10000), "", (first, then), most_pieces=1).bound
    assert (bound.price, bound.others) == (Fraction(3000), Fraction(2500))
    order = receipt([Line(Good("a", 10000), 1), Line(Good("b", 5000), 1)], (first, then))
    assert order.by_line == (3000, 1500)
    assert order.pays_seller - order.total == 500 + 250 + 3000


def test_a_limit_that_no_order_is_known_for_holds_nothing_of_others() -> None:
    listed = Offer(
        "listed", "platform", PercentOff(Decimal("0.5"), "list"), threshold=20000, seller_share=Decimal(0)
    )
    bound = worst(Good("a", 10000), "", (listed,), most_pieces=1).bound
    assert bound.fillers is None
    assert bound.others == 0


def test_where_most_is_paid_by_the_seller_it_still_loses() -> None:
    """At 50, 20 % of the 50 off paid by others: 50 - 5.75 - 0.80 + 10 - 50 = 3.45; without them it loses 6.55."""
    assert figures(row(HALF, "{platform: 20%, seller: 80%}").at_bound)[:2] == ("50.00", "3.45")
    alone = row(HALF, "{seller: 100%}")
    assert figures(alone.at_bound) == ("50.00", "-6.55", "57.54")
    assert alone.verdict == "below_break_even"
    assert alone.bound_verdict == "below_break_even"


def test_figures_of_a_case_are_of_one_order_each() -> None:
    """The half price leaves 23.45 as others pay; 40 % off, which the seller pays alone, leaves 2.14 at 60."""
    other = "  q: {offer: 6折, window: 2026-05-20..2026-05-21, redeem: code}\n"
    assessed = result(SHOP.replace("OFFER", HALF).replace("FUNDED", FUNDED) + other).assessed
    assert assessed is not None
    plan = offers_plan(assessed)
    assert plan is not None
    (case,) = plan.cases
    way = plan.ways[case.way]
    lowest, poorest = case.at_lowest, case.at_poorest
    assert way.lowest is not None
    assert way.poorest is not None
    assert poorest is not None
    assert [round(one, 2) for one in (way.lowest.price, lowest.amount or 0, lowest.break_even or 0)] == [
        Decimal(50), Decimal("23.45"), Decimal("23.02")
    ]  # fmt: skip
    assert [round(one, 2) for one in (way.poorest.price, poorest.amount or 0, poorest.break_even or 0)] == [
        Decimal(60), Decimal("2.14"), Decimal("57.54")
    ]  # fmt: skip
