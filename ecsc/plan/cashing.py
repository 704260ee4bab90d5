"""Cash by month as the plan shows it."""

from __future__ import annotations

from ecsc.assess import Assessed
from ecsc.plan.money_types import CashMonth, CashPlan
from ecsc.quantity import Money


def cash_plan(assessed: Assessed) -> CashPlan | None:
    """Return the cash by month; None for a strategy that says neither a payout nor when its stock is paid."""
    strategy = assessed.linked.strategy
    if not strategy.channels and not strategy.suppliers:
        return None
    from ecsc.assess.cash import cash_of

    found = cash_of(assessed)
    if found is None:
        return None
    currency = found.currency
    months = tuple(
        CashMonth(
            month,
            Money(found.sales.months[index], currency),
            Money(found.stock.months[index], currency),
            Money(found.spend.months[index], currency),
            Money(found.cumulative[index], currency) if found.cumulative else None,
        )
        for index, month in enumerate(found.months)
    )
    lowest = months[found.lowest].cumulative if found.lowest is not None else None
    month = months[found.lowest].period.label if found.lowest is not None else None
    if lowest is not None and found.opening < lowest.amount:
        lowest, month = Money(found.opening, currency), None
    return CashPlan(
        months=months,
        paid_before=Money(-found.opening, currency),
        sold_not_paid=Money(found.sales.after, currency),
        lowest=lowest,
        lowest_month=month,
        missing=found.missing,
    )
