"""The forward pass of many runs at once: where each activity stands in each run.

It is `ecsc.schedule.forward` and `ecsc.schedule.placement` with a row of runs in the place of each number, and
gives the same numbers: a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecsc.schedule import MINUTES_PER_DAY, Boundary, Link, LinkKind, Schedule
from ecsc.schedule.boundaries import edges_of
from ecsc.schedule.forward import bound_of, is_dated
from ecsc.schedule.placement import Placement
from ecsc.schedule.wiring import NEVER
from ecsc.simulate.clocks import Clock
from ecsc.simulate.rows import Length, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STARTS = frozenset({LinkKind.START_START, LinkKind.START_FINISH})
FINISHES = frozenset({LinkKind.FINISH_FINISH, LinkKind.START_FINISH})

LONGEST = 2**40
"""Two million years in minutes: what lengths and lags are cut to, so that a chain of them fits 64 bits."""


def cut(minutes: int) -> int:
    """Return a length or a lag, cut to what can be added up."""
    return max(min(minutes, LONGEST), -LONGEST)


class Wire:
    """A link of the network with its ends; `plain` where both ends have one calendar and the lag is worked."""

    __slots__ = ("lag", "link", "plain", "tail")

    def __init__(self, tail: int, link: Link, plain: bool) -> None:
        self.tail = tail
        self.link = link
        self.plain = plain
        self.lag = cut(link.lag)


class Frame:
    """What is the same in all runs: the network in its order, the clocks of its calendars, the wires."""

    __slots__ = ("clocks", "edges", "floors", "order", "place", "schedule", "wires")

    def __init__(self, schedule: Schedule) -> None:
        """Read the network off its computed schedule; links within a circle are left out as there."""
        self.schedule = schedule
        self.place: Placement = schedule.placement
        self.edges = edges_of(schedule.placement.network)
        self.order: tuple[int, ...] = tuple(reversed(schedule.backwards))
        self.clocks = [Clock(calendar) for calendar in self.place.calendars]
        wiring, nobody = self.place.wiring, len(self.place.activities)
        self.wires: list[tuple[Wire, ...]] = []
        for head, activity in enumerate(self.place.activities):
            places = range(wiring.begin[head], wiring.begin[head + 1])
            self.wires.append(
                tuple(
                    Wire(wiring.tails[at], link, wiring.offsets[at] != NEVER)
                    for at, link in zip(places, activity.links, strict=True)
                    if wiring.tails[at] != nobody
                )
            )
        self.floors = [self._floor(number) for number in range(nobody)]

    def clock(self, number: int) -> Clock:
        """Return the clock of an activity."""
        return self.clocks[self.place.activities[number].calendar]

    def is_late(self, number: int) -> bool:
        """Return whether the schedule puts the activity off on purpose."""
        return self.schedule.scheduled[number] > self.schedule.early[number]

    def _floor(self, number: int) -> int:
        """Return the position before which an activity does not start, links apart.

        What is scheduled late is begun on the day it is planned for, not when a run would need it: nobody
        knows beforehand how long the work will take.
        """
        activity, calendar = self.place.activities[number], self.place.calendar(number)
        bound = calendar.work_before(bound_of(activity, self.place.network.start))
        return max(bound, self.schedule.scheduled[number]) if self.is_late(number) else bound


class Played:
    """A number of runs: rows of positions, and for what has no length rows of instants.

    `lengths` are the minutes of each activity, one number where all runs have the same. `evenings` tell for
    a moment in which runs it ends what it waits for, so that midnight counts to the day before.
    """

    __slots__ = ("evenings", "frame", "lengths", "moments", "runs", "starts")

    def __init__(self, frame: Frame, lengths: Sequence[Length], runs: int) -> None:
        """Play the runs."""
        import numpy as np

        self.frame = frame
        self.lengths = lengths
        self.runs = runs
        self.starts: list[Row] = [np.empty(0, np.int64)] * len(lengths)
        self.moments: dict[int, Row] = {}
        self.evenings: dict[int, NDArray[np.bool_]] = {}
        for head in frame.order:
            if frame.place.activities[head].minutes:
                self.starts[head] = self._start(head)
            else:
                self._place_moment(head)

    def _reach(self, tail: int, head: int) -> Length:
        """Return the minutes from the start of `tail` to what `head` waits for at its end."""
        activities = self.frame.place.activities
        if activities[tail].milestone or activities[head].milestone:
            return self.lengths[tail]
        return self.lengths[tail] + cut(activities[tail].buffer)

    def _offset(self, wire: Wire, head: int) -> Length:
        """Return how much later than its tail `head` starts at least, by a plain wire."""
        kind = wire.link.kind
        if kind is LinkKind.FINISH_START:
            return self._reach(wire.tail, head) + wire.lag
        if kind is LinkKind.START_START:
            return wire.lag
        if kind is LinkKind.FINISH_FINISH:
            return self._reach(wire.tail, head) + wire.lag - self.lengths[head]
        return wire.lag - self.lengths[head]

    def _start(self, head: int) -> Row:
        """Return the early start positions of an activity with a length."""
        import numpy as np

        frame = self.frame
        pin = frame.place.activities[head].pin
        if pin is not None:
            return np.full(self.runs, frame.place.calendar(head).work_before(pin), np.int64)
        best = np.full(self.runs, frame.floors[head], np.int64)
        for wire in frame.wires[head]:
            np.maximum(best, self.asked(wire, head), out=best)
        return best

    def asked(self, wire: Wire, head: int) -> Row:
        """Return the earliest start positions, or for a moment the earliest instants, that a wire allows."""
        if not self.frame.place.activities[head].minutes:
            return self._required_moment(wire, head)
        if wire.plain:
            return self.starts[wire.tail] + self._offset(wire, head)
        return self._required_position(wire, head)

    def _place_moment(self, head: int) -> None:
        """Place an activity without a length: a pin, its due day where it stands alone, else what it waits for."""
        import numpy as np

        place, number = self.frame.place, head
        activity, calendar = place.activities[head], place.calendar(head)
        evening = np.zeros(self.runs, np.bool_)
        if activity.pin is not None:
            instant = np.full(self.runs, activity.pin, np.int64)
        elif activity.due is not None and is_dated(activity, place.wiring, number):
            instant, evening = np.full(self.runs, activity.due, np.int64), ~evening
        elif head in self.frame.edges and self.frame.wires[head]:
            asks = [self.asked(wire, head) for wire in self.frame.wires[head]]
            starts = activity.boundary is Boundary.FIRST
            instant = np.minimum.reduce(asks) if starts else np.maximum.reduce(asks)
            evening |= not starts
        else:
            floor = self.frame.floors[head]
            late = self.frame.is_late(head)
            first = calendar.finish_at(floor) if late else calendar.start_at(floor)
            instant = np.full(self.runs, first, np.int64)
            evening |= late
            for wire in self.frame.wires[head]:
                asked = self.asked(wire, head)
                better = (asked > instant) | ((asked == instant) & ~evening)
                instant = np.where(better, asked, instant)
                evening = np.where(better, wire.link.kind not in STARTS, evening)
        self.moments[head] = instant
        self.evenings[head] = evening
        self.starts[head] = self.frame.clock(head).work_before(instant)

    def _required_position(self, wire: Wire, head: int) -> Row:
        """Return the earliest start positions of `head` that a wire through instants allows."""
        clock, link, lag = self.frame.clock(head), wire.link, wire.lag
        instant = self._leaves(wire, head)
        if link.through_instants:
            instant, lag = self._lagged(wire, head, instant), 0
        position = clock.work_before(instant) + lag
        if link.kind is LinkKind.FINISH_FINISH and not lag:
            # A finish in a gap of the successor's calendar is not reached by the evening before the gap.
            position = position + (clock.finish_at(position) < instant)
        return position - self.lengths[head] if link.kind in FINISHES else position

    def _required_moment(self, wire: Wire, head: int) -> Row:
        """Return the earliest instants of `head`, which has no length, that a wire allows."""
        return self._lagged(wire, head, self._leaves(wire, head))

    def _lagged(self, wire: Wire, head: int, instant: Row) -> Row:
        """Return the instants to which the lag of a wire leads from `instant`."""
        link = wire.link
        if link.elapsed or not wire.lag:
            return instant + wire.lag
        clock = self.frame.clock(head) if link.lag_calendar is None else self.frame.clocks[link.lag_calendar]
        position = clock.work_before(instant) + wire.lag
        return clock.start_at(position) if link.kind in STARTS else clock.finish_at(position)

    def _leaves(self, wire: Wire, head: int) -> Row:
        """Return the instants at the tail that the wire waits for, without its lag."""
        place, tail = self.frame.place, wire.tail
        if place.leaves_as_moment(tail, wire.link, head):
            return self.moments[tail]
        clock, start = self.frame.clock(tail), self.starts[tail]
        if wire.link.kind in STARTS or not place.reach(tail, head):
            return clock.start_at(start)
        return clock.finish_at(start + self._reach(tail, head))

    def latest_end(self, lone: frozenset[int]) -> Row | None:
        """Return the last instant at which anything ends but the `lone` milestones, buffers apart."""
        import numpy as np

        place = self.frame.place
        lone = lone | self.frame.edges
        latest: dict[int, Row] = {}
        for number, activity in enumerate(place.activities):
            if number in lone:
                continue
            end = self.starts[number] + self.lengths[number]
            known = latest.get(activity.calendar)
            if known is None:
                latest[activity.calendar] = end
            else:
                np.maximum(known, end, out=known)
        ends = [self.frame.clocks[calendar].finish_at(end) for calendar, end in latest.items()]
        ends.extend(instant for number, instant in self.moments.items() if number not in lone)
        return np.maximum.reduce(ends) if ends else None

    def finish_days(self, number: int) -> Row:
        """Return the ordinals of the days on which an activity ends, its buffer apart."""
        if number in self.moments:
            instant = self.moments[number]
            shown = instant - (self.evenings[number] & (instant % MINUTES_PER_DAY == 0))
            days: Row = shown // MINUTES_PER_DAY
            return days
        return self.frame.clock(number).finish_day(self.starts[number] + self.lengths[number])
