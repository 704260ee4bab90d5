"""The bound: what a piece costs at least when other goods fill the order up to just where an offer takes most.

In fractions of coins: how an amount is shared out in whole coins may make a line cheaper by less than a coin an offer.
Combinations are compared in floats, the one that is told is reckoned exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby, islice
from math import ceil, floor
from typing import NamedTuple

from ecsc.offers.choices import Choices
from ecsc.offers.cuts import (
    Around,
    Cut,
    CutsOf,
    LevelCuts,
    Others,
    after_cuts,
    cuts_of,
    least_piece,
    lowered,
)
from ecsc.offers.lots import half_up
from ecsc.offers.results import Bound, Path
from ecsc.offers.runs import Kind, Number, best_point, left, parts_of, points
from ecsc.offers.terms import AmountOff, Good, Offer, PercentOff, goes_together, piecewise
from ecsc.offers.till import in_order

CLOSE = 1e-6
"""Coins by which a combination must be cheaper to be looked at exactly."""

MOST_STEPS = 20_000
"""So many steps are taken for the bound of one good."""

FINEST = 10**6
"""The largest denominator of a coin in a safe limit."""


class _TooLongError(Exception):
    pass


class Within(NamedTuple):
    """What can be chosen in one setting, with what it does to a piece at worst: `least` is what a piece costs then."""

    offers: tuple[Offer, ...]
    choices: Choices
    near: Around
    cuts: tuple[LevelCuts, ...]
    least: float


def within(good: Good, offers: tuple[Offer, ...], choices: Choices, others: Others, known: CutsOf) -> Within:
    """Return a setting as a piece of a good meets it."""
    near = others.around(offers)
    cuts = tuple(
        known.level(level, near, stacked=stacked)
        for level, stacked in zip(choices.offers, choices.stacked, strict=True)
    )
    return Within(offers, choices, near, cuts, max(least_piece(cuts, good.price), _floor(good)))


def bound_of(good: Good, settings: Sequence[Within], others: Others, *, at_most: Path) -> Bound:
    """Return the price that no order goes below, at most what the good alone can be had for.

    Where there are too many combinations, that is a limit which holds for all of them.
    """
    best = _Best(good, at_most)
    try:
        for setting in settings:
            best.look(setting)
    except _TooLongError:
        offers = {one.id: one for setting in settings for one in setting.offers}
        return safe_bound(good, tuple(offers.values()), others)
    return best.bound()


def safe_bound(good: Good, offers: Sequence[Offer], others: Others) -> Bound:
    """Return a price that no order goes below, without looking at single combinations."""
    offers = in_order(offers)
    near = others.around(offers)
    known = CutsOf(good.price)
    levels = [tuple(group) for _, group in groupby(offers, lambda one: one.level)]
    cuts = [
        known.level(level, near, stacked=any(goes_together(*pair) for pair in combinations(level, 2)))
        for level in levels
    ]
    price = Fraction(max(floor(least_piece(cuts, good.price)), _floor(good)))
    return Bound(price, tuple(one.id for one in offers), None)


def _floor(good: Good) -> int:
    return min(good.floor or 0, good.price) if good.floor_enforced else 0


class _Best:
    """The lowest bound so far, and the walk down the levels that lowers it."""

    def __init__(self, good: Good, at_most: Path) -> None:
        self.good = good
        self.at_most = Bound(at_most.price, at_most.offers, 0)
        self.way: tuple[tuple[Offer, ...], Around] | None = None
        self.target = float(at_most.price) - CLOSE
        self.steps_left = MOST_STEPS

    def look(self, setting: Within) -> None:
        """Look at every set of offers of a setting."""
        if setting.least < self.target:
            cuts = {one.id: cuts_of(one, self.good.price, setting.near) for one in setting.offers}
            self._walk(setting, cuts, 0, float(self.good.price), 0, ())

    def _walk(
        self,
        setting: Within,
        cuts: Mapping[str, tuple[Cut, ...]],
        level: int,
        cost: float,
        refused: int,
        offers: tuple[Offer, ...],
    ) -> None:
        """Look at every choice of a level; a piece costs at least `cost` before it."""
        self.steps_left -= 1
        if self.steps_left < 0:
            raise _TooLongError
        if level == len(setting.cuts):
            self._end(offers, setting.near)
            return
        ahead = setting.cuts[level + 1 :]
        for choice in setting.choices.levels[level]:
            if choice.mask & refused:
                continue
            least = cost
            for one in choice.offers:
                least = after_cuts(cuts[one.id], least)
            if least_piece(ahead, least) < self.target:
                self._walk(
                    setting, cuts, level + 1, least, refused | choice.refuses, (*offers, *choice.offers)
                )

    def _end(self, offers: tuple[Offer, ...], near: Around) -> None:
        price = _Through(self.good, near).quickly(offers)
        if price < self.target:
            self.way = offers, near
            self.target = price - CLOSE

    def bound(self) -> Bound:
        """Return the lowest bound, exactly."""
        if self.way is None:
            return self.at_most
        offers, near = self.way
        price, worth = _Through(self.good, near).exactly(offers)
        if price >= self.at_most.price:
            return self.at_most
        return Bound(
            price, tuple(one.id for one in offers), None if worth is None else _at_list(worth, offers)
        )


class _Through:
    """What a piece costs at least after some offers: quickly in floats, then exactly at the same worth of the order."""

    def __init__(self, good: Good, near: Around) -> None:
        self.good, self.near = good, near
        self.points: list[int | None] = []

    def quickly(self, offers: Sequence[Offer]) -> float:
        """Return the price in floats."""
        self.points = []
        return float(self._price(offers, float)[0])

    def exactly(self, offers: Sequence[Offer]) -> tuple[Fraction, Fraction | None]:
        """Return the price, and what other goods of that order cost; None where no known order reaches the price."""
        self.quickly(offers)
        price, worth = self._price(offers, Fraction)
        return Fraction(price), None if worth is None else Fraction(worth)

    def _price(self, offers: Sequence[Offer], number: Kind) -> tuple[Number, Number | None]:
        floor_, cost = number(_floor(self.good)), number(self.good.price)
        worth: Number | None = number(0)
        run_number = 0
        for by_piece, group in groupby(offers, lambda one: None if piecewise(one) else (one.goods,)):
            for_same = [one for one in group if one.times != 0]
            if by_piece is None:
                for one in for_same:
                    cost = max(lowered(one, cost, self.good.price, number), floor_)
            elif for_same and cost > 0:
                cost, beside = self._after_run(for_same, cost, number, run_number)
                run_number += 1
                cost = max(cost, floor_)
                worth = None if worth is None or beside is None or (worth and beside) else worth + beside
        return cost, worth

    def _after_run(
        self, run: Sequence[Offer], cost: Number, number: Kind, place: int
    ) -> tuple[Number, Number | None]:
        spilt = self.near.spills and any(isinstance(one.benefit, AmountOff) for one in run)
        known = [part for one in run if (part := parts_of(one, self.good.price, number)) is not None]
        if number is float:
            whole = (
                not spilt
                and len(known) == len(run)
                and sum(one.repeats and one.times != 1 for one in run) <= 1
            )
            self.points.append(best_point(known, float(cost)) if whole else None)
        point = self.points[place]
        if point is not None:
            order = cost if point < 0 else next(islice(points(known), point, None))
            return cost * left(known, order) / order, order - cost
        least = float(cost)
        for one in run:
            least = after_cuts(cuts_of(one, self.good.price, self.near), least)
        return number(Fraction(max(least, 0.0)).limit_denominator(FINEST)), None


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
