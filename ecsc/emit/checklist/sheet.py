"""The checklist as a spreadsheet: a row an acceptance item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.emit.checklist.duty_rows import rows as duty_rows
from ecsc.emit.criteria import criterion_words
from ecsc.emit.worklist.directory import (
    Directory,
    apart,
    directory,
    milestones_by_date,
    named,
    scheduled,
    week_of,
)
from ecsc.emit.worklist.item_ids import Item, items_of
from ecsc.emit.worklist.wording import standing_apart, status, waits
from ecsc.messages import Words, csv_file
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

Row = list[str | None]


def sheet(plan: Plan, w: Words) -> bytes:
    """Return the checklist as CSV, dates as ISO 8601: items, tasks without items, milestones, the dates of
    regular work, work apart.
    """
    names = directory(plan)
    rows: list[Row] = [_heading(w)]
    for task in scheduled(plan):
        rows += _task(task, names, w)
    rows += [_milestone(milestone, plan, names, w) for milestone in milestones_by_date(plan)]
    rows += duty_rows(plan, names, w)
    for task in plan.work.tasks:
        if apart(task) not in ("", "recurring"):
            rows += _task(task, names, w)
    return csv_file(rows)


def _heading(w: Words) -> Row:
    return [
        w("Id"), w("Done"), w("Kind"), w("Phase"), w("Owner"), w("Week from"), w("Task id"), w("Task"),
        w("Acceptance item"), w("Start"), w("Finish"), w("Finish with buffer"), w("Due"), w("Status"),
        w("Critical path"), w("Waits for"), w("Serves"), w("Forecast finish"),
    ]  # fmt: skip


def _task(task: TaskPlan, names: Directory, w: Words) -> Iterator[Row]:
    reason = apart(task)
    items = list(items_of(task)) or [Item(task.id, "")]
    done = w("yes") if task.status == "done" else ""
    group = [
        _name(task.phase, names.phases),
        _name(task.owner, names.people),
        _day(week_of(task.start)) if task.start and not reason else "",
        task.id,
        task.name,
    ]
    rest = [
        _day(task.start),
        _day(task.finish),
        _day(task.buffer_finish),
        _day(task.due),
        standing_apart(reason, w)[0] if reason else status(task, w),
        w("yes") if task.critical else "",
        waits(task.after, names, w),
        w.show(named(task.serves, names.aims)),
        _day(task.forecast_finish),
    ]
    for item in items:
        text = _text(item, w)
        yield [item.id, done, w("acceptance item") if text else w("task"), *group, text, *rest]


def _text(item: Item, w: Words) -> str:
    if item.subject is None:
        return item.text
    if not item.text:
        return item.subject.name
    return w("{subject}: {item}", subject=item.subject.name, item=item.text)


def _milestone(milestone: MilestonePlan, plan: Plan, names: Directory, w: Words) -> Row:
    day, criterion = _day(milestone.date), milestone.criterion
    if criterion:
        criterion = criterion_words(criterion, plan, w) or criterion
    return [
        milestone.id, "", w("milestone"), _name(names.milestone_phases.get(milestone.id), names.phases),
        _name(milestone.owner, names.people), _day(week_of(milestone.date)) if milestone.date else "",
        milestone.id, milestone.name, criterion, day, day, "", _day(milestone.due), "",
        w("yes") if milestone.critical else "", waits(milestone.after, names, w),
        w.show(named(milestone.serves, names.aims)), _day(milestone.forecast_date),
    ]  # fmt: skip


def _name(key: str | None, names: dict[str, str]) -> str:
    return "" if key is None else names.get(key, key)


def _day(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
