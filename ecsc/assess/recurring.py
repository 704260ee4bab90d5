"""Recurring work: tasks with `every`, meetings and reports, each with the dates it comes round on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from ecsc.assess.calendars import Calendars
from ecsc.model import Strategy
from ecsc.model.execution import Meeting, Report, Task
from ecsc.quantity import Recurrence
from ecsc.schedule import Entries, Recurring, occurrences

RECURRING_SECTIONS = ("tasks", "meetings", "reports")
"""The sections of work that comes round, whose dates the timetable has."""


def comes_round(task: Task) -> bool:
    """Return whether a task is recurring work that has dates: not work that was dropped or may never run."""
    return task.every is not None and not task.contingent and task.status != "dropped"


def recurring_in(strategy: Strategy, section: str) -> Iterator[tuple[Task | Meeting | Report, Recurrence]]:
    """Yield what comes round in one of these sections, and how often."""
    for item in strategy.section(section).values():
        if not isinstance(item, Task) or (item.every is not None and comes_round(item)):
            yield item, item.every


def recurring(strategy: Strategy) -> Iterator[tuple[str, Task | Meeting | Report, Recurrence]]:
    """Yield everything that comes round with its section and how often: tasks, meetings, reports."""
    for section in RECURRING_SECTIONS:
        for item, every in recurring_in(strategy, section):
            yield section, item, every


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
    found: dict[tuple[str, str], Entries] = {}
    # Two hundred daily meetings have the same days, which are looked for once.
    known: dict[tuple[Recurring, dt.date, dt.date, int], Entries] = {}
    for section, item, every in recurring(strategy):
        number = 0 if isinstance(item, Meeting) else calendars.number(item.owner)
        asked = (Recurring(every, item.weekday, item.day), *stretch(strategy, item), number)
        if asked not in known:
            known[asked] = occurrences(*asked[:3], calendars.each[number])
        found[section, item.id] = known[asked]
    return found
