"""How positions of one calendar become positions of another, as a difference that never promises too much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ecsc.schedule.axis import MINUTES_PER_DAY
from ecsc.schedule.calendars import Calendar


class Gains:
    """The least of `head.work_before(t + lag) - tail.work_before(t)` over all instants from some instant on.

    A linear bound for a link between two calendars: whatever instant the predecessor leaves at, the position
    that the link asks for is at least the predecessor's plus this gain. Between the edges of working hours
    the difference only rises or only falls, so the edges are all that is looked at.
    """

    def __init__(self, calendars: Sequence[Calendar], begin: int, end: int) -> None:
        """Look at the instants from `begin` to `end`, both in."""
        self._calendars = calendars
        self._begin = begin
        self._end = max(begin, end)
        self._tables: dict[tuple[int, int, int], tuple[list[int], list[int]]] = {}

    def least(self, tail: int, head: int, lag: int, since: int) -> int:
        """Return the least gain for instants from `since` on, between the calendars of those indexes."""
        if tail == head and not lag:
            return 0
        table = self._tables.get((tail, head, lag))
        if table is None:
            table = self._tables[tail, head, lag] = self._table(tail, head, lag)
        points, least = table
        since = min(max(since, self._begin), self._end)
        return min(self._at(tail, head, lag, since), least[bisect_left(points, since)])

    def _at(self, tail: int, head: int, lag: int, instant: int) -> int:
        return self._calendars[head].work_before(instant + lag) - self._calendars[tail].work_before(instant)

    def _table(self, tail: int, head: int, lag: int) -> tuple[list[int], list[int]]:
        edges = {0, -lag % MINUTES_PER_DAY}
        edges.update(edge for pair in self._calendars[tail].hours for edge in pair)
        edges.update((edge - lag) % MINUTES_PER_DAY for pair in self._calendars[head].hours for edge in pair)
        days = range(self._begin // MINUTES_PER_DAY, self._end // MINUTES_PER_DAY + 1)
        points = [
            point
            for day in days
            for edge in sorted(edges)
            if self._begin <= (point := day * MINUTES_PER_DAY + edge) <= self._end
        ]
        points.append(self._end)
        least = [self._at(tail, head, lag, point) for point in points]
        for index in range(len(least) - 2, -1, -1):
            least[index] = min(least[index], least[index + 1])
        return points, least
