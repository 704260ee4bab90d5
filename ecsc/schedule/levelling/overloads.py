"""Where somebody has more to do at once than time for it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from ecsc.schedule.demand import Demands, Stretch, stretches
from ecsc.schedule.placement import Placement


class Overload(Struct, frozen=True):
    """A stretch `[begin, end)` of working minutes of a resource in each of which too much is taken.

    Positions of the resource's calendar; `peak` is the most that is taken of one minute, `activities` are the
    numbers of all that take something of the stretch, in definition order.
    """

    resource: int
    begin: int
    end: int
    peak: Fraction
    activities: tuple[int, ...]


def overloads(place: Placement, demands: Demands, starts: Sequence[int]) -> tuple[Overload, ...]:
    """Return the overloads with each activity at its start position, by resource and then in time."""
    by_resource: dict[int, list[tuple[int, Stretch]]] = {}
    for number, resource, taken in stretches(place, demands, starts):
        by_resource.setdefault(resource, []).append((number, taken))
    found: list[Overload] = []
    for resource in sorted(by_resource):
        found.extend(_sweep(resource, demands.resources[resource].share, by_resource[resource]))
    return tuple(found)


def _sweep(resource: int, share: Fraction, taken: list[tuple[int, Stretch]]) -> list[Overload]:
    """Walk the positions at which something begins or ends, and note how much is taken after each."""
    changes: dict[int, list[tuple[int, Fraction]]] = {}
    for number, one in taken:
        changes.setdefault(one.begin, []).append((number, one.rate))
        changes.setdefault(one.end, []).append((number, -one.rate))
    found: list[Overload] = []
    running: set[int] = set()
    inside: set[int] = set()
    level, peak, begin = Fraction(0), Fraction(0), 0
    for position in sorted(changes):
        arrived = {number for number, rate in changes[position] if rate > 0}
        running -= {number for number, rate in changes[position] if rate < 0}
        running |= arrived
        level += sum((rate for _, rate in changes[position]), Fraction(0))
        if level > share:
            if not inside:
                begin, peak, inside = position, level, set(running)
            peak = max(peak, level)
            inside |= arrived
        elif inside:
            found.append(Overload(resource, begin, position, peak, tuple(sorted(inside))))
            inside = set()
    return found
