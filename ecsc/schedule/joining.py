"""Where work joins other work, and how much room there is before the join."""

from __future__ import annotations

from msgspec import Struct

from ecsc.schedule.network import Boundary, LinkKind
from ecsc.schedule.schedule import Schedule

_FINISHES = frozenset({LinkKind.FINISH_START, LinkKind.FINISH_FINISH})


class Join(Struct, frozen=True):
    """`head` waits for the finish of `tail`, which may finish at the instant `limit` without moving it.

    Through the boundary `group`, where it waits for a group of which `tail` is one.
    """

    tail: int
    head: int
    limit: int
    group: int | None = None


def joins(schedule: Schedule, head: int) -> tuple[Join, ...]:
    """Return the finishes that an activity waits for, by its links; of a group the boundary itself.

    The tail of a join to a group is the boundary, for `members` to look behind.
    """
    place = schedule.placement
    instant = place.moments.get(head)
    position = schedule.scheduled[head]
    return tuple(
        Join(
            tail,
            head,
            place.limit(link, head, position, instant),
            tail if place.activities[tail].boundary is Boundary.LAST else None,
        )
        for tail, link in place.wiring.links_of(head)
        if link.kind in _FINISHES and place.activities[tail].boundary is not Boundary.FIRST
    )


def members(schedule: Schedule, boundary: int) -> tuple[int, ...]:
    """Return the activities behind a boundary."""
    return tuple(tail for tail, _ in schedule.placement.wiring.links_of(boundary))
