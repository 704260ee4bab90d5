"""Reductions against the prices before them: 825. No legal advice."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.offers.former_prices import FormerPrice, former_prices
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.rules.rule import rule


@rule(
    "ECS825",
    "reduction-not-borne-out",
    Severity.WARNING,
    "reference_price",
    "window",
    "offer",
    "applies_to",
    "price_history.product|date|price|channel",
    "products.list_price",
)
def reduction_not_borne_out(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A reduction from the lowest price of 7 or 30 days is one, by the prices that were really paid.

    `price_history` is held against what `reference_price` states: the value is no higher than the lowest price of
    those days, and the new price is lower than it. The PRC rules on sales promotion look back 7 days, article 6a of
    Directive 98/6/EC (EU) 30. No legal advice.

    Fails:

    ```yaml
    products: {dress: {list_price: 199}}
    price_history:
      monday: {product: dress, date: 2026-03-02, price: 159}
    promotions:
      queen_day:
        offer: 8折
        window: 2026-03-07..2026-03-08
        reference_price: {basis: lowest_7_days, value: 199}
    ```

    Passes:

    ```yaml
    products: {dress: {list_price: 199}}
    price_history:
      monday: {product: dress, date: 2026-03-02, price: 189}
    promotions:
      queen_day:
        offer: 8折
        window: 2026-03-07..2026-03-08
        reference_price: {basis: lowest_7_days, value: 189}
    ```
    """
    if not assessed.linked.strategy.price_history:
        return
    for found in former_prices(assessed.linked.strategy):
        yield _finding(rule, found)


def _finding(rule: Rule, found: FormerPrice) -> Finding:
    promotion, point = found.promotion, found.point
    name = promotion.name or promotion.id
    if point is None:
        return undecidable(
            rule,
            At("promotions", promotion.id, ("reference_price",)),
            f"`price_history.{found.product.id}`",
            subject=name,
        )
    stated = found.fault == "value"
    return Finding(
        rule,
        "{promotion} is announced against {price}, but {product} was sold at {was} in the {days} days before"
        if stated
        else "{promotion} sells {product} at {price}, no less than the {was} of the {days} days before",
        At("promotions", promotion.id, ("reference_price", "value") if stated else ("offer",)),
        params={
            "promotion": name,
            "product": found.product.name or found.product.id,
            "price": found.price,
            "was": point.price,
            "days": found.days,
        },
        hint="state {was}, the lowest price of those days"
        if stated
        else "lower the price, or announce no reduction",
        related=(Related(At("price_history", point.id, ("price",)), "{here} here", {"here": point.price}),),
    )


RULES = (reduction_not_borne_out,)
