"""The goods of a promotion in coins: what one piece is listed at, and how many there can be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.elapsed import days_in
from ecsc.assess.goods import goods_of
from ecsc.assess.offers.covered_goods import CoveredGoods
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Product, Promotion
from ecsc.model.thresholds import length_threshold
from ecsc.quantity import EXACT, Money, minor_unit

STOCK_WINDOW = "stock_window"


class PricedGood(Struct, frozen=True):
    """Products of one list price, in coins, and the most pieces of them; None for unknown, and for unlimited."""

    price: int | None
    pieces: int | None


class GoodsInCoins:
    """The goods of promotions in coins of one currency."""

    def __init__(self, strategy: Strategy, covered: CoveredGoods, currency: str) -> None:
        self.strategy = strategy
        self.currency = currency
        self.unit = minor_unit(currency)
        self.tiers = strategy.membership.tiers if strategy.membership is not None else {}
        self.exchange = Exchange(strategy)
        self._covered = covered
        self._short = days_in(length_threshold(strategy, STOCK_WINDOW))
        self._reordered: frozenset[str] | None = None
        self._priced: dict[tuple[str | None, tuple[str, ...], bool], tuple[PricedGood, ...]] = {}

    def of(self, promotion: Promotion) -> tuple[PricedGood, ...] | None:
        """Return the goods, None where they cannot be told; empty where nothing is said of any product."""
        found = self._covered.sold(promotion.applies_to, promotion.channels)
        if found is None:
            return None
        by_stock = self._is_short(promotion)
        key = (promotion.applies_to, promotion.channels, by_stock)
        if key not in self._priced:
            self._priced[key] = self._by_price(found, by_stock=by_stock)
        return self._priced[key]

    def _by_price(self, products: Sequence[Product], *, by_stock: bool) -> tuple[PricedGood, ...]:
        """Return the products of one price as one, with the pieces of all of them together."""
        found: dict[int | None, int | None] = {}
        for one in products:
            price = self.coins(one.list_price)
            counted = by_stock and one.stock is not None and self._only_once(one.id)
            pieces = max(int(one.stock.value), 0) if counted and one.stock is not None else None
            before = found.get(price, 0)
            found[price] = before + pieces if before is not None and pieces is not None else None
        return tuple(PricedGood(price, pieces) for price, pieces in found.items())

    def coins(self, money: Money | None) -> int | None:
        """Return an amount in coins, rounded up; None for none, and for one in a currency without a rate."""
        found = self.exchange.converted(money, self.currency) if money is not None else None
        if found is None:
            return None
        coins = EXACT.divide(found.amount, self.unit)
        return int(coins.to_integral_value(rounding="ROUND_CEILING"))

    def money(self, coins: int | Decimal) -> Money:
        """Return coins as money."""
        return Money(EXACT.multiply(Decimal(coins), self.unit), self.currency)

    def cost(self, product: str) -> int | None:
        """Return what a product costs to buy, in coins; None where it is not known."""
        found = self.strategy.products.get(product)
        return self.coins(found.unit_cost) if found is not None else None

    def _is_short(self, promotion: Promotion) -> bool:
        """Return whether so little time is given that no more than the stock can be sold."""
        window = promotion.window
        if window is None or promotion.expires is not None:
            return False
        return Decimal((window.end - window.start).total_seconds()) <= self._short * 86400

    def _only_once(self, product: str) -> bool:
        """Return whether nothing says that the product is ordered again."""
        if self._reordered is None:
            self._reordered = _reordered(self.strategy)
        return product not in self._reordered


def _reordered(strategy: Strategy) -> frozenset[str]:
    found = {one.id for one in strategy.products.values() if one.reorder_point is not None}
    for policy in strategy.inventory.values():
        goods = goods_of(policy.applies_to, strategy)
        found |= {
            one.id
            for one in strategy.products.values()
            if goods is None
            or goods.everything
            or one.id in goods.products
            or one.category in goods.categories
        }
    return frozenset(found)
