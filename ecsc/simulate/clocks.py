"""A calendar that answers for many runs at once: the same questions as `ecsc.schedule.Calendar`, of arrays."""

from __future__ import annotations

from itertools import accumulate

from ecsc.schedule import MINUTES_PER_DAY, Calendar
from ecsc.simulate.rows import Row


class Clock:
    """Positions and instants of one calendar, as arrays; see `ecsc.schedule.calendars` for what they are.

    It copies the calendar's table. Before an answer beyond it the calendar itself is asked, which makes the
    table grow as far as it ever does.
    """

    __slots__ = ("_begins", "_calendar", "_cumulative", "_first", "_hours", "_minutes", "_worked")

    def __init__(self, calendar: Calendar) -> None:
        """Copy the table of `calendar`."""
        import numpy as np

        self._calendar = calendar
        self._hours = calendar.hours
        self._begins = np.array([begin for begin, _ in calendar.hours], np.int64)
        lengths = [end - begin for begin, end in calendar.hours]
        self._worked = np.array(list(accumulate(lengths, initial=0))[:-1], np.int64)
        self._copy()

    def _copy(self) -> None:
        import numpy as np

        self._first, table = self._calendar.table
        self._cumulative: Row = np.array(table, np.int64)
        self._minutes: Row = np.diff(self._cumulative)

    def work_before(self, instants: Row) -> Row:
        """Return the positions of instants."""
        import numpy as np

        days = instants // MINUTES_PER_DAY
        low, high = int(days.min()), int(days.max())
        if low < self._first or high >= self._first + len(self._minutes):
            for day in (low, high):
                self._calendar.work_before(day * MINUTES_PER_DAY)
            self._copy()
        count = len(self._minutes)
        index = np.clip(days - self._first, 0, count - 1)
        clock = instants - days * MINUTES_PER_DAY
        until = np.zeros_like(clock)
        for begin, end in self._hours:
            until += np.clip(clock - begin, 0, end - begin)
        positions = self._cumulative[index] + np.minimum(self._minutes[index], until)
        if low < self._first:
            positions = np.where(days < self._first, self._cumulative[0], positions)
        if high >= self._first + count:
            positions = np.where(days >= self._first + count, self._cumulative[-1] + 1, positions)
        return positions

    def start_at(self, positions: Row) -> Row:
        """Return the instants at which the working minutes of the given numbers start."""
        import numpy as np

        low, high = int(positions.min()), int(positions.max())
        if high >= self._cumulative[-1] or low < self._cumulative[0]:
            for position in (low, high):
                self._calendar.start_at(position)
            self._copy()
        index = np.maximum(np.searchsorted(self._cumulative, positions, "right") - 1, 0)
        within = np.maximum(positions - self._cumulative[index], 0)
        instants = (self._first + index) * MINUTES_PER_DAY + self._opening(within)
        if high >= self._cumulative[-1]:
            instants = np.where(positions >= self._cumulative[-1], self._beyond, instants)
        return instants

    def finish_at(self, positions: Row) -> Row:
        """Return the instants at which the working minutes before the given positions end."""
        import numpy as np

        index = self._finish_index(positions)
        within = positions - self._cumulative[index]
        instants = (self._first + index) * MINUTES_PER_DAY + self._opening(within - 1) + 1
        instants = np.where(positions > self._cumulative[-1], self._beyond, instants)
        return np.where(positions <= self._cumulative[0], self._first * MINUTES_PER_DAY, instants)

    def finish_day(self, positions: Row) -> Row:
        """Return the ordinals of the days on which the working minutes before the given positions end."""
        import numpy as np

        days = self._first + self._finish_index(positions)
        days = np.where(positions > self._cumulative[-1], self._beyond // MINUTES_PER_DAY - 1, days)
        return np.where(positions <= self._cumulative[0], self._first - 1, days)

    def _finish_index(self, positions: Row) -> Row:
        import numpy as np

        low, high = int(positions.min()), int(positions.max())
        if high > self._cumulative[-1] or low <= self._cumulative[0]:
            for position in (low, high):
                self._calendar.finish_at(position)
            self._copy()
        index: Row = np.searchsorted(self._cumulative, positions, "left") - 1
        return index

    @property
    def _beyond(self) -> int:
        """Return the instant at which the table ends."""
        return (self._first + len(self._minutes)) * MINUTES_PER_DAY

    def _opening(self, within: Row) -> Row:
        """Return the minutes of the day at which working minutes of the given numbers start."""
        import numpy as np

        starts: Row = within + self._begins[0]
        if len(self._begins) > 1:
            part = np.maximum(np.searchsorted(self._worked, within, "right") - 1, 0)
            starts = self._begins[part] + within - self._worked[part]
        return starts
