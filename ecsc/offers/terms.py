"""What is sold and on what terms, in whole coins (the smallest unit of one currency): the input of the solver.

The rules of the till, which every room of this package keeps to:

1. An order is lines of pieces. Offers apply in the order of `LEVELS`; within a level in the order they are given.
2. A *piecewise* benefit changes the price of single pieces: a percentage without cap at the levels `price`, `item`
   and `member`, a fixed price at any level, and money off without threshold that `repeats`. Every other benefit
   takes an amount off the covered part of the order, shared out over its lines in proportion to what each costs
   then, by largest remainder.
3. Percentages round half up to a coin: piecewise the price of a piece, otherwise the amount that is taken off.
   Where the pieces of a line do not cost the same in whole coins any more, what the line costs is rounded.
4. A threshold is inclusive, and is compared with the covered part of the order: at list prices, or as it stands when
   its turn comes; `threshold_pieces` with the number of its pieces. A percentage is of the list price, or of what the
   piece or the covered part costs then. Nothing ever brings a price under zero, nor makes it dearer.
5. `repeats`: money off over a threshold comes once for every full threshold (of money, else of pieces); money off
   without one, for every piece. A buy-and-get offer comes for every full set. Not repeating, each comes once an
   order. A gift comes once an order where the threshold is reached.
6. `times` is the most an offer counts in one order: pieces of a piecewise benefit (the dearest ones first, then in
   the order of the lines), times of every other. Buy-and-get makes `get` of every `buy + get` covered pieces
   cheaper: the cheapest of all of them, or the dearest; what that takes off is shared out over all covered lines.
7. Two offers go together when both accept it (`goes_together`), and an order uses any set of which all go together.
   A customer is in one segment or none. An automatic offer is not a choice: it is used whenever it runs, covers
   something in the order, is open to the customer, and goes together with all the others that are used.
8. An enforced floor holds at every step. What a line cannot bear of money off is taken off the other covered lines as
   far as they can; what it cannot bear of any other benefit is not taken off at all.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

Level: TypeAlias = Literal["price", "item", "member", "shop", "platform", "payment"]
Base: TypeAlias = Literal["list", "current"]

LEVELS: tuple[Level, ...] = ("price", "item", "member", "shop", "platform", "payment")
"""The order in which offers are taken off. `price` is for rules that change the price by themselves."""

PIECEWISE_LEVELS: frozenset[Level] = frozenset(("price", "item", "member"))


class PercentOff(Struct, frozen=True, tag=True):
    """A share (0.1 is 10 %) off, of the list price or the current one."""

    share: Decimal
    of: Base = "current"


class AmountOff(Struct, frozen=True, tag=True):
    """So many coins off."""

    amount: int


class FixedPrice(Struct, frozen=True, tag=True):
    """A piece costs so many coins instead, if that is less."""

    price: int


class BuyAndGet(Struct, frozen=True, tag=True):
    """Of every `buy + get` pieces `get` cost `share` less: the cheapest, or the dearest."""

    buy: int
    get: int
    share: Decimal = Decimal(1)
    dearest: bool = False


class Step(Struct, frozen=True):
    """From `at` coins on, `amount` coins or a `share` are taken off; exactly one of the two is given."""

    at: int
    amount: int | None = None
    share: Decimal | None = None


class Steps(Struct, frozen=True, tag=True):
    """Steps, rising by `at`; only the highest that is reached counts. A share is of `of`."""

    steps: tuple[Step, ...]
    of: Base = "current"


class NoMoneyOff(Struct, frozen=True, tag=True):
    """Nothing off the price: a gift or free shipping alone."""


Benefit: TypeAlias = PercentOff | AmountOff | FixedPrice | BuyAndGet | Steps | NoMoneyOff


class Stacking(Struct, frozen=True):
    """With what an offer accepts to be combined.

    By default with those of other levels, and on its own level with what takes no money off (and that with all).
    `everything` accepts all, `nothing` none; else, where `partners` is not empty, those offers and levels it names,
    its own level included where it is named.
    """

    partners: frozenset[str] = frozenset()
    everything: bool = False
    nothing: bool = False


class Offer(Struct, frozen=True):
    """One promotion, tier or price rule. None stands for no limit, `goods`, `channels`, `segments` None for all.

    `start` and `end` are instants of one wall clock, half-open; None is open on that side. `gift` is what the seller
    pays for the gift, in coins. `seller_share` is the part of the benefit that the seller bears. `times` of 0 is
    never.
    """

    id: str
    level: Level
    benefit: Benefit
    threshold: int | None = None
    threshold_pieces: int | None = None
    threshold_on: Base = "current"
    repeats: bool = False
    cap: int | None = None
    times: int | None = None
    goods: frozenset[str] | None = None
    channels: frozenset[str] | None = None
    segments: frozenset[str] | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    stacking: Stacking = Stacking()
    automatic: bool = False
    seller_share: Decimal = Decimal(1)
    gift: int | None = None
    free_shipping: bool = False


class Good(Struct, frozen=True):
    """What is sold: its list price and floor in coins; `channels` None for all."""

    id: str
    price: int
    floor: int | None = None
    floor_enforced: bool = False
    stock: int | None = None
    channels: frozenset[str] | None = None


class Line(Struct, frozen=True):
    """So many pieces of one good in an order."""

    good: Good
    pieces: int


def piecewise(offer: Offer) -> bool:
    """Return whether an offer changes the price of single pieces (rule 2)."""
    if isinstance(offer.benefit, FixedPrice):
        return True
    if isinstance(offer.benefit, AmountOff):
        return (
            offer.repeats and offer.threshold is None and offer.threshold_pieces is None and offer.cap is None
        )
    return isinstance(offer.benefit, PercentOff) and offer.level in PIECEWISE_LEVELS and offer.cap is None


def accepts(offer: Offer, other: Offer) -> bool:
    """Return whether `offer` agrees to be combined with `other`."""
    stacking = offer.stacking
    if stacking.nothing:
        return False
    if stacking.everything or other.id in stacking.partners or other.level in stacking.partners:
        return True
    if stacking.partners:
        return False
    free = isinstance(offer.benefit, NoMoneyOff) or isinstance(other.benefit, NoMoneyOff)
    return free or offer.level != other.level


def goes_together(first: Offer, second: Offer) -> bool:
    """Return whether two offers may be used in one order: both sides must agree, and nothing goes with itself."""
    return first.id != second.id and accepts(first, second) and accepts(second, first)


def covers(offer: Offer, good: Good, channel: str) -> bool:
    """Return whether an offer is for a good on a channel."""
    return (
        (offer.goods is None or good.id in offer.goods)
        and (offer.channels is None or channel in offer.channels)
        and (good.channels is None or channel in good.channels)
    )


def runs(offer: Offer, at: dt.datetime) -> bool:
    """Return whether an offer can be used at an instant."""
    return (offer.start is None or offer.start <= at) and (offer.end is None or at < offer.end)
