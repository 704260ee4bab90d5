"""Work with little room: what counts as near-critical."""

from __future__ import annotations

from decimal import Decimal

from ecsc.assess.lengths import DAY, elapsed_minutes, exact_days, is_elapsed, working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model.header import Header
from ecsc.quantity import Duration
from ecsc.schedule import MINUTES_PER_DAY

NEAR_CRITICAL = Duration(Decimal(2), "d")
"""The float that is little where the header's `near_critical` does not say otherwise."""


def threshold(header: Header) -> Decimal:
    """Return the float in working days up to which work that is not critical counts as near-critical."""
    return exact_days(_minutes(header))


def is_near(identifier: str, header: Header, table: Timetable) -> bool:
    """Return whether a scheduled task has little total float, though some."""
    number = table.schedule.numbers.get(identifier)
    total = None if number is None else table.schedule.total_float[number]
    if total is None or total <= 0:
        return False
    limit = _minutes(header)
    return total <= (limit * MINUTES_PER_DAY // DAY if identifier in table.on_clock else limit)


def _minutes(header: Header) -> int:
    length = header.near_critical or NEAR_CRITICAL
    if is_elapsed(length) and length.unit in ("d", "w"):
        return max(elapsed_minutes(length) * DAY // MINUTES_PER_DAY, 0)
    return max(working_minutes(length, len(header.calendar.workweek)), 0)
