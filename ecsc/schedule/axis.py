"""The axis of time: an instant is a whole number of wall-clock minutes, a day 1440 of them.

The axis has one origin, midnight before 0001-01-01 less a day, so that `instant // 1440` is the ordinal of
`datetime.date`: all calendars share it. It is local time without daylight saving: a day has 24 hours, and an
elapsed lag of 72 h is three such days.
"""

from __future__ import annotations

import datetime as dt

MINUTES_PER_DAY = 1440
LAST_DAY = dt.date.max.toordinal()


def instant_of(day: dt.date, minute: int = 0) -> int:
    """Return the instant `minute` minutes after midnight at the start of `day`."""
    return day.toordinal() * MINUTES_PER_DAY + minute


def end_of_day(day: dt.date) -> int:
    """Return the instant at which `day` is over: what `due` and the end of an inclusive range mean."""
    return (day.toordinal() + 1) * MINUTES_PER_DAY


def day_of(instant: int) -> dt.date:
    """Return the day of the minute that begins at `instant`, at the ends the first and the last date."""
    return dt.date.fromordinal(min(max(instant // MINUTES_PER_DAY, 1), LAST_DAY))


def first_day(start: int) -> dt.date:
    """Return the day of the first working minute of what starts at `start`."""
    return day_of(start)


def last_day(start: int, finish: int) -> dt.date:
    """Return the day of the last working minute of `[start, finish)`, or that of a moment without length."""
    return day_of(finish if finish <= start else finish - 1)


def moment(instant: int) -> dt.datetime:
    """Return an instant as a local wall-clock time without a zone."""
    day, minute = divmod(instant, MINUTES_PER_DAY)
    return dt.datetime.combine(day_of(day * MINUTES_PER_DAY), dt.time(minute // 60, minute % 60))
