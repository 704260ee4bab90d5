"""From a strategy with overloads to a proposal without: the strategy's side of levelling.

What is pinned stays; what is under way or done stays too, though nobody wrote it down. A task with
`schedule: late` was put off on purpose: it is levelled like any other from the day it was put off to. Tasks
that state no effort and milestones follow their links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec.structs import replace

from ecsc.assess.lengths import exact_days
from ecsc.assess.level_moves import moves, newly_missed
from ecsc.assess.load import Workload
from ecsc.assess.proposal import Days, Engine, Outcome, Overloaded, Pin, Proposal, Quality
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.schedule import (
    MINUTES_PER_DAY,
    Network,
    ProblemKind,
    Schedule,
    compute,
    day_of,
    first_day,
    instant_of,
    last_day,
)
from ecsc.schedule.levelling import (
    Levelled,
    Overload,
    Room,
    cp_sat_module,
    level_by_cp_sat,
    level_serially,
    overloads,
    room_of,
    schedule_of,
    verify,
)

_ENDLESS = (ProblemKind.BEYOND_HORIZON, ProblemKind.NO_WORKING_TIME)


def engine_of(strategy: Strategy, asked: Engine | None = None) -> Engine:
    """Return the engine that was asked for, else the strategy's, else the serial one; never by what is there.

    Raises `EngineMissingError` where it is not installed.
    """
    levelling = strategy.header.levelling
    engine: Engine = asked or (levelling.engine if levelling is not None else "serial")
    if engine == "cp_sat":
        cp_sat_module()
    return engine


def propose(strategy: Strategy, table: Timetable, load: Workload | None, engine: Engine) -> Proposal:
    """Return the levelled schedule of `engine` as a proposal. Raises `EngineMissingError`."""
    schedule = table.schedule
    if load is None or not load.demands.of:
        return Proposal(engine, "no_effort")
    uncounted = tuple(task for work in load.work.values() for task in work.uncounted)
    endless = tuple(one.activity for one in schedule.problems if one.kind in _ENDLESS)
    if endless:
        return Proposal(engine, "unbounded", endless, uncounted=uncounted)
    before = overloads(schedule.placement, load.demands, schedule.scheduled)
    if not before:
        outcome: Outcome = "no_overload"
        return Proposal(engine, outcome, before=_day(schedule.end), uncounted=uncounted)
    base, converted = _with_late_tasks_on_their_days(strategy, table, load)
    fixed = [base.numbers[task] for task in _under_way(strategy, table)]
    room = room_of(base, load.demands, fixed)
    levelled = level_by_cp_sat(room) if engine == "cp_sat" else level_serially(room)
    after = schedule_of(room, levelled.starts, levelled.delayed)
    breaches = verify(room, after, levelled.forced)
    if breaches:
        raise AssertionError(f"a levelled schedule must not break {breaches[0]}")
    return Proposal(
        engine,
        "levelled",
        before=_day(schedule.end),
        after=_day(after.end),
        quality=_quality(room, levelled, after),
        overloads_before=tuple(_overloaded(one, schedule, load) for one in before),
        overloads_after=tuple(
            _overloaded(one, after, load) for one in overloads(after.placement, load.demands, after.scheduled)
        ),
        moves=tuple(moves(strategy, table, room, levelled, after, load)),
        missed=tuple(newly_missed(strategy, table, after)),
        pins=tuple(_pins(room, levelled, converted)),
        circles=tuple(one.activities for one in schedule.cycles),
        uncounted=uncounted,
    )


def _under_way(strategy: Strategy, table: Timetable) -> list[str]:
    tasks = strategy.tasks.values()
    return [
        task.id for task in tasks if task.status in ("started", "done") and task.id in table.schedule.numbers
    ]


def _with_late_tasks_on_their_days(
    strategy: Strategy, table: Timetable, load: Workload
) -> tuple[Schedule, Mapping[int, int]]:
    """Return the schedule with late tasks held back by a bound, and the days (ordinals) of these bounds.

    Late tasks that take nobody's time stay late: they follow their successors.
    """
    schedule = table.schedule
    network = schedule.placement.network
    stay = {schedule.numbers[task] for task in _under_way(strategy, table)}
    activities = list(network.activities)
    converted: dict[int, int] = {}
    for number, activity in enumerate(activities):
        if activity.late and activity.pin is None and (number in load.demands.of or number in stay):
            start = schedule.placement.calendar(number).start_at(schedule.scheduled[number])
            converted[number] = start // MINUTES_PER_DAY
            bound = instant_of(day_of(start))
            if activity.not_before is not None:
                bound = max(bound, activity.not_before)
            activities[number] = replace(activity, late=False, not_before=bound)
    if not converted:
        return schedule, {}
    return compute(Network(tuple(activities), network.calendars, network.start)), converted


def _quality(room: Room, levelled: Levelled, after: Schedule) -> Quality | None:
    base, solver = room.place.calendars[0], levelled.solver
    if after.end is None or levelled.bound is None:
        return None
    begin, bound, end = map(base.work_before, (room.network.start, levelled.bound, after.end))
    return Quality(
        day_of(levelled.bound - 1),
        exact_days(end - bound),
        exact_days(end - bound, end - begin) if end > begin else exact_days(0),
        optimal=end <= bound and not levelled.forced,
        infeasible=solver is not None and solver.infeasible,
        solver=f"CP-SAT {solver.version}: {solver.status}" if solver is not None else "",
    )


def _day(instant: int | None) -> dt.date | None:
    return None if instant is None else day_of(instant - 1)


def _overloaded(one: Overload, schedule: Schedule, load: Workload) -> Overloaded:
    resource = load.demands.resources[one.resource]
    calendar = schedule.placement.calendars[resource.calendar]
    start, finish = calendar.start_at(one.begin), calendar.finish_at(one.end)
    activities = schedule.placement.activities
    return Overloaded(
        load.people[one.resource],
        Days(first_day(start), last_day(start, finish)),
        exact_days(one.peak / resource.share, 1),
        tuple(activities[number].id for number in one.activities),
    )


def _pins(room: Room, levelled: Levelled, converted: Mapping[int, int]) -> list[Pin]:
    """Return what to write at which task, in definition order."""
    found = []
    delayed = set(levelled.delayed)
    for number, activity in enumerate(room.place.activities):
        if number in delayed:
            start = room.place.calendar(number).start_at(levelled.starts[number])
            found.append(Pin(activity.id, day_of(start), number in converted))
        elif number in converted and activity.not_before is not None:
            found.append(Pin(activity.id, day_of(activity.not_before), early=True))
    return found
