"""How much offers can take off at most, whatever is chosen: what lets the search leave out most combinations.

Every figure here is a float on the safe side: an order never costs less than `least` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from ecsc.offers.choices import Choices
from ecsc.offers.terms import AmountOff, BuyAndGet, FixedPrice, Offer, PercentOff, Steps, piecewise

SAFETY = 1e-3
"""Coins that a limit stays under what it is computed as: floats of these sizes are off by far less."""


class Cut(NamedTuple):
    """An offer takes off at most a share of what there is and a rounding, or an amount of coins, whichever is less."""

    share: float
    coins: float


class LevelLimit(NamedTuple):
    """After a level an order of `x` coins costs at least `min(keep * x - slack, x - coins)`, or, where offers of the
    level go together (`stacked`), `keep * x - slack - coins`."""

    keep: float
    slack: float
    coins: float
    stacked: bool


Limits: TypeAlias = tuple[LevelLimit, ...]


def limits_of(choices: Choices, price: int, pieces: int) -> Limits:
    """Return the limit of each level for an order of so many pieces of a good."""
    return tuple(
        _limit(level, stacked, price, pieces)
        for level, stacked in zip(choices.offers, choices.stacked, strict=True)
    )


def least(limits: Limits, level: int, cost: float) -> float:
    """Return what an order of `cost` before `level` costs at least in the end."""
    for keep, slack, coins, stacked in limits[level:]:
        less = keep * cost - slack
        cost = less - coins if stacked else min(less, cost - coins)
    return cost - SAFETY


def _limit(level: Sequence[Offer], stacked: bool, price: int, pieces: int) -> LevelLimit:
    keep, coins, slack = 1.0, 0.0, 0.0
    for offer in level:
        share, amount = cut_of(offer, price, pieces)
        if share < 0:
            coins = coins + amount if stacked else max(coins, amount)
        else:
            keep = keep * (1 - share) if stacked else min(keep, 1 - share)
            slack = slack + 0.5 * pieces if stacked else 0.5 * pieces
    return LevelLimit(max(keep, 0.0), slack, coins, stacked)


def cut_of(offer: Offer, price: int, pieces: int) -> Cut:
    """Return what an offer takes off at most from an order of so many pieces, a share of -1 for an amount."""
    listed = price * pieces
    if offer.times == 0 or (offer.threshold is not None and listed < offer.threshold):
        return Cut(-1, 0)
    if offer.threshold_pieces is not None and pieces < offer.threshold_pieces:
        return Cut(-1, 0)
    cut = _wanted(offer, price, pieces)
    if offer.cap is None:
        return cut
    coins = cut.coins if cut.share < 0 else cut.share * listed + pieces
    return Cut(-1, min(coins, offer.cap))


def _wanted(offer: Offer, price: int, pieces: int) -> Cut:
    match offer.benefit:
        case PercentOff() as benefit:
            return _percentage(offer, benefit, price, pieces)
        case FixedPrice() as benefit:
            return _fixed(offer, benefit, price, pieces)
        case AmountOff() as benefit:
            return _money(offer, benefit, price, pieces)
        case Steps() as benefit:
            return _steps(benefit, price, pieces)
        case BuyAndGet() as benefit:
            return _sets(offer, benefit, price, pieces)
    return Cut(-1, 0)


def _percentage(offer: Offer, benefit: PercentOff, price: int, pieces: int) -> Cut:
    share = float(benefit.share)
    counted = pieces if offer.times is None or not piecewise(offer) else min(pieces, offer.times)
    if benefit.of == "list" or counted < pieces:
        return Cut(-1, share * price * counted + counted)
    return Cut(share, 0)


def _fixed(offer: Offer, benefit: FixedPrice, price: int, pieces: int) -> Cut:
    counted = pieces if offer.times is None else min(pieces, offer.times)
    return Cut(-1, max(price - benefit.price, 0) * counted)


def _money(offer: Offer, benefit: AmountOff, price: int, pieces: int) -> Cut:
    times = 1
    if offer.repeats:
        if offer.threshold:
            times = price * pieces // offer.threshold
        elif offer.threshold_pieces:
            times = pieces // offer.threshold_pieces
        else:
            times = pieces
        if offer.times is not None:
            times = min(times, offer.times)
    return Cut(-1, benefit.amount * times)


def _steps(benefit: Steps, price: int, pieces: int) -> Cut:
    listed = price * pieces
    found = [
        step.amount if step.share is None else float(step.share) * listed + 1
        for step in benefit.steps
        if step.at <= listed
    ]
    return Cut(-1, max((float(one or 0) for one in found), default=0))


def _sets(offer: Offer, benefit: BuyAndGet, price: int, pieces: int) -> Cut:
    sets = pieces // (benefit.buy + benefit.get)
    if not offer.repeats:
        sets = min(sets, 1)
    if offer.times is not None:
        sets = min(sets, offer.times)
    if benefit.dearest:
        return Cut(-1, float(benefit.share) * price * sets * benefit.get + pieces)
    return Cut(float(benefit.share) * sets * benefit.get / pieces, 0)
