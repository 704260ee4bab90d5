"""How often something is measured, reported or adjusted, as days from one time to the next."""

from __future__ import annotations

from decimal import Decimal

from ecsc.model.goals import Cadence
from ecsc.quantity import Recurrence

_CADENCES: dict[Cadence, Decimal] = {
    "realtime": Decimal(0),
    "hourly": Decimal("0.04"),
    "daily": Decimal(1),
    "weekly": Decimal(7),
    "monthly": Decimal(30),
    "quarterly": Decimal(90),
    "yearly": Decimal(360),
}
_UNITS = {"day": 1, "workday": 1, "week": 7, "month": 30, "quarter": 90, "half": 180, "year": 360}


def cadence_days(cadence: Cadence) -> Decimal:
    """Return the days from one time to the next; months have thirty, so that three make a quarter."""
    return _CADENCES[cadence]


def recurrence_days(recurrence: Recurrence) -> Decimal:
    """Return the days from one time to the next, in the same measure; a workday is a day."""
    return Decimal(recurrence.count * _UNITS[recurrence.unit])
