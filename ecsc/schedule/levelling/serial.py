"""The serial schedule-generation scheme: one activity after the other, each at its first place with room.

Kelley, *The critical-path method: resources planning and scheduling* (1963); Kolisch, *Serial and parallel
resource-constrained project scheduling methods revisited* (1996). Priority is the latest start, then the
order of definition. Nothing is interrupted.

A delayed activity begins in the morning: what an author can write down is a day (`not_before`), and a
proposal that could not be written down would be none. What follows its predecessors at once may begin later
in the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from ecsc.schedule.forward import floors, place_early
from ecsc.schedule.levelling.bounds import work_bound
from ecsc.schedule.levelling.profile import Profile
from ecsc.schedule.levelling.result import Levelled
from ecsc.schedule.levelling.room import Room, next_morning, schedule_of
from ecsc.schedule.placement import Placement

_REPAIRS = 4
"""Rounds in which what a pin waits for goes first, where the first round leaves it no room."""

_FOREVER = 10**9
"""Further than any calendar reaches: where nothing limits a start."""


def level_serially(room: Room) -> Levelled:
    """Return the serial levelling, with the bound that the critical path and everybody's work give."""
    best = attempt = Generation(room, [(each,) for each in room.priorities])
    urgent: set[int] = set()
    for _ in range(_REPAIRS):
        if not best.forced:
            break
        urgent |= _ancestors(room, attempt.forced)
        ranks = [(number not in urgent, each) for number, each in enumerate(room.priorities)]
        attempt = Generation(room, ranks)
        best = min(best, attempt, key=lambda one: len(one.forced))
    bounds = [room.schedule.end]
    if not best.forced:
        bounds.append(work_bound(room))
    return best.levelled("serial", max((one for one in bounds if one is not None), default=None))


def _ancestors(room: Room, numbers: Iterable[int]) -> set[int]:
    """Return the activities and all they wait for."""
    found = set(numbers)
    pending = list(found)
    while pending:
        for tail, _ in room.place.wiring.links_of(pending.pop()):
            if tail not in found:
                found.add(tail)
                pending.append(tail)
    return found


class Generation:
    """One schedule made by the scheme: by `ranks`, smaller first, then by definition, predecessors first.

    `wishes` are positions before which activities are not placed unless their limit demands it.
    """

    __slots__ = ("_profiles", "_wishes", "delayed", "forced", "place", "room")

    def __init__(
        self, room: Room, ranks: Sequence[tuple[int, ...]], wishes: Mapping[int, int] | None = None
    ) -> None:
        """Make it. What is held takes its time before anything else is placed."""
        self.room = room
        self._wishes = wishes or {}
        self.delayed: list[int] = []
        self.forced: list[int] = []
        self._profiles = [Profile(one.share) for one in room.demands.resources]
        network = room.network
        self.place = Placement(network, room.place.wiring)
        self.place.starts = [*floors(network), 0]
        for number in sorted(room.held):
            self._take(number, room.schedule.early[number])
        for number in _in_order(room, ranks):
            self._put(number)

    def levelled(self, engine: str, bound: int | None) -> Levelled:
        """Return the schedule with its end, once the network was computed anew with the delays as bounds."""
        starts = tuple(self.place.starts[:-1])
        delayed, forced = tuple(sorted(self.delayed)), tuple(sorted(self.forced))
        end = schedule_of(self.room, starts, delayed).end
        return Levelled(engine, starts, delayed, forced, end, bound)

    def _put(self, number: int) -> None:
        place = self.place
        place_early(place, number)
        if number in self.room.held:
            place.starts[number] = self.room.schedule.early[number]
            if number in place.moments:
                place.moments[number] = self.room.place.moments[number]
            return
        if number not in self.room.demands.of:
            return
        early = place.starts[number]
        start = self._first_fit(number, early)
        if start is None:
            self.forced.append(number)
        elif start > early:
            place.starts[number] = start
            self.delayed.append(number)
        self._take(number, place.starts[number])

    def _take(self, number: int, start: int) -> None:
        taken = self.room.taken(self.place, number, start)
        if taken is not None:
            profile = self._profiles[self.room.demands.of[number].resource]
            profile.take(taken.begin, taken.end, taken.rate)

    def _first_fit(self, number: int, early: int) -> int | None:
        """Return the first start with room: early, or some morning; none up to the activity's limit."""
        place, limit = self.place, min(self.room.limits[number], early + _FOREVER)
        calendar = place.calendar(number)
        demand = self.room.demands.of[number]
        resource = self.room.demands.resources[demand.resource]
        profile = self._profiles[demand.resource]
        same = resource.calendar == place.activities[number].calendar
        length = place.activities[number].minutes
        start, morning = early, None
        wish = self._wishes.get(number, early)
        if early < wish <= limit:
            start = next_morning(calendar, wish)
        while start <= limit:
            taken = self.room.taken(place, number, start)
            blocked = None if taken is None else profile.conflict(taken.begin, taken.end, taken.rate)
            if taken is None or blocked is None:
                if morning is not None and same and taken is not None:
                    profile.remember(length, taken.rate, morning, start)
                return start
            if same:
                start = next_morning(calendar, blocked)
                if morning is None:
                    morning = start
                    start = profile.passed(length, taken.rate, start)
            else:
                free = place.calendars[resource.calendar].start_at(blocked)
                start = next_morning(calendar, max(calendar.work_before(free), start + 1))
            if not calendar.reaches(start + length):
                return None
        return None


def _in_order(room: Room, ranks: Sequence[tuple[int, ...]]) -> Iterable[int]:
    """Yield the activities by rank, each after all it waits for."""
    wiring = room.place.wiring
    size = len(wiring.activities)
    waits = [0] * size
    heads: list[list[int]] = [[] for _ in range(size)]
    for head in range(size):
        for tail in wiring.tails[wiring.begin[head] : wiring.begin[head + 1]]:
            if tail != size:
                waits[head] += 1
                heads[tail].append(head)
    ready = [(ranks[number], number) for number in range(size) if not waits[number]]
    heapify(ready)
    while ready:
        _, number = heappop(ready)
        yield number
        for head in heads[number]:
            waits[head] -= 1
            if not waits[head]:
                heappush(ready, (ranks[head], head))
