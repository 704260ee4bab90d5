"""Lengths of time and days: comparing them, and adding them to a day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import Decimal
from typing import Final

from ecsc.quantity import EXACT, Duration

_DAYS: Final = {
    "d": Decimal(1), "w": Decimal(7), "month": Decimal("30.436875"), "quarter": Decimal("91.310625"),
    "year": Decimal("365.2425"),
}  # fmt: skip
"""Days of each unit; longer ones by the mean Gregorian year of 365.2425 days (ISO 8601's calendar)."""

_PARTS: Final = {"s": 86400, "min": 1440, "h": 24}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def in_days(span: Duration) -> Decimal:
    """Return a length of time in days of 24 hours, exact for hours and shorter where 34 digits allow."""
    if span.unit in _PARTS:
        return EXACT.divide(span.value, _PARTS[span.unit])
    return EXACT.multiply(span.value, _DAYS[span.unit])


def later(day: dt.date, span: Duration, sign: int) -> dt.date | None:
    """Return the day `span` after `day` (before, with sign -1), or None outside the calendar.

    Months keep the day of the month, or take the last one: 31 January + 1 month is the last of February.
    Parts of a day are dropped.
    """
    try:
        if span.unit in _MONTHS and span.value == span.value.to_integral_value():
            total = day.year * 12 + day.month - 1 + sign * int(span.value) * _MONTHS[span.unit]
            year, month = divmod(total, 12)
            return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return day + sign * dt.timedelta(days=int(in_days(span)))
    except (OverflowError, ValueError):
        return None
