"""Lengths of calendar time in days, for what has no calendar: lead times, notices, how often something is done.

A month is the twelfth part of 365.25 days, as a recurrence has no first day to count its months from.
"""

from __future__ import annotations

from decimal import Decimal

from ecsc.model.goals import Cadence
from ecsc.quantity import EXACT, Duration, DurationUnit, Frequency, Recurrence, RecurrenceUnit

_DAYS: dict[DurationUnit, Decimal] = {
    "s": EXACT.divide(Decimal(1), Decimal(86400)),
    "min": EXACT.divide(Decimal(1), Decimal(1440)),
    "h": EXACT.divide(Decimal(1), Decimal(24)),
    "d": Decimal(1),
    "w": Decimal(7),
    "month": Decimal("30.4375"),
    "quarter": Decimal("91.3125"),
    "year": Decimal("365.25"),
}
_ROUND: dict[RecurrenceUnit, Decimal] = {
    "day": Decimal(1),
    "workday": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.4375"),
    "quarter": Decimal("91.3125"),
    "half": Decimal("182.625"),
    "year": Decimal("365.25"),
}
_CADENCES: dict[Cadence, Decimal] = {
    "realtime": Decimal(0),
    "hourly": _DAYS["h"],
    "daily": _ROUND["day"],
    "weekly": _ROUND["week"],
    "monthly": _ROUND["month"],
    "quarterly": _ROUND["quarter"],
    "yearly": _ROUND["year"],
}


def days_in(duration: Duration) -> Decimal:
    """Return a length of calendar time in days: `2w` is 14, `72h` is 3."""
    if duration.unit == "h":
        return EXACT.divide(duration.value, Decimal(24))
    return EXACT.multiply(duration.value, _DAYS[duration.unit])


def recurrence_days(every: Recurrence) -> Decimal:
    """Return how many days lie between two times of something that comes round; a workday counts as a day."""
    return EXACT.multiply(Decimal(every.count), _ROUND[every.unit])


def cadence_days(cadence: Cadence) -> Decimal:
    """Return how many days lie between two times of something that is measured, in the same measure."""
    return _CADENCES[cadence]


def pieces_per_day(frequency: Frequency) -> Decimal | None:
    """Return how many pieces a day a frequency means: `420 per week` is 60; None for money or time."""
    value = getattr(frequency.value, "value", None)
    if value is None or isinstance(frequency.value, Duration):
        return None
    return EXACT.divide(value, days_per(frequency))


def days_per(frequency: Frequency) -> Decimal:
    """Return how many days the time of a frequency has: 7 for `per week`, 14 for `per 2 weeks`."""
    return EXACT.multiply(_DAYS[frequency.per], Decimal(frequency.count))
