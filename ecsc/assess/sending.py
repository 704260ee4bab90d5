"""What sending takes of the sales of each channel, and the goods of which nobody says what stock is bought."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.assess.goods import goods_of
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import EXACT


def sending_share(
    strategy: Strategy, exchange: Exchange, channel: str, currency: str, day: dt.date
) -> Decimal | None:
    """Return what sending one piece of each product sold on a channel costs, as a share of their list prices.

    None where a product does not say it, no rate of the day leads to the currency of the sales, or nothing is sold.
    """
    prices, costs = Decimal(0), Decimal(0)
    for product in strategy.products.values():
        if product.channels and channel not in product.channels:
            continue
        if product.list_price is None or product.fulfilment is None:
            return None
        price = exchange.converted(product.list_price, currency, day)
        cost = exchange.converted(product.fulfilment, currency, day)
        if price is None or cost is None:
            return None
        prices, costs = EXACT.add(prices, price.amount), EXACT.add(costs, cost.amount)
    return EXACT.divide(costs, prices) if prices else None


def without_stock(strategy: Strategy) -> tuple[str, ...]:
    """Return the products that no stock class buys, in the order written; none where a class is about who knows what.

    A class that does not say what a piece costs buys nothing that could be counted.
    """
    goods = [
        goods_of(one.applies_to, strategy) for one in strategy.inventory.values() if one.unit_cost is not None
    ]
    known = [one for one in goods if one is not None]
    if len(known) < len(goods):
        return ()
    return tuple(
        product.id
        for product in strategy.products.values()
        if not any(
            one.everything or product.id in one.products or (product.category or "") in one.categories
            for one in known
        )
    )
