"""When recurring work comes round: the dates of "every two weeks" on a working calendar.

Time is cut into cycles, and a cycle has one date at most. Weeks are of the calendar, from Monday on, as are
months, quarters, halves and years. A date that falls on a day off moves to the next worked day of its cycle,
else to the last worked day before it in the cycle; a cycle without a worked day has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ecsc.quantity import Recurrence
from ecsc.schedule.calendars import HORIZON_YEARS, Calendar

MOST_DATES = 10_000
"""How many dates one item gets at most, so that no answer runs for ever."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LAST = dt.date.max.toordinal()


class Recurring(Struct, frozen=True):
    """What comes round, and on which day of its cycle.

    - `weekday` (0 Monday): of weeks, the day; of months and longer, the first such day of the cycle;
    - `day` (1 to 31, -1 the last): of months and longer, the day of the cycle's last month; a month without
      that day has it on its last. It goes before `weekday`;
    - neither: the first worked day of the cycle;
    - `since`, the day it was last done: each date is an interval after the one before, counted from that day.
      It goes before both.
    """

    every: Recurrence
    weekday: int | None = None
    day: int | None = None
    since: dt.date | None = None


class Entry(Struct, frozen=True):
    """One date. `moved_from` is the day off on which it would have fallen."""

    date: dt.date
    moved_from: dt.date | None = None


class Entries(Struct, frozen=True):
    """The dates in order, no day twice; `cut` tells that there are more than `MOST_DATES` or `HORIZON_YEARS`."""

    dates: tuple[Entry, ...]
    cut: bool = False


class _Cycle(Struct, frozen=True):
    """One cycle from `first` to `last` (ordinals, both in); `wanted` is its day, none for the first worked one."""

    first: int
    last: int
    wanted: int | None


def occurrences(what: Recurring, first: dt.date, last: dt.date, calendar: Calendar) -> Entries:
    """Return the dates between `first` and `last`, both in; a date of a cycle that lies outside is none.

    Every so many weeks counts from the first week that has its day in the window, months and longer from the
    month, quarter, half or year of `first`.
    """
    begin, end = first.toordinal(), last.toordinal()
    horizon = begin + HORIZON_YEARS * 366
    cut = end > horizon
    end = min(end, horizon)
    found: dict[int, Entry] = {}
    for entry in _entries(what, begin, end, calendar):
        if len(found) == MOST_DATES:
            return Entries(_in_order(found), cut=True)
        found.setdefault(entry.date.toordinal(), entry)
    return Entries(_in_order(found), cut)


def _in_order(found: dict[int, Entry]) -> tuple[Entry, ...]:
    return tuple(found[day] for day in sorted(found))


def _entries(what: Recurring, begin: int, end: int, calendar: Calendar) -> Iterator[Entry]:
    if what.every.unit == "workday":
        counted = what.since is not None and what.since.toordinal() > begin - HORIZON_YEARS * 366
        start = what.since.toordinal() + 1 if what.since is not None and counted else begin
        worked = (day for day in range(start, end + 1) if _is_worked(day, calendar))
        for number, day in enumerate(worked, 1 if counted else 0):
            if number % what.every.count == 0 and day >= begin:
                yield Entry(dt.date.fromordinal(day))
        return
    for cycle in _cycles(what, begin, end, calendar):
        entry = _entry(cycle, begin, end, calendar)
        if entry is not None:
            yield entry


def _is_worked(ordinal: int, calendar: Calendar) -> bool:
    return calendar.is_working(dt.date.fromordinal(ordinal))


def _entry(cycle: _Cycle, begin: int, end: int, calendar: Calendar) -> Entry | None:
    """Return a cycle's date, none where it lies outside the window or nothing of the cycle is worked."""
    if cycle.wanted is None:
        worked = _first_worked(cycle.first, min(cycle.last, end), calendar)
        return Entry(dt.date.fromordinal(worked)) if worked is not None and worked >= begin else None
    wanted = cycle.wanted
    if not begin <= wanted <= end:
        return None
    worked = _first_worked(wanted, min(cycle.last, end), calendar)
    if worked is None:
        before = range(wanted - 1, max(cycle.first, begin) - 1, -1)
        worked = next((day for day in before if _is_worked(day, calendar)), None)
    if worked is None:
        return None
    moved = None if worked == wanted else dt.date.fromordinal(wanted)
    return Entry(dt.date.fromordinal(worked), moved)


