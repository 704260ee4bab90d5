"""Where an amount lies: on which days, in which periods, at which exchange rate. To the smallest coin.

A cost lies evenly on the working days of its task, on the dates of recurring work, or on the calendar days of its
window, unless `spread` says otherwise.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from ecsc.assess.spending import Days, Spend, Stretch
from ecsc.model.exchange import Exchange
from ecsc.quantity import Money, Period, apportion, minor_unit

DayCount: TypeAlias = Callable[[dt.date, dt.date], int]
"""Days that count between two dates, both in: working days for tasks, all days for windows."""

_ONE_DAY = dt.timedelta(days=1)


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

    The spend is laid on calendar quarters, so that equal ones get the same, and those on their months, cut where a
    period begins or ends; a period has what its months have: so the months of a quarter sum to the quarter, and all
    that cover the spend's days to the amount. What lies outside is in no part. A spend without dates lies nowhere.
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
        parts = _by_quarter(stretch.amount, cells, weights, unit)
        starts, ends = [one for one, _ in cells], [other for _, other in cells]
        for index, period in enumerate(periods):
            if period.first <= stretch.last and stretch.first <= period.last:
                inside = parts[bisect_left(starts, period.first) : bisect_right(ends, period.last)]
                made[index] += sum(inside, zero)
    return tuple(Money(part, currency) for part in made)


def _by_quarter(
    amount: Decimal, cells: Sequence[tuple[dt.date, dt.date]], weights: Sequence[int], unit: Decimal
) -> tuple[Decimal, ...]:
    """Split an amount by quarters, and the part of each by its cells: an odd coin stays inside its quarter."""
    ends = [index for index in range(1, len(cells)) if _quarter(cells[index]) != _quarter(cells[index - 1])]
    runs = list(zip([0, *ends], [*ends, len(cells)], strict=True))
    sums = [sum(weights[begin:end]) for begin, end in runs]
    found: list[Decimal] = []
    parts = apportion(amount, sums, sum(sums), unit)
    for (begin, end), part, whole in zip(runs, parts, sums, strict=True):
        inner = weights[begin:end]
        found += apportion(part, inner, whole, unit) if whole else [unit * 0] * len(inner)
    return tuple(found)


def _quarter(cell: tuple[dt.date, dt.date]) -> tuple[int, int]:
    return cell[0].year, (cell[0].month - 1) // 3


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
