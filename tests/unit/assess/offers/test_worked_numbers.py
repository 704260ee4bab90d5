"""Flash sale, silver discount, coupon and welcome coupon together: from what an author writes to price and margin."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ecsc.assess.offers.margins import Margins, sale_of
from ecsc.assess.offers.terms import offer_terms
from ecsc.offers.table import worst_of_all
from tests.unit.assess.strategies import result

SHOP = """channels: {shop: {commission: 5%, payment_fee: 0%}}
pricing: {tax: {included: false}}
products: {p: {list_price: PRICE, unit_cost: 70, fulfilment: 8}}
membership: {tiers: {silver: {threshold: 200, benefits: [silver]}}, welcome: [welcome]}
promotions:
  flash: {offer: 5折, limits: {units: 100}, window: 2026-05-20, FLASH}
  silver: {offer: 9折}
  coupon: {offer: 满199减30, limits: {redemptions: 1000}, redeem: code, COUPON}
  welcome: {offer: 10元无门槛, limits: {per_customer: 1}, redeem: code, COUPON}
"""
ALL = "stacks_with: [item, member, shop, platform, payment]"
ONE = "repeat: false"
LISTED = f"{ALL}, threshold_base: list"
ALONE = "exclusive: true"


@pytest.mark.parametrize(
    ("price", "flash", "coupons", "lowest", "left"),
    [
        (50, ONE, ALL, "12.50", "-66.13"),
        (100, ONE, ALL, "35.00", "-44.75"),
        (199, ONE, ALL, "76.22", "-5.59"),
        (200, ONE, ALL, "76.67", "-5.17"),
        (222, ONE, ALL, "79.90", "-2.10"),
        (300, ONE, ALL, "115.00", "31.25"),
        (100, ALONE, ALL, "50.00", "-30.50"),
        (199, ALONE, ALL, "99.50", "16.53"),
        (300, ALONE, ALL, "150.00", "64.50"),
        (199, ONE, ONE, "79.55", "-2.43"),
        (222, ONE, ONE, "84.90", "2.66"),
        (300, ONE, ONE, "120.00", "36.00"),
        (100, ONE, LISTED, "25.00", "-54.25"),
        (199, ONE, LISTED, "49.55", "-30.93"),
        (300, ONE, LISTED, "95.00", "12.25"),
    ],
)
def test_the_worked_numbers(price: int, flash: str, coupons: str, lowest: str, left: str) -> None:
    text = SHOP.replace("PRICE", str(price)).replace("FLASH", flash).replace("COUPON", coupons)
    assessed = result(text).assessed
    assert assessed is not None
    linked = assessed.linked
    terms = offer_terms(linked.strategy)
    (worst,) = worst_of_all(terms.goods, terms.channels, terms.offers)
    assert worst.attainable is not None
    assert rounded(worst.attainable.price / 100) == Decimal(lowest)
    margin = Margins(linked).of(linked.strategy.products["p"], "shop", sale_of(worst.attainable))
    assert margin.amount is not None
    assert abs(margin.amount.amount - Decimal(left)) <= Decimal("0.005")
    assert margin.break_even is not None
    assert abs(margin.break_even.amount - Decimal("82.105")) < Decimal("0.001")


def rounded(amount: Fraction) -> Decimal:
    return Decimal(int(amount * 100 + Fraction(1, 2))) / 100
