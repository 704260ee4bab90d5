"""What products were really sold at before a promotion: the lowest price of the days before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import PricePoint, Product, Promotion
from ecsc.quantity import EXACT, Money, minor_unit, to_coins

DAYS: Mapping[str, int] = {"lowest_7_days": 7, "lowest_30_days": 30}
"""The days that each base of a reduction looks back: PRC rules on sales promotion, Directive 98/6/EC art. 6a."""

Fault: TypeAlias = Literal["value", "no_reduction", "no_prices"]


class FormerPrice(Struct, frozen=True):
    """A reduction that the prices before it do not bear out.

    `value`: the stated base is higher than the lowest price `point`. `no_reduction`: the new `price` is not lower than
    that. `no_prices`: nothing is known of the days before, of which `days` are asked.
    """

    fault: Fault
    promotion: Promotion
    product: Product
    days: int
    price: Money
    point: PricePoint | None = None


def former_prices(strategy: Strategy) -> Iterator[FormerPrice]:
    """Yield each promotion whose announced base the price history contradicts, with the first such product."""
    points: dict[str, list[PricePoint]] = {}
    for point in strategy.price_history.values():
        points.setdefault(point.product, []).append(point)
    covered, exchange = CoveredGoods(strategy), Exchange(strategy)
    for promotion in strategy.promotions.values():
        reference, window = promotion.reference_price, promotion.window
        if reference is None or window is None or reference.basis not in DAYS:
            continue
        days = DAYS[reference.basis]
        goods = covered.sold(promotion.applies_to, promotion.channels) or ()
        for product in goods:
            low = _lowest(points.get(product.id, ()), promotion, window.start.date(), days, exchange)
            found = _fault(promotion, product, low, days, alone=len(goods) == 1, exchange=exchange)
            if found is not None:
                yield found
                break


def _lowest(
    points: Sequence[PricePoint], promotion: Promotion, first: dt.date, days: int, exchange: Exchange
) -> PricePoint | None:
    """Return the lowest price in the days before `first` on the promotion's channels, the latest of equals."""
    known = [
        (price.amount, -point.date.toordinal(), point)
        for point in points
        if 0 < (first - point.date).days <= days
        and (point.channel is None or not promotion.channels or point.channel in promotion.channels)
        and (price := exchange.converted(point.price, _currency(promotion, point))) is not None
    ]
    return min(known, key=lambda one: one[:2])[2] if known else None


def _currency(promotion: Promotion, point: PricePoint) -> str:
    stated = promotion.reference_price.value if promotion.reference_price is not None else None
    return stated.currency if stated is not None else point.price.currency


def _fault(
    promotion: Promotion,
    product: Product,
    low: PricePoint | None,
    days: int,
    *,
    alone: bool,
    exchange: Exchange,
) -> FormerPrice | None:
    value = promotion.reference_price.value if promotion.reference_price is not None else None
    if low is None:
        return (
            FormerPrice("no_prices", promotion, product, days, value) if value is not None and alone else None
        )
    if value is not None and alone:
        was = exchange.converted(low.price, value.currency)
        if was is not None and value.amount > was.amount:
            return FormerPrice("value", promotion, product, days, value, low)
    price = _price(promotion, product)
    was = exchange.converted(low.price, price.currency) if price is not None else None
    if price is not None and was is not None and price.amount >= was.amount:
        return FormerPrice("no_reduction", promotion, product, days, price, low)
    return None


def _price(promotion: Promotion, product: Product) -> Money | None:
    """Return the price that an offer on single goods makes of the list price; None for other offers."""
    offer, listed = promotion.offer, product.list_price
    from_on = offer.threshold is not None or offer.threshold_pieces is not None
    if listed is None or from_on or promotion.cap is not None:
        return None
    unit = minor_unit(listed.currency)
    if offer.percent_off is not None:
        left = EXACT.multiply(listed.amount, 1 - offer.percent_off.value)
        return Money(to_coins(left, unit, "ROUND_HALF_UP"), listed.currency)
    if offer.amount_off is not None and offer.amount_off.currency == listed.currency:
        return Money(max(listed.amount - offer.amount_off.amount, Decimal(0)), listed.currency)
    return offer.fixed_price
