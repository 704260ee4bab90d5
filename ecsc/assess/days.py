"""Declared days: periods of holidays and extra workdays as single dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ecsc.quantity import Period


def days_in(periods: Iterable[Period]) -> frozenset[dt.date]:
    """Return every day of the periods. Each day is made once, however often the periods name it."""
    found: list[dt.date] = []
    reached = 0
    for first, last in sorted((period.first.toordinal(), period.last.toordinal()) for period in periods):
        found.extend(map(dt.date.fromordinal, range(max(first, reached + 1), last + 1)))
        reached = max(reached, last)
    return frozenset(found)
