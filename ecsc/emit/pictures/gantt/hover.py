"""What the picture tells on hover: all it knows of a bar, a diamond, a buffer or a tick, as one line."""

from __future__ import annotations

from decimal import Decimal

from ecsc.emit.driving import reason
from ecsc.emit.duty_names import duty_name
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.shapes import Drawn
from ecsc.emit.pictures.gantt.text import clean, shorten
from ecsc.plan.time_types import BufferPlan, DutyPlan, LaunchPlan, RetailDayPlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

_MOST_NAMED = 4
_NAME = 300.0
"""Width in pixels at 11 px to which the names of other items are cut."""


def story(drawn: Drawn, labels: Labels) -> str:
    """Return the tooltip of a row and of what is drawn in it."""
    row = drawn.row
    if row.task:
        buffers = [buffer_words(one.buffer, labels) for one in drawn.feeders]
        return " · ".join([task_story(row.task, labels), *buffers])
    if row.milestone:
        return stone_story(row.milestone, labels)
    if row.recurring:
        return regular_story(row.recurring, labels)
    parts = [labels.name(row), labels.owner(row), labels.dates(row)]
    parts += [buffer_words(row.held, labels)] if row.held else []
    return " · ".join(part for part in parts if part)


def driven_by(item: TaskPlan | MilestonePlan, labels: Labels) -> str:
    """Return the sentence about what makes an item stand where it stands; empty where that is not known."""
    return clean(reason(labels.work, item, labels.w)) if item.driver is not None else ""


def drives(item: TaskPlan | MilestonePlan, labels: Labels) -> str:
    """Return what an item drives in turn, as a phrase; empty where that is nothing."""
    driven = labels.work.driven.get(item.id, ())
    if not driven:
        return ""
    names = [_named(one, labels) for one in driven[:_MOST_NAMED]]
    if len(driven) > len(names):
        names.append(labels.w("and {count} more", count=str(len(driven) - len(names))))
    return labels.w("drives {names}", names=", ".join(names))


def task_story(task: TaskPlan, labels: Labels) -> str:
    """Return all that the picture knows of a task."""
    w = labels.w
    parts = [clean(task.name) or task.id]
    if task.owner:
        parts.append(w("Owner: {owner}", owner=labels.person(task.owner)))
    if task.launch:
        launch = shorten(labels.launches.get(task.launch, task.launch), 11, _NAME)
        parts.append(w("for the launch {name}", name=launch))
    if task.start and task.finish:
        parts.append(w.days(task.start, task.finish))
    if task.duration is not None:
        parts.append(labels.length(task.duration, on_clock=task.on_clock))
    if task.buffer > 0 and task.buffer_finish:
        length = labels.length(task.buffer, on_clock=task.on_clock)
        parts.append(w("with a buffer of {length} to {last}", length=length, last=w.day(task.buffer_finish)))
    parts += _float(task, labels)
    if task.due:
        parts.append(w("due {day}", day=w.day(task.due)))
    parts += [labels.late(task), *_progress(task, labels)]
    if task.baseline_start and task.baseline_finish:
        parts.append(w("baseline {days}", days=w.days(task.baseline_start, task.baseline_finish)))
    parts.append(labels.moved(task.slip))
    if task.forecast_finish and task.forecast_finish != task.finish and task.status != "done":
        parts.append(w("forecast {day}", day=w.day(task.forecast_finish)))
    parts += [driven_by(task, labels), drives(task, labels)]
    return " · ".join(part for part in parts if part)


def _float(task: TaskPlan, labels: Labels) -> list[str]:
    """Return how much room a task has."""
    w = labels.w
    if task.critical:
        return [w("on the critical path")]
    if task.total_float is None:
        return []
    length = labels.length(task.total_float, on_clock=task.on_clock)
    near = [w("nearly critical")] if task.near_critical else []
    return [*near, w("total float: {length}", length=length)]


