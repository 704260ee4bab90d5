"""What is paid back later: a price that falls within the days for which a channel protects it.

Counted are the prices that everybody gets without asking: those of automatic offers for no segment, on a single piece.
Coupons, tiers and price rules, which may or may not act, lower no such price. A time in which more offers can be
combined than are looked at is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from msgspec import Struct

from ecsc.assess.offers.coins import Coins
from ecsc.assess.offers.times import later
from ecsc.assess.offers.types import OfferTerms, Refunded
from ecsc.model import Strategy
from ecsc.offers import Good, Line, Offer
from ecsc.offers.checkout import TooManyOffersError, cheapest
from ecsc.offers.choices import Choices, TooManyChoicesError, choices_of
from ecsc.offers.terms import covers, runs
from ecsc.offers.till import in_order
from ecsc.quantity import Duration

MOST_STEPS = 2_000
"""So many combinations are looked at for one piece in one time: what everybody gets without asking is soon found."""


class _Price(Struct, frozen=True):
    """What a piece costs in a span of time, in coins, and by which offers; None is open on that side."""

    start: dt.datetime | None
    end: dt.datetime | None
    coins: int
    offers: tuple[str, ...]


class _Fall(Struct, frozen=True):
    before: _Price
    after: _Price
    until: dt.datetime
    start: dt.datetime

    @property
    def coins(self) -> int:
        return self.before.coins - self.after.coins


def later_refunds(strategy: Strategy, terms: OfferTerms) -> tuple[Refunded, ...]:
    """Return what price protection pays back at most, the most first; nothing where no price falls in time.

    It is told once for a product on a channel: the deepest fall, of falls that are as deep the first one.
    """
    protecting = [name for name in terms.channels if name in strategy.channels]
    protecting = [name for name in protecting if strategy.channels[name].price_protection is not None]
    if not protecting:
        return ()
    coins = Coins(strategy)
    open_to_all = [one for one in terms.offers if one.automatic and one.segments is None]
    found: list[Refunded] = []
    prices: dict[tuple[object, ...], list[_Price]] = {}
    spans: dict[tuple[str, ...], list[_Span]] = {}
    for good in terms.goods:
        for name in protecting:
            protected = strategy.channels[name].price_protection
            mine = [one for one in open_to_all if one.times != 0 and covers(one, good, name)]
            if protected is None or not mine:
                continue
            floor = good.floor if good.floor_enforced else None
            names = tuple(one.id for one in mine)
            key = (good.price, floor, names)
            if names not in spans:
                spans[names] = _spans(mine)
            if key not in prices:
                prices[key] = _prices(good, spans[names])
            fall = _deepest(prices[key], protected)
            if fall is not None:
                found.append(_refunded(good, name, protected, fall, coins))
    return tuple(sorted(found, key=lambda one: -one.refund.amount))


def _refunded(good: Good, channel: str, within: Duration, fall: _Fall, coins: Coins) -> Refunded:
    return Refunded(
        good.id,
        channel,
        within,
        coins.money(fall.before.coins),
        fall.until,
        coins.money(fall.after.coins),
        fall.start,
        fall.after.offers,
        coins.money(fall.coins),
    )


def _deepest(prices: Sequence[_Price], within: Duration) -> _Fall | None:
    """Return the deepest fall from a price to one that starts within a time after it; None without any."""
    return max(_falls(prices, within), key=lambda fall: fall.coins, default=None)


def _falls(prices: Sequence[_Price], within: Duration) -> Iterator[_Fall]:
    for place, before in enumerate(prices):
        if before.end is None:
            continue
        last = later(before.end, within)
        for after in prices[place + 1 :]:
            if after.start is None or (last is not None and after.start >= last):
                break
            if after.coins < before.coins:
                yield _Fall(before, after, before.end, after.start)


class _Span(NamedTuple):
    """A time in which the same offers run, with what can be chosen of them; None is open on that side."""

    start: dt.datetime | None
    end: dt.datetime | None
    choices: Choices


def _spans(offers: Sequence[Offer]) -> list[_Span]:
    """Return the times from one start or end of an offer to the next, as far as it can be looked at."""
    marks: list[dt.datetime | None] = [
        *sorted({mark for one in offers for mark in (one.start, one.end) if mark is not None})
    ]
    found: list[_Span] = []
    for start, end in zip([None, *marks], [*marks, None], strict=True):
        running = [one for one in offers if (one.start is None if start is None else runs(one, start))]
        with suppress(TooManyChoicesError):
            found.append(_Span(start, end, choices_of(in_order(running))))
    return found


def _prices(good: Good, spans: Sequence[_Span]) -> list[_Price]:
    """Return what a piece costs in each time."""
    found: list[_Price] = []
    for start, end, choices in spans:
        with suppress(TooManyOffersError):
            paid = cheapest([Line(good, 1)], choices, MOST_STEPS)
            found.append(_Price(start, end, paid.total, tuple(one.offer for one in paid.taken)))
    return found
