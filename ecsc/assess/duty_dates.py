"""On which days duties fall: what comes round, what is done before something runs out, what follows a day."""

from __future__ import annotations

import datetime as dt

from ecsc.assess.timetable import Timetable
from ecsc.quantity import Period, Recurrence
from ecsc.schedule import MINUTES_PER_DAY, Calendar, Entries, Entry, Recurring, build_calendar, occurrences

_LONGEST_BREAK = 60
"""How many days off in a row a date is moved over at most; after that it stays where it is."""


class DutyDates:
    """Dates within a strategy's period, on the calendars of its people; what has the same days shares them."""

    def __init__(self, period: Period, timetable: Timetable) -> None:
        self.period = period
        self.timetable = timetable
        self._always: Calendar | None = None
        self._known: dict[tuple[Recurring, int | None], Entries] = {}

    def rounds(self, every: Recurrence, owner: str | None, since: dt.date | None = None) -> Entries:
        """Return when something comes round on its owner's calendar, counted from the day it was last done."""
        calendars = self.timetable.calendars
        number = calendars.number(owner)
        return self._found(Recurring(every, since=since), number, calendars.each[number])

    def without_rest(self, every: Recurrence) -> Entries:
        """Return when something comes round that machines do, on days off too."""
        if self._always is None:
            hours = ((0, MINUTES_PER_DAY),)
            self._always = build_calendar(self.period.first, self.period.last, range(7), hours=hours)
        return self._found(Recurring(every), None, self._always)

    def _found(self, what: Recurring, number: int | None, calendar: Calendar) -> Entries:
        if (what, number) not in self._known:
            self._known[what, number] = occurrences(what, self.period.first, self.period.last, calendar)
        return self._known[what, number]

    def before(self, last: dt.date | None, owner: str | None) -> Entries | None:
        """Return the last worked day up to one on which something runs out; None where that is not in the period."""
        if last is None or not self.period.first <= last <= self.period.last:
            return None
        return once(self._worked(last, owner, -1), last)

    def after(self, day: dt.date, owner: str | None) -> Entries:
        """Return the first worked day from a day on."""
        return once(self._worked(day, owner, 1), day)

    def _worked(self, day: dt.date, owner: str | None, step: int) -> dt.date:
        calendar = self.timetable.calendar_of(owner)
        first = day.toordinal()
        for ordinal in range(first, first + step * _LONGEST_BREAK, step):
            if calendar.is_working(dt.date.fromordinal(ordinal)):
                return dt.date.fromordinal(ordinal)
        return day


def once(day: dt.date | None, wanted: dt.date | None = None) -> Entries:
    """Return a single date, none for no day; `wanted` is the day it was moved from."""
    if day is None:
        return Entries(())
    return Entries((Entry(day, wanted if wanted != day else None),))
