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

    Of several that finish last, the one that is written first counts. Work that was put off on purpose is
    there early enough: it counts only where there is no other. Who does the work does not: a chain
    follows the links, and whether one person has too much at a time is told by the load.
    """
    schedule = table.schedule
    numbers = schedule.numbers
    if not numbers:
        return ()
    sooner = [name for name, number in numbers.items() if number not in schedule.put_off] or list(numbers)
    last = max(sooner, key=lambda name: (schedule.placed(name).finish, -numbers[name]))
    return tuple(step.activity for step in schedule.driving_chain(last))


def buffered_end(table: Timetable, project_buffer_minutes: int) -> dt.date | None:
    """Return the day on which the last buffer ends, the project buffer included; None without work."""
    end, horizon = table.schedule.end, table.schedule.horizon
    if end is None or horizon is None:
        return None
    return max(day_of(end - 1), buffer_end(table, horizon, project_buffer_minutes))


def buffer_end(table: Timetable, horizon: int, minutes: int) -> dt.date:
    """Return the day on which a project buffer of so many working minutes behind the instant `horizon` ends."""
    calendar = table.calendar
    return day_of(calendar.finish_at(calendar.work_before(horizon) + minutes) - 1)
