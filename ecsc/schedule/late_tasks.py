"""`schedule: late`: what may wait, waits."""

from __future__ import annotations

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
    for head in backwards:
        if head in chosen:
            due = activities[head].due
            if due is not None:
                limits[head].append(place.calendar(head).work_before(due) - wiring.ends[head])
            latest = min(limits[head], default=place.starts[head])
            if latest > place.starts[head]:
                moved[head] = latest
        if not chosen.isdisjoint(wiring.tails[wiring.begin[head] : wiring.begin[head + 1]]):
            _limit_tails(place, head, moved.get(head), limits)
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
