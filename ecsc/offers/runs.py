"""Offers on the order that follow one another for the same goods: at which worth of the order they take most of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ecsc.offers.cuts import Around, cuts_of
from ecsc.offers.terms import AmountOff, BuyAndGet, Offer, PercentOff, Steps

MOST_POINTS = 4_000
MOST_TIMES = 24


class _Part(NamedTuple):
    """One way an offer acts: from `at` on it leaves `keep * x - coins`."""

    at: Fraction
    keep: Fraction
    coins: Fraction


def lowest_share(
    run: Sequence[Offer], cost: Fraction, listed: int, near: Around
) -> tuple[Fraction, Fraction | None]:
    """Return the least share of what a piece costs that is left of it, and what the other goods of the order cost.

    The second is None where the share is a safe limit that no known order reaches.
    """
    if cost <= 0:
        return Fraction(1), Fraction(0)
    parts = [_parts(one, listed) for one in run]
    if any(part is None for part in parts) or sum(one.repeats and one.times != 1 for one in run) > 1:
        return _one_by_one(run, cost, listed, near), None
    known = [part for part in parts if part is not None]
    best, at = _left(known, cost) / cost, cost
    for count, x in enumerate(_points(known)):
        if count > MOST_POINTS:
            return _one_by_one(run, cost, listed, near), None
        if x > cost:
            share = _left(known, x) / x
            if share < best:
                best, at = share, x
    return best, at - cost


def _one_by_one(run: Sequence[Offer], cost: Fraction, listed: int, near: Around) -> Fraction:
    left = float(cost)
    for offer in run:
        cuts = cuts_of(offer, listed, near)
        left = min((max(cut.keep * left, left - cut.coins) for cut in cuts), default=left)
    return max(Fraction(left) / cost, Fraction(0))


def _parts(offer: Offer, listed: int) -> tuple[_Part, ...] | None:
    """Return the ways an offer acts by what an order comes to; None where that alone does not decide."""
    benefit = offer.benefit
    if offer.threshold_pieces is not None:
        return None
    at = Fraction(offer.threshold or 0)
    if offer.threshold is not None and offer.threshold_on == "list":
        if listed < offer.threshold or offer.repeats:
            return None
        at = Fraction(0)
    if isinstance(benefit, AmountOff):
        return _of_money(offer, benefit, at)
    if isinstance(benefit, PercentOff):
        if benefit.of == "list":
            return None
        return _capped((_Part(at, 1 - Fraction(benefit.share), Fraction(0)),), offer)
    if isinstance(benefit, BuyAndGet):
        part = Fraction(1) if benefit.dearest else Fraction(benefit.get, benefit.buy + benefit.get)
        return _capped((_Part(at, 1 - Fraction(benefit.share) * part, Fraction(0)),), offer)
    if isinstance(benefit, Steps):
        if offer.threshold_on == "list" or (benefit.of == "list" and any(one.share for one in benefit.steps)):
            return None
        steps = sorted(benefit.steps, key=lambda one: one.at)
        found = [
            _Part(max(at, Fraction(one.at)), 1 - Fraction(one.share or 0), Fraction(one.amount or 0))
            for one in steps
        ]
        return _capped(tuple(found), offer)
    return ()


def _of_money(offer: Offer, benefit: AmountOff, at: Fraction) -> tuple[_Part, ...] | None:
    amount = Fraction(benefit.amount)
    if not offer.repeats:
        return _capped((_Part(at, Fraction(1), amount),), offer)
    if not at:
        return None
    times = MOST_TIMES if offer.times is None else min(offer.times, MOST_TIMES)
    return _capped(tuple(_Part(at * k, Fraction(1), amount * k) for k in range(1, times + 1)), offer)


def _capped(parts: tuple[_Part, ...], offer: Offer) -> tuple[_Part, ...]:
    """Return the ways with those added or changed that the cap of an offer makes."""
    if offer.cap is None:
        return parts
    cap, found = Fraction(offer.cap), list[_Part]()
    for part in parts:
        if part.keep == 1:
            found.append(part._replace(coins=min(part.coins, cap)))
        else:
            found.append(part)
            found.append(_Part(max(part.at, cap / (1 - part.keep)), Fraction(1), cap))
    return tuple(sorted(found, key=lambda part: part.at))


def _left(run: Sequence[Sequence[_Part]], x: Fraction) -> Fraction:
    """Return what an order of `x` costs after the offers of a run."""
    for parts in run:
        acting = [part for part in parts if part.at <= x]
        if acting:
            x = max(acting[-1].keep * x - acting[-1].coins, Fraction(0))
    return x


def _points(run: Sequence[Sequence[_Part]]) -> Iterator[Fraction]:
    """Yield every worth of the order, before the run, at which one of its offers begins to act otherwise."""
    for index, parts in enumerate(run):
        for part in parts:
            if part.at > 0:
                yield from _before(run[:index], part.at)


def _before(run: Sequence[Sequence[_Part]], worth: Fraction) -> Iterator[Fraction]:
    if not run:
        yield worth
        return
    *earlier, last = run
    yield from _before(earlier, worth)
    for part in last:
        if part.keep > 0:
            yield from _before(earlier, (worth + part.coins) / part.keep)
