"""Where the activities stand while the passes run, and how a link is measured through instants.

An activity with a length is a position of its own calendar. One without (a milestone, a task of length zero)
is a moment: an exact instant, which may lie outside its calendar's hours, for what it waits for ended there.

Every link is a monotone map from where the predecessor stands to where the successor may stand.
`required_*` is that map, `limit` with `latest_start` its adjoint: the last place of the predecessor from
which the successor still fits. So late dates are never earlier than early ones.
"""

from __future__ import annotations

from ecsc.schedule.calendars import Calendar
from ecsc.schedule.network import Activity, Link, LinkKind, Network
from ecsc.schedule.wiring import Wiring

_STARTS = frozenset({LinkKind.START_START, LinkKind.START_FINISH})
_FINISHES = frozenset({LinkKind.FINISH_FINISH, LinkKind.START_FINISH})


class Placement:
    """Early positions of all activities, and the moments of those without length."""

    __slots__ = (
        "activities",
        "apart",
        "calendars",
        "evenings",
        "moments",
        "network",
        "sources",
        "starts",
        "wiring",
    )

    def __init__(self, network: Network, wiring: Wiring) -> None:
        """Place nothing yet."""
        self.network = network
        self.wiring = wiring
        self.activities: tuple[Activity, ...] = network.activities
        self.calendars: tuple[Calendar, ...] = network.calendars
        self.starts: list[int] = []
        self.moments: dict[int, int] = {}
        self.evenings: set[int] = set()
        self.sources: dict[int, int | None] = {}
        self.apart: dict[int, dict[int, bool]] = {}

    def calendar(self, number: int) -> Calendar:
        """Return the calendar of an activity."""
        return self.calendars[self.activities[number].calendar]

    def required_position(self, tail: int, link: Link, head: int) -> int:
        """Return the earliest start position of `head`, which has a length, that the link allows."""
        calendar = self.calendar(head)
        instant, lag = self._leaves(tail, link, head), link.lag
        if link.through_instants:
            instant, lag = self.lagged(link, head, instant), 0
        position = calendar.work_before(instant) + lag
        # A finish in a gap of the successor's calendar is not reached by the evening before the gap.
        if link.kind is LinkKind.FINISH_FINISH and not lag and calendar.finish_at(position) < instant:
            position += 1
        return position - self.activities[head].minutes if link.kind in _FINISHES else position

    def required_moment(self, tail: int, link: Link, head: int) -> int:
        """Return the earliest instant of `head`, which has no length, that the link allows."""
        return self.lagged(link, head, self._leaves(tail, link, head))

    def lagged(self, link: Link, head: int, instant: int) -> int:
        """Return the instant to which the lag of a link leads from `instant`: a beginning opens a day."""
        if link.elapsed or not link.lag:
            return instant + link.lag
        calendar = self._lag_calendar(link, head)
        position = calendar.work_before(instant) + link.lag
        return calendar.start_at(position) if link.kind in _STARTS else calendar.finish_at(position)

    def limit(self, link: Link, head: int, position: int, instant: int | None) -> int:
        """Return the last instant of the predecessor with which `head` may still stand where it is.

        That is at `position`, or exactly at `instant` for a `head` without length.
        """
        if instant is None:
            calendar = self.calendar(head)
            position += self.activities[head].minutes if link.kind in _FINISHES else 0
            if link.lag and not link.through_instants:
                return calendar.start_at(position - link.lag)
            strict = link.kind is LinkKind.FINISH_FINISH
            instant = calendar.finish_at(position) if strict else calendar.start_at(position)
        return self._unlagged(link, head, instant)

    def _unlagged(self, link: Link, head: int, instant: int) -> int:
        """Return the last instant from which the lag of a link leads no further than to `instant`."""
        if link.elapsed or not link.lag:
            return instant - link.lag
        calendar = self._lag_calendar(link, head)
        position = calendar.work_before(instant)
        if link.kind in _STARTS and calendar.start_at(position) > instant:
            position -= 1
        return calendar.start_at(position - link.lag)

    def _lag_calendar(self, link: Link, head: int) -> Calendar:
        return self.calendar(head) if link.lag_calendar is None else self.calendars[link.lag_calendar]

    def latest_start(self, tail: int, link: Link, head: int, limit: int) -> int:
        """Return the last start position of `tail` from which it reaches the link by the instant `limit`."""
        calendar = self.calendar(tail)
        latest = calendar.work_before(limit)
        if link.kind not in _STARTS:
            return latest - self.reach(tail, head)
        return latest - 1 if self.activities[tail].minutes and calendar.start_at(latest) > limit else latest

    def leaves_as_moment(self, tail: int, link: Link, head: int) -> bool:
        """Return whether the link leaves `tail` at an exact moment and not at a position."""
        return not self.activities[tail].minutes and (link.kind in _STARTS or not self.reach(tail, head))

    def reach(self, tail: int, head: int) -> int:
        """Return the minutes from the start of `tail` to what `head` waits for at its end."""
        activity = self.activities[tail]
        if activity.milestone or self.activities[head].milestone:
            return activity.minutes
        return activity.minutes + activity.buffer

    def _leaves(self, tail: int, link: Link, head: int) -> int:
        """Return the instant at `tail` that the link waits for, without its lag."""
        if self.leaves_as_moment(tail, link, head):
            return self.moments[tail]
        reach = 0 if link.kind in _STARTS else self.reach(tail, head)
        calendar, start = self.calendar(tail), self.starts[tail]
        return calendar.finish_at(start + reach) if reach else calendar.start_at(start)
