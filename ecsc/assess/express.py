"""What is left of a product's price once it is sent at once: list price less all costs that are known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.price_tax import without_tax
from ecsc.model import Strategy
from ecsc.model.offer import Product
from ecsc.quantity import EXACT, Money


class Slack(Struct, frozen=True):
    """A product and what its list price leaves on its dearest channel, before any surcharge."""

    product: Product
    left: Decimal


def slacks(strategy: Strategy, parcel: Money | None = None) -> Sequence[Slack]:
    """Return the products that earn something, the ones with the least left first.

    Prices are without the tax that is said to be in them. Only costs that are stated count, so that what does not
    even cover them is sure to be a loss. `parcel` is what sending one takes; it stands in for the `fulfilment` that
    a product does not state.
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
        left = net - taken - cost.amount - _own(product.fulfilment or parcel, currency)
        if left >= 0:
            found.append(Slack(product, left))
    return sorted(found, key=lambda one: one.left)


def _own(amount: Money | None, currency: str) -> Decimal:
    return amount.amount if amount is not None and amount.currency == currency else Decimal(0)
