"""Who has how much to do in which week.

The work of a task is its `effort`, done by the one person who owns it, evenly over the working time of its
`duration`; without a duration it takes all of the owner's capacity. A task with a duration and no effort says
nothing about work: it is not counted but listed. Work on the clock (`72h`) is done in the owner's working
minutes between its start and its finish. Dropped, contingent and recurring tasks load nobody, nor does what
is done; a team's and nobody's tasks neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from ecsc.assess.capacity import capacity_share
from ecsc.assess.lengths import working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.schedule.demand import Demand, Demands, Resource
from ecsc.schedule.load import WeekWork, load_by_week


class PersonWork(Struct, frozen=True):
    """The weeks of a person from the first to the last with work, and the tasks that state no effort.

    Minutes and Mondays are those of `ecsc.schedule.load`, activities numbers of the network.
    """

    weeks: tuple[WeekWork, ...]
    uncounted: tuple[str, ...]


class Workload(Struct, frozen=True):
    """What everybody has to do. `people` are the ids of the resources in `demands`, `work` is by person."""

    people: tuple[str, ...]
    demands: Demands
    work: Mapping[str, PersonWork]


def workload(strategy: Strategy, table: Timetable) -> Workload:
    """Return the load of everybody who owns a task with dates, in the order of `people`. O(tasks and weeks)."""
    owned: dict[str, list[Task]] = {name: [] for name in strategy.people}
    for task in strategy.tasks.values():
        if task.owner in owned and task.id in table.schedule.numbers and _is_to_be_done(task):
            owned[task.owner].append(task)
    people: list[str] = []
    resources: list[Resource] = []
    of: dict[int, Demand] = {}
    for name, tasks in owned.items():
        share = capacity_share(strategy.people[name], table.days_per_week(name))
        counted = [task for task in tasks if task.effort is not None]
        if not counted or not share:
            continue
        for task in counted:
            number = table.schedule.numbers[task.id]
            of[number] = Demand(len(people), _minutes(strategy, table, task, share))
        people.append(name)
        resources.append(Resource(_calendar(table, tasks), share))
    demands = Demands(tuple(resources), dict(sorted(of.items())))
    schedule = table.schedule
    weeks = load_by_week(schedule.placement, demands, schedule.scheduled)
    by_person = {people[resource]: found for resource, found in weeks.items()}
    work = {
        name: PersonWork(by_person.get(name, ()), _uncounted(table, tasks))
        for name, tasks in owned.items()
        if tasks
    }
    return Workload(tuple(people), demands, work)


def day_of_week(week: WeekWork) -> dt.date:
    """Return the Monday of a week."""
    return dt.date.fromordinal(max(week.monday, 1))


def effort_minutes(strategy: Strategy, task: Task) -> int:
    """Return the working minutes of a task's effort, 0 where it states none."""
    return working_minutes(task.effort, len(strategy.header.calendar.workweek)) if task.effort else 0


def _is_to_be_done(task: Task) -> bool:
    return task.every is None and task.status != "done"


def _minutes(strategy: Strategy, table: Timetable, task: Task, share: Fraction) -> Fraction:
    """Return the minutes of work: of a task without a duration all that its owner gives while it lasts.

    That is its effort but for the part of a minute by which its length had to be rounded.
    """
    if task.duration is None:
        return share * table.schedule.placement.activities[table.schedule.numbers[task.id]].minutes
    return Fraction(effort_minutes(strategy, task))


def _calendar(table: Timetable, tasks: list[Task]) -> int:
    """Return the calendar of the tasks' owner: that of all their tasks but those on the clock."""
    activities, numbers = table.schedule.placement.activities, table.schedule.numbers
    own = (activities[numbers[task.id]].calendar for task in tasks if task.id not in table.on_clock)
    return next(own, 0)


def _uncounted(table: Timetable, tasks: list[Task]) -> tuple[str, ...]:
    activities, numbers = table.schedule.placement.activities, table.schedule.numbers
    return tuple(task.id for task in tasks if task.effort is None and activities[numbers[task.id]].minutes)
