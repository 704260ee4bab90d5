"""Which promotions can meet: on one product, at one instant, on one channel, for one customer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ecsc.assess.elapsed import days_in
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.model import Strategy
from ecsc.model.offer import Level, Promotion, level_of, segments_of
from ecsc.model.reach import MemberTier

LEVELS = ("item", "member", "shop", "platform", "payment")
"""The order in which offers are taken off."""


_EVER = dt.datetime.combine(dt.date.min, dt.time())
_NEVER = dt.datetime.combine(dt.date.max, dt.time())


class Reach(Struct, frozen=True):
    """Where a promotion holds, and its level; None for all goods (or such as cannot be told), channels, customers."""

    promotion: Promotion
    level: Level
    start: dt.datetime
    end: dt.datetime
    goods: frozenset[str] | None
    channels: frozenset[str] | None
    segments: frozenset[str] | None

    def meets(self, other: Reach) -> bool:
        """Return whether one order of one customer can be in both."""
        return (
            self.start < other.end
            and other.start < self.end
            and _share(self.goods, other.goods)
            and _share(self.channels, other.channels)
            and _share(self.segments, other.segments)
        )


class Meetings:
    """The promotions of a strategy with where they hold. A coupon holds for its time after the window, too."""

    def __init__(self, strategy: Strategy) -> None:
        covered = CoveredGoods(strategy)
        tiers = strategy.membership.tiers if strategy.membership is not None else {}
        self.reaches = {one.id: _reach(one, covered, tiers) for one in strategy.promotions.values()}

    def pairs(self, among: Iterable[str] | None = None) -> Iterator[tuple[Reach, Reach]]:
        """Yield the pairs (of the named ones, or of all) that can meet, the one that starts first before the other."""
        reaches = self.reaches.values() if among is None else [self.reaches[name] for name in among]
        running: list[Reach] = []
        for one in sorted(reaches, key=lambda reach: reach.start):
            running = [other for other in running if other.end > one.start]
            for other in running:
                if other.meets(one):
                    yield other, one
            running.append(one)


def _reach(promotion: Promotion, covered: CoveredGoods, tiers: Mapping[str, MemberTier]) -> Reach:
    goods = covered.sold(promotion.applies_to, promotion.channels)
    window = promotion.window
    start, end = _EVER, _NEVER
    if window is not None:
        start, end = window.start, window.end
        if promotion.expires is not None:
            try:
                end += dt.timedelta(days=float(days_in(promotion.expires)))
            except OverflowError:
                end = _NEVER
    return Reach(
        promotion,
        level_of(promotion, tiers),
        start,
        end,
        frozenset(one.id for one in goods)
        if goods is not None and promotion.applies_to is not None
        else None,
        frozenset(promotion.channels) or None,
        frozenset(segments_of(promotion, tiers)) or None,
    )


def _share(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return one is None or other is None or not one.isdisjoint(other)


def refuses(one: Reach, other: Reach) -> bool:
    """Return whether a promotion does not accept to be combined with another.

    Left open it accepts those of other levels; what it names are ids, levels, `all` or `none`.
    """
    named = one.promotion.stacks_with
    if one.promotion.exclusive or "none" in named:
        return True
    if "all" in named:
        return False
    if named:
        return other.promotion.id not in named and other.level not in named
    return one.level == other.level


def says_stacking(promotion: Promotion) -> bool:
    """Return whether a promotion says with what it goes together."""
    return bool(promotion.stacks_with) or promotion.exclusive is not None
