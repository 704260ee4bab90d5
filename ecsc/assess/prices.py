"""List prices against the model they are made by: cost plus a markup, a competitor's price, a band."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.price_tax import contained_tax
from ecsc.assess.pricing import pricing_of
from ecsc.model import Strategy
from ecsc.model.offer import CategoryPricing, Product
from ecsc.quantity import EXACT, Count, Money, Range, minor_unit, to_coins

Fault: TypeAlias = Literal[
    "cost_plus", "competition", "value", "band", "cost", "net_cost", "floor", "missing"
]


class PriceFault(Struct, frozen=True):
    """A list price that its model does not make. `due` is the price, or the end of the band, it is held against.

    Of `net_cost`, `high` is what the price is without tax. Of `missing`, `field` is what the model needs of the
    product, or of `pricing` where `pricing` is true.
    """

    fault: Fault
    product: str
    price: Money
    due: Money | None = None
    high: Money | None = None
    field: str = ""
    pricing: bool = False


def price_faults(strategy: Strategy, rounding: Decimal) -> Iterator[PriceFault]:
    """Yield what is wrong with list prices, product by product. `rounding` is how far one may lie off its sum."""
    pricings: dict[str | None, CategoryPricing] = {}
    taxes: dict[str | None, Decimal | None] = {}
    for product in strategy.products.values():
        if product.category not in pricings:
            pricings[product.category] = pricing_of(strategy, product.category)
            taxes[product.category] = contained_tax(strategy, product.category)
        if product.list_price is not None:
            price = product.list_price
            yield from _by_model(product, price, pricings[product.category], rounding)
            yield from _in_band(product, price, pricings[product.category])
            own = (
                contained_tax(strategy, None, product.tax)
                if product.tax is not None
                else taxes[product.category]
            )
            yield from _under(product, price, own or Decimal(0))


def _by_model(
    product: Product, price: Money, pricing: CategoryPricing, rounding: Decimal
) -> Iterator[PriceFault]:
    if pricing.model == "cost_plus":
        cost = product.unit_cost
        if pricing.markup is None or cost is None:
            field = "markup" if pricing.markup is None else "unit_cost"
            yield PriceFault("missing", product.id, price, field=field, pricing=pricing.markup is None)
            return
        due = Money(EXACT.multiply(cost.amount, 1 + pricing.markup.value), cost.currency)
        if due.currency == price.currency and abs(price.amount - due.amount) > rounding:
            yield PriceFault("cost_plus", product.id, price, due)
    elif pricing.model == "competition":
        other, band = product.competitor_price, pricing.competitor_band
        if other is None or band is None:
            field = "competitor_band" if band is None else "competitor_price"
            yield PriceFault("missing", product.id, price, field=field, pricing=band is None)
            return
        low, high = (EXACT.multiply(other.amount, 1 + sign * band.value) for sign in (-1, 1))
        if other.currency == price.currency and not low <= price.amount <= high:
            ends = Money(low, other.currency), Money(high, other.currency)
            yield PriceFault("competition", product.id, price, *ends)
    elif pricing.model == "value_based":
        worth = pricing.value_estimate
        if worth is None:
            yield PriceFault("missing", product.id, price, field="value_estimate", pricing=True)
        elif worth.currency == price.currency and price.amount > worth.amount:
            yield PriceFault("value", product.id, price, worth)


def _in_band(product: Product, price: Money, pricing: CategoryPricing) -> Iterator[PriceFault]:
    if not isinstance(pricing.band, Range):
        return
    ends = [_as_price(end, price.currency) for end in (pricing.band.low, pricing.band.high)]
    low, high = ends
    if low is not None and high is not None and not low.amount <= price.amount <= high.amount:
        yield PriceFault("band", product.id, price, low, high)


def _as_price(end: object, currency: str) -> Money | None:
    """Return an end of the band as money: a bare number is in the price's currency; None where it is in another."""
    if isinstance(end, Count):
        return Money(end.value, currency)
    return end if isinstance(end, Money) and end.currency == currency else None


def _under(product: Product, price: Money, tax: Decimal) -> Iterator[PriceFault]:
    cost, floor = product.unit_cost, product.floor_price
    if floor is not None and floor.currency == price.currency and price.amount < floor.amount:
        yield PriceFault("floor", product.id, price, floor)
    elif cost is not None and not product.loss_leader and cost.currency == price.currency:
        net = (
            to_coins(EXACT.multiply(price.amount, 1 - tax), minor_unit(price.currency))
            if tax
            else price.amount
        )
        if price.amount < cost.amount:
            yield PriceFault("cost", product.id, price, cost)
        elif net < cost.amount:
            yield PriceFault("net_cost", product.id, price, cost, Money(net, price.currency))
