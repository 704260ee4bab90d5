"""What is known about offers and prices: terms made of a strategy, what was taken for granted, margins, verdicts."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.offers import Good, Offer, Worst
from ecsc.quantity import Duration, Money, Rate

EVERYWHERE = ""
"""The channel of a strategy that has no channels."""

PriceVerdict: TypeAlias = Literal[
    "safe", "thin", "below_break_even", "below_cost", "below_floor", "not_decidable"
]  # fmt: skip
"""The worst that holds, `below_floor` first of all; `thin` is under the target margin."""


WORST_FIRST: tuple[PriceVerdict, ...] = (
    "below_floor", "below_cost", "below_break_even", "not_decidable", "thin", "safe",
)  # fmt: skip


def of_any_order(alone: PriceVerdict, with_others: PriceVerdict) -> PriceVerdict:
    """Return the verdict that a price is counted by: that of an order with other goods where it is worse.

    A limit counts too, though no order is known that gets there: nothing rules it out. What cannot be told of other
    goods alone leaves the verdict of the product alone.
    """
    if with_others == "not_decidable":
        return alone
    return min(alone, with_others, key=WORST_FIRST.index)


class Assumed(Struct, frozen=True):
    """A default that was taken because a field is left out: `value` is a word of the language, such as `current`."""

    section: str
    id: str
    field: str
    value: str


class LeftOut(Struct, frozen=True):
    """An entry the prices are reckoned without, and why: a template with the parameters of `params`.

    `goods` and `channels` are those whose prices it could lower, None for all, or where that cannot be told. An `id`
    left empty stands for entries of the section that nobody could read.
    """

    section: str
    id: str
    path: tuple[str, ...]
    reason: str
    params: tuple[tuple[str, str], ...] = ()
    goods: frozenset[str] | None = None
    channels: frozenset[str] | None = None


class OfferTerms(Struct, frozen=True):
    """A strategy's goods and offers in coins of its currency, as the solver takes them.

    `coin` is worth `10 ** -places` of the currency. `kinds` tells for each offer's id the section it comes from:
    `promotions` or `pricing_rules`.
    """

    currency: str
    places: int
    goods: tuple[Good, ...]
    offers: tuple[Offer, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]
    assumed: tuple[Assumed, ...]
    left_out: tuple[LeftOut, ...]


class MarginStep(Struct, frozen=True):
    """One step from the price to the margin, signed: `key` is `tax`, `commission`, `fees`, `payment_fee`, `goods`,
    `fulfilment`, `returns`, `return_insurance`, `subsidy` or `gifts`."""

    key: str
    amount: Money


class Margin(Struct, frozen=True):
    """What is left of one piece at a price, exact to more digits than a coin; None where `missing` names what lacks.

    `amount` is what is left after every step, `share` that part of the price without the tax in it, as target
    margins are stated; None at a price of zero. `break_even` is the price at which `amount` would be zero, others than
    the seller bearing as much of the piece as they do at `price`.
    """

    price: Money
    steps: tuple[MarginStep, ...]
    amount: Money | None
    share: Rate | None
    break_even: Money | None
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


class OfferRow(Struct, frozen=True):
    """One product on one channel: its lowest price, what is left at it, and the verdict.

    `at_list` is the margin at the list price, `at_worst` at the attainable price, `at_bound` at the bound,
    `for_seller` that of the order that brings the seller least; beyond the exact limit all but the first are at the
    bound. `verdict` is of what the product alone can be had for, `bound_verdict` of any order. `uncounted` are offers
    that could lower its price and are left out: no verdict is good then, as it would be by what is `counted` alone.
    """

    product: str
    channel: str
    list_price: Money
    floor: Money | None
    worst: Worst
    at_list: Margin
    at_worst: Margin
    at_bound: Margin
    for_seller: Margin
    verdict: PriceVerdict
    bound_verdict: PriceVerdict
    counted: PriceVerdict
    loss_leader: bool = False
    uncounted: tuple[LeftOut, ...] = ()
    reached_verdict: PriceVerdict = "not_decidable"

    @property
    def proven(self) -> PriceVerdict:
        """Return the verdict of an order there is: beyond the exact limit of the cheapest one that was found."""
        return self.verdict if self.worst.exact else self.reached_verdict


class Refunded(Struct, frozen=True):
    """The most that is paid back of one piece of a product on a channel.

    It was bought for `paid` just before `until`, and costs `lowest` by `offers` from `start` on, which is within the
    time of the protection. `refund` is the difference.
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


class OfferView(Struct, frozen=True):
    """The table of products by channels, in the order both are written, with what it rests on.

    `paid_back` is what price protection makes the seller pay back, the most first.
    """

    terms: OfferTerms
    rows: tuple[OfferRow, ...]
    paid_back: tuple[Refunded, ...] = ()
