"""Prices reckoned by hand, to the cent: the till and the search must find them, and so must the till by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

import pytest
from msgspec import structs

from ecsc.offers import (
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Line,
    Offer,
    PercentOff,
    Stacking,
    Step,
    Steps,
)
from ecsc.offers.search import worst
from ecsc.offers.till import receipt
from tests.property import till_by_hand

SHOP = "shop"
WITH_ALL = Stacking(everything=True)
ALONE = Stacking(nothing=True)

HALF_PRICE = Offer("flash", "item", PercentOff(Decimal("0.5")), stacking=WITH_ALL)
SILVER = Offer("silver", "member", PercentOff(Decimal("0.1")), stacking=WITH_ALL)
COUPON_199 = Offer("coupon199", "shop", AmountOff(3000), threshold=19900, stacking=WITH_ALL)
TEN_OFF = Offer("ten_off", "shop", AmountOff(1000), stacking=WITH_ALL)
ALL_FOUR = (HALF_PRICE, SILVER, COUPON_199, TEN_OFF)


class Till(Protocol):
    """What both tills can do, in coins."""

    def pay(self, lines: Sequence[Line], offers: Sequence[Offer]) -> tuple[int, ...]: ...

    def lowest(self, good: Good, offers: Sequence[Offer], most_pieces: int = 10) -> Fraction: ...


class ByHand:
    def pay(self, lines: Sequence[Line], offers: Sequence[Offer]) -> tuple[int, ...]:
        return till_by_hand.pay(lines, offers).by_line

    def lowest(self, good: Good, offers: Sequence[Offer], most_pieces: int = 10) -> Fraction:
        return till_by_hand.lowest(good, SHOP, offers, most_pieces, ()).price


class Solver:
    def pay(self, lines: Sequence[Line], offers: Sequence[Offer]) -> tuple[int, ...]:
        return receipt(lines, offers).by_line

    def lowest(self, good: Good, offers: Sequence[Offer], most_pieces: int = 10) -> Fraction:
        found = worst(good, SHOP, offers, most_pieces=most_pieces)
        assert found.exact
        assert found.attainable is not None
        return found.attainable.price


@pytest.fixture(params=[ByHand(), Solver()], ids=["by hand", "solver"])
def till(request: pytest.FixtureRequest) -> Till:
    found: Till = request.param
    return found


def coins(amount: str) -> int:
    return int(Decimal(amount) * 100)


def cents(price: Fraction) -> str:
    """Print coins as money, rounded half up."""
    return str(Decimal(till_by_hand.half_up(price)).scaleb(-2))


def good(price: str, *, id_: str = "cup") -> Good:
    return Good(id_, coins(price))


def percent(share: str, **others: object) -> Offer:
    return Offer(**{"id": "percent", "level": "item", "benefit": PercentOff(Decimal(share)), **others})  # type: ignore[arg-type]


# --- flash sale, silver tier, coupon over 199 and 10 off, by list price ------------------------------------------

ONE_COUPON = (
    HALF_PRICE,
    SILVER,
    *(structs.replace(each, stacking=Stacking()) for each in (COUPON_199, TEN_OFF)),
)
FLASH_ALONE = (structs.replace(HALF_PRICE, stacking=ALONE), SILVER, COUPON_199, TEN_OFF)
ON_LIST = (HALF_PRICE, SILVER, structs.replace(COUPON_199, threshold_on="list"), TEN_OFF)

TABLE = {
    "50": ("12.50", "25.00", "12.50", "12.50"),
    "100": ("35.00", "50.00", "35.00", "25.00"),
    "199": ("76.22", "99.50", "79.55", "49.55"),
    "200": ("76.67", "100.00", "80.00", "50.00"),
    "222": ("79.90", "111.00", "84.90", "59.90"),
    "300": ("115.00", "150.00", "120.00", "95.00"),
}  # fmt: skip

COLUMNS = (ALL_FOUR, FLASH_ALONE, ONE_COUPON, ON_LIST)
CELLS = [
    pytest.param(price, column, cell, id=f"{price}-{name}")
    for price, row in TABLE.items()
    for name, column, cell in zip(("all", "alone", "one-coupon", "on-list"), COLUMNS, row, strict=True)
]


@pytest.mark.parametrize(("price", "offers", "expected"), CELLS)
def test_lowest_price_of_the_four_offers(
    till: Till, price: str, offers: tuple[Offer, ...], expected: str
) -> None:
    assert cents(till.lowest(good(price), offers)) == expected


@pytest.mark.parametrize(("price", "offers", "expected"), CELLS)
def test_order_of_the_list_does_not_matter(
    till: Till, price: str, offers: tuple[Offer, ...], expected: str
) -> None:
    assert cents(till.lowest(good(price), offers[::-1])) == expected


@pytest.mark.parametrize(
    ("price", "pieces"), [("50", 1), ("100", 1), ("199", 3), ("200", 3), ("222", 2), ("300", 2)]
)
def test_pieces_that_reach_the_lowest_price(price: str, pieces: int) -> None:
    found = worst(good(price), SHOP, ALL_FOUR)
    assert found.attainable is not None
    assert found.attainable.pieces == pieces
    assert cents(found.attainable.price) == TABLE[price][0]


@pytest.mark.parametrize(
    ("price", "bound"),
    [("199", "71.55"), ("200", "71.91"), ("222", "79.82"), ("300", "107.86")],
)
def test_bound_with_fillers(price: str, bound: str) -> None:
    assert cents(worst(good(price), SHOP, ALL_FOUR).bound.price) == bound


def test_fillers_that_reach_the_bound(till: Till) -> None:
    # 300 is 135 after flash and silver; 71.11 of other goods is 64.00 after silver: 199.00 together, 40 off.
    # 30 is shared 20.35 and 9.65, 10 is shared 6.78 and 3.22: a cent above what fractions of a cent would give.
    flash = structs.replace(HALF_PRICE, goods=frozenset({"cup"}))
    lines = [Line(good("300"), 1), Line(good("71.11", id_="filler"), 1)]
    by_line = till.pay(lines, (flash, SILVER, COUPON_199, TEN_OFF))
    assert by_line == (coins("107.87"), coins("51.13"))


def test_worth_of_the_fillers() -> None:
    flash = structs.replace(HALF_PRICE, goods=frozenset({"cup"}))
    found = worst(good("300"), SHOP, (flash, SILVER, COUPON_199, TEN_OFF)).bound
    assert cents(found.price) == "107.86"
    assert found.fillers in {None, coins("71.11")}


# --- one thing at a time -----------------------------------------------------------------------------------------


def test_a_tier_that_pushes_under_the_threshold_costs_the_customer_the_coupon(till: Till) -> None:
    tier = percent("0.1", level="member", automatic=True)
    coupon = structs.replace(COUPON_199, stacking=Stacking())
    assert cents(till.lowest(good("210"), (tier, coupon), 1)) == "189.00"
    assert cents(till.lowest(good("210"), (coupon,), 1)) == "180.00"
    optional = structs.replace(tier, automatic=False)
    assert cents(till.lowest(good("210"), (optional, coupon), 1)) == "180.00"


@pytest.mark.parametrize(
    ("price", "paid"),
    [("221.12", "169.01"), ("221.11", "169.00"), ("221.10", "198.99")],
)
def test_list_price_from_which_tier_and_coupon_combine(till: Till, price: str, paid: str) -> None:
    # 221.11 less 10 % is 198.999, which the till rounds to 199.00: inclusive, so the coupon counts.
    tier = percent("0.1", level="member")
    lines = [Line(good(price), 1)]
    assert cents(Fraction(sum(till.pay(lines, (tier, COUPON_199))))) == paid


def test_percent_before_and_after_money_off(till: Till) -> None:
    thirty, ten = COUPON_199, TEN_OFF
    line = [Line(good("300"), 1)]
    assert till.pay(line, (SILVER, thirty, ten)) == (coins("230.00"),)
    last = percent("0.1", level="payment")
    assert till.pay(line, (thirty, ten, last)) == (coins("234.00"),)


def test_twenty_percent_and_ten_off_a_hundred(till: Till) -> None:
    line = [Line(good("100"), 1)]
    fifth, ten = percent("0.2", level="shop", stacking=WITH_ALL), TEN_OFF
    assert till.pay(line, (fifth, ten)) == (coins("70.00"),)
    assert till.pay(line, (ten, fifth)) == (coins("72.00"),)
    assert cents(till.lowest(good("100"), (ten, fifth), 1)) == "70.00"


@pytest.mark.parametrize(("of", "expected"), [("current", "49.00"), ("list", "40.00")])
def test_two_times_thirty_percent(till: Till, of: str, expected: str) -> None:
    third = PercentOff(Decimal("0.3"), of=of)  # type: ignore[arg-type]
    offers = (Offer("first", "item", third), Offer("second", "member", third))
    assert cents(till.lowest(good("100"), offers)) == expected


def test_four_times_thirty_percent_of_list_is_nothing_to_pay(till: Till) -> None:
    third = PercentOff(Decimal("0.3"), of="list")
    offers = [Offer(level, level, third) for level in ("item", "member", "shop", "platform")]
    assert till.lowest(good("100"), offers) == 0


def test_ten_shared_over_three_goods_of_ten(till: Till) -> None:
    lines = [Line(good("10", id_=each), 1) for each in "abc"]
    assert till.pay(lines, (TEN_OFF,)) == (666, 667, 667)


@pytest.mark.parametrize(
    ("price", "expected"),
    [("299.99", "299.99"), ("300", "250.00"), ("599", "549.00"), ("600", "500.00"), ("900", "750.00")],
)
def test_fifty_off_every_three_hundred(till: Till, price: str, expected: str) -> None:
    every = Offer("every", "shop", AmountOff(5000), threshold=30000, repeats=True)
    assert till.pay([Line(good(price), 1)], (every,)) == (coins(expected),)
    at_most_once = structs.replace(every, times=1)
    assert sum(till.pay([Line(good("900"), 1)], (at_most_once,))) == coins("850")


TIERS = Offer(
    "tiers", "shop", Steps((Step(30000, amount=3000), Step(50000, amount=6000), Step(100000, amount=15000)))
)


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("299.99", "299.99"), ("300", "270.00"), ("499.99", "469.99"), ("500", "440.00"), ("999.99", "939.99"),
        ("1000", "850.00"), ("2000", "1850.00"),
    ],
)  # fmt: skip
def test_tiers(till: Till, price: str, expected: str) -> None:
    assert till.pay([Line(good(price), 1)], (TIERS,)) == (coins(expected),)


def test_tiers_as_shares(till: Till) -> None:
    steps = Steps((Step(2000000, share=Decimal("0.1")), Step(4500000, share=Decimal("0.2"))))
    offer = Offer("quantity", "shop", steps)
    assert till.pay([Line(good("10000"), 2)], (offer,)) == (coins("18000.00"),)
    assert till.pay([Line(good("10000"), 5)], (offer,)) == (coins("40000.00"),)


def test_two_bought_one_free(till: Till) -> None:
    offer = Offer("three", "item", BuyAndGet(2, 1), repeats=True)
    assert cents(till.lowest(good("30"), (offer,))) == "20.00"
    assert [till.pay([Line(good("30"), count)], (offer,))[0] for count in (2, 3, 5, 6)] == [
        6000, 6000, 12000, 12000,
    ]  # fmt: skip
    once = structs.replace(offer, repeats=False)
    assert till.pay([Line(good("30"), 6)], (once,)) == (15000,)


def test_second_piece_at_half_price(till: Till) -> None:
    offer = Offer("second", "item", BuyAndGet(1, 1, Decimal("0.5")), repeats=True)
    assert cents(till.lowest(good("100"), (offer,))) == "75.00"


def test_cheapest_or_dearest_of_three_free(till: Till) -> None:
    lines = [Line(good("10"), 2), Line(good("30", id_="jug"), 1)]
    cheap = Offer("three", "item", BuyAndGet(2, 1))
    assert till.pay(lines, (cheap,)) == (1600, 2400)  # 10 off 50, shared 4 and 6
    dear = Offer("three", "item", BuyAndGet(2, 1, dearest=True))
    assert till.pay(lines, (dear,)) == (800, 1200)  # 30 off 50, shared 12 and 18


@pytest.mark.parametrize("threshold", ["199", "200"])
def test_deepest_rate_of_money_off_over_a_threshold(threshold: str) -> None:
    # 30/200 is 15.0 %, 30/199 is 15.08 %.
    offer = Offer("coupon", "shop", AmountOff(3000), threshold=coins(threshold))
    found = worst(good("1000"), SHOP, (offer,), most_pieces=1)
    assert found.attainable is not None
    assert cents(found.attainable.price) == "970.00"
    small = worst(good("10"), SHOP, (offer,), most_pieces=1)
    assert small.bound.price <= 1000 * (1 - Fraction(3000, coins(threshold)))
    assert cents(small.bound.price) == {"199": "8.49", "200": "8.50"}[threshold]


@pytest.mark.parametrize(
    ("steps", "bound"),
    [((Step(30000, amount=3000),), "9.00"), ((Step(30000, amount=3000), Step(50000, amount=6000)), "8.80"),
     ((Step(30000, amount=3000), Step(50000, amount=6000), Step(100000, amount=15000)), "8.50")],
)  # fmt: skip
def test_deepest_rate_of_tiers(steps: tuple[Step, ...], bound: str) -> None:
    assert cents(worst(good("10"), SHOP, (Offer("tiers", "shop", Steps(steps)),)).bound.price) == bound


def test_deepest_rate_of_every_three_hundred(till: Till) -> None:
    every = Offer("every", "shop", AmountOff(5000), threshold=30000, repeats=True)
    assert cents(till.lowest(good("100"), (every,), 6)) == "83.33"
    assert cents(worst(good("599"), SHOP, (every,), most_pieces=1).bound.price) == "499.17"


@pytest.mark.parametrize(
    ("price", "expected"), [("100", "80.00"), ("250", "200.00"), ("500", "450.00"), ("40", "32.00")]
)
def test_percent_with_a_cap(till: Till, price: str, expected: str) -> None:
    offer = percent("0.2", level="shop", cap=5000)
    assert till.pay([Line(good(price), 1)], (offer,)) == (coins(expected),)


def test_money_off_without_threshold_is_deepest_in_the_smallest_order(till: Till) -> None:
    assert cents(till.lowest(good("25"), (TEN_OFF,))) == "15.00"
    assert till.lowest(good("8"), (TEN_OFF,)) == 0
    each = structs.replace(TEN_OFF, repeats=True)
    assert [till.pay([Line(good("25"), count)], (each,))[0] for count in (1, 3)] == [1500, 4500]
    assert till.pay([Line(good("25"), 3)], (structs.replace(each, times=2),)) == (5500,)


def test_second_threshold_is_compared_with_what_the_first_left(till: Till) -> None:
    coupon = Offer("b", "platform", AmountOff(2000), threshold=20000)
    lines = [Line(good("220"), 1)]
    assert till.pay(lines, (COUPON_199, coupon)) == (coins("190"),)
    assert till.pay(lines, (COUPON_199, structs.replace(coupon, threshold_on="list"))) == (coins("170"),)


def test_two_coupons_of_one_hundred_less_twenty(till: Till) -> None:
    coupon = Offer("a", "shop", AmountOff(2000), threshold=10000, threshold_on="list", stacking=WITH_ALL)
    pair = (coupon, structs.replace(coupon, id="b"))
    assert cents(till.lowest(good("100"), pair, 1)) == "60.00"
    on_current = [structs.replace(each, threshold_on="current") for each in pair]
    assert cents(till.lowest(good("100"), on_current, 1)) == "80.00"


def test_fixed_price_for_the_first_pieces(till: Till) -> None:
    offer = Offer("flash", "item", FixedPrice(9900), times=2)
    assert till.pay([Line(good("199"), 3)], (offer,)) == (9900 * 2 + 19900,)
    assert till.pay([Line(good("89"), 3)], (offer,)) == (8900 * 3,)


def test_floor_moves_the_rest_to_other_lines(till: Till) -> None:
    floored = Good("cup", 10000, floor=9500, floor_enforced=True)
    lines = [Line(floored, 1), Line(good("100", id_="jug"), 1)]
    assert till.pay(lines, (structs.replace(TEN_OFF, benefit=AmountOff(4000)),)) == (9500, 6500)
    assert till.pay(lines[:1], (TEN_OFF,)) == (9500,)
    assert cents(till.lowest(floored, ALL_FOUR)) == "95.00"
