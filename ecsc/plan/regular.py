"""Recurring work in the plan: tasks, meetings and reports with the dates they come round on."""

from __future__ import annotations

from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.lengths import elapsed_minutes, is_elapsed, working_minutes
from ecsc.assess.recurring import recurring
from ecsc.model.execution import Meeting, Report, Task
from ecsc.plan.time_types import Occurrence, RecurringPlan
from ecsc.quantity import Duration, Recurrence


def recurring_plans(assessed: Assessed) -> tuple[RecurringPlan, ...]:
    """Return everything that comes round: tasks, then meetings, then reports, each as written."""
    strategy, table = assessed.linked.strategy, assessed.timetable
    week = len(strategy.header.calendar.workweek)
    found = []
    for section, item, every in recurring(strategy):
        dates = tuple(
            Occurrence(entry.date, entry.moved_from) for entry in table.recurring[section, item.id].dates
        )
        match item:
            case Task():
                found.append(_task(item, every, dates, week))
            case Meeting():
                found.append(_meeting(item, dates, week))
            case Report():
                found.append(_report(item, dates))
    return tuple(found)


def _task(item: Task, every: Recurrence, dates: tuple[Occurrence, ...], week: int) -> RecurringPlan:
    return RecurringPlan(
        id=item.id,
        section="tasks",
        name=item.name or item.id,
        owner=item.owner,
        every=str(every),
        dates=dates,
        phase=item.phase,
        minutes=_minutes(item.duration or item.effort, week),
        items=item.checklist,
        serves=item.serves,
        description=item.description,
        weekday=item.weekday,
        day=item.day,
    )


def _meeting(item: Meeting, dates: tuple[Occurrence, ...], week: int) -> RecurringPlan:
    return RecurringPlan(
        id=item.id,
        section="meetings",
        name=item.name or item.id,
        owner=item.chair,
        every=str(item.every),
        dates=dates,
        people=item.participants,
        minutes=_minutes(item.length, week),
        items=item.agenda,
        description=item.description,
        weekday=item.weekday,
        day=item.day,
        kind=item.kind,
    )


def _report(item: Report, dates: tuple[Occurrence, ...]) -> RecurringPlan:
    return RecurringPlan(
        id=item.id,
        section="reports",
        name=item.name or item.id,
        owner=item.owner,
        every=str(item.every),
        dates=dates,
        people=item.recipients,
        items=item.sections,
        description=item.description,
        weekday=item.weekday,
        day=item.day,
        metrics=item.metrics,
    )


def _minutes(length: Duration | None, days_per_week: int) -> Decimal | None:
    """Return how long one time takes: a day is a working day of eight hours, an hour one on the clock."""
    if length is None:
        return None
    minutes = elapsed_minutes(length) if is_elapsed(length) else working_minutes(length, days_per_week)
    return Decimal(max(minutes, 0))