def _progress(task: TaskPlan, labels: Labels) -> list[str]:
    """Return how far a task is."""
    w = labels.w
    if task.status == "done":
        return [w("done"), w("finished {day}", day=w.day(task.finished)) if task.finished else ""]
    if task.status != "started":
        return []
    parts = [w("started {day}", day=w.day(task.started)) if task.started else w("started")]
    if task.remaining is not None:
        left = labels.length(task.remaining, on_clock=task.on_clock)
        parts.append(w("{length} left", length=left))
    return parts


def stone_story(stone: MilestonePlan, labels: Labels) -> str:
    """Return all that the picture knows of a milestone."""
    w = labels.w
    parts = [clean(stone.name) or stone.id]
    if stone.owner:
        parts.append(w("Owner: {owner}", owner=labels.person(stone.owner)))
    if stone.date:
        parts.append(w.day(stone.date))
    if stone.due:
        parts.append(w("due {day}", day=w.day(stone.due)))
    parts.append(labels.slack(stone))
    parts += [labels.criteria.get(stone.id, stone.criterion)] if stone.criterion else []
    parts += [w("on the critical path")] if stone.critical else []
    if stone.baseline_date:
        parts.append(w("baseline {days}", days=w.day(stone.baseline_date)))
    parts.append(labels.moved(stone.slip))
    if stone.forecast_date and stone.forecast_date != stone.date:
        parts.append(w("forecast {day}", day=w.day(stone.forecast_date)))
    parts += [driven_by(stone, labels), drives(stone, labels)]
    return " · ".join(part for part in parts if part)


def buffer_words(buffer: BufferPlan, labels: Labels) -> str:
    """Return the size of a buffer, what it protects, and the room there is for it."""
    w, size = labels.w, labels.length(buffer.size)
    if buffer.kind == "project":
        said = w("project buffer of {length}", length=size)
    elif buffer.joins:
        said = w("feeding buffer of {length} before {name}", length=size, name=_named(buffer.joins, labels))
    else:
        said = w("feeding buffer of {length}", length=size)
    days = w.days(buffer.start, buffer.finish) if buffer.start and buffer.finish else ""
    room = labels.short(buffer)
    if not room and buffer.room is not None:
        room = w("room for {length}", length=labels.length(buffer.room))
    return ", ".join(part for part in (said, days, room) if part)


def regular_story(work: DutyPlan, labels: Labels) -> str:
    """Return how often recurring work comes, for whom, and on how many days."""
    w = labels.w
    days = [one.date for one in work.dates]
    parts = [clean(duty_name(work, w)), labels.how_often(work)]
    if work.owner:
        parts.append(w("Owner: {owner}", owner=labels.person(work.owner)))
    parts += [w("with {names}", names=", ".join(map(labels.person, work.people)))] if work.people else []
    parts.append(w.count("{n} date", "{n} dates", Decimal(len(days))))
    parts += [w.days(min(days), max(days))] if days else []
    moved = sum(one.moved_from is not None for one in work.dates)
    if moved:
        parts.append(w("moved off a day off: {count}", count=Decimal(moved)))
    return " · ".join(part for part in parts if part)


def retail_story(day: RetailDayPlan, name: str, labels: Labels) -> str:
    """Return the window of a retail day, the day it is named for, and whether that is announced."""
    w = labels.w
    parts = [name, w.days(day.first, day.last)]
    if day.first != day.last:
        parts.append(w("core day {day}", day=w.day(day.core)))
    if day.provisional:
        parts.append(w("not announced yet: the usual window"))
    return " · ".join(parts)


def launch_story(launch: LaunchPlan, labels: Labels) -> str:
    """Return the day of a launch, who answers for it, and how many stages lead to it."""
    w = labels.w
    parts = [clean(launch.name) or launch.id, w("launch on {day}", day=w.day(launch.date))]
    if launch.owner:
        parts.append(w("Owner: {owner}", owner=labels.person(launch.owner)))
    if launch.stages:
        parts.append(w("stages: {count}", count=Decimal(len(launch.stages))))
    if launch.skipped:
        parts.append(w("left out: {count}", count=Decimal(len(launch.skipped))))
    return " · ".join(parts)


def _named(key: str, labels: Labels) -> str:
    """Return the name of another item, cut where it is very long."""
    return shorten(labels.names.get(key, key), 11, _NAME)
