"""An instant that no levelled schedule ends before, from how much everybody has to do."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from ecsc.schedule.levelling.room import Room


def work_bound(room: Room) -> int | None:
    """Return the latest of the instants to which somebody's work lasts at the least; none without work.

    Of all of a person's activities that cannot begin before some position, none ends before that position
    plus all their work at the person's full capacity, and the smallest buffer follows (Carlier 1982, without
    the tails). What is held is left out, for it may overlap.
    """
    place, demands = room.place, room.demands
    by_resource: dict[int, list[tuple[int, Fraction, int]]] = {}
    for number, demand in demands.of.items():
        activity = place.activities[number]
        resource = demands.resources[demand.resource]
        if number in room.held or activity.calendar != resource.calendar:
            continue
        taken = room.taken(place, number, room.schedule.early[number])
        if taken is not None:
            work = taken.rate * (taken.end - taken.begin)
            by_resource.setdefault(demand.resource, []).append((taken.begin, work, activity.buffer))
    ends = [
        place.calendars[demands.resources[resource].calendar].finish_at(
            _last(each, demands.resources[resource].share)
        )
        for resource, each in by_resource.items()
    ]
    return max(ends, default=None)


def _last(activities: list[tuple[int, Fraction, int]], share: Fraction) -> int:
    """Return the last position of (earliest start, work, buffer) that cannot be done at the same time."""
    last, work = 0, Fraction(0)
    buffer = max(buffer for _, _, buffer in activities)
    for begin, minutes, after in sorted(activities, reverse=True):
        work += minutes
        buffer = min(buffer, after)
        last = max(last, begin + ceil(work / share) + buffer)
    return last
