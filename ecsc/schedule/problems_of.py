"""What a computed network has wrong, found activity by activity."""

from __future__ import annotations

from ecsc.schedule.axis import MINUTES_PER_DAY
from ecsc.schedule.boundaries import source_of
from ecsc.schedule.forward import required_moment, required_start
from ecsc.schedule.placement import Placement
from ecsc.schedule.problems import Problem, ProblemKind
from ecsc.schedule.schedule import binding_link


def find_problems(
    place: Placement, scheduled: list[int], unlimited: tuple[int, ...], edges: frozenset[int]
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a computed network; `edges` are its boundaries."""
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
        if number in edges:
            continue
        which, end = activity.calendar, scheduled[number] + lengths[number]
        if which not in latest or end > latest[which]:
            latest[which] = end
        if activity.pin is not None:
            found.extend(_pin_problems(place, number))
        if activity.due is not None:
            found.extend(_due_problems(place, number, scheduled[number]))
    short = {n for n, end in latest.items() if not place.calendars[n].reaches(end)}
    if short or workless:
        found.extend(_beyond(place, scheduled, short, workless, edges))
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
    source = source_of(place, place.wiring.numbers[link.predecessor]) if link is not None else None
    if source is not None:
        other = place.activities[source].id
        found.append(Problem(ProblemKind.PIN_CONFLICT, activity.id, other, required, pin, gap, link))
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


def _beyond(
    place: Placement, scheduled: list[int], short: set[int], workless: set[int], edges: frozenset[int]
) -> list[Problem]:
    """Report the first activity of each calendar without work, and who first runs beyond a horizon."""
    activities = place.activities
    found, seen = [], set[int]()
    beyond = set()
    for number, activity in enumerate(activities):
        if number in edges:
            continue
        which = activity.calendar
        if which in workless and which not in seen:
            seen.add(which)
            found.append(Problem(ProblemKind.NO_WORKING_TIME, activity.id))
        end = scheduled[number] + place.wiring.ends[number]
        if which in short - workless and not place.calendars[which].reaches(end):
            beyond.add(number)
    behind = beyond | {
        number for number in edges if any(tail in beyond for tail, _ in place.wiring.links_of(number))
    }
    for number in sorted(beyond):
        if not any(tail in behind for tail, _ in place.wiring.links_of(number)):
            horizon_of = place.calendar(number).start_at(place.starts[number] + 10**30)
            found.append(Problem(ProblemKind.BEYOND_HORIZON, activities[number].id, "", None, horizon_of))
    return found
