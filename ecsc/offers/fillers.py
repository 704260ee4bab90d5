"""The bound: what a piece costs at least when other goods fill the order up to just where an offer takes most.

In fractions of coins: how an amount is shared out in whole coins may make a line cheaper by less than a coin an offer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import NamedTuple

from ecsc.offers.choices import Choices
from ecsc.offers.cuts import Around, LevelCuts, around, cuts_of, least_piece, level_cuts, lowered
from ecsc.offers.results import Bound, Path
from ecsc.offers.runs import lowest_share
from ecsc.offers.terms import Good, Offer, PercentOff, piecewise
from ecsc.offers.till import half_up, in_order


class Piece(NamedTuple):
    """A piece on its way through the levels: what it costs before the `run`, the offers on the order still to come
    off together, all for the same goods; `worth` is what other goods cost that fill the order, None if not known."""

    cost: Fraction
    run: tuple[Offer, ...]
    worth: Fraction | None


def bound_of(
    good: Good, settings: Sequence[tuple[Sequence[Offer], Choices]], others: Sequence[Good], *, at_most: Path
) -> Bound:
    """Return the price that no order goes below, at most what the good alone can be had for."""
    best = _Best(good, at_most)
    for offers, choices in settings:
        near = around(others, offers)
        cuts = [
            level_cuts(tuple(group), good.price, near) for _, group in groupby(offers, lambda one: one.level)
        ]
        best.walk(choices, cuts, near, 0, Piece(Fraction(good.price), (), Fraction(0)), 0, ())
    return best.bound


def safe_bound(good: Good, offers: Sequence[Offer], others: Sequence[Good]) -> Bound:
    """Return a price that no order goes below, without looking at single combinations."""
    offers = in_order(offers)
    near = around(others, offers)
    cuts = [level_cuts(tuple(group), good.price, near) for _, group in groupby(offers, lambda one: one.level)]
    price = Fraction(max(floor(least_piece(cuts, good.price)), _floor(good)))
    return Bound(price, tuple(one.id for one in offers), None)


def _floor(good: Good) -> int:
    return min(good.floor or 0, good.price) if good.floor_enforced else 0


class _Best:
    """The lowest bound so far, and the walk down the levels that lowers it."""

    def __init__(self, good: Good, at_most: Path) -> None:
        self.good = good
        self.floor = _floor(good)
        self.bound = Bound(at_most.price, at_most.offers, 0)

    def walk(
        self,
        choices: Choices,
        cuts: Sequence[LevelCuts],
        near: Around,
        level: int,
        piece: Piece,
        refused: int,
        offers: tuple[Offer, ...],
    ) -> None:
        """Look at every choice of a level."""
        if level == len(choices.levels):
            self._keep(piece, offers, near)
            return
        run_cuts = (
            [(tuple(cuts_of(one, self.good.price, near) for one in piece.run), True)] if piece.run else []
        )
        if least_piece([*run_cuts, *cuts[level:]], float(piece.cost)) >= float(self.bound.price):
            return
        for choice in choices.levels[level]:
            if not choice.mask & refused:
                after = piece
                for one in choice.offers:
                    after = self._after(one, after, near)
                self.walk(
                    choices, cuts, near, level + 1, after, refused | choice.refuses, (*offers, *choice.offers)
                )

    def _after(self, offer: Offer, piece: Piece, near: Around) -> Piece:
        if offer.times == 0:
            return piece
        if piecewise(offer):
            closed = self._closed(piece, near)
            return closed._replace(
                cost=max(lowered(offer, closed.cost, self.good.price), Fraction(self.floor))
            )
        if piece.run and piece.run[-1].goods != offer.goods:
            piece = self._closed(piece, near)
        return piece._replace(run=(*piece.run, offer))

    def _closed(self, piece: Piece, near: Around) -> Piece:
        """Return the piece after the offers on the order that were still to come off."""
        if not piece.run:
            return piece
        share, worth = lowest_share(piece.run, piece.cost, self.good.price, near)
        known = worth if piece.worth == 0 else (piece.worth if worth == 0 else None)
        return Piece(max(piece.cost * share, Fraction(self.floor)), (), known)

    def _keep(self, piece: Piece, offers: tuple[Offer, ...], near: Around) -> None:
        end = self._closed(piece, near)
        if end.cost < self.bound.price:
            fillers = None if end.worth is None else _at_list(end.worth, offers)
            self.bound = Bound(end.cost, tuple(_ids(offers)), fillers)


def _ids(offers: Sequence[Offer]) -> Iterator[str]:
    return (one.id for one in offers)


def _at_list(worth: Fraction, offers: Sequence[Offer]) -> int:
    """Return the least list price of goods that cost `worth` after the percentages on single pieces of all goods."""
    keep = Fraction(1)
    for one in offers:
        if (
            piecewise(one)
            and one.goods is None
            and isinstance(one.benefit, PercentOff)
            and one.benefit.share < 1
        ):
            keep *= 1 - Fraction(one.benefit.share)
    listed = ceil(worth / keep)
    # A coin less may be enough, for the till rounds.
    return listed - 1 if half_up(((listed - 1) * keep).numerator, keep.denominator) >= worth else listed
