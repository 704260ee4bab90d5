"""How many items of a product a shop has: one for each size in each colour, unless it says otherwise."""

from __future__ import annotations

from ecsc.model.offer import Product


def combinations(product: Product) -> int | None:
    """Return how many sizes in colours there are; None where one of the two is not stated."""
    if product.colours is None or product.sizes is None:
        return None
    return product.colours * product.sizes


def sku_count(product: Product) -> int | None:
    """Return how many items are set up: as stated, else every combination; None where neither is known."""
    return product.skus if product.skus is not None else combinations(product)
