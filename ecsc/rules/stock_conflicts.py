"""Stock against prices, money and other rules about stock: 944 to 946."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.spending import lines
from ecsc.assess.stock import stock_views
from ecsc.assess.stock_conflicts import kept_both_ways, prices_against_orders
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Count, Money
from ecsc.rules.rule import rule


@rule(
    "ECS944",
    "jit-with-safety-stock",
    Severity.WARNING,
    "policy",
    "applies_to",
    "safety_stock",
    "service_level",
)
def jit_with_safety_stock(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The same goods are not kept just in time and with a safety stock.

    Just in time means next to no stock, a safety stock means some at all times. `mixed` says for a class that
    some of its goods are kept one way and some the other.

    Fails:

    ```yaml
    inventory:
      basics: {policy: jit, safety_stock: 20%, horizon: 2w, demand: 90 per week, demand_sd: 9 per week, lead_time: 2w}
    ```

    Passes:

    ```yaml
    inventory:
      basics: {policy: jit, demand: 90 per week}
    ```
    """
    strategy = assessed.linked.strategy
    for jit, keeper in kept_both_ways(tuple(stock_views(strategy)), strategy):
        same = jit.id == keeper.id
        field = next(
            (
                name
                for name in ("safety_stock", "service_level", "method")
                if getattr(keeper, name) is not None
            ),
            "policy",
        )
        yield Finding(
            rule,
            "{jit} is delivered just in time and keeps a safety stock"
            if same
            else "{jit} is delivered just in time, and {keeper} keeps a safety stock of the same goods",
            At("inventory", jit.id, ("policy",)),
            params={"jit": jit.name or jit.id, "keeper": keeper.name or keeper.id},
            hint="choose one for each class of goods, or write `policy: mixed`",
            related=(Related(At("inventory", keeper.id, (field,)), "the safety stock"),),
        )


@rule(
    "ECS945",
    "order-before-price-cut",
    Severity.WARNING,
    "when",
    "then",
    "applies_to",
    "inventory.reorder_point",
    "products.reorder_point",
)
def order_before_price_cut(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Goods that are ordered again are not sold off at the same time.

    A rule that lowers the price when few pieces are left means to clear them; where an order goes out at that
    stock or above, the reorder point fires first, and what was just bought is sold at the lower price.

    A price rule looks at one product: it is held against the product's own `reorder_point`, and against that of a
    stock class only where the class is of one product.

    Fails:

    ```yaml
    inventory:
      dresses: {reorder_point: 200, lead_time: 2w}
    pricing_rules:
      clear: {when: stock < 20, then: price - 20%, intent: clearance, once: true}
    ```

    Passes:

    ```yaml
    inventory:
      dresses: {reorder_point: 200, lead_time: 2w, applies_to: products where category == "dress"}
    pricing_rules:
      clear:
        when: stock < 20
        then: price - 20%
        applies_to: products where category == "winter"
        intent: clearance
        once: true
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.pricing_rules:
        return
    for found in prices_against_orders(tuple(stock_views(strategy)), strategy):
        yield Finding(
            rule,
            "{rule} lowers the price below {below} pieces, but an order goes out at {reorder}: "
            "the reorder point fires first",
            At("pricing_rules", found.rule.id, ("when",)),
            params={
                "rule": found.rule.name or found.rule.id,
                "below": Count(found.below),
                "reorder": Count(found.order.pieces),
            },
            hint="order these goods no more, or take them out of the rule with `applies_to`",
            related=(Related(found.order.at, "an order goes out at {reorder}"),),
        )


@rule("ECS946", "stock-over-budget", Severity.ERROR, "unit_cost", "budget", "budgets.limit")
def stock_over_budget(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What the safety stocks on a line tie up fits in its limit.

    Safety stock times the cost of a piece, summed over the stock classes that name the line.

    Fails:

    ```yaml
    budgets:
      goods: {limit: 2000}
    inventory:
      dresses:
        safety_stock: 20%
        horizon: 4w
        demand: 100 per week
        demand_sd: 30 per week
        lead_time: 2w
        unit_cost: 70
        budget: goods
    ```

    Passes:

    ```yaml
    budgets:
      goods: {limit: 6000}
    inventory:
      dresses:
        safety_stock: 20%
        horizon: 4w
        demand: 100 per week
        demand_sd: 30 per week
        lead_time: 2w
        unit_cost: 70
        budget: goods
    ```
    """
    strategy = assessed.linked.strategy
    limits = {path: line.limit for path, line, _ in lines(strategy)}
    held: dict[str, list[tuple[str, Money]]] = {}
    for stock in stock_views(strategy):
        policy = stock.policy
        limit = limits.get(policy.budget or "")
        if policy.budget is None or limit is None or stock.pieces is None or policy.unit_cost is None:
            continue
        if policy.unit_cost.currency == limit.currency:
            tied = Money(round(stock.pieces) * policy.unit_cost.amount, limit.currency)
            held.setdefault(policy.budget, []).append((policy.id, tied))
    for path, parts in held.items():
        limit = limits[path]
        total = sum((amount.amount for _, amount in parts), Decimal(0))
        if limit is None or total <= limit.amount:
            continue
        top, *inner = path.split(".")
        yield Finding(
            rule,
            "the safety stock ties up {total}, {over} over the limit of {line}",
            At("inventory", parts[0][0], ("budget",)),
            params={
                "total": Money(total, limit.currency),
                "over": Money(total - limit.amount, limit.currency),
                "line": path,
            },
            hint="keep less, or raise the limit",
            related=(
                *(
                    Related(At("inventory", one, ("unit_cost",)), "{amount}", {"amount": amount})
                    for one, amount in parts
                ),
                Related(
                    At("budgets", top, (*(step for name in inner for step in ("lines", name)), "limit")),
                    "the limit is {limit}",
                    {"limit": limit},
                ),
            ),
        )


RULES = (jit_with_safety_stock, order_before_price_cut, stock_over_budget)
