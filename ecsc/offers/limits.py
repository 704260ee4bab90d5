"""How much offers can take off at most, whatever is chosen: what lets the search leave out most combinations.

Every figure here is a float on the safe side: an order never costs less than `least` says. What holds for any price
and any number of pieces is worked out once a level (`Steady`), the rest for each order (`Moving`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ecsc.offers.amounts import sets_of
from ecsc.offers.terms import AmountOff, BuyAndGet, FixedPrice, Offer, PercentOff, Step, Steps, piecewise

SAFETY = 1e-3
"""Coins that a limit stays under what it is computed as: floats of these sizes are off by far less."""

UNLIMITED = 10**12


class Steady(NamedTuple):
    """What the offers of a level take off by what an order costs, of whatever goods.

    `keep` is the share that percentages leave, of `shares` of them, each rounded. `coins` are the amounts from each
    of the `marks` on; `repeats` are amounts for every full threshold, as threshold, amount and most times. `moving`
    are the offers that this does not tell of. Where offers of the level go together (`stacked`) all is summed up.
    """

    keep: float
    shares: int
    marks: tuple[int, ...]
    coins: tuple[int, ...]
    repeats: tuple[tuple[int, int, int], ...]
    moving: tuple[Offer, ...]
    stacked: bool


class Moving(NamedTuple):
    """What the other offers of a level take off an order of so many pieces of a price: as `Steady` says."""

    keep: float
    shares: int
    coins: float


class Cut(NamedTuple):
    """An offer takes off at most a share of what there is and a rounding, and coins."""

    share: float = 0.0
    coins: float = 0.0


NOTHING = Moving(1.0, 0, 0.0)


def steady(offers: Sequence[Offer], *, stacked: bool) -> Steady:
    """Return the limit of a level."""
    keep, shares = 1.0, 0
    steps: list[tuple[tuple[int, int], ...]] = []
    repeats: list[tuple[int, int, int]] = []
    moving: list[Offer] = []
    for offer in offers:
        benefit, at = offer.benefit, offer.threshold or 0
        by_order = (
            offer.times != 0
            and offer.threshold_pieces is None
            and (not at or offer.threshold_on == "current")
        )
        plain = by_order and offer.cap is None
        if plain and isinstance(benefit, PercentOff) and benefit.of == "current" and not _for_some(offer):
            left = 1 - float(benefit.share)
            keep, shares = (keep * left, shares + 1) if stacked else (min(keep, left), 1)
        elif by_order and isinstance(benefit, AmountOff) and not offer.repeats:
            steps.append(((at, benefit.amount if offer.cap is None else min(benefit.amount, offer.cap)),))
        elif plain and isinstance(benefit, AmountOff) and at:
            repeats.append((at, benefit.amount, UNLIMITED if offer.times is None else offer.times))
        elif plain and isinstance(benefit, Steps) and all(one.share is None for one in benefit.steps):
            steps.append(tuple((max(one.at, at), one.amount or 0) for one in benefit.steps))
        else:
            moving.append(offer)
    marks = tuple(sorted({mark for one in steps for mark, _ in one}))
    gather = sum if stacked else max
    coins = (
        0,
        *(
            gather([max((off for at, off in one if at <= mark), default=0) for one in steps])
            for mark in marks
        ),
    )
    return Steady(max(keep, 0.0), shares, marks, coins, tuple(repeats), tuple(moving), stacked)


def _for_some(offer: Offer) -> bool:
    return piecewise(offer) and offer.times is not None


Limits: TypeAlias = Sequence[tuple[Steady, Moving]]


def least(limits: Limits, level: int, cost: float, pieces: int) -> float:
    """Return what an order of so many pieces, of `cost` before `level`, costs at least in the end."""
    before, half = cost, 0.5 * pieces
    for (keep, shares, marks, steps, repeats, _, stacked), (other_keep, other_shares, other_coins) in limits[
        level:
    ]:
        coins: float = steps[bisect_right(marks, before)]
        if stacked:
            coins += other_coins
            for at, off, most in repeats:
                coins += min(before // at, most) * off
            cost = keep * other_keep * cost - half * (shares + other_shares) - coins
        else:
            coins = max(coins, other_coins)
            for at, off, most in repeats:
                coins = max(coins, min(before // at, most) * off)
            cost = min(min(keep, other_keep) * cost - (half if shares or other_shares else 0), cost - coins)
    return cost - SAFETY


class Tables:
    """Limits by number of pieces for one price; what settings share is worked out once."""

    def __init__(self, price: int) -> None:
        self._price = price
        self._cuts: dict[tuple[int, str], Cut] = {}

    def cut(self, offer: Offer, pieces: int) -> Cut:
        """Return what an offer takes off at most from an order of so many pieces."""
        key = (pieces, offer.id)
        if key not in self._cuts:
            self._cuts[key] = cut_of(offer, self._price, pieces)
        return self._cuts[key]

    def limits(self, levels: Sequence[Steady], pieces: int) -> Limits:
        """Return the limits of a setting's levels for an order of so many pieces."""
        return [(level, self._moving(level, pieces) if level.moving else NOTHING) for level in levels]

    def _moving(self, level: Steady, pieces: int) -> Moving:
        keep, shares, coins = 1.0, 0, 0.0
        for offer in level.moving:
            share, off = self.cut(offer, pieces)
            if level.stacked:
                keep, shares, coins = keep * (1 - share), shares + (share > 0), coins + off
            else:
                keep, shares, coins = min(keep, 1 - share), max(shares, share > 0), max(coins, off)
        return Moving(max(keep, 0.0), shares, coins)


