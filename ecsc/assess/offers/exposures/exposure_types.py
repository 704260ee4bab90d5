"""The most a promotion can cost, as data."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.quantity import Money, Rate

Unit: TypeAlias = Literal["piece", "set", "order"]
"""What one use of an offer is: a piece at a lower price, a full set of buy-and-get, or an order."""

Open: TypeAlias = Literal[
    "times", "order_size", "repeats", "list_price", "gift_cost", "goods", "exchange_rate", "benefit"
]  # fmt: skip
"""Why there is no bound: nothing limits how often; a share of an order of any size; every full threshold counts;
goods without a list price; a gift whose cost is not stated; goods that cannot be told; money without a rate; an offer
that gives nothing."""

Assumption: TypeAlias = Literal[
    "hard_stop", "audience", "stock", "shipping", "pieces_per_customer"
]  # fmt: skip
"""What a bound rests on: the shop stops at `limits.spend` by itself; segments are as large as stated; no more than
the stock is sold in so short a window; shipping costs what `fulfilment` does, which is paid anyway; `per_customer`
counts pieces of what changes the price of pieces."""

Bound: TypeAlias = Literal["spend", "times", "pieces", "nothing_borne"]
"""Which bound is the lowest: `limits.spend`, times by the most of each time, the dearest pieces, or that others pay."""


class Payer(Struct, frozen=True):
    """Who bears what share of a benefit, and the most that is; None where it has no bound."""

    who: str
    share: Rate
    amount: Money | None


class Exposure(Struct, frozen=True):
    """The most one promotion can cost the seller.

    `worst` is None where nothing bounds it, as `open` says. `times` is how often it is used at most, counted in
    `unit`, by the field `times_by`; `each` the most that one use takes off, before others bear their part. `line`
    is the budget line that is charged. `overshoot` is what comes on top where the shop notices `limits.spend` only
    afterwards: one more use. `forecast` is what is planned, None where nothing says so. `last_day` is the last one
    on which it can be used: of a coupon that is given, its time after the window.
    """

    promotion: str
    line: str | None
    worst: Money | None
    by: Bound | None
    unit: Unit
    times: int | None
    times_by: str
    each: Money | None
    payers: tuple[Payer, ...]
    overshoot: Money | None = None
    forecast: Money | None = None
    last_day: dt.date | None = None
    open: tuple[Open, ...] = ()
    assumed: tuple[Assumption, ...] = ()


class LineExposure(Struct, frozen=True):
    """What promotions can cost one budget line together; `line` is empty for those that name none.

    `worst` is an upper bound: orders that use two offers count in both. `open` are those without a bound, which are
    not in it.
    """

    line: str
    worst: Money
    promotions: tuple[str, ...]
    open: tuple[str, ...]


class JointExposure(Struct, frozen=True):
    """What all promotions can cost together, an upper bound, and by budget line; `open` have no bound."""

    worst: Money
    open: tuple[str, ...]
    lines: tuple[LineExposure, ...]
