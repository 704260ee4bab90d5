"""The calendar of a plan as MSPDI: a week, and every day that differs from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.emit.ms_project.xml_text import element, inside
from ecsc.plan.work_types import CalendarPlan


def minutes(calendar: CalendarPlan) -> int:
    """Return the minutes of a working day."""
    return int(calendar.hours_per_day * 60)


def hours(calendar: CalendarPlan) -> tuple[str, str]:
    """Return when a working day starts and ends: from eight, or so early that it ends on its day."""
    length = minutes(calendar)
    start = min(8 * 60, 23 * 60 + 59 - length) if length < 24 * 60 else 0
    start = max(0, start)
    end = (start + length) % (24 * 60)
    return f"{start // 60:02}:{start % 60:02}:00", f"{end // 60:02}:{end % 60:02}:00"


def calendar_element(calendar: CalendarPlan) -> str:
    """Return the calendar, with the UID 1."""
    week = (inside("WeekDay", _weekday(number, calendar)) for number in range(1, 8))
    exceptions = list(_exceptions(calendar))
    return inside("Calendar", (
        element("UID", 1), element("Name", "Standard"), element("IsBaseCalendar", 1), element("BaseCalendarUID", -1),
        inside("WeekDays", week), *([inside("Exceptions", exceptions)] if exceptions else []),
    ))  # fmt: skip


def _weekday(number: int, calendar: CalendarPlan) -> Iterator[str]:
    worked = (number - 2) % 7 in calendar.workweek  # 1 is Sunday
    yield element("DayType", number)
    yield element("DayWorking", int(worked))
    if worked:
        yield _times(calendar)


def _times(calendar: CalendarPlan) -> str:
    start, end = hours(calendar)
    return inside(
        "WorkingTimes", [inside("WorkingTime", (element("FromTime", start), element("ToTime", end)))]
    )


def _exceptions(calendar: CalendarPlan) -> Iterator[str]:
    extra = set(calendar.extra_workdays)
    days = {one.date: one.name for one in calendar.holidays if one.date not in extra}
    for day in sorted({*days, *extra}):
        if (day in extra) != (day.weekday() in calendar.workweek):
            yield inside("Exception", _exception(day, days.get(day, ""), calendar, worked=day in extra))


def _exception(day: dt.date, name: str, calendar: CalendarPlan, *, worked: bool) -> Iterator[str]:
    yield element("EnteredByOccurrences", 0)
    span = (
        element("FromDate", f"{day.isoformat()}T00:00:00"),
        element("ToDate", f"{day.isoformat()}T23:59:00"),
    )
    yield inside("TimePeriod", span)
    yield element("Occurrences", 1)
    yield element("Name", name or day.isoformat())
    yield element("Type", 1)
    yield element("DayWorking", int(worked))
    if worked:
        yield _times(calendar)
