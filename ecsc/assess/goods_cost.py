"""What goods and sending cost of the sales of a channel, by the day whose exchange rates hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Product
from ecsc.quantity import EXACT, Money

NO_GOODS = "`list_price`, `unit_cost` and `fulfilment` of every product"
"""How what goods cannot be told without is named."""


class CostShare(Struct, frozen=True):
    """A cost as a share of list prices; None where it is not known, and then what is `missing` for it, if named."""

    share: Decimal | None
    missing: str = ""


class GoodsCost:
    """The cost of one piece of each product, sending included, looked up by channel, currency and day."""

    def __init__(self, strategy: Strategy, exchange: Exchange) -> None:
        self._products, self._exchange = tuple(strategy.products.values()), exchange
        self._found: dict[tuple[str, str, dt.date | None], CostShare] = {}
        currencies = {part.currency for one in self._products for part in _parts(one) if part is not None}
        self._one_currency = next(iter(currencies)) if len(currencies) == 1 else None

    def share(self, channel: str, currency: str, day: dt.date) -> CostShare:
        """Return what goods cost on a channel as a share of their list prices, all at the rates of a day."""
        key = (channel, currency, None if currency == self._one_currency else day)
        if key not in self._found:
            self._found[key] = self._share(channel, currency, day)
        return self._found[key]

    def _share(self, channel: str, currency: str, day: dt.date) -> CostShare:
        prices = costs = Decimal(0)
        unrated = ""
        for product in self._products:
            if product.channels and channel not in product.channels:
                continue
            amounts = []
            for part in _parts(product):
                if part is None:
                    return CostShare(None)
                own = self._exchange.converted(part, currency, day)
                if own is None:
                    unrated = unrated or f"`exchange_rates`: {part.currency} {day.isoformat()}"
                amounts.append(own.amount if own is not None else Decimal(0))
            prices = EXACT.add(prices, amounts[0])
            costs = EXACT.add(costs, EXACT.add(amounts[1], amounts[2]))
        if unrated:
            return CostShare(None, unrated)
        return CostShare(EXACT.divide(costs, prices) if prices else None)


def _parts(product: Product) -> tuple[Money | None, Money | None, Money | None]:
    return product.list_price, product.unit_cost, product.fulfilment
