"""Whether prices include tax, and how much of one it is: as stated, else as is usual where the strategy sells.

Consumer prices are stated with tax in China (VAT is inside the price) and in the European Union (Directive 98/6/EC,
art. 2: the selling price is the final price with VAT), and without it in the United States (sales tax is added at
the till).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ecsc.assess.law import region_of
from ecsc.assess.pricing import pricing_of
from ecsc.model import Strategy
from ecsc.model.offer import Product, Tax
from ecsc.quantity import EXACT, Money

_USUAL = {"CN": True, "EU": True, "US": False}


def usual(strategy: Strategy) -> tuple[str, bool] | None:
    """Return the region whose custom is assumed and whether prices include tax there; None where none is known.

    Of several regions the custom must be the same.
    """
    found = {one: _USUAL[one] for one in sorted(_regions(strategy)) if one in _USUAL}
    if not found or len(set(found.values())) > 1:
        return None
    return next(iter(found.items()))


def _regions(strategy: Strategy) -> frozenset[str]:
    """Return the regions the strategy sells in, else the one whose holidays it keeps."""
    header = strategy.header
    named = header.regions or ((header.calendar.country,) if header.calendar.country else ())
    return frozenset(region for one in named if (region := region_of(one)) is not None)


def contained_tax(strategy: Strategy, category: str | None = None, own: Tax | None = None) -> Decimal | None:
    """Return the share of a price that is tax (13 % VAT inside: 13/113), 0 for prices without it; None if unknown.

    `own` is what a product says itself, instead of its category.
    """
    tax = own if own is not None else pricing_of(strategy, category).tax
    included = tax.included if tax is not None else None
    if included is None:
        custom = usual(strategy)
        if custom is None:
            return None
        included = custom[1]
    if not included:
        return Decimal(0)
    rate = tax.rate.value if tax is not None and tax.rate is not None else None
    return None if rate is None or rate <= -1 else EXACT.divide(rate, 1 + rate)


def without_tax(strategy: Strategy, price: Money, product: Product) -> Money:
    """Return what is left of a price without the tax in it; all of it where nothing says how much that is."""
    share = contained_tax(strategy, product.category, product.tax)
    return price if not share else Money(EXACT.multiply(price.amount, 1 - share), price.currency)


def tax_by_channel(strategy: Strategy, channels: set[str]) -> Mapping[str, Decimal | None]:
    """Return the tax in what is sold on each channel as a share of it, products weighed by their list prices."""
    everywhere = contained_tax(strategy)
    found: dict[str, Decimal | None] = dict.fromkeys(channels, everywhere)
    categories = strategy.pricing.by_category.values() if strategy.pricing is not None else ()
    if not any(one.tax is not None for one in (*categories, *strategy.products.values())):
        return found
    for name in channels:
        whole, taken = Decimal(0), Decimal(0)
        known = True
        for product in strategy.products.values():
            if product.channels and name not in product.channels:
                continue
            share = contained_tax(strategy, product.category, product.tax)
            if share is None or product.list_price is None:
                known = False
                break
            whole = EXACT.add(whole, product.list_price.amount)
            taken = EXACT.add(taken, EXACT.multiply(product.list_price.amount, share))
        if known and whole:
            found[name] = EXACT.divide(taken, whole)
        elif not known:
            found[name] = None
    return found
