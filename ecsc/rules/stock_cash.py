"""What stock costs in cash: 559 and 561."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.purchases import ClassPurchases, purchases
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.exchange import Exchange
from ecsc.quantity import Money
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule


@rule(
    "ECS559",
    "stock-cash-over-budget",
    Severity.ERROR,
    "demand",
    "unit_cost",
    "budget",
    "lead_time",
    "budgets.limit",
    "suppliers.payment|supplies",
    "exchange_rates.base|quote|rate|date",
)
def stock_cash_over_budget(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is paid for stock in the strategy's period fits in its budget line, beside all else that the line pays.

    Bought is the demand of each month and once the safety stock, less what is in stock. A share is paid with the
    order, the lead time before the month, the rest after delivery: as the supplier's `payment` says, without which
    nothing is looked at.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    budgets: {goods: {limit: 100000}}
    suppliers:
      mill: {supplies: [{products: dress, lead_time: 4w}], payment: {at_order: 30%, after_delivery: 30d}}
    inventory:
      dresses: {applies_to: 'category == "dress"', policy: jit, demand: 100 per week, unit_cost: 70, budget: goods}
    products: {red: {category: dress}}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    budgets: {goods: {limit: 200000}}
    suppliers:
      mill: {supplies: [{products: dress, lead_time: 4w}], payment: {at_order: 30%, after_delivery: 30d}}
    inventory:
      dresses: {applies_to: 'category == "dress"', policy: jit, demand: 100 per week, unit_cost: 70, budget: goods}
    products: {red: {category: dress}}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(one.payment is not None for one in strategy.suppliers.values()):
        return
    exchange = Exchange(strategy)
    by_line: dict[str, list[tuple[ClassPurchases, Money]]] = {}
    for one in purchases(strategy):
        account = assessed.ledger.accounts.get(one.policy.budget or "")
        if account is None or account.line.limit is None or not one.purchases:
            continue
        paid = _paid(one, account.currency, assessed, exchange)
        if paid is not None:
            by_line.setdefault(account.path, []).append((one, paid))
    for path, parts in by_line.items():
        account = assessed.ledger.accounts[path]
        limit = account.line.limit
        made = sum((paid.amount for _, paid in parts), Decimal(0))
        committed = account.committed()
        if limit is None or made + committed.amount <= limit.amount or committed.amount > limit.amount:
            continue
        largest, *rest = sorted(parts, key=lambda part: (-part[1].amount, part[0].policy.id))
        yield Finding(
            rule,
            "stock takes {paid} in cash, {over} more than {line} has left"
            if committed.amount
            else "stock takes {paid} in cash, {over} over the limit of {line}",
            At("inventory", largest[0].policy.id, ("budget",)),
            params={
                "paid": Money(made, limit.currency),
                "over": Money(made + committed.amount - limit.amount, limit.currency),
                "line": path,
                "limit": limit,
            },
            hint="buy less, pay later, or raise the limit",
            related=(
                Related(line_at(path, "limit"), "the limit is {limit}"),
                *(
                    Related(At("inventory", one.policy.id, ("budget",)), "{amount}", {"amount": paid})
                    for one, paid in rest
                ),
            ),
        )


def _paid(one: ClassPurchases, currency: str, assessed: Assessed, exchange: Exchange) -> Money | None:
    """Return what is paid in the strategy's period in a currency, None where a rate is missing."""
    period = assessed.linked.strategy.header.period
    paid = Decimal(0)
    for bought in one.purchases:
        for day, amount in bought.payments:
            if period.first <= day <= period.last:
                own = exchange.converted(amount, currency, day)
                if own is None:
                    return None
                paid += own.amount
    return Money(paid, currency)


@rule("ECS561", "more-than-the-price-at-order", Severity.ERROR, "payment")
def more_than_the_price_at_order(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """With the order a supplier is paid no more than the whole price.

    More would be paid back after the delivery, which nobody agrees to: a digit too many, or a percent sign too few.

    Fails:

    ```yaml
    suppliers: {mill: {payment: {at_order: 130%}}}
    ```

    Passes:

    ```yaml
    suppliers: {mill: {payment: {at_order: 30%}}}
    ```
    """
    for supplier in assessed.linked.strategy.suppliers.values():
        share = supplier.payment.at_order if supplier.payment is not None else None
        if share is not None and share.value > 1:
            yield Finding(
                rule,
                "{supplier} would be paid {share} of the price with the order",
                At("suppliers", supplier.id, ("payment", "at_order")),
                params={"supplier": supplier.name or supplier.id, "share": share},
                hint="write the part that is paid with the order, such as `30%`",
            )


RULES = (stock_cash_over_budget, more_than_the_price_at_order)
