"""What decides how many minutes of a day are worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from msgspec import Struct

from ecsc.schedule.holidays_by_country import Holidays


class DayRules(Struct, frozen=True):
    """What decides how many minutes of a day are worked. Later fields win over earlier ones.

    `workweek` are weekdays (0 Monday), `country` brings public holidays and ordered working weekends,
    `holidays` are the author's own days off, `extra_workdays` win over all of these, `short_days` give the
    minutes worked from opening time on days that are worked at all, `absences` are ranges with both ends in.
    """

    workweek: frozenset[int]
    country: Holidays | None = None
    holidays: frozenset[dt.date] = frozenset()
    extra_workdays: frozenset[dt.date] = frozenset()
    short_days: tuple[tuple[dt.date, int], ...] = ()
    absences: tuple[tuple[dt.date, dt.date], ...] = ()

    def minutes(self, first: int, last: int, full: int) -> list[int]:
        """Return the worked minutes of each day from ordinal `first` to `last`, `full` on a whole day."""
        week = [full if weekday in self.workweek else 0 for weekday in range(7)]
        table = [week[(ordinal + 6) % 7] for ordinal in range(first, last + 1)]

        def put(days: Collection[dt.date], value: int) -> None:
            for day in days:
                if first <= (ordinal := day.toordinal()) <= last:
                    table[ordinal - first] = value

        if self.country is not None:
            put(self.country.off, 0)
            put(self.country.workdays, full)
        put(self.holidays, 0)
        put(self.extra_workdays, full)
        for day, minutes in self.short_days:
            if first <= (ordinal := day.toordinal()) <= last:
                table[ordinal - first] = min(table[ordinal - first], max(minutes, 0))
        for begin, end in self.absences:
            low, high = max(begin.toordinal(), first), min(end.toordinal(), last)
            if low <= high:
                table[low - first : high - first + 1] = [0] * (high - low + 1)
        return table
