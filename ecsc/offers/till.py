"""The till: offers taken off an order one after the other, in whole coins, by the rules of `terms`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ecsc.offers.results import Receipt, Taken
from ecsc.offers.terms import (
    LEVELS,
    AmountOff,
    BuyAndGet,
    FixedPrice,
    Line,
    Offer,
    PercentOff,
    Steps,
    piecewise,
)


class Lot(NamedTuple):
    """Pieces of one line that cost the same: what one is listed at, what all cost now, and what they must cost."""

    line: int
    pieces: int
    listed: int
    cost: int
    floor: int = 0


Lots: TypeAlias = tuple[Lot, ...]


class Used(NamedTuple):
    """What an offer did to the lots it covers: the new lots (all of them), what it took off, what its gifts cost."""

    lots: Lots
    off: int
    gift: int


def open_order(lines: Sequence[Line]) -> Lots:
    """Return the lots of an order at list prices."""
    return tuple(
        Lot(
            index,
            line.pieces,
            line.good.price,
            line.good.price * line.pieces,
            min(line.good.floor or 0, line.good.price) * line.pieces if line.good.floor_enforced else 0,
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
    if offer.threshold_pieces is not None and _pieces(mine) < offer.threshold_pieces:
        return False
    return offer.threshold is None or measured(offer, mine) >= offer.threshold


def measured(offer: Offer, mine: Lots) -> int:
    """Return what the threshold of an offer is compared with, in coins."""
    return _listed(mine) if offer.threshold_on == "list" else _cost(mine)


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
        after = share_out(off, mine)
    off = _cost(mine) - _cost(after)
    if covered is not None:
        after = tuple(
            sorted((*after, *(lot for lot in lots if lot.line not in covered)), key=lambda lot: lot.line)
        )
    return Used(after, off, gift)


def _pieces(lots: Lots) -> int:
    return lots[0][1] if len(lots) == 1 else sum(lot.pieces for lot in lots)


def _cost(lots: Lots) -> int:
    return lots[0][3] if len(lots) == 1 else sum(lot.cost for lot in lots)


def _listed(lots: Lots) -> int:
    return sum(lot.listed * lot.pieces for lot in lots)


@lru_cache(maxsize=4096)
def ratio(share: Decimal) -> tuple[int, int]:
    """Return a share as a fraction in lowest terms."""
    return share.as_integer_ratio()


def half_up(over: int, under: int) -> int:
    """Return a fraction rounded half up to a whole number; `under` is positive."""
    return (2 * over + under) // (2 * under)


# Piecewise benefits


def _lower_pieces(offer: Offer, mine: Lots) -> Lots:
    left = offer.times
    if left is None or left >= _pieces(mine):
        return tuple(_lowered(offer, lot) for lot in mine)
    after: dict[int, tuple[Lot, ...]] = {}
    by_dearness = sorted(range(len(mine)), key=lambda index: (-_each(mine[index]), index))
    for index in by_dearness:
        lot = mine[index]
        if left <= 0:
            after[index] = (lot,)
        elif lot.pieces <= left:
            after[index] = (_lowered(offer, lot),)
        else:
            some, rest = split(lot, left)
            after[index] = (_lowered(offer, some), rest)
        left -= lot.pieces
    return tuple(lot for index in range(len(mine)) for lot in after[index])


def _each(lot: Lot) -> Fraction:
    return Fraction(lot.cost, lot.pieces)


def split(lot: Lot, pieces: int) -> tuple[Lot, Lot]:
    """Return a lot in two, the first of so many pieces; a coin that does not divide stays with the larger remainder."""
    cost, floor = (portion(amount, pieces, lot.pieces) for amount in (lot.cost, lot.floor))
    return (
        Lot(lot.line, pieces, lot.listed, cost, floor),
        Lot(lot.line, lot.pieces - pieces, lot.listed, lot.cost - cost, lot.floor - floor),
    )


def portion(amount: int, part: int, whole: int) -> int:
    """Return the first of two parts of an amount by largest remainder, the first of equals first."""
    return half_up(amount * part, whole)


def _lowered(offer: Offer, lot: Lot) -> Lot:
    benefit = offer.benefit
    if isinstance(benefit, PercentOff):
        over, under = ratio(benefit.share)
        pieces = lot.pieces
        if lot.cost % pieces == 0:
            each = lot.cost // pieces
            of = lot.listed if benefit.of == "list" else each
            cost = half_up(each * under - of * over, under) * pieces
        else:
            of = lot.listed * pieces if benefit.of == "list" else lot.cost
            cost = half_up(lot.cost * under - of * over, under)
    elif isinstance(benefit, FixedPrice):
        cost = benefit.price * lot.pieces
    elif isinstance(benefit, AmountOff):
        cost = lot.cost - benefit.amount * lot.pieces
    else:
        return lot
    cost = max(cost, lot.floor, 0)
    return lot if cost >= lot.cost else lot._replace(cost=cost)


# Amounts off the covered part of an order


def _amount(offer: Offer, mine: Lots) -> int:
    off = _wanted(offer, mine)
    return max(off if offer.cap is None else min(off, offer.cap), 0)


def _wanted(offer: Offer, mine: Lots) -> int:
    match offer.benefit:
        case AmountOff() as benefit:
            return _money(offer, benefit, mine)
        case PercentOff() as benefit:
            return _percentage(benefit, mine)
        case Steps() as benefit:
            return _steps(offer, benefit, mine)
        case BuyAndGet() as benefit:
            return _sets(offer, benefit, mine)
    return 0


def _money(offer: Offer, benefit: AmountOff, mine: Lots) -> int:
    times = 1
    if offer.repeats:
        if offer.threshold:
            times = measured(offer, mine) // offer.threshold
        elif offer.threshold_pieces:
            times = _pieces(mine) // offer.threshold_pieces
        else:
            times = _pieces(mine)
        if offer.times is not None:
            times = min(times, offer.times)
    return benefit.amount * times


def _percentage(benefit: PercentOff, mine: Lots) -> int:
    over, under = ratio(benefit.share)
    return half_up((_listed(mine) if benefit.of == "list" else _cost(mine)) * over, under)


def _steps(offer: Offer, benefit: Steps, mine: Lots) -> int:
    whole = measured(offer, mine)
    reached_ = [step for step in benefit.steps if step.at <= whole]
    if not reached_:
        return 0
    step = max(reached_, key=lambda one: one.at)
    if step.share is None:
        return step.amount or 0
    over, under = ratio(step.share)
    return half_up((_listed(mine) if benefit.of == "list" else _cost(mine)) * over, under)


def _sets(offer: Offer, benefit: BuyAndGet, mine: Lots) -> int:
    sets = _pieces(mine) // (benefit.buy + benefit.get)
    if not offer.repeats:
        sets = min(sets, 1)
    if offer.times is not None:
        sets = min(sets, offer.times)
    left, off = sets * benefit.get, _NOTHING
    sign = -1 if benefit.dearest else 1
    for index in sorted(range(len(mine)), key=lambda index: (sign * _each(mine[index]), index)):
        pieces = min(left, mine[index].pieces)
        off += _each(mine[index]) * pieces
        left -= pieces
    off *= Fraction(benefit.share)
    return half_up(off.numerator, off.denominator)


_NOTHING = Fraction(0)


def share_out(off: int, mine: Lots) -> Lots:
    """Return the lots with `off` taken off in proportion to what they cost, none below what it must cost.

    What a lot cannot bear goes to the others as far as they can; what none can bear is not taken off.
    """
    if len(mine) == 1:
        lot = mine[0]
        cost = max(lot.cost - off, min(lot.floor, lot.cost))
        return (lot._replace(cost=cost),)
    rooms = [max(lot.cost - lot.floor, 0) for lot in mine]
    off = min(off, sum(rooms))
    taken = [0] * len(mine)
    open_ = [index for index, room in enumerate(rooms) if room]
    while off and open_:
        parts = by_largest_remainder(off, [mine[index].cost for index in open_])
        full = [index for index, part in zip(open_, parts, strict=True) if part + taken[index] > rooms[index]]
        if not full:
            for index, part in zip(open_, parts, strict=True):
                taken[index] += part
            break
        for index in full:
            off -= rooms[index] - taken[index]
            taken[index] = rooms[index]
        open_ = [index for index in open_ if index not in full]
    return tuple(lot._replace(cost=lot.cost - part) for lot, part in zip(mine, taken, strict=True))


def by_largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Return an amount in parts by weights that are not all zero; of equal remainders the first gets the coin."""
    whole = sum(weights)
    cuts = [divmod(amount * weight, whole) for weight in weights]
    parts = [part for part, _ in cuts]
    short = amount - sum(parts)
    for index in sorted(range(len(cuts)), key=lambda index: -cuts[index][1])[:short]:
        parts[index] += 1
    return parts
