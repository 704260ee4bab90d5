"""The same strategy with work that starts later, or takes longer: assessed as if it were so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from ecsc.assess.assessed import Assessed
from ecsc.assess.lengths import DAY, elapsed_minutes, working_minutes
from ecsc.assess.timetable import Timetable, timetable
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.quantity import Duration
from ecsc.schedule import MINUTES_PER_DAY, Activity, compute, instant_of


class Change(Struct, frozen=True):
    """What is tried with a task: it starts `slip` later than planned (earlier where negative) or on the day
    `start`, and takes `longer` by so much. Lengths are working time, on the clock where the task's own is.
    """

    task: str
    slip: Duration | None = None
    start: dt.date | None = None
    longer: Duration | None = None


def with_changes(assessed: Assessed, changes: Sequence[Change]) -> Assessed:
    """Return the assessment with the changes made; other verdicts than dates are as they were.

    What is delayed may not start before its new start: what it waits for may hold it back further. What is
    pulled in is pinned there, so that a contradiction with what it waits for is told. Raises `KeyError` for a
    task without dates.
    """
    before = assessed.timetable
    linked, table = assessed.linked, before
    longer = {one.task: one.longer for one in changes if one.longer is not None}
    if longer:
        strategy = _with_lengths(linked.strategy, before, longer)
        linked = structs.replace(linked, strategy=strategy)
        table = timetable(strategy)
    starts = {one.task: _instant(before, linked.strategy, one) for one in changes}
    moved = {name: instant for name, instant in starts.items() if instant is not None}
    if moved:
        table = _with_starts(table, before, moved)
    return structs.replace(assessed, linked=linked, timetable=table)


def minutes_of(length: Duration, *, on_clock: bool, days_per_week: int) -> int:
    """Return a length in minutes of a task's own kind of time."""
    return elapsed_minutes(length) if on_clock else working_minutes(length, days_per_week)


def _with_lengths(strategy: Strategy, table: Timetable, longer: dict[str, Duration]) -> Strategy:
    tasks = dict(strategy.tasks)
    for name, more in longer.items():
        tasks[name] = _lengthened(tasks[name], table, more, len(strategy.header.calendar.workweek))
    return structs.replace(strategy, tasks=tasks)


def _lengthened(task: Task, table: Timetable, more: Duration, days_per_week: int) -> Task:
    schedule, on_clock = table.schedule, task.id in table.on_clock
    planned = schedule.placement.activities[schedule.numbers[task.id]].minutes
    minutes = max(planned + minutes_of(more, on_clock=on_clock, days_per_week=days_per_week), 0)
    if on_clock:
        return structs.replace(task, duration=Duration(Decimal(minutes), "min"))
    return structs.replace(task, duration=Duration(Decimal(minutes) / DAY, "d"))


def _instant(table: Timetable, strategy: Strategy, change: Change) -> int | None:
    """Return the new start of a task, none where it keeps its own."""
    schedule = table.schedule
    number = schedule.numbers[change.task]
    if change.start is not None:
        return instant_of(change.start)
    if change.slip is None:
        return None
    week = len(strategy.header.calendar.workweek)
    slip = minutes_of(change.slip, on_clock=change.task in table.on_clock, days_per_week=week)
    calendar = schedule.placement.calendar(number)
    return calendar.start_at(schedule.scheduled[number] + slip) if slip else None


def _with_starts(table: Timetable, before: Timetable, starts: dict[str, int]) -> Timetable:
    network = table.schedule.placement.network
    planned = {name: before.schedule.placed(name).start for name in starts}
    activities = tuple(_held(each, planned, starts) for each in network.activities)
    schedule = compute(structs.replace(network, activities=activities))
    return structs.replace(table, schedule=schedule)


def _held(each: Activity, planned: dict[str, int], starts: dict[str, int]) -> Activity:
    instant = starts.get(each.id)
    if instant is None or each.boundary is not None:
        return each
    if each.pin is not None or instant < planned[each.id]:
        return structs.replace(each, pin=instant)
    return structs.replace(each, not_before=max(instant, each.not_before or instant))


def day_minutes(table: Timetable, identifier: str) -> int:
    """Return the minutes of a day as a task counts them."""
    return MINUTES_PER_DAY if identifier in table.on_clock else DAY


def scheduled_tasks(assessed: Assessed) -> Iterable[str]:
    """Return the ids of the tasks that have dates, in source order."""
    numbers = assessed.timetable.schedule.numbers
    return (name for name in assessed.linked.strategy.tasks if name in numbers)
