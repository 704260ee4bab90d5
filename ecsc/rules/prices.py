"""List prices: 535 to 539. Each is what its model makes, within the band, above cost and floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.prices import Fault, PriceFault, price_faults
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Count
from ecsc.rules.rule import rule

EXAMPLES = 4
"""So many further products are shown beside the first; a wrong markup is wrong for all of them."""


def _faults(assessed: Assessed, *kinds: Fault) -> list[PriceFault]:
    strategy = assessed.linked.strategy
    rounding = threshold(strategy, "price_rounding")
    allowed = rounding.value if isinstance(rounding, Count) else Decimal(0)
    return [one for one in price_faults(strategy, allowed) if one.fault in kinds]


def _grouped(
    rule: Rule, faults: Sequence[PriceFault], message: str, more: str, label: str, hint: str
) -> Finding:
    first, *others = faults
    return Finding(
        rule,
        more if others else message,
        At("products", first.product, ("list_price",)),
        params={
            "product": first.product,
            "price": first.price,
            "due": first.due,
            "high": first.high,
            "others": len(others),
        },
        hint=hint,
        related=tuple(
            Related(At("products", one.product, ("list_price",)), label, {"here": one.due, "to": one.high})
            for one in others[:EXAMPLES]
        ),
    )


@rule(
    "ECS535",
    "cost-plus-price",
    Severity.ERROR,
    "products.list_price|unit_cost|category",
    "pricing.markup|model|by_category",
    thresholds=("price_rounding",),
)
def cost_plus_price(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """With the model `cost_plus` a list price is the cost and the markup on it.

    A price that is not was set by another model, or the markup is not the one that is meant.

    Fails:

    ```yaml
    pricing: {model: cost_plus, markup: 150%}
    products:
      dress: {list_price: 199, unit_cost: 70}
    ```

    Passes:

    ```yaml
    pricing: {model: cost_plus, markup: 150%}
    products:
      dress: {list_price: 175, unit_cost: 70}
    ```
    """
    faults = _faults(assessed, "cost_plus")
    if faults:
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, but its cost with the markup is {due}",
            "{product} is listed at {price}, but its cost with the markup is {due}, and {others} more like it",
            "{here} with the markup",
            "list {product} at {due}, or mend the markup or the model of its category",
        )


@rule(
    "ECS536",
    "price-off-market",
    Severity.WARNING,
    "products.list_price|competitor_price|category",
    "pricing.model|competitor_band|value_estimate|by_category",
)
def price_off_market(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A list price lies in the band around the competitor's, or under the product's worth.

    The first holds with the model `competition`, the second with `value_based`. Outside of it the price is made by
    something else than what `pricing` says.

    Fails:

    ```yaml
    pricing: {model: competition, competitor_band: 10%}
    products:
      dress: {list_price: 229, competitor_price: 189}
    ```

    Passes:

    ```yaml
    pricing: {model: competition, competitor_band: 10%}
    products:
      dress: {list_price: 199, competitor_price: 189}
    ```
    """
    if faults := _faults(assessed, "competition"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, outside of {due} to {high} around the competitor's price",
            "{product} is listed at {price}, outside of {due} to {high} around the competitor's price, and {others} "
            "more like it",
            "{here} to {to} around the competitor's price",
            "list it inside, widen `competitor_band`, or give its category another model",
        )
    if faults := _faults(assessed, "value"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, but is worth {due} to a customer",
            "{product} is listed at {price}, but is worth {due} to a customer, and {others} more like it",
            "worth {here}",
            "list it lower, or mend `value_estimate`",
        )


@rule(
    "ECS537", "price-outside-band", Severity.ERROR, "products.list_price|category", "pricing.band|by_category"
)
def price_outside_band(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A list price lies in the price band, before promotions.

    The band says who the goods are for; a style outside of it is for somebody else.

    Fails:

    ```yaml
    pricing: {band: 50-300}
    products:
      coat: {list_price: 399}
    ```

    Passes:

    ```yaml
    pricing: {band: 50-300}
    products:
      coat: {list_price: 299}
    ```
    """
    if faults := _faults(assessed, "band"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, outside of the band {due} to {high}",
            "{product} is listed at {price}, outside of the band {due} to {high}, and {others} more like it",
            "the band is {here} to {to}",
            "list it inside the band, or give its category a band under `pricing.by_category`",
        )


@rule("ECS538", "price-under-cost", Severity.ERROR, "products.list_price|unit_cost|floor_price|loss_leader")
def price_under_cost(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A list price covers the cost and is not under the floor price, before any promotion.

    Costs are without tax, so what is said of tax in prices is taken off first. What is sold under cost on purpose
    says `loss_leader: true`; the floor holds for it too.

    Fails:

    ```yaml
    products:
      socks: {list_price: 9, unit_cost: 12}
    ```

    Passes:

    ```yaml
    products:
      socks: {list_price: 9, unit_cost: 12, loss_leader: true}
    ```
    """
    if faults := _faults(assessed, "cost"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, but costs {due}",
            "{product} is listed at {price}, but costs {due}, and {others} more like it",
            "costs {here}",
            "list it higher, or say `loss_leader: true`",
        )
    if faults := _faults(assessed, "net_cost"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, {high} without tax, but costs {due}",
            "{product} is listed at {price}, {high} without tax, but costs {due}, and {others} more like it",
            "costs {here}",
            "list it higher, or say `loss_leader: true`",
        )
    if faults := _faults(assessed, "floor"):
        yield _grouped(
            rule,
            faults,
            "{product} is listed at {price}, under its floor of {due}",
            "{product} is listed at {price}, under its floor of {due}, and {others} more like it",
            "its floor is {here}",
            "list it higher, or lower `floor_price`",
        )


@rule(
    "ECS539",
    "price-input-missing",
    Severity.WARNING,
    "products.unit_cost|competitor_price|category",
    "pricing.model|markup|competitor_band|value_estimate|by_category",
)
def price_input_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The pricing model has what it reckons with.

    `cost_plus` needs the `markup` and the `unit_cost` of each product, `competition` the `competitor_band` and each
    `competitor_price`, `value_based` the `value_estimate`.

    Fails:

    ```yaml
    pricing: {model: competition, competitor_band: 10%}
    products:
      dress: {list_price: 199}
    ```

    Passes:

    ```yaml
    pricing: {model: competition, competitor_band: 10%}
    products:
      dress: {list_price: 199, competitor_price: 189}
    ```
    """
    faults = _faults(assessed, "missing")
    for field in dict.fromkeys(one.field for one in faults):
        first, *others = [one for one in faults if one.field == field]
        at = At("products", first.product, part="key")
        yield Finding(
            rule,
            "the pricing model needs `{field}`"
            if first.pricing
            else (
                "{product} has no `{field}`, and {others} more like it"
                if others
                else "{product} has no `{field}`"
            ),
            At("pricing", path=("model",)) if first.pricing and _has_model(assessed) else at,
            params={"field": field, "product": first.product, "others": len(others)},
            hint="state it, or choose another model",
        )


def _has_model(assessed: Assessed) -> bool:
    pricing = assessed.linked.strategy.pricing
    return pricing is not None and pricing.model is not None


RULES = (cost_plus_price, price_off_market, price_outside_band, price_under_cost, price_input_missing)
