"""Prices and costs in several currencies: 763."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.exchange import Exchange
from ecsc.rules.rule import rule

_COSTS = ("unit_cost", "fulfilment", "floor_price")


@rule(
    "ECS763",
    "cost-without-rate",
    Severity.WARNING,
    "list_price",
    "unit_cost",
    "fulfilment",
    "floor_price",
    "exchange_rates.base|quote|rate|date",
)
def cost_without_rate(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What a product costs in another currency than its price has an exchange rate by the end of the period.

    Without one neither its margin nor what a channel earns can be told. Rates hold from their day on; one without a
    day holds always. The first product of a currency is shown, the others are named beside it.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: EUR}
    products: {chain: {list_price: 40, unit_cost: 14 GBP}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026, currency: EUR}
    exchange_rates: {pound: {base: GBP, quote: EUR, rate: 1.15, date: 2026-01-01}}
    products: {chain: {list_price: 40, unit_cost: 14 GBP}}
    ```
    """
    strategy = assessed.linked.strategy
    exchange, last = Exchange(strategy), strategy.header.period.last
    found: dict[tuple[str, str], list[At]] = {}
    for product in strategy.products.values():
        price = product.list_price
        if price is None:
            continue
        for field in _COSTS:
            cost = getattr(product, field)
            if cost is not None and exchange.converted(cost, price.currency, last) is None:
                found.setdefault((cost.currency, price.currency), []).append(
                    At("products", product.id, (field,))
                )
    for (base, quote), (first, *rest) in found.items():
        yield Finding(
            rule,
            "no exchange rate tells what {base} are in {quote}",
            first,
            params={"base": base, "quote": quote},
            hint="add to `exchange_rates`: `{{base: {base}, quote: {quote}, rate: …, date: …}}`",
            related=tuple(Related(at, "also in {base}", {"base": base}) for at in rest[:5]),
        )


RULES = (cost_without_rate,)
