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
            *(None if one.missing else Money(one.months[index], currency) for one in found.flows),
            Money(found.cumulative[index], currency) if found.cumulative else None,
        )
        for index, month in enumerate(found.months)
    )
    lowest = found.lowest
    before = sum((one.before for one in found.flows[1:]), -found.sales.before)
    return CashPlan(
        months=months,
        paid_before=None if found.missing else Money(before, currency),
        sold_not_paid=None if found.sales.missing else Money(found.sales.after, currency),
        lowest=months[lowest].cumulative if lowest is not None else None,
        lowest_month=months[lowest].period.label if lowest is not None else None,
        missing=found.missing,
    )
