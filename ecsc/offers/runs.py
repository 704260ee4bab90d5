"""Offers on the order that follow one another for the same goods: at which worth of the order they take most of it.

In floats while many combinations are compared, in fractions for the one that is told; the same lines do both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ecsc.offers.terms import AmountOff, BuyAndGet, Offer, PercentOff, Steps

MOST_POINTS = 2_000
MOST_TIMES = 12

Number: TypeAlias = float | Fraction
Kind: TypeAlias = type[float] | type[Fraction]


class Part(NamedTuple):
    """One way an offer acts: on an order of `x >= at` it leaves `keep * x - coins`."""

    at: Number
    keep: Number
    coins: Number


Parts: TypeAlias = tuple[Part, ...]


def parts_of(offer: Offer, listed: int, number: Kind) -> Parts | None:
    """Return the ways an offer acts by what an order comes to, rising; None where that alone does not decide."""
    benefit = offer.benefit
    if offer.threshold_pieces is not None:
        return None
    at = offer.threshold or 0
    if offer.threshold is not None and offer.threshold_on == "list":
        if listed < offer.threshold or offer.repeats:
            return None
        at = 0
    found: list[tuple[int, Decimal | Fraction, int]]
    if isinstance(benefit, AmountOff):
        if offer.repeats and not at:
            return None
        times = (
            1 if not offer.repeats else MOST_TIMES if offer.times is None else min(offer.times, MOST_TIMES)
        )
        found = [(at * k, Decimal(0), benefit.amount * k) for k in range(1, times + 1)]
    elif isinstance(benefit, PercentOff):
        if benefit.of == "list":
            return None
        found = [(at, benefit.share, 0)]
    elif isinstance(benefit, BuyAndGet):
        part = Fraction(1) if benefit.dearest else Fraction(benefit.get, benefit.buy + benefit.get)
        found = [(at, Fraction(benefit.share) * part, 0)]
    elif isinstance(benefit, Steps):
        if offer.threshold_on == "list" or (benefit.of == "list" and any(one.share for one in benefit.steps)):
            return None
        steps = sorted(benefit.steps, key=lambda one: one.at)
        found = [(max(at, one.at), one.share or Decimal(0), one.amount or 0) for one in steps]
    else:
        found = []
    return _capped(
        tuple(Part(number(from_), number(1) - number(share), number(coins)) for from_, share, coins in found),
        offer,
        number,
    )


def _capped(parts: Parts, offer: Offer, number: Kind) -> Parts:
    """Return the ways with those added or changed that the cap of an offer makes."""
    if offer.cap is None:
        return parts
    cap, found = number(offer.cap), list[Part]()
    for part in parts:
        if part.keep == 1:
            found.append(part._replace(coins=min(part.coins, cap)))
        else:
            found.append(part)
            found.append(Part(max(part.at, cap / (1 - part.keep)), number(1), cap))
    return tuple(sorted(found, key=lambda part: part.at))


def best_point(run: Sequence[Parts], cost: float) -> int | None:
    """Return at which of its `points` a run takes the largest share of an order, -1 for the order of one piece.

    None where there are too many points to look at.
    """
    best, at = float(left(run, cost) / cost), -1
    for index, x in enumerate(points(run)):
        if index > MOST_POINTS:
            return None
        if x > cost:
            share = float(left(run, x) / x)
            if share < best:
                best, at = share, index
    return at


def left(run: Sequence[Parts], x: Number) -> Number:
    """Return what an order of `x` costs after the offers of a run."""
    for parts in run:
        for part in reversed(parts):
            if part.at <= x:
                x = part.keep * x - part.coins
                if x <= 0:
                    return x * 0
                break
    return x


def points(run: Sequence[Parts]) -> Iterator[Number]:
    """Yield every worth of the order, before the run, at which one of its offers begins to act otherwise."""
    for index, parts in enumerate(run):
        for part in parts:
            if part.at > 0:
                yield from _before(run[:index], part.at)


def _before(run: Sequence[Parts], worth: Number) -> Iterator[Number]:
    if not run:
        yield worth
        return
    earlier, last = run[:-1], run[-1]
    yield from _before(earlier, worth)
    for part in last:
        if part.keep > 0:
            yield from _before(earlier, (worth + part.coins) / part.keep)
