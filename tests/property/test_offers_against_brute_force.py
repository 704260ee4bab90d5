"""The till and the search for the lowest price, against a till by hand that pays every order there is.

`pytest tests/property/test_offers_against_brute_force.py --offer-sets 5000` tries many more sets of offers.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from ecsc.offers import LEVELS, Good, Line, Offer, Path, PercentOff, Receipt
from ecsc.offers.checkout import checkout
from ecsc.offers.search import worst
from ecsc.offers.table import worst_of_all
from ecsc.offers.till import receipt
from tests.property import till_by_hand as hand
from tests.property.offer_sets import CHANNEL, SEGMENTS, Market, Order, markets, orders_of_markets

Case = TypeVar("Case")
Try = Callable[[st.SearchStrategy[Case], Callable[[Case], None], int], None]


@pytest.fixture
def try_many(request: pytest.FixtureRequest) -> Try[Case]:
    """Return what checks many cases: so many times `--offer-sets`, in percent."""
    count = int(request.config.getoption("--offer-sets"))

    def run(cases: st.SearchStrategy[Case], check: Callable[[Case], None], percent: int) -> None:
        found = given(cases)(check)
        size = settings(
            max_examples=max(1, count * percent // 100),
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        )
        size(found)()

    return run


def by_level(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    return tuple(sorted(offers, key=lambda offer: LEVELS.index(offer.level)))


def adds_up(found: Receipt, lines: tuple[Line, ...]) -> None:
    """Check that the parts of a receipt sum to the whole, and that no floor is crossed."""
    assert found.list_total == sum(line.good.price * line.pieces for line in lines)
    assert found.list_total - sum(taken.off for taken in found.taken) == found.total == sum(found.by_line)
    left = found.list_total
    for taken in found.taken:
        left -= taken.off
        assert taken.left == left
        assert taken.off == sum(taken.by_line)
        assert all(off >= 0 for off in taken.by_line)
    for at, (line, cost) in enumerate(zip(lines, found.by_line, strict=True)):
        full = line.good.price * line.pieces
        assert cost == full - sum(taken.by_line[at] for taken in found.taken)
        assert 0 <= cost <= full
        if line.good.floor_enforced and line.good.floor is not None:
            assert cost >= min(full, line.good.floor * line.pieces)


# --- one order, paid --------------------------------------------------------------------------------------------


def receipt_is_what_is_paid(case: tuple[Market, Order]) -> None:
    market, order = case
    used = by_level(market.offers)
    found, paid = receipt(order.lines, used), hand.pay(order.lines, used)
    adds_up(found, order.lines)
    assert [(each.offer, each.by_line) for each in found.taken if each.off] == [
        (each.offer, each.by_line) for each in paid.taken if any(each.by_line)
    ]
    assert found.by_line == paid.by_line
    assert found.pays_seller - found.gifts == hand.brings(order.lines, used)
    assert found.refused == ()


def test_receipt_is_what_is_paid(try_many: Try[tuple[Market, Order]]) -> None:
    try_many(orders_of_markets(), receipt_is_what_is_paid, 200)


def checkout_is_best_for_the_customer(case: tuple[Market, Order]) -> None:
    market, (lines, at, segment) = case
    mine = frozenset(() if segment is None else (segment,))
    found = checkout(lines, CHANNEL, market.offers, at, mine)
    adds_up(found, lines)
    expected = hand.cheapest(lines, CHANNEL, market.offers, at, segment)
    assert found.total == expected
    of_id = {offer.id: offer for offer in market.offers}
    assert {each.offer for each in found.refused} | {each.offer for each in found.taken} == set(of_id)
    usable = {offer.id for offer in hand.usable(lines, CHANNEL, market.offers, at, segment)}
    assert {each.offer for each in found.taken} <= usable
    for first, second in combinations([each.offer for each in found.taken if each.off], 2):
        assert hand.agree(of_id[first], of_id[second])
    others = {"not_running", "other_channel", "other_goods", "other_segment", "used_up"}
    for refused in found.refused:
        assert (refused.reason in others) == (refused.offer not in usable)
        assert refused.short == 0 or refused.reason == "under_threshold"
        assert refused.because == "" or refused.because in of_id


def test_checkout_is_best_for_the_customer(try_many: Try[tuple[Market, Order]]) -> None:
    try_many(orders_of_markets(), checkout_is_best_for_the_customer, 100)


# --- the lowest price -------------------------------------------------------------------------------------------


def way_is_open(path: Path, market: Market) -> None:
    """Check that a way is one that the rules permit, and leads to its price."""
    of_id = {offer.id: offer for offer in market.offers}
    good = market.goods[0]
    lines = (Line(good, path.pieces),)
    used = tuple(of_id[id_] for id_ in path.offers)
    first = path.start or (path.end and path.end - dt.timedelta(days=1)) or hand.SOME_DAY
    last = (path.end and path.end - path.end.resolution) or first + dt.timedelta(days=1)
    for at in (first, last):
        usable = hand.usable(lines, CHANNEL, market.offers, at, path.segment)
        # Offers that are used but take nothing off are not named.
        assert any(set(used) <= set(chosen) for chosen in hand.permitted(usable))
    assert sum(hand.pay(lines, used).by_line) == path.pieces * path.price
    assert hand.brings(lines, used) == path.pieces * path.proceeds
    assert 1 <= path.pieces <= min(market.most_pieces, good.stock or market.most_pieces)
    adds_up(path.receipt, lines)
    assert path.receipt.total == path.price * path.pieces


def lowest_price_is_that_of_every_order(market: Market) -> None:
    good = market.goods[0]
    found = worst(good, CHANNEL, market.offers, most_pieces=market.most_pieces)
    expected = hand.lowest(good, CHANNEL, market.offers, market.most_pieces, SEGMENTS)
    assert found.exact
    assert found.attainable is not None
    assert found.dearest_to_seller is not None
    assert found.attainable.price == expected.price
    assert found.dearest_to_seller.proceeds == expected.proceeds
    assert found.bound.price <= found.attainable.price
    way_is_open(found.attainable, market)
    way_is_open(found.dearest_to_seller, market)


def test_lowest_price_is_that_of_every_order(try_many: Try[Market]) -> None:
    try_many(markets(), lowest_price_is_that_of_every_order, 200)


def test_lowest_price_of_many_offers(try_many: Try[Market]) -> None:
    try_many(markets(most_goods=1, most_offers=7, most_pieces=3), lowest_price_is_that_of_every_order, 30)


def no_basket_is_below_the_bound(market: Market) -> None:
    good, *others = market.goods
    least = hand.lowest_in_any_basket(good, others, CHANNEL, market.offers, 4, SEGMENTS)
    known = worst(good, CHANNEL, market.offers, most_pieces=market.most_pieces, others=others)
    # A coin that does not divide may make this line cheaper, once for every offer on the order.
    coins = sum(not hand.by_piece(offer) for offer in market.offers)
    assert known.bound.price < least + coins or known.bound.price == least
    if not any(other.floor_enforced for other in others):
        alone = worst(good, CHANNEL, market.offers, most_pieces=market.most_pieces)
        assert alone.bound.price < least + coins or alone.bound.price == least


def test_no_basket_is_below_the_bound(try_many: Try[Market]) -> None:
    try_many(markets(most_offers=4), no_basket_is_below_the_bound, 100)


# --- what must hold whatever the till does -----------------------------------------------------------------------


def one_more_choice_never_makes_it_dearer(market: Market) -> None:
    *fewer, last = (*market.offers[:-1], structs.replace(market.offers[-1], automatic=False))
    good = market.goods[0]
    before, after = (
        worst(good, CHANNEL, each, most_pieces=market.most_pieces) for each in (fewer, (*fewer, last))
    )
    assert before.attainable is not None
    assert after.attainable is not None
    assert after.attainable.price <= before.attainable.price
    assert after.bound.price <= before.bound.price


def test_one_more_choice_never_makes_it_dearer(try_many: Try[Market]) -> None:
    try_many(markets(), one_more_choice_never_makes_it_dearer, 50)


def order_of_the_list_does_not_matter(case: tuple[Market, list[int]]) -> None:
    market, numbers = case
    mixed = tuple(market.offers[number] for number in numbers if number < len(market.offers))
    good = market.goods[0]
    found = [
        worst(good, CHANNEL, each, most_pieces=market.most_pieces)
        for each in (market.offers, mixed, market.offers)
    ]
    assert found[0] == found[2]
    # Rounding may let another order of the same offers pass for the lowest, by less than a coin an offer.
    assert abs(found[0].bound.price - found[1].bound.price) < max(len(mixed), 1)
    first, second = (each.attainable for each in found[:2])
    assert first is not None
    assert second is not None
    assert first.price == second.price
    first, second = (each.dearest_to_seller for each in found[:2])
    assert first is not None
    assert second is not None
    assert first.proceeds == second.proceeds


def test_order_of_the_list_does_not_matter(try_many: Try[tuple[Market, list[int]]]) -> None:
    mixed = st.tuples(markets(), st.permutations(range(5)))
    try_many(mixed, order_of_the_list_does_not_matter, 50)


def table_is_one_search_a_row(market: Market) -> None:
    channels = (CHANNEL, "fair")
    found = worst_of_all(market.goods, channels, market.offers, most_pieces=market.most_pieces)
    alone = [
        worst(
            good,
            channel,
            market.offers,
            most_pieces=market.most_pieces,
            others=[one for one in market.goods if one.channels is None or channel in one.channels],
        )
        for good in market.goods
        for channel in channels
    ]
    for row, one in zip(found, alone, strict=True):
        assert (row.good, row.channel) == (one.good, one.channel)
        assert (row.attainable, row.dearest_to_seller) == (one.attainable, one.dearest_to_seller)


def test_table_is_one_search_a_row(try_many: Try[Market]) -> None:
    try_many(markets(), table_is_one_search_a_row, 50)


def test_twins_of_which_an_offer_names_one() -> None:
    goods = tuple(Good(id_, 100) for id_ in "abc")
    half = Offer("half", "item", PercentOff(Decimal("0.5")), goods=frozenset("a"))
    market = Market(goods, (half,), 3)
    table_is_one_search_a_row(market)
    prices = [each.attainable and each.attainable.price for each in worst_of_all(goods, ("x",), (half,))]
    assert prices == [50, 100, 100]


SAMPLE = """
from hypothesis import given, settings
from tests.property.offer_sets import *
from ecsc.offers.checkout import checkout
from ecsc.offers.search import worst

@settings(derandomize=True, database=None, max_examples=40, deadline=None)
@given(orders_of_markets())
def run(case):
    market, order = case
    print(worst(market.goods[0], CHANNEL, market.offers, most_pieces=3))
    print(checkout(order.lines, CHANNEL, market.offers, order.at, frozenset()))
run()
"""


def test_same_result_in_every_process() -> None:
    """Sets of words are walked in another order in every process; results must not follow them."""
    printed = [
        subprocess.run(
            [sys.executable, "-c", SAMPLE],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0]
    assert printed[0] == printed[1]
