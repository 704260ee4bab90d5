"""Money that moved work takes from one period of its budget line to another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.assessed import Assessed
from ecsc.assess.laying import by_period
from ecsc.assess.ledger import Account, Ledger
from ecsc.assess.quarters import quarters_of
from ecsc.assess.spending import Spend
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.quantity import Money, Period, QuantityError, parse_period


class MoneyMoved(Struct, frozen=True):
    """What falls on a budget line in a period, before and after; no period: outside all that it has."""

    line: str
    period: Period | None
    before: Money
    after: Money


def money_moved(assessed: Assessed, later: Assessed, moved: frozenset[str]) -> tuple[MoneyMoved, ...]:
    """Return the periods of each line in which what `moved` tasks cost is another amount after the change.

    Periods are the line's own phasing, that of the nearest line above which has one, else the quarters of the
    strategy's period. A line counts what names it, not what names lines below.
    """
    strategy = assessed.linked.strategy
    found: list[MoneyMoved] = []
    for account in assessed.ledger.accounts.values():
        spends = [one for one in account.own if one.section == "tasks" and one.id in moved]
        spends = [one for one in spends if one.amount.currency == account.currency]
        if not spends:
            continue
        periods = _periods(account, assessed.ledger, strategy)
        before, after = (_fall(spends, periods, one.timetable) for one in (assessed, later))
        found.extend(
            MoneyMoved(account.path, period, Money(old, account.currency), Money(new, account.currency))
            for period, old, new in zip((*periods, None), before, after, strict=True)
            if old != new
        )
    return tuple(found)


def _periods(account: Account, ledger: Ledger, strategy: Strategy) -> tuple[Period, ...]:
    path = account.path
    while path:
        here = ledger.accounts.get(path)
        if here is not None and here.line.phasing:
            try:
                return tuple(
                    parse_period(key, strategy.header.fiscal_year_start) for key in here.line.phasing
                )
            except QuantityError:
                break
        path = path.rpartition(".")[0]
    return quarters_of(strategy)


def _fall(spends: Sequence[Spend], periods: Sequence[Period], table: Timetable) -> list[Decimal]:
    """Return the sum of the spends in each period, and at last what lies in none."""
    sums = [Decimal(0)] * len(periods)
    for spend in spends:
        for index, part in enumerate(by_period(spend, periods, table)):
            sums[index] += part.amount
    whole = sum((spend.amount.amount for spend in spends), Decimal(0))
    return [*sums, whole - sum(sums, Decimal(0))]
