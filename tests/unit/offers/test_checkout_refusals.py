"""Why an offer is not used: what is short to its threshold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.offers import AmountOff, Good, Line, Offer, PercentOff, Refused
from ecsc.offers.checkout import checkout

NOON = dt.datetime.fromisoformat("2026-05-20T12:00")


def test_what_stands_in_the_way_does_not_count_towards_what_is_short() -> None:
    box = Good("box", 2890)
    neighbour = Offer("neighbour", "shop", AmountOff(800), automatic=True)
    first = Offer("first", "shop", AmountOff(1000), threshold=3000, automatic=True)
    paid = checkout([Line(box, 1)], "", [first, neighbour], NOON)
    assert paid.refused == (Refused("first", "under_threshold", "neighbour", 110),)


def test_what_comes_before_and_goes_together_does_count() -> None:
    box = Good("box", 2890)
    sale = Offer("sale", "item", PercentOff(share=Decimal("0.5")), automatic=True)
    first = Offer("first", "shop", AmountOff(1000), threshold=3000, automatic=True)
    paid = checkout([Line(box, 1)], "", [first, sale], NOON)
    assert paid.refused == (Refused("first", "under_threshold", "", 1555),)
