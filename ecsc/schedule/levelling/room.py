"""What levelling works on: the network with its early places, what stays, and how far the rest may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ecsc.schedule.axis import MINUTES_PER_DAY, day_of, instant_of
from ecsc.schedule.backward import FAR, Keepers, Limits, late_and_free
from ecsc.schedule.boundaries import earliest_held, surely_held
from ecsc.schedule.calendars import Calendar
from ecsc.schedule.critical_path import compute
from ecsc.schedule.demand import Demands, Stretch, stretch_of
from ecsc.schedule.network import Boundary, Network
from ecsc.schedule.placement import Placement
from ecsc.schedule.schedule import Schedule


class Room(Struct, frozen=True):
    """A network to be levelled.

    `schedule` is its schedule without regard to anybody's time; `held` the activities that stay where they
    stand there (pinned, under way or done), `limits` the last start position of each with which those can
    stay, `bounds` the same as far as no schedule could do otherwise (of a group that something held waits for
    by its start, `limits` keep the earliest in its place), `priorities` the instant by which each had better
    start: its latest start against the end, its deadlines and what is held.
    """

    schedule: Schedule
    demands: Demands
    held: frozenset[int]
    limits: tuple[int, ...]
    bounds: tuple[int, ...]
    priorities: tuple[int, ...]

    @property
    def place(self) -> Placement:
        """Return where everything stands without levelling."""
        return self.schedule.placement

    @property
    def network(self) -> Network:
        """Return the network."""
        return self.place.network

    def taken(self, place: Placement, number: int, start: int) -> Stretch | None:
        """Return what an activity takes at `start`, at most all there is: who does too much does it alone."""
        found = stretch_of(place, self.demands, number, start)
        if found is None:
            return None
        share = self.demands.resources[self.demands.of[number].resource].share
        return found if found.rate <= share else Stretch(found.begin, found.end, share)


def room_of(schedule: Schedule, demands: Demands, fixed: Collection[int] = ()) -> Room:
    """Return the room for levelling `schedule`. `fixed` activities stay as pinned ones do.

    Resources without any time have to be left out of `demands`, and no activity may be `late` that has one.
    """
    place, order = schedule.placement, list(schedule.backwards)
    activities = place.activities
    pinned = {number for number, each in enumerate(activities) if each.pin is not None}
    held = frozenset(pinned.union(fixed))
    limits = bounds = _limits(place, order, held, earliest_held)
    if any(each.boundary is Boundary.FIRST for each in activities):
        bounds = _limits(place, order, held, surely_held)
    return Room(schedule, demands, held, limits, bounds, _priorities(schedule, limits))


def _limits(place: Placement, order: list[int], held: Collection[int], kept: Keepers) -> tuple[int, ...]:
    """Return the last start positions that leave the held their place.

    What contradicts a pin as it is may not move any further, so that no other link to it breaks.
    """
    if not held:
        return (FAR,) * len(place.activities)
    own = [FAR] * len(place.activities)
    moments: dict[int, int] = {}
    for number in held:
        if place.activities[number].minutes:
            own[number] = place.starts[number]
        else:
            moments[number] = place.moments[number]
    late, _ = late_and_free(place, order, Limits(place, own, moments), stands=place.starts, kept=kept)
    return tuple(map(max, late, place.starts))


def _priorities(schedule: Schedule, limits: Sequence[int]) -> tuple[int, ...]:
    place = schedule.placement
    found = []
    for number, stands in enumerate(schedule.scheduled):
        room = schedule.total_float[number] or 0
        deadline = schedule.deadline_float[number]
        if deadline is not None:
            room = min(room, deadline)
        found.append(place.calendar(number).start_at(min(stands + room, limits[number])))
    return tuple(found)


def next_morning(calendar: Calendar, position: int) -> int:
    """Return the first position from `position` on at which a working day of the calendar begins."""
    day = calendar.start_at(position) // MINUTES_PER_DAY
    if calendar.work_before(day * MINUTES_PER_DAY) == position:
        return position
    return calendar.work_before((day + 1) * MINUTES_PER_DAY)


def with_bounds(network: Network, days: Mapping[int, dt.date]) -> Network:
    """Return the network with a `not_before` on each of the `days`, by number of the activity."""
    activities = list(network.activities)
    for number, day in days.items():
        activities[number] = replace(activities[number], not_before=instant_of(day))
    return Network(tuple(activities), network.calendars, network.start)


def schedule_of(room: Room, starts: Sequence[int], delayed: Collection[int]) -> Schedule:
    """Return the schedule that the author gets who writes a `not_before` for each of `delayed`."""
    place = room.place
    days = {number: day_of(place.calendar(number).start_at(starts[number])) for number in delayed}
    return compute(with_bounds(room.network, days))
