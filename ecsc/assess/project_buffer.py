"""The project buffer: one bar after the last task, which moves nothing."""

from __future__ import annotations

import datetime as dt

from ecsc.assess.lengths import working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.quantity import Rate
from ecsc.schedule import day_of


def project_buffer(strategy: Strategy, table: Timetable) -> int:
    """Return the project buffer in working minutes, 0 without one.

    A share is of the work on the chain that drives the end (critical chain, Goldratt 1997), not of the days
    that pass meanwhile: ten days of work with 50 % keep five days in hand.
    """
    policy = strategy.header.buffer
    if policy.policy != "project" or policy.size is None or table.schedule.finish is None:
        return 0
    if isinstance(policy.size, Rate):
        return int((policy.size.value * _driving_work(table)).to_integral_value())
    return working_minutes(policy.size, len(strategy.header.calendar.workweek))


def _driving_work(table: Timetable) -> int:
    """Return the working minutes of the tasks whose links lead to the last finish."""
    schedule = table.schedule
    numbers, activities = schedule.numbers, schedule.placement.activities
    last = max(numbers, key=lambda name: (schedule.placed(name).finish, -numbers[name]))
    chain = {step.activity for step in schedule.driving_chain(last)}
    return sum(activities[numbers[name]].minutes for name in chain)


def buffered_end(table: Timetable, project_buffer_minutes: int) -> dt.date | None:
    """Return the day on which the last buffer ends, the project buffer included; None without work."""
    end = table.schedule.end
    if end is None:
        return None
    if not project_buffer_minutes:
        return day_of(end - 1)
    calendar = table.calendar
    return day_of(calendar.finish_at(calendar.work_before(end) + project_buffer_minutes) - 1)
