"""The critical path method: a network in, its schedule out.

Kelley and Walker, *Critical-path planning and scheduling* (1959), on the precedence diagram with all four
kinds of links, calendars and buffers.
"""

from __future__ import annotations

from operator import sub

from ecsc.schedule.backward import deadline_floats, late_and_free, latest_end, limits_to, lone_dates
from ecsc.schedule.boundaries import edges_of
from ecsc.schedule.forward import forward
from ecsc.schedule.late_tasks import postpone
from ecsc.schedule.network import Network
from ecsc.schedule.order import backwards as order_backwards
from ecsc.schedule.order import circles, inner_links
from ecsc.schedule.problems import Cycle
from ecsc.schedule.problems_of import find_problems
from ecsc.schedule.schedule import Schedule
from ecsc.schedule.wiring import Wiring, wire


def compute(network: Network) -> Schedule:
    """Return the schedule of a network, O(activities + links).

    Nothing an author can write raises: links to nowhere and links within a circle are left out and reported.
    Raises `ValueError` for what only a program can get wrong: an id twice, a negative length or buffer, a
    milestone with a length, a calendar that does not exist.
    """
    _refuse(network)
    wiring, order, cycles = _ordered(network)
    place = forward(network, wiring, order)
    early = place.starts[:-1]
    lone = lone_dates(place)
    edges = edges_of(network)
    moved, unlimited = postpone(place, order)
    # What waits in a circle lost the links that limit it: the circle is what is wrong with it.
    caught = {name for cycle in cycles for name in cycle.activities}
    unlimited = tuple(number for number in unlimited if network.activities[number].id not in caught)
    scheduled = list(early)
    for number, position in moved.items():
        scheduled[number] = position
    # What is put off on purpose is at its latest where it stands, and sets no end for the rest: a launch in
    # autumn would otherwise give all the work of spring half a year of float. Its early end counts.
    put_off = frozenset(moved)
    limit = latest_end(place, early, wiring.ends, lone | edges)
    end = latest_end(place, scheduled, wiring.ends, lone | edges)
    late, free = late_and_free(place, order, limits_to(place, limit), stands=scheduled, put_off=put_off)
    if any(activity.pin is not None for activity in network.activities):
        free = list(map(min, free, late))  # a broken pin pulls late dates before early ones
    total: list[int | None] = list(map(sub, late, scheduled))
    slack: list[int | None] = list(map(sub, free, scheduled))
    for number in lone:
        total[number] = slack[number] = None
        late[number] = early[number]
    return Schedule(
        placement=place,
        numbers={name: each for name, each in wiring.numbers.items() if each not in edges}
        if edges
        else wiring.numbers,
        backwards=tuple(order),
        early=tuple(early),
        scheduled=tuple(scheduled),
        late=tuple(late),
        total_float=tuple(total),
        free_float=tuple(slack),
        deadline_float=tuple(deadline_floats(place, order, scheduled)),
        put_off=put_off,
        horizon=limit,
        end=end,
        finish=latest_end(place, scheduled, [each.minutes for each in network.activities], lone | edges),
        problems=find_problems(place, scheduled, unlimited, edges),
        cycles=cycles,
    )


def _refuse(network: Network) -> None:
    activities = network.activities
    calendars = len(network.calendars)
    for activity in activities:
        if activity.minutes < 0 or activity.buffer < 0 or (activity.milestone and activity.minutes):
            raise ValueError(f"{activity.id} has no possible length")
        if activity.boundary is not None and (activity.minutes or activity.pin is not None):
            raise ValueError(f"{activity.id} is a boundary and no work")
        if not 0 <= activity.calendar < calendars:
            raise ValueError(f"{activity.id} has no calendar")


def _ordered(network: Network) -> tuple[Wiring, list[int], tuple[Cycle, ...]]:
    wiring = wire(network)
    if len(wiring.numbers) < len(network.activities):
        raise ValueError("an activity's id occurs twice")
    order = order_backwards(wiring)
    if len(order) == len(network.activities):
        return wiring, order, ()
    groups = circles(wiring, order)
    inner = inner_links(wiring, groups)
    circle_of = {member: number for number, group in enumerate(groups) for member in group}
    links: list[list[tuple[int, int]]] = [[] for _ in groups]
    for head, number in inner:
        links[circle_of[head]].append((head, number))
    cycles = tuple(_cycle(network, wiring, *circle) for circle in zip(groups, links, strict=True))
    wiring = wire(network, frozenset(inner))
    return wiring, order_backwards(wiring), cycles


def _cycle(network: Network, wiring: Wiring, group: list[int], links: list[tuple[int, int]]) -> Cycle:
    activities = network.activities
    pairs = dict.fromkeys(
        (activities[head].id, activities[wiring.tails[wiring.begin[head] + number]].id)
        for head, number in links
    )
    return Cycle(tuple(activities[number].id for number in group), tuple(pairs))
