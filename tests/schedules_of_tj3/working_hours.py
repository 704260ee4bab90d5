"""A week as TaskJuggler's working hours and leaves."""

from __future__ import annotations

import datetime as dt

from tests.schedules_of_tj3.description import WEEK, Week

BEFORE, AFTER = dt.timedelta(days=180), dt.timedelta(days=500)
"""How far a project reaches around the strategy's first day: twins may begin before it."""


def hours_and_leaves(week: Week, first: dt.date, kind: str) -> tuple[list[str], list[str]]:
    """Return the working hours of a week and the leaves that make it the calendar.

    A shop that works on one Saturday is open on Saturdays and has leave on all others.
    """
    worked = week.workweek | {day.weekday() for day in week.extra_workdays}
    hours = [
        f"  workinghours {name} {'9:00 - 17:00' if n in worked else 'off'}" for n, name in enumerate(WEEK)
    ]
    days = (first - BEFORE + dt.timedelta(days=n) for n in range((BEFORE + AFTER).days))
    off = [
        day
        for day in days
        if day.weekday() in worked
        and day not in week.extra_workdays
        and (day in week.holidays or day.weekday() not in week.workweek)
    ]
    halves = [f'leaves {kind} "half" {day}-13:00 - {day}-17:00' for day in sorted(week.half_days)]
    return hours, [leave(kind, day) for day in off] + halves


def leave(kind: str, day: dt.date) -> str:
    """Return the line for a day off."""
    return f'leaves {kind} "off" {day} +1d'
