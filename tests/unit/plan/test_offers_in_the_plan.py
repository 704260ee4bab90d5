"""Prices under offers in the plan: two products on two channels, worked out on paper."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ecsc.emit.plan_json import render
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.offer_types import OffersPlan, PriceCase, PriceWay
from ecsc.plan.types import Plan

TEXT = (Path(__file__).parent.parent / "emit_offers" / "two_products.yaml").read_text()
COUPON = "limits: {redemptions: 500}"
"""The end of the coupon, of which tests make something else."""


def planned(text: str = TEXT) -> Plan:
    found = compile_strategy(StrategyInput("two", (("two.yaml", text.encode()),))).compiled
    assert found is not None
    return found.plan


def prices(text: str = TEXT) -> OffersPlan:
    found = planned(text).offers
    assert found is not None
    return found


def price(offers: OffersPlan, product: str, channel: str) -> tuple[PriceCase, PriceWay]:
    (row,) = [one for one in offers.rows if (one.product, one.channel) == (product, channel)]
    case = offers.cases[row.case]
    return case, offers.ways[case.way]


def test_the_way_to_the_lowest_price_and_what_is_left() -> None:
    # 200 less 20 % less 30 is 130; of it 13/113 tax, 5 % commission, 1 % payment fee, 80 goods and 10 sending.
    case, way = price(prices(), "coat", "tmall")
    assert way.lowest is not None
    assert [(one.offer, int(one.off), int(one.left)) for one in way.lowest.steps] == [
        ("sale", 40, 160),
        ("coupon", 30, 130),
    ]
    assert (way.lowest.price, way.floor) == (Decimal(130), Decimal(120))
    assert (way.lowest.pieces, way.exact) == (1, True)
    assert str(way.lowest.start) == "2026-03-01 00:00:00"
    assert str(way.lowest.end) == "2026-03-11 00:00:00"
    assert case.at_lowest.steps == {
        "tax": Decimal("-14.9557"), "commission": Decimal("-6.5"), "payment_fee": Decimal("-1.3"),
        "goods": Decimal(-80), "fulfilment": Decimal(-10),
    }  # fmt: skip
    assert case.left == case.at_lowest.amount == Decimal("17.2442")
    assert case.at_list.amount == Decimal("74.9911")
    assert (case.verdict, case.loss, case.missing, case.at_poorest) == ("safe", "no", (), None)
    # 90 a piece over what is left of a coin: 1 - 13/113 - 6 %.
    assert case.break_even == Decimal("109.0967")


def test_the_cheapest_order_may_be_of_two_pieces_and_with_other_goods_cheaper_still() -> None:
    # Two bags at 80 reach the 100 of the coupon: 130 for two. With other goods worth 25 (20 after the sale), the
    # bag of 80 bears 24 of its 30: 56.
    case, way = price(prices(), "bag", "tmall")
    assert way.lowest is not None
    assert (way.lowest.price, way.lowest.pieces) == (Decimal(65), 2)
    assert (way.bound.price, way.bound.fillers, way.bound.offers) == (
        Decimal(56),
        Decimal(25),
        ("sale", "coupon"),
    )
    assert (case.left, case.bound_left) == (Decimal("-11.3778"), Decimal("-18.8024"))
    assert (case.verdict, case.bound_verdict, case.loss) == ("below_floor", "below_floor", "alone")


def test_rows_stand_worst_first_and_share_what_is_the_same() -> None:
    found = prices()
    assert [(one.product, one.channel) for one in found.rows] == [
        ("bag", "tmall"), ("bag", "shop"), ("coat", "tmall"), ("coat", "shop"),
    ]  # fmt: skip
    assert len(found.cases) == 4
    assert len(found.ways) == 2
    twin = TEXT.replace(
        "  bag:",
        "  twin: {list_price: CNY 200, unit_cost: CNY 80, fulfilment: CNY 10, floor_price: CNY 120}\n  bag:",
    )
    shared = prices(twin)
    assert (len(shared.rows), len(shared.cases), len(shared.ways)) == (6, 4, 2)


def test_the_answer_counts_every_price() -> None:
    found = prices().answer
    assert (found.verdict, found.prices, found.losing, found.below_floor) == ("yes", 4, 2, 2)
    assert found.least_left == Decimal("-18.8024")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (("list_price: CNY 100, unit_cost: CNY 60", "list_price: CNY 100, unit_cost: CNY 10"), "below_floor"),
        (("floor_price: CNY 70", "loss_leader: true"), "meant"),
        (("floor_price: CNY 70", "floor_price: CNY 70, loss_leader: true"), "below_floor"),
        (("unit_cost: CNY 60", "unit_cost: CNY 44"), "with_others"),
        (("unit_cost: CNY 80, ", ""), "yes"),
        (("CNY 100, unit_cost: CNY 60", "CNY 1000, unit_cost: CNY 60"), "no"),
    ],
)  # fmt: skip
def test_the_worst_that_holds_is_the_answer(change: tuple[str, str], verdict: str) -> None:
    text = TEXT if verdict != "with_others" else TEXT.replace(", floor_price: CNY 70", "")
    assert change[0] in text
    assert prices(text.replace(*change)).answer.verdict == verdict


def test_what_is_missing_is_named_and_makes_no_loss() -> None:
    found = prices(TEXT.replace("unit_cost: CNY 60, ", ""))
    case, _ = price(found, "bag", "shop")
    assert (case.left, case.loss, case.missing) == (None, None, ("`products.bag.unit_cost`",))
    assert found.answer.not_decidable == 2
    assert found.answer.verdict == "below_floor"


def test_the_order_that_brings_the_seller_least_is_told_where_it_is_another() -> None:
    # The platform bears all of a coupon that goes with nothing: 140 for the customer, 200 for the seller; the sale
    # leaves him 160.
    text = TEXT.replace("amount_off: CNY 30}", "amount_off: CNY 60}").replace(
        COUPON, COUPON + ", stacks_with: none, funded_by: {platform: 100%}"
    )
    case, way = price(prices(text), "coat", "shop")
    assert way.lowest is not None
    assert way.poorest is not None
    assert case.at_poorest is not None
    assert ([one.offer for one in way.lowest.steps], way.lowest.price) == (["coupon"], Decimal(140))
    assert ([one.offer for one in way.poorest.steps], way.poorest.price) == (["sale"], Decimal(160))
    assert case.at_lowest.steps["subsidy"] == 60
    assert case.left == case.at_poorest.amount
    assert case.at_lowest.amount is not None
    assert case.left is not None
    assert case.left < case.at_lowest.amount


def test_what_it_rests_on_is_told() -> None:
    found = prices(TEXT.replace("list_price: CNY 100, ", ""))
    assert ("promotions", "coupon", "repeat", "false") in [
        (one.section, one.id, one.field, one.value) for one in found.assumed
    ]
    assert [(one.section, one.id, one.why.text) for one in found.left_out] == [
        ("products", "bag", "it has no `list_price`")
    ]
    assert {one.what: one.channels for one in found.granted}["every piece is kept"] == ("tmall", "shop")


@pytest.mark.parametrize("without", ["promotions:", "products:"])
def test_no_offers_or_no_products_make_no_prices(without: str) -> None:
    head, _, rest = TEXT.partition(without)
    following = rest.partition("\npromotions:") if without == "products:" else ("", "", "")
    assert planned(head + "".join(following[1:])).offers is None


def test_equal_prices_stand_once_in_plan_json() -> None:
    products = "".join(
        f"  p{number}: {{list_price: CNY 200, unit_cost: CNY 80, fulfilment: CNY 10}}\n"
        for number in range(200)
    )
    compiled = compile_strategy(
        StrategyInput("two", (("two.yaml", TEXT.replace("  bag:", products + "  bag:").encode()),))
    ).compiled
    assert compiled is not None
    assert compiled.plan.offers is not None
    assert len(compiled.plan.offers.rows) == 404
    one = len(render(compiled, "en")[0].content)
    assert len(compiled.plan.offers.cases) <= 6
    assert one < 200_000


def test_beyond_the_exact_limit_a_safe_bound_stands_for_the_lowest_price() -> None:
    coupons = "".join(
        f"  c{number}: {{offer: {{percent_off: {number + 1}%}}, cap: CNY {number + 1}, stacks_with: all, redeem: code,"
        f" level: {('item', 'shop', 'platform', 'payment')[number % 4]}}}\n"
        for number in range(24)
    )
    found = prices(TEXT.partition("  sale:")[0] + coupons)
    case, way = price(found, "coat", "tmall")
    assert (way.exact, way.lowest, way.bound.fillers) == (False, None, None)
    assert 0 <= way.bound.price < 200
    assert case.left == case.bound_left
    bag, _ = price(found, "bag", "tmall")
    assert (bag.loss, found.answer.verdict, found.answer.losing) == ("unproven", "unproven", 0)


def test_a_price_lasts_as_long_as_its_own_offers() -> None:
    # The other code makes the coat no cheaper and ends days before the sale does.
    other = (
        "  other: {offer: {amount_off: CNY 1}, level: item, window: 2026-03-02..2026-03-04, redeem: code,"
        " stacks_with: none}\n"
    )
    _, way = price(prices(TEXT + other), "coat", "tmall")
    assert way.lowest is not None
    assert [step.offer for step in way.lowest.steps] == ["sale", "coupon"]
    assert (str(way.lowest.start), str(way.lowest.end)) == ("2026-03-01 00:00:00", "2026-03-11 00:00:00")


def test_what_price_protection_pays_back_is_in_the_plan() -> None:
    assert prices().paid_back == ()
    text = TEXT.replace(
        "commission: 5%, payment_fee: 1%}", "commission: 5%, payment_fee: 1%, price_protection: 15d}"
    )
    coat, bag = prices(text).paid_back
    assert (coat.product, coat.channel, coat.paid, coat.lowest, coat.offers) == (
        "coat",
        "tmall",
        Decimal(200),
        Decimal(160),
        ("sale",),
    )
    assert (bag.product, bag.paid - bag.lowest, str(bag.within)) == ("bag", Decimal(20), "15d")