def _first_worked(first: int, last: int, calendar: Calendar) -> int | None:
    return next((day for day in range(first, last + 1) if _is_worked(day, calendar)), None)


def _cycles(what: Recurring, begin: int, end: int, calendar: Calendar) -> Iterator[_Cycle]:
    if what.since is not None:
        yield from _since(what.every, what.since, begin, end)
        return
    match what.every.unit:
        case "day":
            for day in range(begin, end + 1, what.every.count):
                yield _Cycle(day, min(day + what.every.count - 1, _LAST), day)
        case "week":
            monday = _first_week(what.weekday, begin, calendar)
            while monday <= end:
                wanted = None if what.weekday is None else monday + what.weekday
                yield _Cycle(max(monday, 1), min(monday + 7 * what.every.count - 1, _LAST), wanted)
                monday += 7 * what.every.count
        case unit:
            yield from _months(what, _MONTHS[unit], begin, end)


def _since(every: Recurrence, last: dt.date, begin: int, end: int) -> Iterator[_Cycle]:
    """Yield cycles that begin an interval, two intervals … after the day it was last done."""
    months = _MONTHS.get(every.unit, 0) * every.count
    if months:
        passed = _month_of(begin) - (last.year * 12 + last.month - 1)
        number = max(1, passed // months)
    else:
        days = every.count * (7 if every.unit == "week" else 1)
        number = max(1, (begin - last.toordinal()) // days)

    def start(number: int) -> int:
        if months:
            return months_later(last, months * number).toordinal()
        return min(last.toordinal() + days * number, _LAST)

    here = start(number)
    while here <= end:
        number += 1
        after = start(number)
        yield _Cycle(here, max(after - 1, here), here)
        if after == here:  # the last day there is
            return
        here = after


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, the last of a month that is shorter; the last stays the last."""
    first = _first_of(day.year * 12 + day.month - 1 + months)
    after = _first_of(day.year * 12 + day.month + months)
    if first > _LAST:
        return dt.date.max
    at_end = day == dt.date.max or (day + dt.timedelta(days=1)).day == 1
    return dt.date.fromordinal(after - 1 if at_end else min(first + day.day - 1, after - 1))


def _first_week(weekday: int | None, begin: int, calendar: Calendar) -> int:
    """Return the Monday of the first week that has its day, or its first worked one, in the window."""
    if weekday is not None:
        begin += (weekday - (begin - 1)) % 7
    monday = begin - (begin - 1) % 7  # ordinal 1, the first of January of the year 1, is a Monday
    if weekday is None and _first_worked(max(monday, 1), begin - 1, calendar) is not None:
        monday += 7
    return monday


def _months(what: Recurring, months: int, begin: int, end: int) -> Iterator[_Cycle]:
    """Yield cycles of whole months; `2 quarters` is two calendar quarters, counted from that of the window."""
    here = _month_of(begin)
    here -= here % months
    length = months * what.every.count
    while here <= _month_of(end):
        first, last = _first_of(here), _first_of(here + length) - 1
        wanted: int | None = None
        if what.day is not None:
            closing = _first_of(here + length - 1)
            wanted = last if what.day < 0 else min(closing + what.day - 1, last)
        elif what.weekday is not None:
            wanted = first + (what.weekday - (first - 1)) % 7
        yield _Cycle(first, min(last, _LAST), wanted)
        here += length


def _month_of(ordinal: int) -> int:
    day = dt.date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> int:
    """Return the ordinal of a month's first day, of the last month there is and later the day after all days."""
    year, number = divmod(month, 12)
    if year > dt.MAXYEAR:
        return _LAST + 1
    return dt.date(year, number + 1, 1).toordinal()
