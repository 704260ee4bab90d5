"""Declared days: periods of holidays and extra workdays as single dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ecsc.quantity import Period

LONGEST = 40_000
"""Days of one declared stretch that count, so that no input makes a list without end."""


def days_in(periods: Iterable[Period]) -> frozenset[dt.date]:
    """Return every day of the periods. One of more than a century is cut there."""
    found: set[dt.date] = set()
    for period in periods:
        first = period.first.toordinal()
        found.update(map(dt.date.fromordinal, range(first, first + min(period.days, LONGEST))))
    return frozenset(found)
