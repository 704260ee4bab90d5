"""The most that one offer takes off a piece in any order at all: with other goods filling up to a threshold exactly.

Of an order of `x` coins an offer takes `D(x)`, and of a piece that costs `v` then `v * D(x) / x`. `D` is constant or
a share between the points where it changes, so the largest `D(x) / x` lies at one of those points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple, TypeAlias

from ecsc.offers.runs import Kind, Number
from ecsc.offers.terms import (
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Good,
    Offer,
    PercentOff,
    Steps,
    piecewise,
)

NO_LIMIT = float("inf")


class Around(NamedTuple):
    """What else an order may hold: `thinnest` is the least share of its list price that a filler costs when it comes
    to the order, `cheapest` the least that a filler costs, in coins; both 0 where nothing is known of the others.
    `spills` tells that one of them has an enforced floor, so that money off it could not bear comes off this piece."""

    thinnest: Fraction = Fraction(0)
    cheapest: Fraction = Fraction(0)
    spills: bool = False


class Cut(NamedTuple):
    """After it, a piece that costs `v` costs at least `max(keep * v, v - coins)`."""

    keep: float
    coins: float


class Others:
    """The goods an order may also hold. What is known of them under some offers is worked out once."""

    def __init__(self, goods: Iterable[Good] = ()) -> None:
        prices: dict[int, set[str]] = {}
        self.spills = False
        for good in goods:
            prices.setdefault(good.price, set()).add(good.id)
            self.spills = self.spills or bool(good.floor_enforced and good.floor)
        self._prices = sorted((price, ids) for price, ids in prices.items() if price > 0)
        self._dearest = max(prices, default=None)
        self._found: dict[tuple[str, ...], Around] = {}

    def around(self, offers: Sequence[Offer]) -> Around:
        """Return what is known of the goods that can fill an order up, under the piecewise ones of `offers`."""
        if self._dearest is None or not any(asks_around(offer) for offer in offers):
            return Around(spills=self.spills)
        lowering = [offer for offer in offers if piecewise(offer)]
        key = tuple(offer.id for offer in lowering)
        if key not in self._found:
            self._found[key] = self._under(lowering, Fraction(self._dearest))
        return self._found[key]

    def _under(self, lowering: Sequence[Offer], cheapest: Fraction) -> Around:
        thinnest = Fraction(1)
        for price, ids in self._prices:
            cost = Fraction(price)
            for offer in lowering:
                if not offer.goods or not ids.isdisjoint(offer.goods):
                    cost = Fraction(lowered(offer, cost, price, Fraction))
            thinnest, cheapest = min(thinnest, cost / price), min(cheapest, cost)
        return Around(thinnest, cheapest, self.spills)


def asks_around(offer: Offer) -> bool:
    """Return whether what an offer takes depends on what other goods cost beside their list price."""
    benefit = offer.benefit
    if offer.threshold_pieces is not None or (offer.threshold is not None and offer.threshold_on == "list"):
        return True
    return (isinstance(benefit, Steps) and "list" in (benefit.of, offer.threshold_on)) or (
        isinstance(benefit, PercentOff) and benefit.of == "list"
    )


def lowered(offer: Offer, cost: Number, listed: int, number: Kind) -> Number:
    """Return what a piece costs after a piecewise offer; in whole coins where it was before."""
    benefit = offer.benefit
    if isinstance(benefit, PercentOff):
        after = cost - number(benefit.share) * (listed if benefit.of == "list" else cost)
        if cost == floor(cost):
            after = number(floor(after + number(_HALF)))
    elif isinstance(benefit, FixedPrice):
        after = number(benefit.price)
    elif isinstance(benefit, AmountOff):
        after = cost - benefit.amount
    else:
        return cost
    return max(min(after, cost), number(0))


_HALF = Decimal("0.5")


def cuts_of(offer: Offer, listed: int, near: Around) -> tuple[Cut, ...]:
    """Return what an offer does to a piece at worst: the least of these cuts; none where it never counts."""
    if offer.times == 0:
        return ()
    if piecewise(offer):
        return (_of_piece(offer, listed),)
    found = _wanted(offer, listed, near)
    if offer.cap is None:
        return found
    return tuple(Cut(cut.keep, min(cut.coins, offer.cap)) for cut in found)


def _wanted(offer: Offer, listed: int, near: Around) -> tuple[Cut, ...]:
    match offer.benefit:
        case PercentOff() as benefit:
            return _share(float(benefit.share), benefit.of, listed, near)
        case AmountOff() as benefit:
            return _money(offer, benefit, listed, near)
        case Steps() as benefit:
            return _steps(offer, benefit, listed, near)
        case BuyAndGet() as benefit:
            return _sets(benefit)
    return ()


def _of_piece(offer: Offer, listed: int) -> Cut:
    benefit = offer.benefit
    if isinstance(benefit, PercentOff):
        share = float(benefit.share)
        # Half a coin may be rounded away from a piece.
        return Cut(max(1 - share, 0.0) - 0.5 / max(listed, 1), NO_LIMIT) if benefit.of == "current" else Cut(
            0, share * listed + 0.5
        )  # fmt: skip
    if isinstance(benefit, FixedPrice):
        return Cut(0, max(listed - benefit.price, 0))
    return Cut(0, benefit.amount if isinstance(benefit, AmountOff) else 0)


def _of_amount(offer: Offer, amount: float, threshold: int | None, listed: int, near: Around) -> Cut:
    """Return the cut of so many coins off from a threshold on (None for any order)."""
    least_order = 0.0
    if threshold is not None:
        if offer.threshold_on == "list":
            least_order = float(near.thinnest) * max(threshold - listed, 0)
            return Cut(0, amount) if not least_order else _diluted(amount, least_order, listed)
        least_order = float(threshold)
    if offer.threshold_pieces is not None and threshold is None:
        least_order = float(near.cheapest) * (offer.threshold_pieces - 1)
        return Cut(0, amount) if not least_order else _diluted(amount, least_order, listed)
    return Cut(max(1 - amount / least_order, 0.0) if least_order else 0, amount)


def _diluted(amount: float, beside: float, listed: int) -> Cut:
    """Return the cut of an amount that is shared with other goods worth `beside`: v * (1 - amount / (v + beside))."""
    # v / (v + beside) is at most listed / (listed + beside), and at most v / beside.
    return Cut(max(1 - amount / beside, 0.0), amount * listed / (listed + beside))


def _money(offer: Offer, benefit: AmountOff, listed: int, near: Around) -> tuple[Cut, ...]:
    most = 1.0 if not offer.repeats else NO_LIMIT if offer.times is None else offer.times
    if near.spills:
        return (Cut(0, benefit.amount * most),)
    if not offer.repeats:
        return (_of_amount(offer, benefit.amount, offer.threshold, listed, near),)
    if offer.threshold and offer.threshold_on == "current":
        return (Cut(max(1 - benefit.amount / offer.threshold, 0.0), benefit.amount * most),)
    each = float(near.thinnest) * (offer.threshold or 0) or float(near.cheapest) * (
        offer.threshold_pieces or 1
    )
    once = _of_amount(offer, benefit.amount, offer.threshold, listed, near)
    many = Cut(max(1 - benefit.amount / each, 0.0) if each else 0, benefit.amount * most)
    own = Cut(0, benefit.amount * (listed // offer.threshold)) if offer.threshold else once
    return (once, many, own)


def _share(share: float, of: str, listed: int, near: Around) -> tuple[Cut, ...]:
    if of == "current":
        return (Cut(max(1 - share, 0.0), NO_LIMIT),)
    fillers = max(1 - share / float(near.thinnest), 0.0) if near.thinnest else 0.0
    return (Cut(0, share * listed), Cut(fillers, NO_LIMIT))


def _steps(offer: Offer, benefit: Steps, listed: int, near: Around) -> tuple[Cut, ...]:
    found: list[Cut] = []
    for step in benefit.steps:
        if step.share is None:
            found.append(_of_amount(offer, step.amount or 0, step.at, listed, near))
        else:
            found.extend(_share(float(step.share), benefit.of, listed, near))
    return tuple(found)


def _sets(benefit: BuyAndGet) -> tuple[Cut, ...]:
    part = Fraction(1) if benefit.dearest else Fraction(benefit.get, benefit.buy + benefit.get)
    # Half a coin may be rounded away from each piece that costs less.
    return (Cut(max(1 - float(Fraction(benefit.share) * part), 0.0), NO_LIMIT),)


LevelCuts: TypeAlias = tuple[tuple[tuple[Cut, ...], ...], bool]
"""The cuts of each offer of a level, and whether offers of the level go together."""


class CutsOf:
    """The cuts of offers for pieces of one list price, each worked out once."""

    def __init__(self, listed: int) -> None:
        self._listed = listed
        self._found: dict[tuple[str, Around], tuple[Cut, ...]] = {}

    def offer(self, offer: Offer, near: Around) -> tuple[Cut, ...]:
        """Return the cuts of an offer."""
        key = (offer.id, near)
        if key not in self._found:
            self._found[key] = cuts_of(offer, self._listed, near)
        return self._found[key]

    def level(self, offers: Sequence[Offer], near: Around, *, stacked: bool) -> LevelCuts:
        """Return the cuts of the offers of one level, of which several are used together if `stacked`."""
        return tuple(found for offer in offers if (found := self.offer(offer, near))), stacked


def least_piece(levels: Sequence[LevelCuts], cost: float) -> float:
    """Return what a piece of `cost` costs at least after some levels, whatever else is in the order."""
    for cuts, stacked in levels:
        each = (after_cuts(found, cost) for found in cuts)
        cost = _after_all(cuts, cost) if stacked else min(each, default=cost)
    return max(cost, 0.0)


def after_cuts(cuts: Sequence[Cut], cost: float) -> float:
    """Return what a piece of `cost` costs at least after one offer."""
    return min([max(keep * cost, cost - coins) for keep, coins in cuts], default=cost)


def _after_all(cuts: tuple[tuple[Cut, ...], ...], cost: float) -> float:
    keep, shares, coins = 1.0, 1.0, 0.0
    for found in cuts:
        keep *= min((cut.keep for cut in found), default=1.0)
        if any(cut.coins == NO_LIMIT for cut in found):
            shares *= min(cut.keep for cut in found)
        else:
            coins += max(cut.coins for cut in found)
    return max(keep * cost, shares * cost - coins, 0.0)
