"""How prices of a category are made, where it differs from all others."""

from __future__ import annotations

from ecsc.model import Strategy
from ecsc.model.offer import CategoryPricing, Pricing


def pricing_of(strategy: Strategy, category: str | None) -> CategoryPricing:
    """Return how prices of a category are made: what `by_category` says, else what holds for all."""
    whole = strategy.pricing or Pricing()
    own = whole.by_category.get(category or "", CategoryPricing())
    fields = CategoryPricing.__struct_fields__
    return CategoryPricing(
        **{
            field: getattr(own, field) if getattr(own, field) is not None else getattr(whole, field)
            for field in fields
        }
    )
