"""Periods cut into smaller ones."""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

from msgspec.structs import replace

from ecsc.quantity.periods import block, day_range
from ecsc.quantity.values import Period, QuantityError

Axis: TypeAlias = Literal["year", "half", "quarter", "month", "week"]

_ONE_DAY = dt.timedelta(days=1)
_MONTHS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def split_period(period: Period, by: Axis, fiscal_year_start: int = 1) -> tuple[Period, ...]:
    """Return the blocks of a kind that cover a period, without gap or overlap, first and last clipped.

    A fiscal period is cut into fiscal years, halves and quarters, any other by the calendar; months and
    ISO weeks are always of the calendar. A clipped block keeps its name (`2026-W01` from 1 January on).
    """
    parts = []
    day = period.first
    fiscal = fiscal_year_start if period.fiscal and by not in ("month", "week") else 0
    while day <= period.last:
        whole = _block_around(day, by, fiscal)
        last = min(whole.last, period.last)
        parts.append(replace(whole, first=day, last=last))
        day = last + _ONE_DAY
    return tuple(parts)


def _block_around(day: dt.date, by: Axis, fiscal_year_start: int) -> Period:
    if by == "week":
        iso = day.isocalendar()
        return block("week", iso.year, iso.week)
    starts = fiscal_year_start or 1
    year = day.year + (1 if starts > 1 and day.month >= starts else 0)
    months_into_year = (day.month - starts) % 12
    return block(by, year, months_into_year // _MONTHS_IN[by] + 1, fiscal_year_start)


def nth_week(period: Period, n: int) -> Period:
    """Return the n-th block of seven days from the period's first day, the last one clipped to the period.

    Raises QuantityError when the period has no such week.
    """
    count = -(-period.days // 7)
    if not 1 <= n <= count:
        raise QuantityError(
            "there is no week {week} in {period}",
            "its weeks run from 1 to {count}",
            week=n,
            period=period,
            count=count,
        )
    first = period.first + dt.timedelta(days=7 * (n - 1))
    return day_range(first, min(first + 6 * _ONE_DAY, period.last))
