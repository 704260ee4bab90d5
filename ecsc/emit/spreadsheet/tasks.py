"""Tasks and milestones with their dates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.emit.spreadsheet.cells import DAYS, Cell, Column, Number, Sheet, money
from ecsc.emit.worklist.directory import Directory, apart, directory, milestones_by_date, named
from ecsc.emit.worklist.wording import standing_apart, status, waits
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan


def tasks_sheet(plan: Plan, w: Words) -> Sheet:
    """Return tasks, then milestones by date; recurring work is in the calendar and the checklist."""
    columns = (
        Column(w("Id"), 24), Column(w("Task"), 44), Column(w("Kind"), 12), Column(w("Phase"), 24),
        Column(w("Owner"), 16), Column(w("Start"), 12), Column(w("Finish"), 12), Column(w("Finish with buffer"), 12),
        Column(w("Due"), 12), Column(w("Working days"), 10), Column(w("Float"), 10), Column(w("Critical path"), 10),
        Column(w("Status"), 16), Column(w("Cost"), 18), Column(w("Waits for"), 44), Column(w("Serves"), 44),
        Column(w("Forecast finish"), 12),
    )  # fmt: skip
    return Sheet(w("Tasks"), columns, tuple(_rows(plan, directory(plan), w)))


def _rows(plan: Plan, names: Directory, w: Words) -> Iterator[tuple[Cell, ...]]:
    for task in plan.work.tasks:
        if apart(task) != "recurring":
            yield _task(task, names, w)
    for milestone in milestones_by_date(plan):
        yield _milestone(milestone, names, w)


def _task(task: TaskPlan, names: Directory, w: Words) -> tuple[Cell, ...]:
    reason = apart(task)
    return (
        task.id, task.name, w("task"), names.phases.get(task.phase or "", task.phase),
        names.people.get(task.owner or "", task.owner), task.start, task.finish, task.buffer_finish, task.due,
        _days(task.duration), _days(task.total_float), w("yes") if task.critical else "",
        standing_apart(reason, w)[0] if reason else status(task, w), money(task.cost),
        waits(task.after, names, w), w.show([shortened(one) for one in named(task.serves, names.aims)]),
        task.forecast_finish,
    )  # fmt: skip


def _milestone(milestone: MilestonePlan, names: Directory, w: Words) -> tuple[Cell, ...]:
    phase = names.milestone_phases.get(milestone.id)
    return (
        milestone.id, milestone.name, w("milestone"), names.phases.get(phase or "", phase),
        names.people.get(milestone.owner or "", milestone.owner), milestone.date, milestone.date, None, milestone.due,
        None, _days(milestone.slack), w("yes") if milestone.critical else "", "", None,
        waits(milestone.after, names, w), w.show([shortened(one) for one in named(milestone.serves, names.aims)]),
        milestone.forecast_date,
    )  # fmt: skip


def _days(number: Decimal | None) -> Cell:
    return None if number is None else Number(number, DAYS)
