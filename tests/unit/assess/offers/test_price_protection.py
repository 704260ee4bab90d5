"""What price protection pays back when a price falls after an order."""

from __future__ import annotations

import pytest

from ecsc.assess.offers.price_protection import later_refunds
from ecsc.assess.offers.terms import offer_terms
from ecsc.assess.offers.types import Refunded
from tests.unit.assess.strategies import result

SHOP = """channels: {taobao: {kind: marketplace, price_protection: 15d}, douyin: {kind: marketplace}}
products: {dress: {category: dress, list_price: 200}, tee: {category: tee, list_price: 50, channels: [douyin]}}
"""
MAY = "window: 2026-05-01..2026-05-03"


def refunds(promotions: str, shop: str = SHOP) -> tuple[Refunded, ...]:
    assessed = result(f"{shop}promotions: {{{promotions}}}\n").assessed
    assert assessed is not None
    strategy = assessed.linked.strategy
    return later_refunds(strategy, offer_terms(strategy))


def test_a_price_that_falls_after_an_order() -> None:
    (found,) = refunds(f"flash: {{offer: 5折, {MAY}}}")
    assert (found.product, found.channel, str(found.within)) == ("dress", "taobao", "15d")
    assert (str(found.paid), str(found.lowest), str(found.refund)) == ("CNY 200", "CNY 100", "CNY 100")
    assert (found.until, found.start) == (found.start, found.start)
    assert found.start.isoformat() == "2026-05-01T00:00:00"
    assert found.offers == ("flash",)


@pytest.mark.parametrize(
    "promotions",
    [
        f"flash: {{offer: 5折, {MAY}, redeem: code}}",
        f"flash: {{offer: 5折, {MAY}, segments: [vip]}}",
        f"flash: {{offer: 5折, {MAY}, channels: [douyin]}}",
        f"flash: {{offer: 满300减30, {MAY}}}",  # one piece does not reach it
        "always: {offer: 5折}",  # nobody ever paid more
        "first: {offer: 5折, window: 2026-05-01..2026-05-02}, always: {offer: 一口价90, stacks_with: all}",
    ],
)
def test_what_lowers_no_price_for_everybody_after_an_order(promotions: str) -> None:
    assert refunds(promotions) == ()


def test_prices_that_fall_twice_are_told_once_by_the_deepest_fall() -> None:
    (found,) = refunds(
        "a: {offer: 9折, window: 2026-05-01..2026-05-10}, b: {offer: 7折, window: 2026-05-11..2026-05-12}"
    )
    # Bought at 200 on the last day of April, 140 from May 11 on: ten days later.
    assert (str(found.paid), str(found.lowest), found.offers) == ("CNY 200", "CNY 140", ("b",))
    assert found.until.isoformat() == "2026-05-01T00:00:00"


@pytest.mark.parametrize(("days", "paid"), [("10d", "CNY 180"), ("11d", "CNY 200"), ("1 month", "CNY 200")])
def test_the_time_of_the_protection_counts_from_the_order(days: str, paid: str) -> None:
    # May 11 0:00 is ten full days after the end of April: an order of its last minute is protected just longer.
    (found,) = refunds(
        "a: {offer: 9折, window: 2026-05-01..2026-05-10}, b: {offer: 7折, window: 2026-05-11..2026-05-12}",
        SHOP.replace("15d", days),
    )
    assert str(found.paid) == paid


def test_offers_that_refuse_each_other_are_not_added_up() -> None:
    (found,) = refunds(f"a: {{offer: 5折, {MAY}, exclusive: true}}, b: {{offer: 减60, {MAY}}}")
    assert str(found.lowest) == "CNY 100"


def test_an_enforced_floor_holds() -> None:
    shop = SHOP.replace("list_price: 200}", "list_price: 200, floor_price: 150, floor_enforced: true}")
    (found,) = refunds(f"flash: {{offer: 5折, {MAY}}}", shop)
    assert str(found.refund) == "CNY 50"


def test_coins_of_a_currency_without_any() -> None:
    shop = SHOP.replace("list_price: 200}", "list_price: 200.55}")
    (found,) = refunds(f"flash: {{offer: 5折, {MAY}}}", shop)
    assert (str(found.paid), str(found.lowest)) == ("CNY 200.55", "CNY 100.28")
