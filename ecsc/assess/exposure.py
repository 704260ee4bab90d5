"""The most a promotion can cost the seller, where its own limits already say so."""

from __future__ import annotations

from decimal import Decimal

from ecsc.assess.goods import goods_of
from ecsc.model import Strategy
from ecsc.model.offer import Promotion, repeats
from ecsc.quantity import EXACT, Money, minor_unit, to_coins

SELLER = "seller"


class DearestGoods:
    """The highest list price of any goods of a strategy, looked up by the text that names them."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.currency = strategy.header.currency
        self._found: dict[str | None, Money | None] = {}

    def price(self, applies_to: str | None) -> Money | None:
        """Return the highest list price, None where one of the goods says none or the text is not plain."""
        if applies_to not in self._found:
            self._found[applies_to] = _dearest(applies_to, self.strategy)
        return self._found[applies_to]


def exposure(promotion: Promotion, goods: DearestGoods) -> Money | None:
    """Return the upper bound of what the promotion gives away, or None when its limits do not say.

    `limits.spend` is a bound by itself: what the budget line may be charged. A fixed amount off, or a `cap`, is
    bounded by the number of redemptions; a share off or a fixed price by the number of units and the dearest of
    the goods. Of both the seller bears his share. Of several bounds the lowest one holds.
    """
    limits = promotion.limits
    if limits is None:
        return None
    bounds = [] if limits.spend is None else [limits.spend]
    share = sellers_share(promotion)
    for times, each in (
        (limits.redemptions, _each_time(promotion)),
        (limits.units, _each_piece(promotion, goods) if limits.units is not None else None),
    ):
        if times is not None and each is not None:
            amount = EXACT.multiply(EXACT.multiply(each.amount, times), share)
            bounds.append(Money(to_coins(amount, minor_unit(each.currency)), each.currency))
    if not bounds or any(bound.currency != bounds[0].currency for bound in bounds):
        return bounds[0] if bounds else None
    return min(bounds, key=lambda bound: bound.amount)


def _each_time(promotion: Promotion) -> Money | None:
    """Return the most that one redemption takes off, None where nothing bounds it."""
    off = promotion.offer.amount_off
    if off is None or repeats(promotion):
        return promotion.cap
    if promotion.cap is None or promotion.cap.currency != off.currency:
        return off
    return min(off, promotion.cap, key=lambda bound: bound.amount)


def _each_piece(promotion: Promotion, goods: DearestGoods) -> Money | None:
    """Return the most that one piece is sold under its list price: that of the dearest of the promotion's goods."""
    offer = promotion.offer
    share, fixed = offer.percent_off, offer.fixed_price
    if share is None and fixed is None:
        return None
    dearest = goods.price(promotion.applies_to)
    if dearest is None:
        return None
    if share is not None:
        return Money(EXACT.multiply(dearest.amount, share.value), dearest.currency)
    if fixed is None or fixed.currency != dearest.currency:
        return None
    return Money(max(dearest.amount - fixed.amount, Decimal(0)), dearest.currency)


def _dearest(applies_to: str | None, strategy: Strategy) -> Money | None:
    """Return the highest list price of the goods a text names, None where one of them says none."""
    goods = goods_of(applies_to, strategy)
    if goods is None:
        return None
    prices = [
        one.list_price
        for one in strategy.products.values()
        if goods.everything or one.id in goods.products or (one.category or "") in goods.categories
    ]
    known = [price for price in prices if price is not None]
    if not known or len(known) < len(prices) or len({price.currency for price in known}) > 1:
        return None
    return max(known, key=lambda price: price.amount)


def sellers_share(promotion: Promotion) -> Decimal:
    """Return the part of a benefit that the seller pays: all of it unless `funded_by` says otherwise.

    `funded_by` names who pays what share; where it leaves the seller out, he pays what the others do not.
    """
    shares = promotion.funded_by
    if SELLER in shares:
        return shares[SELLER].value
    return max(1 - sum((share.value for share in shares.values()), Decimal(0)), Decimal(0))
