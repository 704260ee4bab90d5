"""Who does the work of an activity, and how much of that person's time it takes.

A *resource* works on a calendar and gives a share of each working minute. An activity's *demand* is the
resource's minutes it takes altogether, spread evenly over its working time. Everything is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from ecsc.schedule.placement import Placement


class Resource(Struct, frozen=True):
    """Somebody with time: an index into `Network.calendars`, and the share of each working minute given."""

    calendar: int
    share: Fraction = Fraction(1)


class Demand(Struct, frozen=True, gc=False):
    """What an activity takes: an index of a resource and the minutes of its time, over the whole activity."""

    resource: int
    minutes: Fraction


class Demands(Struct, frozen=True):
    """The resources, and what activities take of them, by number of the activity in the network."""

    resources: tuple[Resource, ...]
    of: Mapping[int, Demand]


class Stretch(Struct, frozen=True, gc=False):
    """Working minutes `[begin, end)` of a resource's calendar, of each of which an activity takes `rate`."""

    begin: int
    end: int
    rate: Fraction


def stretch_of(place: Placement, demands: Demands, number: int, start: int) -> Stretch | None:
    """Return what an activity takes if it starts at position `start` of its own calendar.

    An activity on another calendar than its resource (work on the clock) takes the resource's working minutes
    between its start and its finish. None where there are none, or nothing is taken.
    """
    demand = demands.of.get(number)
    minutes = place.activities[number].minutes
    if demand is None or not minutes or not demand.minutes:
        return None
    which = place.activities[number].calendar
    resource = demands.resources[demand.resource]
    begin, end = start, start + minutes
    if which != resource.calendar:
        own, calendar = place.calendars[which], place.calendars[resource.calendar]
        begin, end = calendar.work_before(own.start_at(begin)), calendar.work_before(own.finish_at(end))
        if end <= begin:
            return None
    return Stretch(begin, end, demand.minutes / (end - begin))


def stretches(
    place: Placement, demands: Demands, starts: Sequence[int]
) -> Iterator[tuple[int, int, Stretch]]:
    """Yield (number of the activity, its resource, what it takes) with each activity at its start position.

    What ends beyond its calendar's horizon is left out: it has no dates that mean anything.
    """
    for number, demand in demands.of.items():
        activity = place.activities[number]
        if not place.calendars[activity.calendar].reaches(starts[number] + activity.minutes):
            continue
        found = stretch_of(place, demands, number, starts[number])
        if found is not None:
            yield number, demand.resource, found
