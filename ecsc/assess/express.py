"""What is left of a product's price once it is sent at once: list price less all costs that are known.

What is sent is a parcel: with the planned average order, as many pieces as it pays for; else one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.price_tax import without_tax
from ecsc.assess.units import effective_target
from ecsc.link import LinkedStrategy
from ecsc.model import Strategy
from ecsc.model.offer import Product
from ecsc.quantity import EXACT, Money


class Slack(Struct, frozen=True):
    """A product and what a parcel of it leaves on its dearest channel, before any surcharge."""

    product: Product
    left: Decimal


def average_order(linked: LinkedStrategy) -> Money | None:
    """Return the highest average order that goals, their drivers and targets plan in the strategy's currency."""
    strategy = linked.strategy
    metrics = {one.id for one in linked.metrics.values() if one.standard == "aov"}
    if not metrics:
        return None
    planned: list[object] = []
    for goal in strategy.goals.values():
        planned.extend(level for name, level in goal.drivers.items() if name in metrics)
        if goal.metric in metrics:
            planned.append(effective_target(goal))
    planned.extend(one.committed for one in strategy.targets.values() if one.metric in metrics)
    amounts = (one for one in planned if isinstance(one, Money) and one.currency == strategy.header.currency)
    return max(amounts, key=lambda one: one.amount, default=None)


def slacks(strategy: Strategy, parcel: Money | None = None, order: Money | None = None) -> Sequence[Slack]:
    """Return the products of which a parcel earns something, the ones with the least left first.

    Prices are without the tax that is said to be in them. Only costs that are stated count, so that what does not
    even cover them is sure to be a loss. `parcel` is what sending one takes; it stands in for the `fulfilment` that
    a product does not state. `order` is what a parcel is paid with on average; without it, it holds one piece.
    """
    currency = strategy.header.currency
    shares = {
        one.id: EXACT.add(
            one.commission.value if one.commission else Decimal(0),
            one.payment_fee.value if one.payment_fee else Decimal(0),
        )
        for one in strategy.channels.values()
    }
    dearest = max(shares.values(), default=Decimal(0))
    found = []
    for product in strategy.products.values():
        price, cost = product.list_price, product.unit_cost
        if price is None or cost is None or {price.currency, cost.currency} != {currency}:
            continue
        share = max((shares[name] for name in product.channels if name in shares), default=dearest)
        net = without_tax(strategy, price, product).amount
        taken = EXACT.multiply(price.amount, share)
        piece = net - taken - cost.amount - _own(product.fulfilment, currency)
        sending = _own(parcel, currency) if product.fulfilment is None else Decimal(0)
        left = EXACT.multiply(piece, _pieces(price, order)) - sending
        if left >= 0:
            found.append(Slack(product, left))
    return sorted(found, key=lambda one: one.left)


def _pieces(price: Money, order: Money | None) -> Decimal:
    """Return how many pieces an order pays for, one at least."""
    if order is None or order.amount <= price.amount or price.amount <= 0:
        return Decimal(1)
    return EXACT.divide(order.amount, price.amount)


def _own(amount: Money | None, currency: str) -> Decimal:
    return amount.amount if amount is not None and amount.currency == currency else Decimal(0)
