"""How much of a person's working time the person gives."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ecsc.assess.lengths import working_minutes
from ecsc.model import Strategy
from ecsc.model.resources import Person
from ecsc.quantity import Duration


def capacity_share(strategy: Strategy, person: Person | None) -> Fraction:
    """Return the share of each working minute that the person's `capacity` is: 0 to 1, 1 if it states none.

    `4d per week` is four fifths of every working minute where five days a week are worked, so a week with a
    holiday has as much less; `4h per day` is half, `10d per month` ten of the working days a month holds on
    average. Nobody gives more than all. A capacity that is no time (`4 per week`) limits nothing.
    """
    capacity = person.capacity if person is not None else None
    if person is None or capacity is None or not isinstance(capacity.value, Duration):
        return Fraction(1)
    days = days_per_week(strategy, person)
    whole = working_minutes(Duration(Decimal(1), capacity.per), days)
    given = working_minutes(capacity.value, days)
    return Fraction(min(max(given, 0), whole), whole) if whole else Fraction(1)


def days_per_week(strategy: Strategy, person: Person) -> int:
    """Return how many days a week the person works: their own, their team's or the strategy's work week."""
    team = strategy.teams.get(person.team or "")
    for one in (person, team):
        own = one.calendar if one is not None else None
        if own is not None and own.workweek is not None:
            return len(own.workweek)
    return len(strategy.header.calendar.workweek)
