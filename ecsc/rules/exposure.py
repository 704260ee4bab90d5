"""What promotions can cost: 508. The line that pays knows how much it can come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.offers.exposures import Exposures, Open
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.rules.rule import rule

_OPEN: Mapping[Open, str] = {
    "order_size": "`cap`",
    "repeats": "`limits.per_order`",
    "list_price": "`products.*.list_price`",
    "gift_cost": "`products.*.unit_cost`",
    "goods": "`applies_to`",
    "exchange_rate": "`exchange_rates`",
    "benefit": "`offer`",
}


@rule(
    "ECS508",
    "exposure-unbounded",
    Severity.WARNING,
    "market.segments.size",
    "products.list_price|stock|reorder_point|unit_cost",
    thresholds=("stock_window",),
)
def exposure_unbounded(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A promotion that names the line that pays also says how much it can cost at most.

    A limit on spending bounds it; so does how often it can be used, by the most that one use takes off. Coupons and
    offers on orders are limited by `redemptions`, by `per_customer` in segments of a known size, and need a `cap`
    where they take a share of the order. What changes the price of pieces, and buy-and-get offers, are limited by
    `units` of goods with list prices, and in a short window by the stock. Without it the budget line cannot be
    checked: not decidable.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    promotions:
      sale: {offer: 9折, window: 2026-05-01..2026-05-31, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50000}
    promotions:
      sale: {offer: 9折, window: 2026-05-01..2026-05-31, budget: marketing, limits: {spend: 20000}}
    ```
    """
    strategy = assessed.linked.strategy
    exposures = Exposures(strategy)
    for promotion in strategy.promotions.values():
        if promotion.budget is None or (found := exposures.of(promotion)).worst is not None:
            continue
        times = "`limits.redemptions`" if found.unit == "order" else "`limits.units`"
        finding = undecidable(
            rule,
            At("promotions", promotion.id, part="key"),
            *(times if reason == "times" else _OPEN[reason] for reason in found.open),
            subject=promotion.name or promotion.id,
        )
        yield replace(finding, hint="or say in `limits.spend` how much it may cost in all")


RULES = (exposure_unbounded,)
