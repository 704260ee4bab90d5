"""What decides how many minutes of a day are worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from ecsc.schedule.holidays_by_country import Holidays

DaySpan: TypeAlias = tuple[dt.date, dt.date]
"""A run of days, both ends in. Days off are kept so: a century of them costs no more than one."""


class DayRules(Struct, frozen=True):
    """What decides how many minutes of a day are worked. Later fields win over earlier ones.

    `workweek` are weekdays (0 Monday), `country` brings public holidays and ordered working weekends,
    `holidays` are the author's own days off, and `extra_workdays` win over all of these. `half_days` take the
    second half away from days that are worked, and make no workday of a day off; `short_days` do the same
    with the minutes each of them gives, from opening time. `absences` win over everything.
    """

    workweek: frozenset[int]
    country: Holidays | None = None
    holidays: tuple[DaySpan, ...] = ()
    extra_workdays: tuple[DaySpan, ...] = ()
    half_days: tuple[DaySpan, ...] = ()
    short_days: tuple[tuple[dt.date, int], ...] = ()
    absences: tuple[DaySpan, ...] = ()

    def minutes(self, first: int, last: int, full: int) -> list[int]:
        """Return the worked minutes of each day from ordinal `first` to `last`, `full` on a whole day."""
        week = [full if weekday in self.workweek else 0 for weekday in range(7)]
        table = [week[(ordinal + 6) % 7] for ordinal in range(first, last + 1)]

        def put(days: Collection[dt.date], value: int) -> None:
            for day in days:
                if first <= (ordinal := day.toordinal()) <= last:
                    table[ordinal - first] = value

        def lay(spans: Iterable[DaySpan], value: int) -> None:
            for low, high in _clipped(spans, first, last):
                table[low - first : high - first + 1] = [value] * (high - low + 1)

        if self.country is not None:
            put(self.country.off, 0)
            put(self.country.workdays, full)
        lay(self.holidays, 0)
        lay(self.extra_workdays, full)
        for low, high in _clipped(self.half_days, first, last):
            for index in range(low - first, high - first + 1):
                table[index] = min(table[index], full // 2)
        for day, minutes in self.short_days:
            if first <= (ordinal := day.toordinal()) <= last:
                table[ordinal - first] = min(table[ordinal - first], max(minutes, 0))
        lay(self.absences, 0)
        return table


def spans_of(days: Iterable[dt.date]) -> tuple[DaySpan, ...]:
    """Return single days as the runs they make, in order."""
    ordered = sorted(set(days))
    if not ordered:
        return ()
    breaks = [after for before, after in pairwise(ordered) if (after - before).days > 1]
    starts = [ordered[0], *breaks]
    ends = [before for before, after in pairwise(ordered) if (after - before).days > 1]
    return tuple(zip(starts, [*ends, ordered[-1]], strict=True))


def days_within(spans: Iterable[DaySpan], first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days of the spans from `first` to `last`, both in, each once and in order."""
    found: set[int] = set()
    for low, high in _clipped(spans, first.toordinal(), last.toordinal()):
        found.update(range(low, high + 1))
    return tuple(map(dt.date.fromordinal, sorted(found)))


def _clipped(spans: Iterable[DaySpan], first: int, last: int) -> Iterator[tuple[int, int]]:
    for begin, end in spans:
        low, high = max(begin.toordinal(), first), min(end.toordinal(), last)
        if low <= high:
            yield low, high
