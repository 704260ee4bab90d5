"""What a budget pays of an offer: 549."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.spending import lines
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule

_SHOWN = 5


@rule("ECS549", "discounts-unsaid", Severity.INFO, "budgets.includes_discounts|lines", "promotions.budget")
def discounts_unsaid(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A budget that pays for offers says whether the discounts themselves are paid from it.

    Both readings are common, and half a million with the discounts is much less than without. Left open, the
    discounts are counted. A line takes what the line above it says.

    Fails:

    ```yaml
    budgets:
      marketing: {limit: 50万}
    promotions:
      first_orders: {offer: 满199减30, window: 2026-05-01..2026-06-20, limits: {redemptions: 1000}, budget: marketing}
    ```

    Passes:

    ```yaml
    budgets:
      marketing: {limit: 50万, includes_discounts: true}
    promotions:
      first_orders: {offer: 满199减30, window: 2026-05-01..2026-06-20, limits: {redemptions: 1000}, budget: marketing}
    ```
    """
    strategy = assessed.linked.strategy
    said = {path: line.includes_discounts is not None for path, line, _ in lines(strategy)}
    paid: dict[str, list[str]] = {}
    for promotion in strategy.promotions.values():
        path = promotion.budget or ""
        steps = path.split(".")
        above = [".".join(steps[:depth]) for depth in range(1, len(steps) + 1)]
        if path in said and not any(said[one] for one in above):
            paid.setdefault(path, []).append(promotion.id)
    for path, promotions in paid.items():
        yield Finding(
            rule,
            "{line} pays for offers, and does not say whether their discounts are paid from it: they are counted",
            line_at(path),
            params={"line": path},
            hint="add `includes_discounts: true`, or `false` where discounts only lower what comes in",
            related=tuple(
                Related(At("promotions", one, ("budget",)), "paid from it") for one in promotions[:_SHOWN]
            ),
        )


RULES = (discounts_unsaid,)
