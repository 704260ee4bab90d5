"""Answers about prices as programs read them: what `ecsc price` and `ecsc offers` print with `--format json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from ecsc.assess.offers.types import PriceVerdict
from ecsc.quantity import Duration, Money, Rate

PRICE_VERSION: Final = 1
OFFERS_VERSION: Final = 1
"""Raised when a key of the document changes its meaning or goes; new keys may come without."""

Reason = Literal[
    "not_running", "other_channel", "other_goods", "other_segment", "under_threshold", "used_up", "does_not_stack",
    "another_is_cheaper", "nothing_off",
]  # fmt: skip


class PieceLeft(Struct, frozen=True):
    """What is left of one piece at its `price`: the signed `steps` by what they are, and the `amount` after all.

    `share` is that part of the price without tax, `break_even` the price at which nothing is left. They are None where
    `missing` names what they cannot be told without. `assumed` is what was taken for granted.
    """

    price: Money
    steps: Mapping[str, Money]
    amount: Money | None
    share: Rate | None
    break_even: Money | None
    missing: tuple[str, ...]
    assumed: tuple[str, ...]


class OfferUsed(Struct, frozen=True):
    """An offer that is used: what it takes `off` the order, what is `left` to pay then, and its `level`."""

    offer: str
    level: str
    off: Money
    left: Money


class OfferRefused(Struct, frozen=True):
    """An offer that is not used, the `reason` and the same in words as `text`.

    `because` is the offer that stands in its way, `short` what is lacking to its threshold.
    """

    offer: str
    reason: Reason
    text: str
    because: str | None
    short: Money | None


class LineAnswer(Struct, frozen=True):
    """One product of an order: its `list_price`, what all its `pieces` cost (`total`), what one does (`price`).

    `left` is what is left of a piece for the seller.
    """

    product: str
    pieces: int
    list_price: Money
    floor: Money | None
    total: Money
    price: Money
    left: PieceLeft


class ReceiptAnswer(Struct, frozen=True):
    """An order as it is paid: `list_total`, what each offer takes off in turn (`used`), and the `total`.

    `pays_seller` is the total and what others than the seller bear, `gifts` what gifts cost him.
    """

    list_total: Money
    used: tuple[OfferUsed, ...]
    total: Money
    pays_seller: Money
    gifts: Money


class AssumedAnswer(Struct, frozen=True):
    """A default that was taken because an entry of `section` does not state `field`, in words as `text`."""

    section: str
    id: str
    field: str
    value: str
    text: str


class OrderAnswer(Struct, frozen=True):
    """The order on one `channel` (None for a strategy without channels), `at` an instant of the strategy's time.

    `receipt` is None where a product is not sold there (`not_sold`), or where the offers can be combined in so many
    ways that not all can be looked at (`too_many`).
    """

    channel: str | None
    at: dt.datetime | None
    receipt: ReceiptAnswer | None
    lines: tuple[LineAnswer, ...]
    refused: tuple[OfferRefused, ...]
    assumed: tuple[AssumedAnswer, ...]
    not_sold: tuple[str, ...]
    too_many: bool


class WayAnswer(Struct, frozen=True):
    """An order of one product alone: the `price` of a piece, rounded to a coin, the `pieces`, who, when, and how.

    `segment` is who the customer has to be, None for anybody; `start` and `end` (exclusive) are None where it is open
    on that side. `left` is what is left of a piece.
    """

    price: Money
    pieces: int
    segment: str | None
    start: dt.datetime | None
    end: dt.datetime | None
    offers: tuple[str, ...]
    receipt: ReceiptAnswer
    left: PieceLeft


class BoundAnswer(Struct, frozen=True):
    """A price that no order goes below, whatever else is in it, with the `verdict` on it.

    `fillers` is the worth of other goods at list prices that gets there, None where no such order is known: then the
    price is a safe limit only.
    """

    price: Money
    offers: tuple[str, ...]
    fillers: Money | None
    left: PieceLeft
    verdict: PriceVerdict


class LowestAnswer(Struct, frozen=True):
    """The lowest price of a product on a `channel`, None for a strategy without channels.

    `lowest` is the cheapest order of the product alone, None where there are too many combinations to look at all;
    `exact` then is false. `poorest` is the order that brings the seller least, None where that is the cheapest one.
    `verdict` is of the product alone. `loss_leader` tells that a loss is meant. `uncounted` are promotions and price
    rules (`pricing_rules.` and an id) that could lower the price and are left out: no verdict is good then.
    """

    product: str
    channel: str | None
    list_price: Money
    floor: Money | None
    lowest: WayAnswer | None
    poorest: WayAnswer | None
    bound: BoundAnswer
    verdict: PriceVerdict
    loss_leader: bool
    exact: bool
    uncounted: tuple[str, ...]


class PriceAnswer(Struct, frozen=True):
    """What `ecsc price` answers: `orders`, the cheapest channel first, or with `--worst` the `lowest` prices.

    `segment` is who buys, None for a customer of no segment.
    """

    format: Literal["ecsc-price"]
    version: Literal[1]
    language: str
    strategy: str
    segment: str | None
    orders: tuple[OrderAnswer, ...]
    lowest: tuple[LowestAnswer, ...]


class LeftOutAnswer(Struct, frozen=True):
    """An entry that prices are reckoned without, and why, in words as `text`."""

    section: str
    id: str
    field: str
    text: str


class PaidBackAnswer(Struct, frozen=True):
    """The most that price protection pays back (`refund`) of one piece of a product on a channel.

    Who paid `paid` for it just before `until` can buy it for `lowest`, by `offers`, from `start` on, which is
    `within` the time of the protection.
    """

    product: str
    channel: str
    within: Duration
    paid: Money
    until: dt.datetime
    lowest: Money
    start: dt.datetime
    offers: tuple[str, ...]
    refund: Money


class OffersAnswer(Struct, frozen=True):
    """What `ecsc offers` answers: the lowest prices, the worst first; `holds` tells that none is broken.

    `counts` are how many of the rows have each verdict, that of an order with other goods, or of the limit that no
    order goes below, where it is worse. `paid_back` is what price protection pays back, the most first. `assumed` and
    `left_out` are what it rests on.
    """

    format: Literal["ecsc-offers"]
    version: Literal[1]
    language: str
    strategy: str
    currency: str
    holds: bool
    counts: Mapping[str, int]
    rows: tuple[LowestAnswer, ...]
    paid_back: tuple[PaidBackAnswer, ...]
    assumed: tuple[AssumedAnswer, ...]
    left_out: tuple[LeftOutAnswer, ...]
