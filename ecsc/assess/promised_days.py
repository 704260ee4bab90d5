"""The days that something is promised for: a milestone's due day, the opening of what work is ready for."""

from __future__ import annotations

import datetime as dt

from ecsc.model import Strategy, WeekNumber
from ecsc.model.execution import Milestone
from ecsc.quantity import Period, QuantityError, nth_week
from ecsc.schedule import Calendar, instant_of

_LAST_WEEK = dt.date.max.toordinal() - 7


def opening(strategy: Strategy, name: str) -> int | None:
    """Return the instant before which what a promotion or a launch needs is finished; none without a day.

    A promotion opens with its window, a launch as its day begins.
    """
    promotion = strategy.promotions.get(name)
    if promotion is not None and promotion.window is not None:
        opens = promotion.window.start
        return instant_of(opens.date(), opens.hour * 60 + opens.minute)
    launch = strategy.launches.get(name)
    return instant_of(launch.date) if launch is not None else None


def due_day(milestone: Milestone, period: Period, calendar: Calendar) -> dt.date | None:
    """Return the day a milestone is promised for: a week or period means its last working day."""
    due = milestone.due
    if isinstance(due, dt.date):
        return due
    if isinstance(due, WeekNumber):
        due = _week(period, due.number)
    if isinstance(due, Period):
        return calendar.last_working_day(due.first, due.last) or due.last
    return None


def _week(period: Period, number: int) -> Period:
    """Return the n-th week, also one beyond the period: that it lies outside is another rule's finding."""
    try:
        return nth_week(period, number)
    except QuantityError:
        first = dt.date.fromordinal(min(period.first.toordinal() + 7 * (number - 1), _LAST_WEEK))
        last = first + dt.timedelta(days=6)
        return Period(first, last, "range", f"{first}..{last}")
