"""The strategy's calendar as days of the plan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.assess.timetable import Timetable
from ecsc.plan.work_types import CalendarPlan, DayOff
from ecsc.schedule import days_within


def calendar_plan(table: Timetable, first: dt.date, last: dt.date) -> CalendarPlan:
    """Return the strategy's calendar over the plan's days, from `first` to `last`, both in."""
    calendar = table.calendar
    rules, country = calendar.rules, calendar.country_for(first, last)
    off = dict.fromkeys(days_within(rules.holidays, first, last), "")
    extra = set(days_within(rules.extra_workdays, first, last))
    if country is not None:
        off |= {day: name for day, name in country.off.items() if first <= day <= last}
        extra |= {day for day in country.workdays if first <= day <= last and day not in off}
    # An extra workday wins over a holiday, so what is both is no day off.
    ordered = sorted(day for day in off if not calendar.is_working(day))
    whole = calendar.minutes_per_day
    halves = days_within(rules.half_days, first, last)
    return CalendarPlan(
        workweek=tuple(sorted(rules.workweek)),
        holidays=tuple(DayOff(day, off[day]) for day in ordered),
        extra_workdays=tuple(sorted(extra)),
        provisional_years=_provisional(table, first, last),
        hours_per_day=Decimal(whole) / 60,
        half_days=tuple(day for day in halves if 0 < calendar.minutes_on(day) < whole),
    )


def _provisional(table: Timetable, first: dt.date, last: dt.date) -> tuple[int, ...]:
    """Return the years whose holidays may still move for the strategy or anybody who works in the plan."""
    activities = table.schedule.placement.activities
    used = {0, *(one.calendar for one in activities if one.id not in table.on_clock)}
    each = table.calendars.each
    return tuple(sorted({year for number in used for year in each[number].provisional_years(first, last)}))
