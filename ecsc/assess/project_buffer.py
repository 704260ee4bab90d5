"""The project buffer: one bar after the last task, which moves nothing."""

from __future__ import annotations

import datetime as dt

from ecsc.assess.lengths import working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.model.header import Header
from ecsc.quantity import Rate
from ecsc.schedule import day_of

ONE_BAR = frozenset({"project", "critical_chain"})
"""The policies that keep the time in hand behind the last task."""


def project_buffer(strategy: Strategy, table: Timetable) -> int:
    """Return the project buffer in working minutes, 0 without one.

    A share is of the work on the chain that drives the end (critical chain, Goldratt 1997), not of the days
    that pass meanwhile: ten days of work with 50 % keep five days in hand.
    """
    if strategy.header.buffer.policy not in ONE_BAR or table.schedule.finish is None:
        return 0
    numbers, activities = table.schedule.numbers, table.schedule.placement.activities
    chain = critical_chain(table)
    return buffer_size(strategy.header, sum(activities[numbers[name]].minutes for name in chain))


def buffer_size(header: Header, work: int) -> int:
    """Return the buffer for a chain of `work` minutes: the policy's share of it, or its fixed length."""
    size = header.buffer.size
    if size is None:
        return 0
    if isinstance(size, Rate):
        return max(int((size.value * work).to_integral_value()), 0)
    return max(working_minutes(size, len(header.calendar.workweek)), 0)


def critical_chain(table: Timetable) -> tuple[str, ...]:
    """Return the tasks and milestones whose links lead to the last finish, the first of them first.

    Of several that finish last, the one that is written first counts; early dates count, for what was put off
    on purpose drives nothing by that. Who does the work does not: a chain
    follows the links, and whether one person has too much at a time is told by the load.
    """
    schedule = table.schedule
    numbers = schedule.numbers
    if not numbers:
        return ()
    last = max(numbers, key=lambda name: (schedule.placed(name).early_finish, -numbers[name]))
    return tuple(step.activity for step in schedule.driving_chain(last))


def buffered_end(table: Timetable, project_buffer_minutes: int) -> dt.date | None:
    """Return the day on which the last buffer ends, the project buffer included; None without work."""
    end = table.schedule.end
    if end is None:
        return None
    return max(day_of(end - 1), buffer_end(table, project_buffer_minutes))


def chain_end(table: Timetable) -> int:
    """Return the instant behind which the project buffer lies: the end that floats are measured against, or that
    of the critical chain where its last was put off. Raises `ValueError` without work.
    """
    schedule = table.schedule
    if schedule.horizon is None:
        raise ValueError("there is no work to keep time in hand for")
    last = critical_chain(table)[-1]
    return (
        schedule.placed(last).buffer_finish
        if schedule.numbers[last] in schedule.put_off
        else schedule.horizon
    )


def buffer_end(table: Timetable, minutes: int) -> dt.date:
    """Return the day on which a project buffer of so many working minutes ends."""
    calendar = table.calendar
    return day_of(calendar.finish_at(calendar.work_before(chain_end(table)) + minutes) - 1)
