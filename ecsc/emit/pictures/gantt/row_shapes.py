"""The geometry of single rows: bars, buffers, diamonds and ticks, in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ecsc.emit.pictures.gantt import baseline
from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.baseline import stretch
from ecsc.emit.pictures.gantt.recurring import ticks
from ecsc.emit.pictures.gantt.rows import Group, Row
from ecsc.emit.pictures.gantt.shapes import Drawn, Feeder, Span
from ecsc.plan.time_types import BufferPlan
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

_ROOMY = 22.0
"""Lower rows have no room for a baseline below their bars."""


def feeding(plan: Plan) -> dict[str, list[BufferPlan]]:
    """Return the feeding buffers of `plan` by the task they follow."""
    found: dict[str, list[BufferPlan]] = {}
    for buffer in plan.work.buffers:
        if buffer.kind == "feeding":
            found.setdefault(buffer.after, []).append(buffer)
    return found


def draw(
    row: Row,
    y: float,
    height: float,
    scale: Scale,
    feeds: Mapping[str, Sequence[BufferPlan]],
    today: dt.date | None,
) -> Drawn:
    """Return one row with its shapes; `feeds` are the feeding buffers by task, `today` the day it is seen from."""
    if row.task is not None:
        return _task(row, row.task, y, height, scale, feeds.get(row.task.id, ()), today)
    if row.milestone is not None:
        return _milestone(row, row.milestone, y, height, scale)
    if row.group is not None:
        return _group(row, row.group, y, height, scale)
    if row.recurring is not None:
        single, steady = ticks(row.recurring, scale)
        return Drawn(row, y, height, ticks=single, steady=steady)
    return Drawn(row, y, height, buffer=stretch(scale, *row.days) if row.days else None)


def _after(scale: Scale, done: dt.date, until: dt.date | None) -> Span | None:
    """Return the stretch from the end of `done` to the end of `until`, None when that is not later."""
    if until is None or until <= done:
        return None
    return stretch(scale, dt.date.fromordinal(done.toordinal() + 1), until)


def _task(
    row: Row,
    task: TaskPlan,
    y: float,
    height: float,
    scale: Scale,
    feeds: Sequence[BufferPlan],
    today: dt.date | None,
) -> Drawn:
    if task.start is None or task.finish is None:
        return Drawn(row, y, height)
    feeders = tuple(
        Feeder(one, stretch(scale, one.start, one.finish) if one.start and one.finish else None)
        for one in feeds
    )
    end = max((task.finish, *(one.finish for one in feeds if one.finish)), default=task.finish)
    end = max(end, task.buffer_finish or end)
    due = scale.at(task.due.toordinal() + 1) if task.due and scale.holds(task.due) else None
    bar = stretch(scale, task.start, task.finish)
    return Drawn(
        row,
        y,
        height,
        bar=bar,
        buffer=_after(scale, task.finish, task.buffer_finish),
        slack=_after(scale, end, task.latest_buffer_finish),
        due=due,
        late=task.due is not None and task.finish > task.due,
        baseline=baseline.baseline(task, scale),
        forecast=baseline.forecast(task, scale),
        progress=baseline.progress(task, bar, scale, today),
        feeders=feeders,
    )


def _milestone(row: Row, stone: MilestonePlan, y: float, height: float, scale: Scale) -> Drawn:
    if stone.date is None:
        return Drawn(row, y, height)
    return Drawn(
        row,
        y,
        height,
        mark=scale.at(stone.date.toordinal() + 0.5),
        due=scale.at(stone.due.toordinal() + 0.5) if stone.due and scale.holds(stone.due) else None,
        late=stone.due is not None and stone.date > stone.due,
        before=baseline.stone_baseline(stone, scale),
        ahead=baseline.stone_forecast(stone, scale),
    )


def _group(row: Row, group: Group, y: float, height: float, scale: Scale) -> Drawn:
    spans = [(task.start, task.finish) for task in group.tasks if task.start and task.finish]
    bar = stretch(scale, min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
    if row.kind == "phase" or not spans:
        marks = () if row.kind == "phase" else _marks(group, scale)
        return Drawn(row, y, height, bar=bar, marks=marks)
    finish = max(end for _, end in spans)
    buffered = max((task.buffer_finish for task in group.tasks if task.buffer_finish), default=None)
    return Drawn(
        row,
        y,
        height,
        bar=bar,
        buffer=_after(scale, finish, buffered),
        critical=_critical_stretches(group, scale),
        baseline=baseline.group_baseline(group.tasks, scale) if height >= _ROOMY else None,
        forecast=baseline.group_forecast(group.tasks, finish, scale),
        marks=_marks(group, scale),
    )


def _marks(group: Group, scale: Scale) -> tuple[float, ...]:
    """Return the centres of a group's milestones, one where several fall together."""
    places = {round(scale.at(stone.date.toordinal() + 0.5), 1) for stone in group.milestones if stone.date}
    return tuple(sorted(places))


def _critical_stretches(group: Group, scale: Scale) -> tuple[Span, ...]:
    """Return the critical work of a group as stretches that do not touch."""
    spans = sorted(
        (task.start.toordinal(), task.finish.toordinal() + 1)
        for task in group.tasks
        if task.critical and task.start and task.finish
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start - joined[-1][1]) * scale.day < 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(Span(scale.at(start), max(scale.at(end) - scale.at(start), 1.5)) for start, end in joined)
