"""Budget lines as the plan shows them: committed and left, by quarter, with every commitment."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.ledger import Account, Ledger, by_period
from ecsc.assess.spending import Spend
from ecsc.plan.money_types import BudgetPlan, Commitment, LinePeriod
from ecsc.quantity import Money, Period, QuantityError, parse_period, split_period


def budget_plans(assessed: Assessed) -> tuple[BudgetPlan, ...]:
    """Return every budget line, parents before children, cut by the quarters and months of the strategy's period."""
    header = assessed.linked.strategy.header
    quarters = split_period(header.period, "quarter", header.fiscal_year_start)
    months = split_period(header.period, "month", header.fiscal_year_start)
    return tuple(_line(account, assessed, quarters, months) for account in assessed.ledger.accounts.values())


def _line(
    account: Account, assessed: Assessed, quarters: tuple[Period, ...], months: tuple[Period, ...]
) -> BudgetPlan:
    line, currency = account.line, account.currency
    spends = [spend for spend in account.spends if spend.amount.currency == currency]
    parts = {spend: by_period(spend, quarters, assessed.timetable) for spend in spends}
    committed = account.committed()
    reserved = _reserved(account, assessed.ledger)
    return BudgetPlan(
        path=account.path,
        name=line.name or account.path.rpartition(".")[2],
        depth=account.depth,
        limit=line.limit,
        committed=committed,
        reserved=reserved,
        left=Money(line.limit.amount - committed.amount, currency) if line.limit is not None else None,
        reserve=bool(line.reserve),
        periods=_periods(account, spends, quarters, assessed),
        months=_periods(account, spends, months, assessed),
        commitments=tuple(_commitment(spend, parts[spend]) for spend in spends),
        owner=line.owner,
    )


def _periods(
    account: Account, spends: Sequence[Spend], periods: tuple[Period, ...], assessed: Assessed
) -> tuple[LinePeriod, ...]:
    """Return what is committed on the line in each period, and what its phasing leaves there."""
    header = assessed.linked.strategy.header
    made = [Decimal(0)] * len(periods)
    for spend in spends:
        for index, part in enumerate(by_period(spend, periods, assessed.timetable)):
            made[index] += part.amount
    found = []
    for period, amount in zip(periods, made, strict=True):
        limit = _phased(account, period, header.period, header.fiscal_year_start)
        left = Money(limit.amount - amount, account.currency) if limit is not None else None
        found.append(LinePeriod(period, limit, Money(amount, account.currency), left))
    return tuple(found)


def _commitment(spend: Spend, parts: tuple[Money, ...]) -> Commitment:
    return Commitment(spend.section, spend.id, spend.name, spend.line or "", spend.amount, parts)


def _reserved(account: Account, ledger: Ledger) -> Money:
    """Return what lines below (or the line itself) keep back."""
    kept = Decimal(0)
    for path in account.children:
        child = ledger.accounts[path]
        if child.line.reserve and child.line.limit is not None and child.currency == account.currency:
            kept += child.line.limit.amount
        else:
            below = _reserved(child, ledger)
            kept += below.amount if below.currency == account.currency else 0
    return Money(kept, account.currency)


def _phased(account: Account, quarter: Period, whole: Period, fiscal_year_start: int) -> Money | None:
    """Return the line's limit for a quarter: the parts of its phasing that lie inside, None without any.

    Of a part that begins before the strategy or ends after it, the days of the strategy count.
    """
    found: list[Decimal] = []
    for key, part in account.line.phasing.items():
        try:
            period = parse_period(key, fiscal_year_start)
        except QuantityError:
            continue
        first, last = max(period.first, whole.first), min(period.last, whole.last)
        if quarter.first <= first <= last <= quarter.last and part.currency == account.currency:
            found.append(part.amount)
    return Money(sum(found, Decimal(0)), account.currency) if found else None
