"""The critical path method: a network in, its schedule out.

Kelley and Walker, *Critical-path planning and scheduling* (1959), on the precedence diagram with all four
kinds of links, calendars and buffers.
"""

from __future__ import annotations

from operator import sub

from ecsc.schedule.axis import MINUTES_PER_DAY
from ecsc.schedule.backward import deadline_floats, late_and_free, latest_end, limits_to, lone_dates
from ecsc.schedule.forward import forward, required_moment, required_start
from ecsc.schedule.late_tasks import postpone
from ecsc.schedule.network import Network
from ecsc.schedule.order import backwards as order_backwards
from ecsc.schedule.order import circles, inner_links
from ecsc.schedule.placement import Placement
from ecsc.schedule.problems import Cycle, Problem, ProblemKind
from ecsc.schedule.schedule import Schedule, binding_link
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
    moved, unlimited = postpone(place, order)
    # What waits in a circle lost the links that limit it: the circle is what is wrong with it.
    caught = {name for cycle in cycles for name in cycle.activities}
    unlimited = tuple(number for number in unlimited if network.activities[number].id not in caught)
    scheduled = list(early)
    for number, position in moved.items():
        scheduled[number] = position
    # What is put off on purpose sets the end: else everything before it would look critical for its sake.
    limit = latest_end(place, list(map(max, early, scheduled)), wiring.ends, lone)
    late, free = late_and_free(place, order, limits_to(place, limit))
    if any(activity.pin is not None for activity in network.activities):
        free = list(map(min, free, late))  # a broken pin pulls late dates before early ones
    total: list[int | None] = list(map(sub, late, early))
    slack: list[int | None] = list(map(sub, free, early))
    for number in lone:
        total[number] = slack[number] = None
        late[number] = early[number]
    return Schedule(
        placement=place,
        numbers=wiring.numbers,
        backwards=tuple(order),
        early=tuple(early),
        scheduled=tuple(scheduled),
        late=tuple(late),
        total_float=tuple(total),
        free_float=tuple(slack),
        deadline_float=tuple(deadline_floats(place, order)),
        horizon=limit,
        end=limit,
        finish=latest_end(place, scheduled, [each.minutes for each in network.activities], lone),
        problems=_problems(place, scheduled, unlimited),
        cycles=cycles,
    )


def _refuse(network: Network) -> None:
    activities = network.activities
    calendars = len(network.calendars)
    for activity in activities:
        if activity.minutes < 0 or activity.buffer < 0 or (activity.milestone and activity.minutes):
            raise ValueError(f"{activity.id} has no possible length")
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
    cycles = tuple(_cycle(network, wiring, group, inner) for group in groups)
    wiring = wire(network, frozenset(inner))
    return wiring, order_backwards(wiring), cycles


def _cycle(network: Network, wiring: Wiring, group: list[int], inner: list[tuple[int, int]]) -> Cycle:
    activities, members = network.activities, set(group)
    pairs = dict.fromkeys(
        (activities[head].id, activities[wiring.tails[wiring.begin[head] + number]].id)
        for head, number in inner
        if head in members
    )
    return Cycle(tuple(activities[number].id for number in group), tuple(pairs))


def _problems(place: Placement, scheduled: list[int], unlimited: tuple[int, ...]) -> tuple[Problem, ...]:
    activities = place.activities
    found = [
        Problem(
            ProblemKind.UNKNOWN_PREDECESSOR, activities[head].id, activities[head].links[number].predecessor
        )
        for head, number in place.wiring.unknown
    ]
    found.extend(Problem(ProblemKind.LATE_WITHOUT_LIMIT, activities[number].id) for number in unlimited)
    workless = {n for n, calendar in enumerate(place.calendars) if not _works(place, n)}
    latest: dict[int, int] = {}
    lengths = place.wiring.ends
    for number, activity in enumerate(activities):
        which, end = activity.calendar, scheduled[number] + lengths[number]
        if which not in latest or end > latest[which]:
            latest[which] = end
        if activity.pin is not None:
            found.extend(_pin_problems(place, number))
        if activity.due is not None:
            found.extend(_due_problems(place, number, scheduled[number]))
    short = {n for n, end in latest.items() if not place.calendars[n].reaches(end)}
    if short or workless:
        found.extend(_beyond(place, scheduled, short, workless))
    return tuple(found)


def _works(place: Placement, number: int) -> bool:
    calendar = place.calendars[number]
    first = calendar.work_before(place.network.start)
    return calendar.reaches(first + 1)


def _pin_problems(place: Placement, number: int) -> list[Problem]:
    activity, calendar = place.activities[number], place.calendar(number)
    pin = activity.pin or 0
    position = place.starts[number]
    found = []
    if activity.minutes:
        asked = required_start(place, number) if place.wiring.links_of(number) else position
        required, gap = calendar.start_at(asked), asked - position
    else:
        required = required_moment(place, number)[0] if place.wiring.links_of(number) else pin
        gap = calendar.work_before(required) - position
    link = binding_link(place, number) if gap > 0 else None
    if link is not None:
        found.append(Problem(ProblemKind.PIN_CONFLICT, activity.id, link.predecessor, required, pin, gap))
    bound = activity.not_before
    if bound is not None and pin < bound:
        gap = max(calendar.work_before(bound) - position, 0)
        found.append(Problem(ProblemKind.PIN_BEFORE_BOUND, activity.id, "", bound, pin, gap))
    begins = calendar.start_at(position)
    if activity.minutes and begins // MINUTES_PER_DAY != pin // MINUTES_PER_DAY:
        found.append(Problem(ProblemKind.PIN_OFF_WORK, activity.id, "", begins, pin))
    return found


def _due_problems(place: Placement, number: int, position: int) -> list[Problem]:
    activity, calendar = place.activities[number], place.calendar(number)
    due = activity.due or 0
    limit = calendar.work_before(due)
    if not activity.minutes and position == place.starts[number]:
        finish = place.moments[number]
        missed = finish > due
    else:
        finish = calendar.finish_at(position + activity.minutes)
        missed = position + activity.minutes > limit
    if missed:
        gap = max(position + activity.minutes - limit, 0)
        return [Problem(ProblemKind.DUE_MISSED, activity.id, "", due, finish, gap)]
    end = position + place.wiring.ends[number]
    if end > max(limit, position + activity.minutes):
        reserve = calendar.finish_at(end)
        return [Problem(ProblemKind.DUE_MISSED_BY_BUFFER, activity.id, "", due, reserve, end - limit)]
    return []


def _beyond(place: Placement, scheduled: list[int], short: set[int], workless: set[int]) -> list[Problem]:
    """Report the first activity of each calendar without work, and who first runs beyond a horizon."""
    activities = place.activities
    found, seen = [], set[int]()
    beyond = set()
    for number, activity in enumerate(activities):
        which = activity.calendar
        if which in workless and which not in seen:
            seen.add(which)
            found.append(Problem(ProblemKind.NO_WORKING_TIME, activity.id))
        end = scheduled[number] + place.wiring.ends[number]
        if which in short - workless and not place.calendars[which].reaches(end):
            beyond.add(number)
    for number in sorted(beyond):
        if not any(tail in beyond for tail, _ in place.wiring.links_of(number)):
            horizon_of = place.calendar(number).start_at(place.starts[number] + 10**30)
            found.append(Problem(ProblemKind.BEYOND_HORIZON, activities[number].id, "", None, horizon_of))
    return found
