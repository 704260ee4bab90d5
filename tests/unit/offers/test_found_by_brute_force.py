"""Cases in which the solver and the till by hand once differed, or still do: then the rule that decides is named."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ecsc.offers import (
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Line,
    NoMoneyOff,
    Offer,
    PercentOff,
)
from ecsc.offers.search import worst
from ecsc.offers.till import receipt

SHOP = "shop"
HALF = Decimal("0.5")


def test_gift_beside_a_percentage() -> None:
    """A set with an offer that takes nothing off has a bound too: it was a traceback."""
    offers = (Offer("gift", "item", NoMoneyOff()), Offer("tenth", "shop", PercentOff(Decimal("0.1"))))
    found = worst(Good("cup", 100), SHOP, offers)
    assert found.attainable is not None
    assert found.attainable.price == found.bound.price == 90


def test_half_a_coin_of_two_free_pieces_is_rounded_once() -> None:
    offer = Offer("sets", "shop", BuyAndGet(1, 1, HALF), repeats=True)
    lines = [Line(Good("cup", 199), 4)]
    assert receipt(lines, (offer,)).total == 4 * 199 - 199
    lines = [Line(Good("cup", 1), 4)]
    assert receipt(lines, (Offer("sets", "payment", BuyAndGet(2, 2, HALF)),)).total == 3


def test_money_off_is_shared_over_lines_whatever_their_pieces_cost() -> None:
    eighth = Decimal("0.125")
    offers = (
        Offer("first_two", "price", PercentOff(eighth, of="list"), times=2),
        Offer("capped", "price", PercentOff(eighth), cap=399),
    )
    lines = [Line(Good("cup", 1000), 1), Line(Good("jug", 1995), 3), Line(Good("pin", 1), 1)]
    found = receipt(lines, offers)
    # 399 over 1000, 5487 and 1: 61.498, 337.44 and 0.06, so the coin that is left over goes to the cup.
    assert [each.by_line for each in found.taken] == [(0, 498, 0), (62, 337, 0)]


def test_floor_of_a_line_of_which_one_piece_is_at_it() -> None:
    cup = Good("cup", 100, floor=90, floor_enforced=True)
    jug = Good("jug", 100)
    offers = (
        Offer("first", "price", FixedPrice(80), times=1, goods=frozenset({"cup"})),
        Offer("b", "shop", AmountOff(30)),
    )
    # The cups cost 190 and can bear 10; the jugs 300: of 30, they would bear 11.6 and 18.4.
    assert receipt([Line(cup, 2), Line(jug, 3)], offers).by_line == (180, 280)


def test_one_of_two_pieces_that_cost_half_a_coin() -> None:
    offers = (Offer("a", "price", AmountOff(19)), Offer("free", "shop", FixedPrice(0), times=1))
    # Two pieces cost 379: one free leaves 189.5, which is 190.
    assert receipt([Line(Good("cup", 199), 2)], offers).total == 190


def test_bound_is_an_exact_fraction() -> None:
    offer = Offer("most", "payment", PercentOff(Decimal("0.85")), threshold_pieces=2)
    assert worst(Good("cup", 1), SHOP, (offer,), most_pieces=1).bound.price == Fraction(3, 20)


def test_floor_of_another_good_pushes_money_off_onto_this_one() -> None:
    """A jug at its floor bears no more than 10 of the 35 that both should bear: the cup bears all it costs."""
    cup, jug = Good("cup", 7), Good("jug", 99, floor=89, floor_enforced=True)
    offer = Offer("off", "payment", AmountOff(35), threshold=89)
    assert receipt([Line(cup, 1), Line(jug, 1)], (offer,)).by_line == (0, 89)
    assert worst(cup, SHOP, (offer,), others=(jug,)).bound.price == 0
