"""What the solver finds: receipts, and the lowest price of a good with the way that leads to it. In whole coins."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal, TypeAlias

from msgspec import Struct

Refusal: TypeAlias = Literal[
    "not_running", "other_channel", "other_goods", "other_segment", "under_threshold", "used_up", "does_not_stack",
    "another_is_cheaper", "nothing_off",
]  # fmt: skip
"""Why an offer was not used: it does not run then, is for others, its threshold is not reached, `times` is 0, one
that is used refuses it or is refused by it (`does_not_stack`), another choice is cheaper for the customer, or it
would take nothing off."""


class Taken(Struct, frozen=True):
    """What one offer took off an order, and what that left to pay; `by_line` sums to `off`."""

    offer: str
    off: int
    left: int
    by_line: tuple[int, ...]


class Refused(Struct, frozen=True):
    """An offer that was not used; `because` names the offer that stands in its way, `short` the coins that lack."""

    offer: str
    reason: Refusal
    because: str = ""
    short: int = 0


class Receipt(Struct, frozen=True):
    """An order as it is paid: at list prices, what each offer took off in turn, and what each line costs then.

    `list_total - sum(taken.off) == total == sum(by_line)`. `pays_seller` is the total and what others than the
    seller bear of the benefits (before any fee), a fraction of coins; `gifts` is what the gifts cost the seller.
    """

    list_total: int
    taken: tuple[Taken, ...]
    by_line: tuple[int, ...]
    total: int
    pays_seller: Fraction
    gifts: int = 0
    refused: tuple[Refused, ...] = ()


class Path(Struct, frozen=True):
    """How a price is reached: the offers in their order, the pieces, who, and when (half-open, None for open).

    `price` is what a piece costs, `proceeds` what a piece brings the seller before fees, gifts taken off: fractions
    of coins, printed rounded half up. `receipt` is the order.
    """

    offers: tuple[str, ...]
    pieces: int
    segment: str | None
    start: dt.datetime | None
    end: dt.datetime | None
    price: Fraction
    proceeds: Fraction
    receipt: Receipt


class Bound(Struct, frozen=True):
    """A price that no order goes below, whatever else is in it; `fillers` is the worth of other goods that gets there.

    `fillers` is in coins at list price, None where no such order is known: then the price is a safe limit only.
    """

    price: Fraction
    offers: tuple[str, ...]
    fillers: int | None = None


class Worst(Struct, frozen=True):
    """The lowest price of a good on a channel.

    `attainable` is the cheapest order of this good alone, None beyond the exact limit; `dearest_to_seller` the order
    of it that brings the seller least, the same one unless others pay for benefits or gifts are given. `bound` holds
    for orders with other goods too. `exact` tells that every permitted combination was covered; beyond the limit
    `reached` is the cheapest order that was found, which there is, though there may be cheaper ones.
    """

    good: str
    channel: str
    attainable: Path | None
    dearest_to_seller: Path | None
    bound: Bound
    exact: bool = True
    reached: Path | None = None
