"""Lengths of calendar time, counted back and forth from a day: how old a source may be, how far a year reaches."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import ROUND_FLOOR

from ecsc.assess.lengths import elapsed_minutes
from ecsc.quantity import Duration

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def day_after(day: dt.date, length: Duration) -> dt.date:
    """Return the day a length of calendar time after `day`; a month after 31 January is the end of February."""
    return _moved(day, length, 1)


def day_before(day: dt.date, length: Duration) -> dt.date:
    """Return the day that lies a length of calendar time before `day`; beyond the calendar, its first day."""
    return _moved(day, length, -1)


def _moved(day: dt.date, length: Duration, sign: int) -> dt.date:
    if length.unit not in _MONTHS:
        days = elapsed_minutes(length) // (24 * 60)
        ordinal = day.toordinal() + sign * days
        return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))
    months = int(length.value.to_integral_value(ROUND_FLOOR)) * _MONTHS[length.unit]
    year, month = divmod(day.year * 12 + day.month - 1 + sign * months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if sign > 0 else dt.date.min
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
