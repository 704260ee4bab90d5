"""The forward pass: the earliest place of each activity."""

from __future__ import annotations

from ecsc.schedule.network import Activity, Boundary, LinkKind, Network
from ecsc.schedule.placement import Placement
from ecsc.schedule.wiring import Wiring

_STARTS = (LinkKind.START_START, LinkKind.START_FINISH)


def is_dated(activity: Activity, wiring: Wiring, number: int) -> bool:
    """Return whether the activity is a milestone that stands on its due day, for it waits for nothing."""
    alone = activity.milestone and activity.due is not None and activity.pin is None
    return alone and not wiring.links_of(number)


def forward(network: Network, wiring: Wiring, backwards: list[int]) -> Placement:
    """Return the early places. A pin holds its activity even against its predecessors."""
    place = Placement(network, wiring)
    starts = place.starts = floors(network)
    starts.append(0)  # the nobody that dead links lead to
    begin, tails, offsets = wiring.begin, wiring.tails, wiring.offsets
    special = {
        number
        for number, activity in enumerate(network.activities)
        if activity.pin is not None or not activity.minutes
    }
    special.update(wiring.crossings)
    for head in reversed(backwards):
        if head in special:
            place_early(place, head)
            continue
        best = starts[head]
        for link in range(begin[head], begin[head + 1]):
            start = starts[tails[link]] + offsets[link]
            if start > best:  # noqa: PLR1730 - a call of max for each link costs more than all the rest
                best = start
        starts[head] = best
    return place


def floors(network: Network) -> list[int]:
    """Return each activity's position of the bounds the author set, without links and pins."""
    usual = [calendar.work_before(network.start) for calendar in network.calendars]
    found = []
    for activity in network.activities:
        if activity.not_before is None and activity.earliest is None:
            found.append(usual[activity.calendar])
        else:
            calendar = network.calendars[activity.calendar]
            found.append(calendar.work_before(bound_of(activity, network.start)))
    return found


def bound_of(activity: Activity, start: int) -> int:
    """Return the instant before which an activity may not start, links apart."""
    earliest = start if activity.earliest is None else activity.earliest
    return earliest if activity.not_before is None else max(earliest, activity.not_before)


def place_early(place: Placement, head: int) -> None:
    """Put an activity where its pin, its bounds and its links put it; what it waits for has to stand."""
    activity, calendar = place.activities[head], place.calendar(head)
    if not activity.minutes:
        _place_moment(place, head)
    elif activity.pin is not None:
        place.starts[head] = calendar.work_before(activity.pin)
    else:
        place.starts[head] = max(place.starts[head], required_start(place, head))


def required_start(place: Placement, head: int) -> int:
    """Return the earliest start position of an activity with a length that its links allow."""
    wiring, starts = place.wiring, place.starts
    span = slice(wiring.begin[head], wiring.begin[head + 1])
    pairs = zip(wiring.tails[span], wiring.offsets[span], strict=True)
    plain = max((starts[tail] + offset for tail, offset in pairs), default=starts[head])
    crossings = wiring.crossings.get(head, ())
    return max([plain, *(place.required_position(each.tail, each.link, head) for each in crossings)])


def required_moment(place: Placement, head: int) -> tuple[int, bool]:
    """Return the earliest instant of an activity without length that its links and bounds allow.

    Also whether it ends what it waits for and is no beginning: an end at midnight is of the day before.
    """
    calendar = place.calendar(head)
    best, evening = calendar.start_at(place.starts[head]), False
    for tail, link in place.wiring.links_of(head):
        instant = place.required_moment(tail, link, head)
        if instant > best or (instant == best and not evening):
            best, evening = instant, link.kind not in _STARTS
    return best, evening


def _place_moment(place: Placement, head: int) -> None:
    activity, calendar = place.activities[head], place.calendar(head)
    if activity.pin is not None:
        instant, evening = activity.pin, False
    elif activity.boundary is not None:
        instant, evening = _edge(place, head, activity.boundary)
    elif activity.due is not None and is_dated(activity, place.wiring, head):
        instant, evening = activity.due, True
    else:
        instant, evening = required_moment(place, head)
    place.moments[head] = instant
    place.starts[head] = calendar.work_before(instant)
    if evening:
        place.evenings.add(head)


def _edge(place: Placement, head: int, boundary: Boundary) -> tuple[int, bool]:
    """Return where a boundary stands; at the network's start where a circle left it nothing to stand for."""
    asked = [place.required_moment(tail, link, head) for tail, link in place.wiring.links_of(head)]
    if not asked:
        return place.network.start, False
    return (min(asked), False) if boundary is Boundary.FIRST else (max(asked), True)
