"""Lines of an order as they stand: what they cost in whole coins, and what each of their pieces does.

Most lines have pieces that all cost the same. Where an offer is for some pieces only, a line falls into runs of
pieces that cost the same, in fractions of coins; the whole line costs whole coins all the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Run(NamedTuple):
    """So many pieces that each cost the same."""

    pieces: int
    each: Fraction


class Lot(NamedTuple):
    """A line: its place in the order, its pieces, what one is listed at, what all cost now, what one must cost.

    `runs` is empty where all pieces cost the same.
    """

    line: int
    pieces: int
    listed: int
    cost: int
    floor: int = 0
    runs: tuple[Run, ...] = ()

    @property
    def least(self) -> int:
        """Return what the line must cost, at most what it costs now."""
        return min(self.floor * self.pieces, self.cost)


Lots: TypeAlias = tuple[Lot, ...]
Lowered: TypeAlias = Callable[[Lot, Fraction], Fraction]
"""What a piece of a line that costs so much would cost then."""


def half_up(over: int, under: int) -> int:
    """Return a fraction rounded half up to a whole number; `under` is positive."""
    return (2 * over + under) // (2 * under)


def pieces_of(lots: Lots) -> int:
    """Return how many pieces some lines have."""
    return lots[0][1] if len(lots) == 1 else sum(lot.pieces for lot in lots)


def cost_of(lots: Lots) -> int:
    """Return what some lines cost now."""
    return lots[0][3] if len(lots) == 1 else sum(lot.cost for lot in lots)


def listed_of(lots: Lots) -> int:
    """Return what some lines cost at list prices."""
    return sum(lot.listed * lot.pieces for lot in lots)


def runs_of(lot: Lot) -> tuple[Run, ...]:
    """Return the runs of a line, a single one where all pieces cost the same."""
    return lot.runs or (Run(lot.pieces, Fraction(lot.cost, lot.pieces)),)


def lower_some(lots: Lots, times: int, lowered: Lowered) -> Lots:
    """Return lines with at most so many pieces lowered: the dearest first, then in the order of the lines."""
    placed = [(index, place, run) for index, lot in enumerate(lots) for place, run in enumerate(runs_of(lot))]
    chosen: dict[tuple[int, int], int] = {}
    for index, place, run in sorted(placed, key=lambda one: (-one[2].each, one[0], one[1])):
        chosen[index, place] = min(times, run.pieces)
        times -= chosen[index, place]
    return tuple(
        _with_runs(lot, _split(lot, [chosen[index, place] for place in range(len(runs_of(lot)))], lowered))
        for index, lot in enumerate(lots)
    )


def lower_all(lot: Lot, lowered: Lowered) -> Lot:
    """Return a line of several runs with every piece lowered."""
    return _with_runs(lot, _split(lot, [run.pieces for run in lot.runs], lowered))


def _split(lot: Lot, chosen: Sequence[int], lowered: Lowered) -> Iterator[Run]:
    whole = not lot.runs and lot.cost % lot.pieces == 0
    for run, some in zip(runs_of(lot), chosen, strict=True):
        if some:
            each = lowered(lot, run.each)
            if whole:
                each = Fraction(half_up(each.numerator, each.denominator))
            yield Run(some, min(max(each, Fraction(lot.floor)), run.each))
        if some < run.pieces:
            yield Run(run.pieces - some, run.each)


def _with_runs(lot: Lot, runs: Iterator[Run]) -> Lot:
    """Return a line of some runs, which costs what they cost in whole coins."""
    found = tuple(runs)
    cost = sum((run.pieces * run.each for run in found), Fraction(0))
    return settled(lot._replace(runs=found), max(half_up(cost.numerator, cost.denominator), lot.least))


def settled(lot: Lot, cost: int) -> Lot:
    """Return a line that costs so much, its pieces in the proportion in which they stand."""
    if len({run.each for run in lot.runs}) <= 1:
        return lot._replace(cost=cost, runs=())
    total = sum((run.pieces * run.each for run in lot.runs), Fraction(0))
    if total == cost:
        return lot._replace(cost=cost)
    return lot._replace(cost=cost, runs=tuple(run._replace(each=run.each * cost / total) for run in lot.runs))


def cheapest(lots: Lots, count: int, *, dearest: bool) -> Fraction:
    """Return what the `count` cheapest pieces of some lines cost together, or the dearest."""
    runs = [run for lot in lots for run in runs_of(lot)]
    cost = Fraction(0)
    for run in sorted(runs, key=lambda one: one.each, reverse=dearest):
        pieces = min(count, run.pieces)
        cost += run.each * pieces
        count -= pieces
    return cost


def share_out(off: int, lots: Lots, *, spill: bool) -> Lots:
    """Return lines with `off` taken off in proportion to what they cost, none below what it must cost.

    With `spill` what a line cannot bear goes to the others as far as they can; else it is not taken off.
    """
    if len(lots) == 1:
        lot = lots[0]
        return (settled(lot, max(lot.cost - off, lot.least)),)
    rooms = [lot.cost - lot.least for lot in lots]
    off = min(off, sum(rooms)) if spill else min(off, cost_of(lots))
    taken = [0] * len(lots)
    bearing = list(range(len(lots)))
    while off and bearing:
        parts = by_largest_remainder(off, [lots[index].cost for index in bearing])
        full = [index for index, part in zip(bearing, parts, strict=True) if part > rooms[index]]
        for index, part in zip(bearing, parts, strict=True):
            taken[index] = min(part, rooms[index])
        if not full or not spill:
            break
        off -= sum(rooms[index] for index in full)
        bearing = [index for index in bearing if index not in full]
    return tuple(settled(lot, lot.cost - part) for lot, part in zip(lots, taken, strict=True))


def by_largest_remainder(amount: int, weights: Sequence[int]) -> list[int]:
    """Return an amount in parts by weights that are not all zero; of equal remainders the first gets the coin."""
    whole = sum(weights)
    cuts = [divmod(amount * weight, whole) for weight in weights]
    parts = [part for part, _ in cuts]
    short = amount - sum(parts)
    for index in sorted(range(len(cuts)), key=lambda index: -cuts[index][1])[:short]:
        parts[index] += 1
    return parts
