"""The backward pass: how late each activity may start, and how far it may slip by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from ecsc.schedule.boundaries import held_by
from ecsc.schedule.forward import is_dated
from ecsc.schedule.network import Link
from ecsc.schedule.placement import Placement

Keepers: TypeAlias = Callable[[Placement, int, int], Iterator[tuple[int, Link]]]

FAR = 10**40
"""Later than any position: the limit of what nothing limits."""

_NO_LIMIT = 10**30  # FAR less any lags


def lone_dates(place: Placement) -> frozenset[int]:
    """Return the milestones that stand alone on their due day: no links in, none out.

    They are dates, not results: they have no float and do not extend the plan.
    """
    waited_for = set(place.wiring.tails) if place.moments else frozenset[int]()
    return frozenset(
        number
        for number in place.moments
        if number not in waited_for and is_dated(place.activities[number], place.wiring, number)
    )


def latest_end(
    place: Placement, starts: Sequence[int], lengths: Sequence[int], lone: frozenset[int]
) -> int | None:
    """Return the latest instant at which anything ends that starts at `starts` and is `lengths` long.

    Of moments the early instant counts. None where nothing but `lone` milestones and boundaries stands.
    """
    latest: dict[int, int] = {}
    moments = place.moments
    for number, activity in enumerate(place.activities):
        calendar, end = activity.calendar, starts[number] + lengths[number]
        if (calendar not in latest or end > latest[calendar]) and number not in lone:
            latest[calendar] = end
    ends = [place.calendars[calendar].finish_at(end) for calendar, end in latest.items()]
    ends.extend(instant for number, instant in moments.items() if number not in lone)
    return max(ends, default=None)


class Limits:
    """The last start positions of a network, and the last instants of its moments; they only ever shrink."""

    __slots__ = ("instants", "place", "positions")

    def __init__(self, place: Placement, positions: list[int], instants: dict[int, int]) -> None:
        """Begin with each activity's own limits; the nobody behind the last one has none."""
        self.place = place
        self.positions = [*positions, FAR]
        self.instants = dict(instants)

    def settle(self, number: int) -> int | None:
        """Return the last instant of a moment, all its successors heard; none if nothing limits it."""
        position, instant = self.positions[number], self.instants.get(number)
        calendar = self.place.calendar(number)
        if position < _NO_LIMIT:
            late = calendar.start_at(position)
            instant = late if instant is None else min(late, instant)
        if instant is not None:
            self.positions[number] = min(position, calendar.work_before(instant))
        return instant

    def cross(self, tail: int, link: Link, head: int, position: int, instant: int | None) -> None:
        """Let `tail` leave `head` its place, at `position` or, for a moment, at `instant`."""
        limit = self.place.limit(link, head, position, instant)
        if self.place.leaves_as_moment(tail, link, head):
            self.instants[tail] = min(limit, self.instants.get(tail, limit))
        else:
            start = self.place.latest_start(tail, link, head, limit)
            self.positions[tail] = min(self.positions[tail], start)


def limits_to(place: Placement, instant: int | None) -> Limits:
    """Return the limits with which each `buffer_finish` is no later than `instant`."""
    if instant is None:
        return Limits(place, place.starts[:-1], place.moments)
    ends = [calendar.work_before(instant) for calendar in place.calendars]
    pairs = zip(place.activities, place.wiring.ends, strict=True)
    positions = [ends[activity.calendar] - length for activity, length in pairs]
    return Limits(place, positions, dict.fromkeys(place.moments, instant))


def late_and_free(
    place: Placement,
    backwards: list[int],
    own: Limits,
    held: Collection[int] = (),
    *,
    stands: Sequence[int],
    put_off: Collection[int] = (),
    kept: Keepers = held_by,
) -> tuple[list[int], list[int]]:
    """Return the latest start positions, and the latest that move no successor from where it `stands`.

    `own` are the activities' limits links apart. The `held` stay where they are: what they wait for has to
    leave them their place. The `put_off` are at their latest where they stand, whatever contradicts a pin behind.
    `kept` tells what of a group keeps its edge.
    """
    wiring, starts, crossings, moments = place.wiring, stands, place.wiring.crossings, place.moments
    begin, tails, offsets = wiring.begin, wiring.tails, wiring.offsets
    late_limits, free_limits = own, Limits(place, own.positions[:-1], own.instants)
    late, free = late_limits.positions, free_limits.positions
    for head in backwards:
        if head in put_off:
            _stay(place, head, starts[head], (late_limits, free_limits))
        if head in moments:
            if place.activities[head].boundary is not None:
                for limits in (late_limits, free_limits):
                    _edge_back(place, head, limits, kept)
            else:
                _moment_back(place, head, starts[head], (late_limits, free_limits), head in held)
            continue
        limit, early = late[head], starts[head]
        if head in held and early < limit:
            limit = early
        if limit > _NO_LIMIT:
            continue
        for link in range(begin[head], begin[head + 1]):
            tail, offset = tails[link], offsets[link]
            start = limit - offset
            if start < late[tail]:  # noqa: PLR1730 - a call of min for each link costs more than all the rest
                late[tail] = start
            start = early - offset
            if start < free[tail]:  # noqa: PLR1730
                free[tail] = start
        if head in crossings:
            for each in crossings[head]:
                late_limits.cross(each.tail, each.link, head, limit, None)
                free_limits.cross(each.tail, each.link, head, early, None)
    return late[:-1], free[:-1]


def _stay(place: Placement, number: int, position: int, limits: tuple[Limits, Limits]) -> None:
    """Limit an activity to where it stands."""
    for each in limits:
        each.positions[number] = position
        if number in place.moments:
            each.instants[number] = place.calendar(number).finish_at(position)


def _moment_back(
    place: Placement, head: int, position: int, limits: tuple[Limits, Limits], held: bool
) -> None:
    """Hand on what limits a moment that stands at `position`."""
    late, free = limits
    moved = position != place.starts[head]
    early = place.calendar(head).finish_at(position) if moved else place.moments[head]
    free.settle(head)
    instant = late.settle(head)
    if held:
        instant = early if instant is None else min(early, instant)
    if instant is not None:
        for tail, link in place.wiring.links_of(head):
            late.cross(tail, link, head, 0, instant)
            free.cross(tail, link, head, 0, early)


def _edge_back(place: Placement, head: int, limits: Limits, kept: Keepers) -> None:
    """Hand on what limits a boundary: what waits for it stands behind, the boundary itself is nobody's date."""
    instant = limits.settle(head)
    if instant is not None:
        for tail, link in kept(place, head, instant):
            limits.cross(tail, link, head, 0, instant)


def deadline_floats(place: Placement, backwards: list[int], stands: Sequence[int]) -> list[int | None]:
    """Return how far each activity may slip before a `due` is missed or a later pin contradicted.

    Its own `due` counts and those behind it. In working minutes, negative where that is so already, none
    where no promise hangs on it.
    """
    activities, ends = place.activities, place.wiring.ends
    limits, moments = [FAR] * len(activities), dict[int, int]()
    held = set()
    for number, activity in enumerate(activities):
        if activity.due is not None:
            if number in place.moments and not ends[number]:
                moments[number] = activity.due
            limits[number] = place.calendar(number).work_before(activity.due) - ends[number]
        if activity.pin is not None:
            held.add(number)
    if not held and min(limits, default=FAR) == FAR:
        return [None] * len(limits)
    late, _ = late_and_free(place, backwards, Limits(place, limits, moments), held, stands=stands)
    pairs = zip(late, stands, strict=False)
    return [None if limit > _NO_LIMIT else limit - start for limit, start in pairs]
