"""`schedule: late`: what may wait, waits."""

from __future__ import annotations

from ecsc.schedule.backward import FAR
from ecsc.schedule.boundaries import earliest, edges_of
from ecsc.schedule.network import Boundary
from ecsc.schedule.placement import Placement
from ecsc.schedule.wiring import NEVER


def postpone(place: Placement, backwards: list[int]) -> tuple[dict[int, int], tuple[int, ...]]:
    """Return the start positions of the activities scheduled late, and those of them that nothing limits.

    Each goes as late as its own `due` and its successors, where they are scheduled, allow; never a successor
    moves, and none starts earlier than its early start. `buffer_finish` counts.
    """
    activities, wiring = place.activities, place.wiring
    chosen = {number for number, each in enumerate(activities) if each.late and each.pin is None}
    if not chosen:
        return {}, ()
    limits: dict[int, list[int]] = {number: [] for number in chosen}
    moved: dict[int, int] = {}
    edges = dict.fromkeys(edges_of(place.network), FAR)
    heeded = chosen.union(edges)
    for head in backwards:
        if head in edges:
            _limit_group(place, head, edges, limits)
            continue
        if head in chosen:
            due = activities[head].due
            if due is not None:
                limits[head].append(place.calendar(head).work_before(due) - wiring.ends[head])
            latest = min(limits[head], default=place.starts[head])
            if latest > place.starts[head]:
                moved[head] = latest
        if not heeded.isdisjoint(wiring.tails[wiring.begin[head] : wiring.begin[head + 1]]):
            _limit_tails(place, head, moved.get(head), limits)
            if edges:
                _limit_edges(place, head, moved.get(head), edges)
    return moved, tuple(sorted(number for number in chosen if not limits[number]))


def _limit_tails(place: Placement, head: int, position: int | None, limits: dict[int, list[int]]) -> None:
    """Enter the limits that `head` sets to its late predecessors; `position` where it was itself moved."""
    start = place.starts[head] if position is None else position
    if head in place.moments:
        instant = place.moments[head] if position is None else place.calendar(head).finish_at(position)
        for tail, link in place.wiring.links_of(head):
            if tail in limits:
                limit = place.limit(link, head, start, instant)
                limits[tail].append(place.latest_start(tail, link, head, limit))
        return
    wiring = place.wiring
    for number in range(wiring.begin[head], wiring.begin[head + 1]):
        if wiring.tails[number] in limits and wiring.offsets[number] != NEVER:
            limits[wiring.tails[number]].append(start - wiring.offsets[number])
    for each in wiring.crossings.get(head, ()):
        if each.tail in limits:
            limit = place.limit(each.link, head, start, None)
            limits[each.tail].append(place.latest_start(each.tail, each.link, head, limit))


def _limit_edges(place: Placement, head: int, position: int | None, edges: dict[int, int]) -> None:
    """Enter the limits that `head` sets to the boundaries it waits for, as instants."""
    start = place.starts[head] if position is None else position
    instant: int | None = None
    if head in edges:
        instant = edges[head]
    elif head in place.moments:
        instant = place.moments[head] if position is None else place.calendar(head).finish_at(position)
    for tail, link in place.wiring.links_of(head):
        if tail in edges:
            edges[tail] = min(edges[tail], place.limit(link, head, start, instant))


def _limit_group(place: Placement, head: int, edges: dict[int, int], limits: dict[int, list[int]]) -> None:
    """Hand the limit of a boundary on to the late activities behind it.

    Of several that would all slip past a first edge, the earliest stays.
    """
    limit = edges[head]
    links = place.wiring.links_of(head)
    if limit == FAR or not links:
        return
    _limit_edges(place, head, None, edges)
    if place.activities[head].boundary is Boundary.FIRST:
        kept = (tail for tail, link in links if tail not in limits and tail not in edges)
        if any(place.calendar(tail).start_at(place.starts[tail]) <= limit for tail in kept):
            return
        links = [earliest(place, head)]
    for tail, link in links:
        if tail in limits:
            limits[tail].append(place.latest_start(tail, link, head, limit))
