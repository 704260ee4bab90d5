"""What an offer takes off, as a function of what the covered part of an order costs when its turn comes.

Everything that does not depend on that is settled once, so that many orders of the same pieces are tried quickly.
Amounts are whole coins; the part has `pieces` and comes to `listed` at list prices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ecsc.offers.lots import half_up
from ecsc.offers.terms import (
    AmountOff,
    Benefit,
    BuyAndGet,
    FixedPrice,
    Offer,
    PercentOff,
    Step,
    Steps,
    piecewise,
)

Change: TypeAlias = Callable[[int], int]
"""What something costs → what is taken off, or what it costs then."""


def never(_: int) -> int:
    """Return that nothing is taken off."""
    return 0


def sets_of(offer: Offer, benefit: BuyAndGet, pieces: int) -> int:
    """Return how many pieces of a part come cheaper by a buy-and-get offer."""
    sets = pieces // (benefit.buy + benefit.get)
    if not offer.repeats:
        sets = min(sets, 1)
    return benefit.get * (sets if offer.times is None else min(sets, offer.times))


def off_order(offer: Offer, pieces: int, listed: int) -> Change:
    """Return the amount that an offer on the order takes off, before what the lines can bear.

    Of buy-and-get only where all pieces of the part cost the same.
    """
    if offer.times == 0 or (offer.threshold_pieces is not None and pieces < offer.threshold_pieces):
        return never
    wanted = _wanted(offer, pieces, listed)
    cap, least = offer.cap, offer.threshold
    if least is not None and offer.threshold_on == "list":
        if listed < least:
            return never
        least = None
    if cap is None and least is None:
        return wanted
    floor = least if least is not None else 0
    if cap is None:
        return lambda cost: wanted(cost) if cost >= floor else 0
    return lambda cost: min(wanted(cost), cap) if cost >= floor else 0


def _wanted(offer: Offer, pieces: int, listed: int) -> Change:
    match offer.benefit:
        case AmountOff() as benefit:
            return _money(offer, benefit.amount, pieces, listed)
        case PercentOff() as benefit:
            return _percentage(*share_of(benefit), listed if benefit.of == "list" else None)
        case Steps() as benefit:
            return _steps(offer, benefit, listed)
        case BuyAndGet() as benefit:
            over, under = share_of(benefit)
            free = sets_of(offer, benefit, pieces)
            return lambda cost: half_up(cost * free * over, pieces * under)
    return never


def share_of(benefit: Benefit) -> tuple[int, int]:
    """Return the share of a benefit as a fraction, 0 where it has none."""
    return benefit.share.as_integer_ratio() if isinstance(benefit, PercentOff | BuyAndGet) else (0, 1)


def _money(offer: Offer, amount: int, pieces: int, listed: int) -> Change:
    threshold, most = offer.threshold, offer.times
    if offer.repeats and threshold and offer.threshold_on == "current":
        if most is None:
            return lambda cost: cost // threshold * amount
        return lambda cost: min(cost // threshold, most) * amount
    times = 1
    if offer.repeats:
        if threshold:
            times = listed // threshold
        elif offer.threshold_pieces:
            times = pieces // offer.threshold_pieces
        else:
            times = pieces
        times = times if most is None else min(times, most)
    off = amount * times
    return lambda _: off


def _percentage(over: int, under: int, of: int | None) -> Change:
    if of is not None:
        off = half_up(of * over, under)
        return lambda _: off
    twice = 2 * over
    double = 2 * under
    return lambda cost: (cost * twice + under) // double


def _steps(offer: Offer, benefit: Steps, listed: int) -> Change:
    steps = sorted(benefit.steps, key=lambda one: -one.at)
    on_list = offer.threshold_on == "list"

    def taken(step: Step, cost: int) -> int:
        if step.share is None:
            return step.amount or 0
        over, under = step.share.as_integer_ratio()
        return half_up((listed if benefit.of == "list" else cost) * over, under)

    def off(cost: int) -> int:
        whole = listed if on_list else cost
        return next((taken(step, cost) for step in steps if step.at <= whole), 0)

    return off


def lower_line(offer: Offer, pieces: int, price: int) -> Change:
    """Return what a line of pieces that all cost the same costs after a piecewise offer, before its floor."""
    benefit = offer.benefit
    if isinstance(benefit, FixedPrice):
        fixed = benefit.price * pieces
        return lambda cost: min(cost, fixed)
    if isinstance(benefit, AmountOff):
        off = benefit.amount * pieces
        return lambda cost: max(cost - off, 0)
    over, under = share_of(benefit)
    kept, double = 2 * (under - over), 2 * under
    if isinstance(benefit, PercentOff) and benefit.of == "list":
        each_off = 2 * price * over
        return lambda cost: max(
            (cost // pieces * double - each_off + under) // double * pieces
            if cost % pieces == 0
            else (cost * double - each_off * pieces + under) // double,
            0,
        )
    return lambda cost: max(
        (cost // pieces * kept + under) // double * pieces
        if cost % pieces == 0
        else (cost * kept + under) // double,
        0,
    )


def on_one_line(offer: Offer, pieces: int, price: int, least: int) -> Change | None:
    """Return what an order of one good costs after an offer, of which all pieces cost the same before and after.

    `least` is what it must cost. None where the offer is for some of the pieces only.
    """
    if not piecewise(offer):
        off = off_order(offer, pieces, price * pieces)
        if off is never:
            return _same
        if not least:
            return lambda cost: max(cost - off(cost), 0)
        return lambda cost: min(max(cost - max(off(cost), 0), least), cost)
    if offer.times is not None and offer.times < pieces:
        return _same if offer.times == 0 else None
    listed, threshold = price * pieces, offer.threshold
    if offer.threshold_pieces is not None and pieces < offer.threshold_pieces:
        return _same
    if threshold is not None and offer.threshold_on == "list":
        if listed < threshold:
            return _same
        threshold = None
    lowered = lower_line(offer, pieces, price)
    if threshold is None and not least:
        return lowered
    from_ = threshold or 0
    return lambda cost: min(max(lowered(cost), least), cost) if cost >= from_ else cost


def _same(cost: int) -> int:
    return cost
