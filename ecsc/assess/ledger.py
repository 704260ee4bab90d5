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

from ecsc.assess.spending import Days, Spend, Stretch, lines
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.resources import BudgetLine
from ecsc.quantity import EXACT, Money, Period, minor_unit, to_coins

DayCount: TypeAlias = Callable[[dt.date, dt.date], int]
"""Days that count between two dates, both in: working days for tasks, all days for windows."""

_ONE_DAY = dt.timedelta(days=1)


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


def reserved(account: Account, ledger: Ledger) -> Money:
    """Return what lines below an account keep back for contingencies, in its currency."""
    kept = Decimal(0)
    for path in account.children:
        child = ledger.accounts[path]
        if child.line.reserve and child.line.limit is not None and child.currency == account.currency:
            kept += child.line.limit.amount
        else:
            below = reserved(child, ledger)
            kept += below.amount if below.currency == account.currency else 0
    return Money(kept, account.currency)


def open_ledger(strategy: Strategy, found: Sequence[Spend], days: Days) -> Ledger:
    """Return the ledger of `found` over the strategy's budget lines.

    What is in another currency than its line is converted at the rates of the days it falls on, where there are any.
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
    """Return the spend in the currency of its line, unchanged where that is its own or a rate is missing."""
    if currency is None or spend.amount.currency == currency:
        return spend
    return in_currency(exchange, spend, currency, days) or spend


def in_currency(exchange: Exchange, spend: Spend, currency: str, days: Days) -> Spend | None:
    """Return the spend in another currency, each part at the rate of the day it falls on; None without a rate.

    A spend without dates is converted at the rate of the day that what has none is seen from.
    """
    if spend.amount.currency == currency:
        return spend
    found = spend.days(days)
    if found is None:
        amount = exchange.converted(spend.amount, currency)
        return None if amount is None else replace(spend, amount=amount, stated=spend.amount)
    count, first, last = _counting(spend, days, *found)
    spans = exchange.spans(spend.amount.currency, currency, first, last)
    weights = [count(one, other) for one, other in spans]
    stated = apportion(spend.amount.amount, weights, sum(weights), minor_unit(spend.amount.currency))
    stretches = []
    for (one, other), part in zip(spans, stated, strict=True):
        amount = exchange.converted(Money(part, spend.amount.currency), currency, one)
        if amount is None:
            return None
        stretches.append(Stretch(one, other, amount.amount))
    whole = Money(sum((one.amount for one in stretches), Decimal(0)), currency)
    return replace(spend, amount=whole, stated=spend.amount, stretches=tuple(stretches))


def by_period(spend: Spend, periods: Sequence[Period], days: Days) -> tuple[Money, ...]:
    """Return the part of the spend that lies in each period, to the smallest coin, largest remainder first.

    The spend is laid on calendar months, cut where a period begins or ends, and a period has what its months
    have: so the months of a quarter sum to the quarter, and all that cover the spend's days to the amount. What
    lies outside is in no part. A spend without dates lies nowhere.
    """
    currency = spend.amount.currency
    found = spend.days(days)
    if found is None:
        return tuple(Money(Decimal(0), currency) for _ in periods)
    count, first, last = _counting(spend, days, *found)
    unit = minor_unit(currency)
    zero = unit * 0
    made = [zero] * len(periods)
    for stretch in spend.stretches or (Stretch(first, last, spend.amount.amount),):
        cells = _cells(stretch.first, stretch.last, periods)
        weights = [count(one, other) for one, other in cells]
        parts = apportion(stretch.amount, weights, sum(weights), unit)
        starts, ends = [one for one, _ in cells], [other for _, other in cells]
        for index, period in enumerate(periods):
            if period.first <= stretch.last and stretch.first <= period.last:
                inside = parts[bisect_left(starts, period.first) : bisect_right(ends, period.last)]
                made[index] += sum(inside, zero)
    return tuple(Money(part, currency) for part in made)


def _cells(first: dt.date, last: dt.date, periods: Sequence[Period]) -> list[tuple[dt.date, dt.date]]:
    """Return the months from `first` to `last`, cut where a period begins or ends."""
    starts = {first}
    for period in periods:
        if first < period.first <= last:
            starts.add(period.first)
        if first <= period.last < last:
            starts.add(period.last + _ONE_DAY)
    month = first.year * 12 + first.month
    while month < last.year * 12 + last.month:
        starts.add(dt.date(month // 12, month % 12 + 1, 1))
        month += 1
    cuts = sorted(starts)
    return list(zip(cuts, [*(cut - _ONE_DAY for cut in cuts[1:]), last], strict=True))


def _counting(spend: Spend, days: Days, begin: dt.date, end: dt.date) -> tuple[DayCount, dt.date, dt.date]:
    """Return how the days of a spend are counted, its first and its last day; all days where none would count."""
    first, last = _where(spend, begin, end)
    count: DayCount = _all_days
    if spend.spread == "monthly":
        count = lambda one, other: _instalments(first, one, other)  # noqa: E731
    elif spend.section == "tasks":
        dates = days.dates_of(spend.id)
        count = (
            (lambda one, other: bisect_right(dates, other) - bisect_left(dates, one))
            if dates
            else (lambda one, other: days.working_days(one, other, spend.id))
        )
    return (count if count(first, last) > 0 else _all_days), first, last


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
    amount: Decimal, weights: Sequence[int | Decimal], whole: int | Decimal, unit: Decimal = Decimal("0.01")
) -> tuple[Decimal, ...]:
    """Split `amount` by `weights` out of `whole` in units of a coin, by largest remainder (Hamilton's method).

    When the weights make the whole, the parts sum to the amount exactly.
    """
    coins = EXACT.divide(amount, unit)
    if isinstance(whole, int) and coins == (count := int(coins)) and sum(weights) == whole:
        return _coin_by_coin(count, weights, whole, unit)  # the same in whole numbers, several times as fast
    exact = [EXACT.divide(EXACT.multiply(amount, Decimal(weight)), Decimal(whole)) for weight in weights]
    floors = [to_coins(part, unit, ROUND_FLOOR) for part in exact]
    due = to_coins(sum(exact, Decimal(0)), unit)
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


def _coin_by_coin(
    count: int, weights: Sequence[int | Decimal], whole: int, unit: Decimal
) -> tuple[Decimal, ...]:
    """Split so many coins by whole weights that make the whole, by largest remainder, the first of equals first."""
    cuts = [divmod(count * int(weight), whole) for weight in weights]
    parts = [part for part, _ in cuts]
    short = count - sum(parts)
    if short:
        for index in sorted(range(len(cuts)), key=lambda number: -cuts[number][1])[:short]:
            parts[index] += 1
    places = -int(unit.as_tuple().exponent)
    return tuple(Decimal(part).scaleb(-places, EXACT) for part in parts)
