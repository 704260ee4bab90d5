"""Load by week: how much of a resource's time its activities take, and how much there is.

Weeks begin on Monday (ISO 8601) and are named by the ordinal of that day. Minutes are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from ecsc.schedule.axis import MINUTES_PER_DAY
from ecsc.schedule.calendars import Calendar
from ecsc.schedule.demand import Demands, stretches
from ecsc.schedule.placement import Placement

WEEK = 7


class WeekWork(Struct):
    """A week of a resource: its `monday`, minutes available, and minutes taken by each activity's number."""

    monday: int
    available: Fraction
    taken: list[tuple[int, Fraction]]

    @property
    def load(self) -> Fraction:
        """Return the minutes taken in all."""
        return sum((minutes for _, minutes in self.taken), Fraction(0))


class Weeks:
    """Cuts stretches of one calendar at Mondays. Each Monday is looked up once."""

    __slots__ = ("_before", "calendar")

    def __init__(self, calendar: Calendar) -> None:
        """Know no Monday yet."""
        self.calendar = calendar
        self._before: dict[int, int] = {}

    def before(self, monday: int) -> int:
        """Return the position of the midnight that begins `monday`."""
        found = self._before.get(monday)
        if found is None:
            found = self._before[monday] = self.calendar.work_before(monday * MINUTES_PER_DAY)
        return found

    def cut(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (Monday, working minutes in its week) for the positions `[begin, end)`."""
        monday = monday_of(self.calendar.start_at(begin) // MINUTES_PER_DAY)
        while begin < end:
            upto = min(end, max(self.before(monday + WEEK), begin))
            if upto > begin:
                yield monday, upto - begin
            begin, monday = upto, monday + WEEK


def monday_of(ordinal: int) -> int:
    """Return the ordinal of the Monday of a day's week."""
    return ordinal - (ordinal - 1) % WEEK


def load_by_week(
    place: Placement, demands: Demands, starts: Sequence[int]
) -> dict[int, tuple[WeekWork, ...]]:
    """Return the weeks of each resource that has work, from the first to the last with work, gaps included.

    `starts` are the activities' start positions. Time before the network's start, and before the first work,
    is no time for it. O(activities and the weeks they run through).
    """
    cutters: dict[int, Weeks] = {}
    found: dict[int, dict[int, list[tuple[int, Fraction]]]] = {}
    first: dict[int, int] = {}
    for number, resource, taken in stretches(place, demands, starts):
        which = demands.resources[resource].calendar
        cutter = cutters.get(which)
        if cutter is None:
            cutter = cutters[which] = Weeks(place.calendars[which])
        weeks = found.setdefault(resource, {})
        for monday, minutes in cutter.cut(taken.begin, taken.end):
            weeks.setdefault(monday, []).append((number, taken.rate * minutes))
        first[resource] = min(taken.begin, first.get(resource, taken.begin))
    return {
        resource: tuple(_weeks(weeks, cutters[one.calendar], one.share, min(first[resource], begin)))
        for resource, weeks in sorted(found.items())
        for one in (demands.resources[resource],)
        for begin in (place.calendars[one.calendar].work_before(place.network.start),)
    }


def _weeks(
    weeks: dict[int, list[tuple[int, Fraction]]], cutter: Weeks, share: Fraction, since: int
) -> Iterator[WeekWork]:
    for monday in range(min(weeks), max(weeks) + 1, WEEK):
        minutes = cutter.before(monday + WEEK) - max(cutter.before(monday), since)
        yield WeekWork(monday, share * minutes, weeks.get(monday, []))
