"""The ledger: every budget line, what is committed on it, by whom, and when it falls.

A limit is stated once, in `budgets`; what spends names its line. A cost lies evenly on the working days
of its task, on the dates of recurring work, or on the calendar days of its window, unless `spread` says
otherwise.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ecsc.assess.spending import Days, Spend, lines
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.resources import BudgetLine
from ecsc.quantity import EXACT, Money, Period

DayCount: TypeAlias = Callable[[dt.date, dt.date], int]
"""Days that count between two dates, both in: working days for tasks, all days for windows."""


class Account(Struct, frozen=True):
    """A budget line with its spends: `own` name the line itself, `below` its child lines, in source order."""

    path: str
    line: BudgetLine
    depth: int
    own: tuple[Spend, ...]
    below: tuple[Spend, ...]
    children: tuple[str, ...]
    currency: str

    @property
    def spends(self) -> tuple[Spend, ...]:
        """Return everything committed on the line and below it."""
        return (*self.own, *self.below)

    def committed(self) -> Money:
        """Return the sum of what is committed in the line's currency."""
        return total(self.spends, self.currency)


class Ledger(Struct, frozen=True):
    """All accounts by dotted path, parents before children, and the spends that name no line."""

    accounts: Mapping[str, Account]
    unfunded: tuple[Spend, ...]


def total(spends: Sequence[Spend], currency: str) -> Money:
    """Return the sum of the spends that are in `currency`; the others are another rule's business."""
    amounts = [spend.amount.amount for spend in spends if spend.amount.currency == currency]
    return Money(sum(amounts, Decimal(0)), currency)


def open_ledger(strategy: Strategy, found: Sequence[Spend], days: Days) -> Ledger:
    """Return the ledger of `found` over the strategy's budget lines.

    What is in another currency than its line is converted at the rate of its first day, where there is one.
    What names a line that does not exist is on no account and not unfunded: the reference has been told.
    """
    tree = list(lines(strategy))
    currencies = {
        path: line.limit.currency if line.limit is not None else strategy.header.currency
        for path, line, _ in tree
    }
    exchange = Exchange(strategy)
    by_line: dict[str, list[Spend]] = {}
    unfunded: list[Spend] = []
    for spend in found:
        if spend.line is None:
            unfunded.append(spend)
        else:
            by_line.setdefault(spend.line, []).append(
                _exchanged(exchange, spend, currencies.get(spend.line), days)
            )
    accounts: dict[str, Account] = {}
    below: dict[str, list[Spend]] = {path: [] for path, _, _ in tree}
    for path, here in by_line.items():
        parent = path.rpartition(".")[0]
        while parent:
            if parent in below:
                below[parent].extend(here)
            parent = parent.rpartition(".")[0]
    for path, line, depth in tree:
        accounts[path] = Account(
            path,
            line,
            depth,
            tuple(by_line.get(path, ())),
            tuple(below[path]),
            tuple(f"{path}.{key}" for key in line.lines),
            currencies[path],
        )
    return Ledger(accounts, tuple(unfunded))


def _exchanged(exchange: Exchange, spend: Spend, currency: str | None, days: Days) -> Spend:
    """Return the spend in the currency of its line, unchanged where that is its own or no rate is stated."""
    if currency is None or spend.amount.currency == currency:
        return spend
    when = spend.days(days)
    amount = exchange.converted(spend.amount, currency, when[0] if when is not None else None)
    return spend if amount is None else replace(spend, amount=amount, stated=spend.amount)


def by_period(spend: Spend, periods: Sequence[Period], days: Days) -> tuple[Money, ...]:
    """Return the part of the spend that lies in each period, to the cent, largest remainder first.

    Parts sum to the amount when the periods cover the spend's days; what lies outside is in no part. A
    spend without dates lies nowhere.
    """
    currency = spend.amount.currency
    found = spend.days(days)
    if found is None:
        return tuple(Money(Decimal(0), currency) for _ in periods)
    first, last = _where(spend, *found)
    count: DayCount = _all_days
    if spend.section == "tasks":
        count = lambda one, other: days.working_days(one, other, spend.id)  # noqa: E731
    dates = days.dates_of(spend.id) if spend.section == "tasks" else ()
    if dates:
        count = lambda one, other: bisect_right(dates, other) - bisect_left(dates, one)  # noqa: E731
    if spend.spread == "monthly":
        count = lambda one, other: _instalments(first, one, other)  # noqa: E731
    whole = count(first, last)
    if whole <= 0:
        count, whole = _all_days, _all_days(first, last)
    weights = [
        count(max(first, period.first), min(last, period.last))
        if period.first <= last and first <= period.last
        else 0
        for period in periods
    ]
    return tuple(Money(part, currency) for part in apportion(spend.amount.amount, weights, whole))


def _where(spend: Spend, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    if spend.spread == "start":
        return first, first
    if spend.spread == "end":
        return last, last
    return first, last


def _all_days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1


def _instalments(begin: dt.date, first: dt.date, last: dt.date) -> int:
    """Return how often a monthly fee that runs from `begin` falls due between two dates, both in.

    It falls due in each calendar month, however many days it has: on the first day it runs, then on the
    first of each month.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (first.day == 1 or first == begin)


def apportion(
    amount: Decimal, weights: Sequence[int], whole: int, unit: Decimal = Decimal("0.01")
) -> tuple[Decimal, ...]:
    """Split `amount` by `weights` out of `whole` in units of a cent, by largest remainder (Hamilton's method).

    When the weights make the whole, the parts sum to the amount exactly.
    """
    exact = [EXACT.divide(EXACT.multiply(amount, Decimal(weight)), Decimal(whole)) for weight in weights]
    floors = [part.quantize(unit, rounding=ROUND_FLOOR) for part in exact]
    due = sum(exact, Decimal(0)).quantize(unit)
    if sum(weights) == whole:
        due = amount
    short = due - sum(floors, Decimal(0))
    order = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    parts = list(floors)
    for index in order:
        if short <= 0:
            break
        step = min(unit, short)
        parts[index] += step
        short -= step
    return tuple(parts)
