"""An independent look at a levelled schedule: every link, bound, held activity and everybody's time.

It measures links on instants with nothing but counts of working minutes, as their definition reads, and
shares no arithmetic with the engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from ecsc.schedule.demand import stretch_of
from ecsc.schedule.forward import bound_of, is_dated
from ecsc.schedule.levelling.room import Room
from ecsc.schedule.network import Boundary, Link, LinkKind
from ecsc.schedule.placement import Placement
from ecsc.schedule.schedule import Schedule


class Breach(Struct, frozen=True):
    """Something that a levelled schedule must keep and does not; `other` is the predecessor of a link."""

    kind: Literal["link", "bound", "held", "capacity"]
    activity: str
    other: str = ""


def verify(room: Room, schedule: Schedule, forced: Sequence[int] = ()) -> tuple[Breach, ...]:
    """Return what `schedule` breaks. Links that were broken without levelling, by a pin, do not count.

    Too much at once may be taken only where everything involved is held or one of the `forced`.
    """
    return (
        *_links(room, schedule),
        *_places(room, schedule),
        *_capacities(room, schedule, frozenset(forced)),
    )


def _links(room: Room, schedule: Schedule) -> list[Breach]:
    place, before = schedule.placement, room.place
    found = []
    for head, activity in enumerate(place.activities):
        if activity.boundary is not None:
            found.extend(_edge(place, head, activity.boundary))
            continue
        for tail, link in place.wiring.links_of(head):
            excused = head in room.held and not _keeps(before, tail, link, head)
            if not excused and not _keeps(place, tail, link, head):
                found.append(Breach("link", activity.id, link.predecessor))
    return found


def _edge(place: Placement, head: int, boundary: Boundary) -> list[Breach]:
    """Return a breach where the edge of a group is not exactly where the first begins or the last ends."""
    links = place.wiring.links_of(head)
    asked = [
        _instant(place, tail, 0 if link.kind is LinkKind.START_START else _reach(place, tail, head))
        + link.lag
        for tail, link in links
    ]
    if not asked or place.moments[head] == (min if boundary is Boundary.FIRST else max)(asked):
        return []
    return [Breach("link", place.activities[head].id, links[0][1].predecessor)]


def _keeps(place: Placement, tail: int, link: Link, head: int) -> bool:
    activity, calendar = place.activities[head], place.calendar(head)
    from_start = link.kind in (LinkKind.START_START, LinkKind.START_FINISH)
    to_finish = link.kind in (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)
    left = _instant(place, tail, 0 if from_start else _reach(place, tail, head))
    right = _instant(place, head, activity.minutes if to_finish else 0)
    if link.elapsed:
        left += link.lag
    elif link.lag and link.lag_calendar is not None:
        # The minute that opens after a beginning, or the end of the last one that has to pass.
        between = place.calendars[link.lag_calendar]
        passed = between.work_before(left) + link.lag
        left = between.start_at(passed) if from_start else between.finish_at(passed)
    elif link.lag:
        return calendar.work_before(right) - calendar.work_before(left) >= link.lag
    if activity.minutes and link.kind is LinkKind.START_FINISH:
        return calendar.work_before(right) >= calendar.work_before(left)
    return right >= left


def _reach(place: Placement, tail: int, head: int) -> int:
    activity = place.activities[tail]
    buffered = not activity.milestone and not place.activities[head].milestone
    return activity.minutes + (activity.buffer if buffered else 0)


def _instant(place: Placement, number: int, minutes: int) -> int:
    """Return the instant at which an activity has worked so many minutes, its buffer included."""
    calendar, start = place.calendar(number), place.starts[number]
    if minutes:
        return calendar.finish_at(start + minutes)
    return calendar.start_at(start) if place.activities[number].minutes else place.moments[number]


def _places(room: Room, schedule: Schedule) -> list[Breach]:
    found = []
    for number, activity in enumerate(schedule.placement.activities):
        start = schedule.early[number]
        if activity.boundary is not None:
            continue
        if number in room.held:
            if start != room.schedule.early[number]:
                found.append(Breach("held", activity.id))
        elif not is_dated(activity, schedule.placement.wiring, number) and start < room.place.calendar(
            number
        ).work_before(bound_of(activity, room.network.start)):
            found.append(Breach("bound", activity.id))
    return found


def _capacities(room: Room, schedule: Schedule, forced: frozenset[int]) -> list[Breach]:
    """Hold what is taken against the capacity wherever something begins that could have begun elsewhere."""
    place, demands = schedule.placement, room.demands
    taken: dict[int, list[tuple[int, int, Fraction, int]]] = {}
    for number, demand in demands.of.items():
        one = stretch_of(place, demands, number, schedule.early[number])
        if one is not None and number not in forced:
            share = demands.resources[demand.resource].share
            taken.setdefault(demand.resource, []).append((one.begin, one.end, min(one.rate, share), number))
    found = []
    for resource, stretches in taken.items():
        share = demands.resources[resource].share
        starts = sorted({begin for begin, _, _, _ in stretches})
        stretches.sort()
        running: list[tuple[int, int, Fraction, int]] = []
        upcoming = iter(stretches)
        waiting = next(upcoming, None)
        for position in starts:
            running = [one for one in running if one[1] > position]
            while waiting is not None and waiting[0] <= position:
                running.append(waiting)
                waiting = next(upcoming, None)
            movable = [one[3] for one in running if one[3] not in room.held]
            if movable and sum((one[2] for one in running), Fraction(0)) > share:
                found.append(Breach("capacity", place.activities[min(movable)].id))
    return found
