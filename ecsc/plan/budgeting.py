"""Budget lines as the plan shows them: committed and left, by quarter and month, with every commitment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.laying import by_period
from ecsc.assess.ledger import Account, Ledger, reserved
from ecsc.assess.quarters import quarters_of
from ecsc.assess.spending import Spend
from ecsc.plan.money_types import BudgetPlan, Commitment, LinePeriod, MonthShare
from ecsc.quantity import Money, Period, QuantityError, parse_period, split_period


class _Laid(Struct, frozen=True):
    """A spend with its parts by quarter and month."""

    spend: Spend
    quarters: tuple[Money, ...]
    months: tuple[Money, ...]


class _Calendar(Struct, frozen=True):
    """The quarters and months of the strategy's period, and the month its fiscal year begins with."""

    whole: Period
    quarters: tuple[Period, ...]
    months: tuple[Period, ...]
    fiscal_year_start: int


def budget_plans(assessed: Assessed) -> tuple[BudgetPlan, ...]:
    """Return every budget line, parents before children, cut by the quarters and months of the strategy's period."""
    ledger, calendar = assessed.ledger, _calendar(assessed)
    laid: dict[str, list[_Laid]] = {}
    # Each spend is laid out once, and handed up the tree: work grows with the spends, not with the depth of lines.
    for account in ledger.accounts.values():
        own = [_lay(spend, calendar, assessed) for spend in account.own if _counts(spend, account)]
        laid[account.path] = own
    below: dict[str, list[_Laid]] = {path: [] for path in laid}
    for path, own in laid.items():
        parent = path.rpartition(".")[0]
        while parent:
            if parent in below:
                below[parent].extend(one for one in own if _counts(one.spend, ledger.accounts[parent]))
            parent = parent.rpartition(".")[0]
    return tuple(
        _line(account, [*laid[path], *below[path]], calendar, ledger)
        for path, account in ledger.accounts.items()
    )


def unfunded(assessed: Assessed) -> tuple[Commitment, ...]:
    """Return what spends and names no line, in source order, each in its own currency."""
    calendar = _calendar(assessed)
    return tuple(_commitment(_lay(one, calendar, assessed), calendar) for one in assessed.ledger.unfunded)


def _calendar(assessed: Assessed) -> _Calendar:
    header = assessed.linked.strategy.header
    months = split_period(header.period, "month", header.fiscal_year_start)
    quarters = quarters_of(assessed.linked.strategy)
    return _Calendar(header.period, quarters, months, header.fiscal_year_start)


def _counts(spend: Spend, account: Account) -> bool:
    return spend.amount.currency == account.currency


def _lay(spend: Spend, calendar: _Calendar, assessed: Assessed) -> _Laid:
    """Return a spend by month, and by quarter what the months in it sum to."""
    months = by_period(spend, calendar.months, assessed.timetable)
    quarters = []
    for quarter in calendar.quarters:
        inside = (
            part.amount
            for month, part in zip(calendar.months, months, strict=True)
            if quarter.first <= month.first and month.last <= quarter.last
        )
        quarters.append(Money(sum(inside, Decimal(0)), spend.amount.currency))
    return _Laid(spend, tuple(quarters), months)


def _line(account: Account, laid: Sequence[_Laid], calendar: _Calendar, ledger: Ledger) -> BudgetPlan:
    line, currency = account.line, account.currency
    committed, kept = account.committed(), reserved(account, ledger)
    exposed = _sum((one.spend.amount for one in laid if _is_exposure(one.spend)), currency)
    placed = _sum((part for one in laid for part in one.months), currency)
    elsewhere = Money(committed.amount - placed.amount, currency)
    left = Money(line.limit.amount - committed.amount, currency) if line.limit is not None else None
    free = (
        Money(line.limit.amount - kept.amount - elsewhere.amount, currency)
        if line.limit is not None
        else None
    )
    return BudgetPlan(
        path=account.path,
        name=line.name or account.path.rpartition(".")[2],
        depth=account.depth,
        limit=line.limit,
        committed=committed,
        reserved=kept,
        left=left,
        reserve=bool(line.reserve),
        periods=_periods(
            account, calendar.quarters, [(one.spend, one.quarters) for one in laid], free, calendar, ledger
        ),
        months=_periods(
            account, calendar.months, [(one.spend, one.months) for one in laid], free, calendar, ledger
        ),
        commitments=tuple(_commitment(one, calendar) for one in laid),
        owner=line.owner,
        exposed=exposed,
        elsewhere=elsewhere,
        headroom=Money(left.amount - kept.amount, currency) if left is not None else None,
    )


def _periods(
    account: Account,
    periods: Sequence[Period],
    parts: Sequence[tuple[Spend, tuple[Money, ...]]],
    free: Money | None,
    calendar: _Calendar,
    ledger: Ledger,
) -> tuple[LinePeriod, ...]:
    """Return what is committed on the line in each period, what its phasing leaves there, and its limit after it."""
    currency = account.currency
    made = [_sum((part[index] for _, part in parts), currency) for index in range(len(periods))]
    promised = [part for spend, part in parts if _is_exposure(spend)]
    so_far = accumulate(one.amount for one in made)
    found = []
    for index, (period, committed, until) in enumerate(zip(periods, made, so_far, strict=True)):
        limit = _phased(account, period, calendar)
        found.append(
            LinePeriod(
                period,
                limit,
                committed,
                Money(limit.amount - committed.amount, currency) if limit is not None else None,
                _sum((part[index] for part in promised), currency),
                _reserved_in(account, period, calendar, ledger),
                Money(free.amount - until, currency) if free is not None else None,
            )
        )
    return tuple(found)


def _is_exposure(spend: Spend) -> bool:
    """Return whether an amount is the most that something can cost, not what it will."""
    return spend.section == "promotions"


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return Money(sum((one.amount for one in amounts), Decimal(0)), currency)


def _commitment(laid: _Laid, calendar: _Calendar) -> Commitment:
    spend = laid.spend
    months = tuple(
        MonthShare(month.label, part)
        for month, part in zip(calendar.months, laid.months, strict=True)
        if part.amount
    )
    line = spend.line or ""
    return Commitment(
        spend.section, spend.id, spend.name, line, spend.amount, laid.quarters, months, spend.stated
    )


def _reserved_in(account: Account, period: Period, calendar: _Calendar, ledger: Ledger) -> Money | None:
    """Return what the lines below keep back in a period, None where none of them is phased for it."""
    found: list[Money] = []
    for path in account.children:
        child = ledger.accounts[path]
        here = (
            _phased(child, period, calendar)
            if child.line.reserve
            else _reserved_in(child, period, calendar, ledger)
        )
        if here is not None and here.currency == account.currency:
            found.append(here)
    return _sum(found, account.currency) if found else None


def _phased(account: Account, period: Period, calendar: _Calendar) -> Money | None:
    """Return the line's limit for a quarter or month: the parts of its phasing that lie inside, None without any.

    Of a part that begins before the strategy or ends after it, the days of the strategy count.
    """
    whole = calendar.whole
    found: list[Decimal] = []
    for key, part in account.line.phasing.items():
        try:
            named = parse_period(key, calendar.fiscal_year_start)
        except QuantityError:
            continue
        first, last = max(named.first, whole.first), min(named.last, whole.last)
        if period.first <= first <= last <= period.last and part.currency == account.currency:
            found.append(part.amount)
    return Money(sum(found, Decimal(0)), account.currency) if found else None
