"""The till: offers taken off an order one after the other, in whole coins, by the rules of `terms`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from ecsc.offers.amounts import lower_line, off_order, sets_of
from ecsc.offers.lots import (
    Lot,
    Lots,
    cheapest,
    cost_of,
    half_up,
    listed_of,
    lower_all,
    lower_some,
    pieces_of,
    share_out,
)
from ecsc.offers.results import Receipt, Taken
from ecsc.offers.terms import (
    LEVELS,
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Line,
    Offer,
    PercentOff,
    piecewise,
)


class Used(NamedTuple):
    """What an offer did to the lots it covers: the new lots (all of them), what it took off, what its gifts cost."""

    lots: Lots
    off: int
    gift: int


def open_order(lines: Sequence[Line]) -> Lots:
    """Return the lines of an order at list prices."""
    return tuple(
        Lot(
            index,
            line.pieces,
            line.good.price,
            line.good.price * line.pieces,
            min(line.good.floor or 0, line.good.price) if line.good.floor_enforced else 0,
        )
        for index, line in enumerate(lines)
    )


def receipt(lines: Sequence[Line], offers: Sequence[Offer]) -> Receipt:
    """Return the order as it is paid when all `offers` are used, in the order of levels and as given within one.

    Offers whose threshold is not reached take nothing off. Whether they may be used together is not looked at.
    """
    lots = open_order(lines)
    listed = sum(lot.cost for lot in lots)
    taken: list[Taken] = []
    given, gifts = Fraction(0), 0
    before = _by_line(lots, len(lines))
    for offer in in_order(offers):
        covered = None if offer.goods is None else frozenset(
            index for index, line in enumerate(lines) if line.good.id in offer.goods
        )  # fmt: skip
        used = use(offer, lots, covered)
        if not used.off and not used.gift and not _comes_along(offer, lots, covered):
            continue
        lots = used.lots
        now = _by_line(lots, len(lines))
        parts = tuple(was - is_ for was, is_ in zip(before, now, strict=True))
        taken.append(Taken(offer.id, used.off, sum(now), parts))
        given += used.off * (1 - Fraction(offer.seller_share))
        gifts += used.gift
        before = now
    total = sum(before)
    return Receipt(listed, tuple(taken), before, total, total + given, gifts)


def in_order(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Return offers as the till takes them: by level, within one as given."""
    return tuple(sorted(offers, key=lambda offer: _PLACE[offer.level]))


_PLACE = {level: place for place, level in enumerate(LEVELS)}


def _by_line(lots: Lots, lines: int) -> tuple[int, ...]:
    costs = [0] * lines
    for lot in lots:
        costs[lot.line] += lot.cost
    return tuple(costs)


def _comes_along(offer: Offer, lots: Lots, covered: frozenset[int] | None) -> bool:
    """Return whether an offer gives something that is no money: its gift without cost, or free shipping."""
    mine = lots if covered is None else tuple(lot for lot in lots if lot.line in covered)
    return (offer.gift is not None or offer.free_shipping) and bool(mine) and reached(offer, mine)


def reached(offer: Offer, mine: Lots) -> bool:
    """Return whether the covered part of an order reaches the threshold of an offer, and the offer counts at all."""
    if offer.times == 0:
        return False
    if offer.threshold_pieces is not None and pieces_of(mine) < offer.threshold_pieces:
        return False
    return offer.threshold is None or measured(offer, mine) >= offer.threshold


def measured(offer: Offer, mine: Lots) -> int:
    """Return what the threshold of an offer is compared with, in coins."""
    return listed_of(mine) if offer.threshold_on == "list" else cost_of(mine)


def use(offer: Offer, lots: Lots, covered: frozenset[int] | None = None) -> Used:
    """Return what an offer does to an order; `covered` are the lines it is for, None for all."""
    mine = lots if covered is None else tuple(lot for lot in lots if lot.line in covered)
    if not mine or not reached(offer, mine):
        return Used(lots, 0, 0)
    gift = offer.gift or 0
    if piecewise(offer):
        after = _lower_pieces(offer, mine)
    else:
        off = _amount(offer, mine)
        if not off:
            return Used(lots, 0, gift)
        after = share_out(off, mine, spill=isinstance(offer.benefit, AmountOff))
    off = cost_of(mine) - cost_of(after)
    if covered is not None:
        after = tuple(
            sorted((*after, *(lot for lot in lots if lot.line not in covered)), key=lambda lot: lot.line)
        )
    return Used(after, off, gift)


def _lower_pieces(offer: Offer, mine: Lots) -> Lots:
    lowered = partial(_lowered_piece, offer)
    if offer.times is not None and offer.times < pieces_of(mine):
        return lower_some(mine, offer.times, lowered)
    return tuple(lower_all(lot, lowered) if lot.runs else _lowered(offer, lot) for lot in mine)


def _lowered_piece(offer: Offer, lot: Lot, each: Fraction) -> Fraction:
    match offer.benefit:
        case PercentOff() as benefit:
            return max(each - (lot.listed if benefit.of == "list" else each) * Fraction(benefit.share), _NONE)
        case FixedPrice() as benefit:
            return Fraction(benefit.price)
        case AmountOff() as benefit:
            return max(each - benefit.amount, _NONE)
    return each


_NONE = Fraction(0)


def _lowered(offer: Offer, lot: Lot) -> Lot:
    """Return a line of pieces that all cost the same after a piecewise offer: as above, in whole numbers."""
    cost = max(lower_line(offer, lot.pieces, lot.listed)(lot.cost), lot.floor * lot.pieces)
    return lot if cost >= lot.cost else lot._replace(cost=cost)


def _amount(offer: Offer, mine: Lots) -> int:
    """Return what an offer on the order takes off, before what the lines can bear."""
    benefit = offer.benefit
    if not isinstance(benefit, BuyAndGet):
        return off_order(offer, pieces_of(mine), listed_of(mine))(cost_of(mine))
    free = sets_of(offer, benefit, pieces_of(mine))
    cost = cheapest(mine, free, dearest=benefit.dearest) * Fraction(benefit.share)
    off = half_up(cost.numerator, cost.denominator)
    return off if offer.cap is None else min(off, offer.cap)
