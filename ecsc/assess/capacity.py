"""How much of a person's working time the person gives."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ecsc.assess.lengths import working_minutes
from ecsc.model.resources import Person
from ecsc.quantity import Duration


def capacity_share(person: Person | None, days_per_week: int) -> Fraction:
    """Return the share of each working minute that the person's `capacity` is: 0 to 1, 1 if it states none.

    `4d per week` is four fifths of every working minute where five days a week are worked, so a week with a
    holiday has as much less; `4h per day` is half, `10d per month` ten of the working days a month holds on
    average. `days_per_week` are the days of the person's own work week. Nobody gives more than all. A capacity
    that is no time (`4 per week`) limits nothing.
    """
    capacity = person.capacity if person is not None else None
    if person is None or capacity is None or not isinstance(capacity.value, Duration):
        return Fraction(1)
    whole = working_minutes(Duration(Decimal(capacity.count), capacity.per), days_per_week)
    given = working_minutes(capacity.value, days_per_week)
    return Fraction(min(max(given, 0), whole), whole) if whole else Fraction(1)
