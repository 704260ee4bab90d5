"""Orders as somebody asks for them: the cheapest instant, the channels, what is left line by line; who and when."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from ecsc.assess import Assessed
from ecsc.assess.offers.checkout import Order, Question, orders
from ecsc.assess.offers.ways import Reach, reach_of
from tests.unit.assess.strategies import result

at = dt.datetime.fromisoformat

DRESSES = "'category == \"dress\"'"

GOODS = (
    "products:\n"
    "  dress: {category: dress, list_price: 200, unit_cost: 70, fulfilment: 8}\n"
    "  belt: {category: belt, list_price: 50, unit_cost: 10, fulfilment: 2}\n"
    "  app_only: {category: belt, list_price: 50, channels: [app]}\n"
    "channels: {shop: {commission: 5%, payment_fee: 0%}, app: {commission: 10%, payment_fee: 0%}}\n"
    "pricing: {tax: {included: false}}\n"
)
SALE = (
    "promotions:\n"
    "  early: {offer: {amount_off: 5}, level: shop, window: 2025-01-01..2025-01-31}\n"
    "  spring: {offer: {amount_off: 20}, level: shop, window: 2026-03-01..2026-03-31}\n"
    "  night: {offer: 5折, level: item, applies_to: DRESSES, window: 2026-03-08T20:00..2026-03-08T22:00}\n"
)


def assessed(text: str) -> Assessed:
    found = result(text).assessed
    assert found is not None
    return found


def asked(
    text: str, *basket: tuple[str, int], channels: tuple[str, ...] = ("shop",), **when: Any
) -> tuple[Order, ...]:
    whole = assessed(text.replace("DRESSES", DRESSES))
    assert whole.offers is not None
    return orders(whole.linked, whole.offers.terms, Question(basket, channels, **when))


@pytest.mark.parametrize(
    ("when", "when_found", "total"),
    [
        ({}, at("2026-03-08T20:00"), 8000),
        ({"day": dt.date(2026, 3, 8)}, at("2026-03-08T20:00"), 8000),
        ({"day": dt.date(2026, 3, 9)}, at("2026-03-09T00:00"), 18000),
        ({"day": dt.date(2026, 4, 1)}, at("2026-04-01T00:00"), 20000),
        ({"at": at("2026-03-08T22:00")}, at("2026-03-08T22:00"), 18000),
        ({"at": at("2025-01-31T23:59")}, at("2025-01-31T23:59"), 19500),
    ],
)
def test_the_instant_of_the_lowest_price(when: dict[str, Any], when_found: dt.datetime, total: int) -> None:
    (order,) = asked(GOODS + SALE, ("dress", 1), **when)
    assert order.receipt is not None
    assert (order.at, order.receipt.total) == (when_found, total)


def test_offers_that_ran_before_the_period_are_looked_at_too() -> None:
    (order,) = asked(GOODS + SALE.replace("amount_off: 5}", "amount_off: 45}"), ("belt", 1))
    assert order.at == at("2025-01-01T00:00")
    open_ended = GOODS + "promotions: {p: {offer: 5折, window: 2026-03-01..2026-03-31}}\n"
    (order,) = asked(open_ended, ("belt", 1))
    assert order.at == at("2026-03-01T00:00")


def test_channels_by_price_and_those_without_the_product_last() -> None:
    found = asked(
        GOODS + SALE.replace("level: shop, window: 2026", "level: shop, channels: [app], window: 2026"),
        ("belt", 1),
        channels=("shop", "app"),
    )
    assert [one.channel for one in found] == ["app", "shop"]
    found = asked(GOODS + SALE, ("app_only", 1), ("belt", 1), channels=("shop", "app"))
    assert [(one.channel, one.not_sold) for one in found] == [("app", ()), ("shop", ("app_only",))]


def test_lines_share_what_the_offers_take_off() -> None:
    (order,) = asked(GOODS + SALE, ("dress", 1), ("belt", 2), at=at("2026-03-09T00:00"))
    assert order.receipt is not None
    dress, belt = order.lines
    assert (dress.price, belt.price) == (Fraction(20000 - 1333), Fraction(10000 - 667, 2))
    assert dress.price + 2 * belt.price == order.receipt.total == 28000
    assert dress.margin.amount is not None
    assert str(dress.margin.amount.amount) == "99.3365"


def test_what_others_bear_goes_to_the_lines_that_are_cheaper() -> None:
    text = (
        GOODS
        + "promotions: {p: {offer: 5折, level: item, applies_to: DRESSES, funded_by: {platform: 100%}}}\n"
    )
    (order,) = asked(text, ("dress", 1), ("belt", 1))
    steps = [{step.key: str(step.amount.amount) for step in line.margin.steps} for line in order.lines]
    assert steps[0]["subsidy"] == "100.00"
    assert "subsidy" not in steps[1]


def reach(text: str, product: str) -> Reach:
    view = assessed(text).offers
    assert view is not None
    row = next(one for one in view.rows if one.product == product and one.channel == "shop")
    assert row.worst.attainable is not None
    goods = {good.id: good for good in view.terms.goods}
    return reach_of(row.worst.attainable, goods[product], "shop", {one.id: one for one in view.terms.offers})


MARCH = (at("2026-03-01T00:00"), at("2026-04-01T00:00"))


def test_a_price_holds_for_as_many_as_its_offers_allow() -> None:
    members = "membership: {tiers: {silver: {threshold: 500, benefits: [nine]}}}\n"
    offers = (
        "promotions:\n  spring: {offer: {amount_off: 20}, level: shop, window: 2026-03-01..2026-03-31}\n"
        "  nine: {offer: 满900打9折, window: 2026-03-05..2026-03-06}\n"
    )
    assert reach(GOODS + members + offers, "belt") == Reach(None, *MARCH)
    half = offers.replace("满900打9折", "9折")
    assert reach(GOODS + members + half, "belt") == Reach(
        "silver", at("2026-03-05T00:00"), at("2026-03-07T00:00")
    )


def test_an_automatic_offer_that_changes_the_order_bounds_the_time() -> None:
    offers = (
        "promotions:\n  spring: {offer: {fixed_price: 40}, level: member, window: 2026-03-01..2026-03-31}\n"
        "  odd: {offer: {amount_off: 30, threshold: 60}, level: shop, window: 2026-03-05..2026-03-06}\n"
    )
    assert reach(GOODS + offers, "dress") != Reach(None, *MARCH)
