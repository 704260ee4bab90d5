"""Terms of single products: 552 and 553. What a subscription costs, and which tax is in a price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model import Strategy
from ecsc.model.offer import Tax
from ecsc.quantity import EXACT, Money
from ecsc.rules.rule import rule


@rule(
    "ECS552", "subscription-under-floor", Severity.ERROR,
    "subscription", "list_price", "floor_price", "unit_cost", "loss_leader",
)  # fmt: skip
def subscription_under_floor(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a subscriber pays is not less than the floor price, nor than what the product costs.

    A subscription repeats its price every month: a loss on it is one every month too. A `loss_leader` may cost more
    than it brings, but keeps its floor.

    Fails:

    ```yaml
    products:
      tea: {name: Tea, list_price: 100, floor_price: 85, subscription: {interval: month, discount: 20%}}
    ```

    Passes:

    ```yaml
    products:
      tea: {name: Tea, list_price: 100, floor_price: 85, subscription: {interval: month, discount: 10%}}
    ```
    """
    for product in assessed.linked.strategy.products.values():
        terms, full = product.subscription, product.list_price
        if terms is None or terms.discount is None or full is None:
            continue
        paid = Money(
            EXACT.multiply(full.amount, EXACT.subtract(Decimal(1), terms.discount.value)), full.currency
        )
        cost = None if product.loss_leader else product.unit_cost
        bounds = [
            (name, bound)
            for name, bound in (("floor_price", product.floor_price), ("unit_cost", cost))
            if bound is not None and bound.currency == paid.currency and paid.amount < bound.amount
        ]
        if bounds or paid.amount <= 0:
            field, bound = bounds[0] if bounds else ("list_price", Money(Decimal(0), paid.currency))
            yield Finding(
                rule,
                "{product} costs {paid} by subscription, less than {bound}"
                if bounds
                else "{product} would cost {paid} by subscription",
                At("products", product.id, ("subscription", "discount")),
                params={"product": product.id, "paid": paid, "bound": bound},
                hint="lower the discount, or the bound",
                related=(Related(At("products", product.id, (field,)), "{bound}"),) if bounds else (),
            )


@rule("ECS553", "tax-without-rate", Severity.WARNING, "tax", "by_category")
def tax_without_rate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Prices that include tax say at which rate.

    Without the rate nobody can tell what is kept of a price: margins and contribution cannot be decided.

    Fails:

    ```yaml
    pricing: {tax: {included: true}}
    ```

    Passes:

    ```yaml
    pricing: {tax: {included: true, rate: 13%}}
    ```
    """
    for at, tax in _taxes(assessed.linked.strategy):
        if tax is not None and tax.included and tax.rate is None:
            yield Finding(
                rule,
                "prices include tax, but nothing says how much",
                at,
                hint="add `rate:`, such as `13%`",
            )


def _taxes(strategy: Strategy) -> Iterator[tuple[At, Tax | None]]:
    pricing = strategy.pricing
    if pricing is not None:
        yield At("pricing", path=("tax",)), pricing.tax
        for name, category in pricing.by_category.items():
            yield At("pricing", path=("by_category", name, "tax")), category.tax
    for product in strategy.products.values():
        yield At("products", product.id, ("tax",)), product.tax


RULES = (subscription_under_floor, tax_without_rate)
