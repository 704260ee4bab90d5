"""Cash by month as the plan shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsc.assess import Assessed
from ecsc.plan.money_types import CashMonth, CashPlan
from ecsc.quantity import Money

if TYPE_CHECKING:
    from ecsc.assess.cash import Flow


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
            _known(found.sales, index, currency),
            _known(found.stock, index, currency),
            _known(found.passed_on, index, currency),
            _known(found.spend, index, currency),
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
        paid_before=None if found.missing else Money(-found.opening, currency),
        sold_not_paid=None if found.sales.missing else Money(found.sales.after, currency),
        lowest=lowest,
        lowest_month=month,
        missing=found.missing,
    )


def _known(flow: Flow, month: int, currency: str) -> Money | None:
    """Return what flows in a month, None where some of it is not known."""
    return None if flow.missing else Money(flow.months[month], currency)
