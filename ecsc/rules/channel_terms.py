"""What channels take and shops refuse: 575 and 576."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import close_matches
from ecsc.model import Strategy
from ecsc.rules.rule import rule

_ALIKE = 0.8
"""How alike a name and a category are before a slip is supposed: a platform names categories that nobody here sells."""


@rule(
    "ECS575",
    "nearly-a-category",
    Severity.WARNING,
    "commission_by_category",
    "by_category",
    "products.category",
)
def nearly_a_category(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is written almost like the category of a product is that category.

    Commissions and prices by category hold for products of that very category. A slip of the pen leaves its products
    with what holds for all others, and nothing else shows it. Categories that no product has are allowed: a platform
    names many.

    Fails:

    ```yaml
    products: {maxi: {category: dress, list_price: 199}}
    channels: {shop: {commission: 5%, commission_by_category: {dres: 8%}}}
    ```

    Passes:

    ```yaml
    products: {maxi: {category: dress, list_price: 199}}
    channels: {shop: {commission: 5%, commission_by_category: {dress: 8%, garden: 3%}}}
    ```
    """
    strategy = assessed.linked.strategy
    known = tuple(dict.fromkeys(one.category for one in strategy.products.values() if one.category))
    for at, name, others in _by_category(strategy):
        near = [one for one in close_matches(name, known, cutoff=_ALIKE) if one not in others]
        if near and name not in known:
            yield Finding(
                rule,
                "no product is of the category {name}",
                at,
                params={"name": name, "near": near},
                hint="did you mean {near}?",
            )


def _by_category(strategy: Strategy) -> Iterator[tuple[At, str, frozenset[str]]]:
    """Yield each category that something is said of by name, with all that are named beside it."""
    for channel in strategy.channels.values():
        names = frozenset(channel.commission_by_category)
        for name in channel.commission_by_category:
            yield At("channels", channel.id, ("commission_by_category", name), part="key"), name, names
    if strategy.pricing is not None:
        names = frozenset(strategy.pricing.by_category)
        for name in strategy.pricing.by_category:
            yield At("pricing", path=("by_category", name), part="key"), name, names


@rule("ECS576", "enforced-floor-missing", Severity.WARNING, "floor_enforced", "floor_price")
def enforced_floor_missing(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A shop that refuses to go under a floor is told which one.

    With `floor_enforced` alone nothing is refused, and every promotion takes off all it can.

    Fails:

    ```yaml
    products: {dress: {list_price: 199, floor_enforced: true}}
    ```

    Passes:

    ```yaml
    products: {dress: {list_price: 199, floor_price: 99, floor_enforced: true}}
    ```
    """
    for product in assessed.linked.strategy.products.values():
        if product.floor_enforced and product.floor_price is None:
            yield Finding(
                rule,
                "{product} has no floor that could be enforced",
                At("products", product.id, ("floor_enforced",)),
                params={"product": product.name or product.id},
                hint="add `floor_price`, or take `floor_enforced` out",
            )


RULES = (nearly_a_category, enforced_floor_missing)
