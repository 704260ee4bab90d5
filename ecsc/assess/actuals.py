"""What has really happened: when work began and ended, and how much of it is left.

The day that counts as today is taken at its beginning, as the data date of a schedule: what is left of work
under way, and work that has not begun, may be done on that day itself.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from ecsc.assess.lengths import DAY, elapsed_minutes, working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model.execution import Task
from ecsc.schedule import Activity, Calendar, end_of_day, instant_of


class Actual(Struct, frozen=True):
    """How far a task has come. Days are both in; `began` and `ended` are the instants for what waits for them.

    Of work under way `finished` and `ended` are None, and `left` is the working minutes that remain from
    today on; `left` is None for work that is done.
    """

    task: str
    started: dt.date
    began: int
    finished: dt.date | None
    ended: int | None
    left: int | None


def actual(task: Task, table: Timetable, today: dt.date) -> Actual | None:
    """Return what is known of a scheduled task by its status; None for work that has not begun.

    What is not stated is taken from the plan: `finished` is the planned finish, but no day after today;
    `started` of work that is done lies its length before that, `started` of work under way is the planned
    start, but no day after today.
    """
    if task.status == "done":
        return _done(task, table, today)
    return _under_way(task, table, today) if task.status == "started" else None


def _done(task: Task, table: Timetable, today: dt.date) -> Actual:
    placed, (activity, calendar) = table.schedule.placed(task.id), _activity(table, task.id)
    finished = task.finished or min(placed.last_day, today)
    ended = _ended(table, task.id, finished)
    if task.started is not None:
        started = min(task.started, finished)
    elif finished == placed.last_day:
        started = placed.first_day
    else:
        begin = calendar.start_at(calendar.work_before(ended) - activity.minutes)
        started = min(dt.date.fromordinal(begin // 1440), finished)
    return Actual(task.id, started, _began(table, task.id, started), finished, ended, None)


def _under_way(task: Task, table: Timetable, today: dt.date) -> Actual:
    placed, (activity, calendar) = table.schedule.placed(task.id), _activity(table, task.id)
    started = task.started or min(placed.first_day, today)
    began = _began(table, task.id, started)
    left = _minutes_left(task, table)
    if left is None:
        worked = calendar.work_before(instant_of(today)) - calendar.work_before(began)
        left = activity.minutes - max(worked, 0)
        if left <= 0:  # it is not done, so something is left: a day, or all of shorter work
            left = min(DAY, activity.minutes)
    return Actual(task.id, started, began, None, None, left)


def stated_minutes(task: Task, table: Timetable) -> int | None:
    """Return `remaining` in minutes: a working day has 480; of a task on the clock a day has 1440."""
    if task.remaining is None:
        return None
    if task.id in table.on_clock:
        return max(elapsed_minutes(task.remaining), 0)
    return max(working_minutes(task.remaining, len(table.calendar.rules.workweek)), 0)


def _minutes_left(task: Task, table: Timetable) -> int | None:
    """Return what the author says is left, in minutes of the task's calendar.

    Of work that is given by its effort, effort is left: it is stretched as the whole of it is.
    """
    left = stated_minutes(task, table)
    if left is None or task.duration is not None or task.effort is None:
        return left
    whole = working_minutes(task.effort, len(table.calendar.rules.workweek))
    return left * _activity(table, task.id)[0].minutes // whole if whole > 0 else left


def _activity(table: Timetable, task: str) -> tuple[Activity, Calendar]:
    place, number = table.schedule.placement, table.schedule.numbers[task]
    return place.activities[number], place.calendar(number)


def _began(table: Timetable, task: str, day: dt.date) -> int:
    """Return the instant of a start on `day`: as planned where that was the day, else its first hour of work."""
    placed, (activity, calendar) = table.schedule.placed(task), _activity(table, task)
    if day == placed.first_day:
        return _moment(table, task) if not activity.minutes else placed.start
    if not calendar.minutes_on(day):
        return instant_of(day)
    return calendar.start_at(calendar.work_before(instant_of(day)))


def _ended(table: Timetable, task: str, day: dt.date) -> int:
    """Return the instant of a finish on `day`: as planned where that was the day, else its last hour of work."""
    placed, (activity, calendar) = table.schedule.placed(task), _activity(table, task)
    if day == placed.last_day:
        return _moment(table, task) if not activity.minutes else placed.finish
    if not calendar.minutes_on(day):
        return end_of_day(day)
    return calendar.finish_at(calendar.work_before(end_of_day(day)))


def _moment(table: Timetable, task: str) -> int:
    """Return the exact instant of planned work without length; a day's end is midnight, as links measure it."""
    schedule = table.schedule
    number = schedule.numbers[task]
    if schedule.scheduled[number] != schedule.early[number]:
        return schedule.placement.calendar(number).finish_at(schedule.scheduled[number])
    return schedule.placement.moments[number]
