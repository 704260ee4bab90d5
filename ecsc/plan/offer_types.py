"""The plan's prices: how low every product can get on every channel, what is left of it, and whether that will do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.offers.types import PriceVerdict
from ecsc.assess.verdicts import Remark
from ecsc.quantity import Duration


class OfferStep(Struct, frozen=True):
    """What one offer takes `off` a piece, and what is `left` to pay for it then.

    `offer` is a promotion's id, or `pricing_rules.` and the id of a price rule.
    """

    offer: str
    off: Decimal
    left: Decimal


class OrderWay(Struct, frozen=True):
    """An order of one product alone: the `price` of a piece in it, and how it comes about.

    `steps` are the offers in the order they are taken off, `pieces` how many are in the order. `segment` is who the
    customer has to be, None for anybody; `start` and `end` (exclusive) when, None where it is open on that side.
    """

    price: Decimal
    pieces: int
    segment: str | None
    start: dt.datetime | None
    end: dt.datetime | None
    steps: tuple[OfferStep, ...]


class PriceBound(Struct, frozen=True):
    """A price that no order goes below, whatever else is in it.

    `fillers` is the worth of other goods that gets there, at list prices, None where no such order is known: then
    the price is a safe limit only.
    """

    price: Decimal
    offers: tuple[str, ...]
    fillers: Decimal | None


class PriceWay(Struct, frozen=True):
    """A list price with what offers make of it.

    `lowest` is the cheapest order of the product alone, None where there are too many combinations to look at all;
    `exact` then is false and the bound stands for it. `poorest` is the order that brings the seller least, None where
    that is the cheapest one.
    """

    list_price: Decimal
    floor: Decimal | None
    lowest: OrderWay | None
    poorest: OrderWay | None
    bound: PriceBound
    exact: bool


class PieceMargin(Struct, frozen=True):
    """What is left of one piece: the signed `steps` from its price, by what they are, and the `amount` after all.

    `break_even` is the price at which nothing would be left.

    `share` is that part of the price without tax. Both are None where something lacks, `share` also at a
    price of nothing.
    """

    steps: Mapping[str, Decimal]
    amount: Decimal | None
    share: Decimal | None
    break_even: Decimal | None = None


Loss = Literal["alone", "with_others", "unproven", "no"]


class PriceCase(Struct, frozen=True):
    """What is left of a piece, and the verdict. `way` is the place of its prices in `ways`.

    `at_list` is at the list price, `at_lowest` in the cheapest order (at the bound where none is known), `at_poorest`
    in the order that brings the seller least, None where that is the cheapest one. `left`, `share` and `break_even`,
    the price at which nothing would be left, are of the worst of these orders; `missing` names what they cannot be
    told without. `bound_left` is what is left at the bound. `verdict` is of the product alone, `bound_verdict` of any
    order. `uncounted` are the places in `left_out` of offers that could lower the price: what is good else is then
    not decidable. `loss` tells whether a piece can be sold at a loss: `alone`, or `with_others` in the order only, or
    `unproven` where it cannot be ruled out; None where that cannot be told. `meant` marks a loss leader.
    """

    way: int
    at_list: PieceMargin
    at_lowest: PieceMargin
    at_poorest: PieceMargin | None
    left: Decimal | None
    share: Decimal | None
    break_even: Decimal | None
    bound_left: Decimal | None
    missing: tuple[str, ...]
    uncounted: tuple[int, ...]
    verdict: PriceVerdict
    bound_verdict: PriceVerdict
    loss: Loss | None
    meant: bool


class PriceRow(Struct, frozen=True):
    """A product on a channel, empty for a strategy without channels; `case` is its place in `cases`."""

    product: str
    channel: str
    case: int


LossVerdict = Literal["yes", "with_others", "unproven", "below_floor", "not_decidable", "meant", "no"]


class LossAnswer(Struct, frozen=True):
    """Whether anything can be sold at a loss: the worst that holds, and of how many of all prices each does.

    `yes`: a piece by itself; `with_others`: only in an order with other goods; `unproven`: it cannot be ruled out;
    `below_floor`: none at a loss, but under its floor; `not_decidable`: not of all prices; `meant`: loss leaders
    only; `no`: none. `least_left` is what is left at least of a
    piece, in any order, of all prices that are no loss leader and of which it can be told.
    """

    verdict: LossVerdict
    prices: int
    losing: int
    with_others: int
    unproven: int
    below_floor: int
    meant: int
    not_decidable: int
    thin: int
    least_left: Decimal | None


class TakenOffer(Struct, frozen=True):
    """An offer that prices are reckoned with: its `level`, and whether it is used by itself or has to be asked for."""

    id: str
    level: str
    automatic: bool


class TakenDefault(Struct, frozen=True):
    """A default that was taken because an entry of `section` does not state `field`."""

    section: str
    id: str
    field: str
    value: str


class TakenOfMargins(Struct, frozen=True):
    """What was taken for granted of what is left, and on which channels."""

    what: str
    channels: tuple[str, ...]


class NotReckoned(Struct, frozen=True):
    """An entry that prices are reckoned without, and why."""

    section: str
    id: str
    field: str
    why: Remark


class PaidBack(Struct, frozen=True):
    """The most that price protection pays back of one piece of a product on a channel.

    Who paid `paid` for it just before `until` can buy it for `lowest`, by `offers`, from `start` on, which is
    `within` the time of the protection.
    """

    product: str
    channel: str
    within: Duration
    paid: Decimal
    until: dt.datetime
    lowest: Decimal
    start: dt.datetime
    offers: tuple[str, ...]


class OffersPlan(Struct, frozen=True):
    """The lowest price of every product on every channel, the worst first. Every amount is in `currency`.

    Amounts are of one piece, to a hundredth of the currency's smallest coin, shares to a millionth: rounded towards
    zero, but away from it where the last digit would be 0 or 5, so that who rounds them to coins rounds them right.
    Rows whose figures are all the same share one of `cases`, cases with the same prices one of `ways`. `assumed`,
    `granted` and `left_out` are what it rests on. `paid_back` is what falls back on the seller by price protection,
    the most first.
    """

    currency: str
    answer: LossAnswer
    offers: tuple[TakenOffer, ...]
    rows: tuple[PriceRow, ...]
    cases: tuple[PriceCase, ...]
    ways: tuple[PriceWay, ...]
    assumed: tuple[TakenDefault, ...]
    granted: tuple[TakenOfMargins, ...]
    left_out: tuple[NotReckoned, ...]
    paid_back: tuple[PaidBack, ...] = ()
