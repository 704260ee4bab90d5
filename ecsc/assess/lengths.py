"""Lengths of time in minutes: worked, or on the clock."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ecsc.quantity import Duration

DAY = 480
"""Working minutes of a working day of eight hours."""

_FIXED = {"s": Decimal(1) / 60, "min": Decimal(1), "h": Decimal(60)}


def is_elapsed(duration: Duration) -> bool:
    """Return whether a length is time on the clock: hours and less, calendar days, months and longer."""
    return duration.kind == "calendar" or duration.unit not in ("d", "w")


def elapsed_minutes(duration: Duration) -> int:
    """Return wall-clock minutes; months count 30 days, quarters 91, years 365, as lags are rarely that long."""
    days = {"d": 1, "w": 7, "month": 30, "quarter": 91, "year": 365}
    factor = _FIXED.get(duration.unit) or Decimal(days[duration.unit] * 1440)
    return int((duration.value * factor).to_integral_value())


def working_minutes(duration: Duration, days_per_week: int) -> int:
    """Return the working minutes of a length that is worked: a duration, effort, lag or buffer.

    `d` and `w` are working days of eight hours and work weeks of `days_per_week`. Of effort and buffers, hours
    are hours of work, and calendar days and longer the working days they hold on average.
    """
    if duration.unit in _FIXED:
        return int((duration.value * _FIXED[duration.unit]).to_integral_value())
    if duration.kind != "calendar" and duration.unit in ("d", "w"):
        per = DAY if duration.unit == "d" else DAY * days_per_week
        return int((duration.value * per).to_integral_value())
    share = Decimal(days_per_week) / 7
    return int((Decimal(elapsed_minutes(duration)) / 1440 * share * DAY).to_integral_value())


def exact_days(minutes: Fraction | int, day: int = DAY) -> Decimal:
    """Return minutes as days of `day` minutes, rounded half even to a thousandth: working days of eight hours.

    Minutes are whole and exact, and all dates come of them; only what is printed in days is rounded, by less
    than half a minute's work.
    """
    return _exact_days(minutes, day)


@lru_cache(maxsize=4096)
def _exact_days(minutes: Fraction | int, day: int) -> Decimal:
    whole, rest = divmod(minutes, day)
    if not rest:
        return Decimal(int(whole))
    days = Decimal(round(Fraction(minutes) * 1000 / day)) / 1000
    return Decimal(int(days)) if days == int(days) else days.normalize()
