"""The exposure of one promotion: its bounds, and the lowest of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.elapsed import days_in
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.assess.offers.exposures.each import Terms, amounts_of, dearest, of_order, of_piece, terms_of
from ecsc.assess.offers.exposures.exposure_types import Assumption, Bound, Exposure, Open
from ecsc.assess.offers.exposures.forecast import planned_uses
from ecsc.assess.offers.exposures.funding import borne, payers, sellers_share
from ecsc.assess.offers.exposures.goods import GoodsInCoins, PricedGood
from ecsc.assess.offers.exposures.times import Times, times_of
from ecsc.model import Strategy
from ecsc.model.offer import Promotion
from ecsc.quantity import Money


class _Most(Struct, frozen=True):
    """What customers get at most, in all and by one use, in coins; None where nothing bounds it, as `open` says."""

    whole: int | None
    by: Bound
    each: int | None
    open: tuple[Open, ...]


class Exposures:
    """The exposures of a strategy's promotions, each worked out once."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self._covered = CoveredGoods(strategy)
        self._goods: dict[str, GoodsInCoins] = {}
        self._found: dict[str, Exposure] = {}

    def of(self, promotion: Promotion) -> Exposure:
        """Return the exposure of a promotion of the strategy."""
        if promotion.id not in self._found:
            self._found[promotion.id] = self._worked_out(promotion)
        return self._found[promotion.id]

    def all(self) -> tuple[Exposure, ...]:
        """Return the exposures of all promotions, in the order written."""
        return tuple(self.of(one) for one in self.strategy.promotions.values())

    def _worked_out(self, promotion: Promotion) -> Exposure:
        goods = self._in_currency(promotion)
        priced, terms = goods.of(promotion), terms_of(promotion, goods)
        times = times_of(terms, priced, self.strategy)
        most = _most(terms, times, priced, goods)
        benefit = goods.money(most.whole) if most.whole is not None else None
        each = goods.money(most.each) if most.each is not None else None
        share, spend = sellers_share(promotion), terms.limits.spend
        worst, by = (borne(benefit, share), most.by) if benefit is not None else (None, None)
        if spend is not None and (worst is None or _less(spend, worst, goods)):
            worst, by = spend, "spend"
        if not share:
            worst, by = Money(Decimal(0), goods.currency), "nothing_borne"
        uses = planned_uses(promotion, self.strategy)
        expected = None
        if uses is not None and most.each is not None:
            expected = borne(goods.money(uses * most.each), share)
            expected = worst if worst is not None and _less(worst, expected, goods) else expected
        return Exposure(
            promotion=promotion.id,
            line=promotion.budget,
            worst=worst,
            by=by,
            unit=terms.unit,
            times=times.most,
            times_by=times.by,
            each=each,
            payers=payers(promotion, benefit, worst if by == "spend" else None),
            overshoot=borne(each, share) if each is not None and by == "spend" else None,
            forecast=expected,
            last_day=last_day(promotion),
            open=most.open if worst is None else (),
            assumed=_assumed(terms, times, by),
        )

    def _in_currency(self, promotion: Promotion) -> GoodsInCoins:
        """Return the goods in the one currency of the offer's amounts, else of the list prices, else the strategy's."""
        header = self.strategy.header.currency
        stated = {one.currency for one in amounts_of(promotion) if one is not None}
        if not stated:
            covered = self._covered.of(promotion.applies_to) or ()
            stated = {one.list_price.currency for one in covered if one.list_price is not None}
        currency = stated.pop() if len(stated) == 1 else header
        if currency not in self._goods:
            self._goods[currency] = GoodsInCoins(self.strategy, self._covered, currency)
        return self._goods[currency]


def last_day(promotion: Promotion) -> dt.date | None:
    """Return the last day on which an offer can be used: of a coupon, its time after the window; None without one."""
    if promotion.window is None:
        return None
    last = promotion.window.last_day
    if promotion.expires is None:
        return last
    try:
        return last + dt.timedelta(
            days=int(days_in(promotion.expires).to_integral_value(rounding="ROUND_CEILING"))
        )
    except OverflowError:
        return dt.date.max


def _most(terms: Terms, times: Times, priced: Sequence[PricedGood] | None, goods: GoodsInCoins) -> _Most:
    found: list[tuple[int, Bound]] = []
    limits = terms.limits
    each, why = of_order(terms, goods)
    pieces = limits.units
    if terms.unit != "order":
        pieces = times.most * terms.get if times.most is not None else None
        each, why = _of_use(terms, priced, goods)
    if each is not None and (times.most is not None or not each):
        found.append((each * (times.most or 0), "times"))
    if (whole := dearest(terms, priced or (), pieces, goods)) is not None:
        found.append((whole, "pieces"))
    if times.most == 0:
        found.append((0, "times"))
    if found:
        lowest = min(found, key=lambda one: one[0])
        return _Most(lowest[0], lowest[1], each, ())
    return _Most(None, "times", each, tuple(_open(times, why)))


def _of_use(
    terms: Terms, priced: Sequence[PricedGood] | None, goods: GoodsInCoins
) -> tuple[int | None, tuple[Open, ...]]:
    """Return the most that one use takes off pieces: of the goods lowered most, `get` of them."""
    if terms.unread:
        return None, ("exchange_rate",)
    if terms.gift is None:
        return None, ("gift_cost",)
    if priced is None:
        return None, ("goods",)
    offs = [of_piece(terms, one.price, goods) for one in priced]
    if terms.amount is not None and not offs:
        return terms.amount + terms.gift, ()
    known = [off for off in offs if off is not None]
    if not offs or len(known) < len(offs):
        return None, ("list_price",)
    return max(known) * terms.get, ()


def _open(times: Times, why: Sequence[Open]) -> Iterator[Open]:
    if times.most is None:
        yield "times"
    yield from why


def _less(spend: Money, worst: Money, goods: GoodsInCoins) -> bool:
    """Return whether a limit on spending is the lower bound; one that cannot be compared is taken at its word."""
    limit = goods.exchange.converted(spend, worst.currency)
    return limit is None or limit.amount < worst.amount


def _assumed(terms: Terms, times: Times, by: Bound | None) -> tuple[Assumption, ...]:
    found: list[Assumption] = []
    if by == "spend":
        found.append("hard_stop")
    elif by in ("times", "pieces"):
        found += times.assumed
    if terms.offer.free_shipping:
        found.append("shipping")
    return tuple(found)
