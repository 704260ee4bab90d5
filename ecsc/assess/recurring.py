"""Recurring work: tasks with `every`, meetings and reports, each with the dates it comes round on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from ecsc.assess.calendars import Calendars
from ecsc.model import Strategy
from ecsc.model.execution import Meeting, Report, Task
from ecsc.quantity import Recurrence
from ecsc.schedule import Entries, Recurring, occurrences

RecurringSection: TypeAlias = Literal["tasks", "meetings", "reports"]


def comes_round(task: Task) -> bool:
    """Return whether a task is recurring work that has dates: not work that was dropped or may never run."""
    return task.every is not None and not task.contingent and task.status != "dropped"


def recurring(strategy: Strategy) -> Iterator[tuple[RecurringSection, Task | Meeting | Report, Recurrence]]:
    """Yield everything that comes round with its section and how often: tasks, meetings, reports."""
    for task in strategy.tasks.values():
        if task.every is not None and comes_round(task):
            yield "tasks", task, task.every
    for meeting in strategy.meetings.values():
        yield "meetings", meeting, meeting.every
    for report in strategy.reports.values():
        yield "reports", report, report.every


def stretch(strategy: Strategy, item: Task | Meeting | Report) -> tuple[dt.date, dt.date]:
    """Return the first and last day in which an item comes round: its own, else the strategy's period."""
    period = strategy.header.period
    if isinstance(item, Task):
        return item.not_before or period.first, item.due or period.last
    if item.window is not None:
        return item.window.start.date(), item.window.last_day
    return period.first, period.last


def dates_of_recurring(strategy: Strategy, calendars: Calendars) -> Mapping[tuple[str, str], Entries]:
    """Return the dates of everything that comes round, by section and id.

    Tasks and reports keep to their owner's days; a meeting, to which many come, to the strategy's.
    """
    return {
        (section, item.id): occurrences(
            Recurring(every, item.weekday, item.day),
            *stretch(strategy, item),
            calendars.base if isinstance(item, Meeting) else calendars.of(item.owner),
        )
        for section, item, every in recurring(strategy)
    }