def cut_of(offer: Offer, price: int, pieces: int) -> Cut:
    """Return what an offer takes off at most from an order of so many pieces of a price."""
    listed, threshold = price * pieces, offer.threshold
    if offer.times == 0 or (threshold is not None and listed < threshold):
        return Cut()
    if offer.threshold_pieces is not None and pieces < offer.threshold_pieces:
        return Cut()
    cut = _wanted(offer, price, pieces)
    if offer.cap is None:
        return cut
    whole = cut.coins + (cut.share * listed + pieces if cut.share else 0.0)
    return Cut(0.0, min(whole, float(offer.cap)))


def _wanted(offer: Offer, price: int, pieces: int) -> Cut:
    match offer.benefit:
        case PercentOff() as benefit:
            return _percentage(offer, benefit, price, pieces)
        case FixedPrice() as benefit:
            counted = pieces if offer.times is None else min(pieces, offer.times)
            return Cut(coins=float(max(price - benefit.price, 0) * counted))
        case AmountOff() as benefit:
            return _money(offer, benefit.amount, price, pieces)
        case Steps() as benefit:
            return _steps(benefit, price * pieces)
        case BuyAndGet() as benefit:
            share, free = float(benefit.share), sets_of(offer, benefit, pieces)
            if benefit.dearest:
                return Cut(coins=share * price * free + pieces)
            return Cut(share * free / pieces)
    return Cut()


def _percentage(offer: Offer, benefit: PercentOff, price: int, pieces: int) -> Cut:
    share = float(benefit.share)
    counted = pieces if offer.times is None or not piecewise(offer) else min(pieces, offer.times)
    if benefit.of == "list" or counted < pieces:
        return Cut(coins=share * price * counted + counted)
    return Cut(share)


def _money(offer: Offer, amount: int, price: int, pieces: int) -> Cut:
    if not offer.repeats:
        return Cut(coins=float(amount))
    most = pieces
    if offer.threshold:
        most = price * pieces // offer.threshold
    elif offer.threshold_pieces:
        most = pieces // offer.threshold_pieces
    if offer.times is not None:
        most = min(most, offer.times)
    return Cut(coins=float(amount * most))


def _steps(benefit: Steps, listed: int) -> Cut:
    def off(step: Step) -> float:
        return float(step.amount or 0) if step.share is None else float(step.share) * listed + 1

    return Cut(coins=max((off(step) for step in benefit.steps if step.at <= listed), default=0.0))
