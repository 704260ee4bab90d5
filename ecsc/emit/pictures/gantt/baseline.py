"""How work stands in pixels: where the baseline had it, where it is foreseen, and how much of it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.shapes import Span
from ecsc.plan.work_types import MilestonePlan, TaskPlan

_SEEN = 0.5
"""What is narrower, in pixels, cannot be told from nothing."""


def stretch(scale: Scale, first: dt.date, last: dt.date) -> Span:
    """Return the stretch from the start of `first` to the end of `last`."""
    x = scale.at(first.toordinal())
    return Span(x, max(scale.at(last.toordinal() + 1) - x, 1.5))


def baseline(task: TaskPlan, scale: Scale) -> Span | None:
    """Return where the baseline had a task; None without one, or where that is off the axis."""
    first, last = task.baseline_start, task.baseline_finish
    return _on_axis(first, last, scale) if first is not None and last is not None else None


def _on_axis(first: dt.date, last: dt.date, scale: Scale) -> Span | None:
    if last < first or last.toordinal() < scale.first or first.toordinal() > scale.last:
        return None
    return stretch(scale, first, last)


def forecast(task: TaskPlan, scale: Scale) -> Span | None:
    """Return what a task is foreseen to take beyond its planned bar; None where it ends as planned.

    A task foreseen to begin later has the whole of its foreseen days, any other what follows its bar.
    """
    start, finish, ends = task.start, task.finish, task.forecast_finish
    if start is None or finish is None or ends is None or ends <= finish:
        return None
    begins = task.forecast_start
    if begins is None or begins <= start:
        begins = dt.date.fromordinal(finish.toordinal() + 1)
    found = stretch(scale, min(begins, ends), ends)
    return Span(found.x, scale.right - found.x) if found.right > scale.right else found


def group_baseline(tasks: Sequence[TaskPlan], scale: Scale) -> Span | None:
    """Return where the baseline had the work of a folded row, from the first start to the last finish."""
    starts = [task.baseline_start for task in tasks if task.baseline_start]
    ends = [task.baseline_finish for task in tasks if task.baseline_finish]
    return _on_axis(min(starts), max(ends), scale) if starts and ends else None


def group_forecast(tasks: Sequence[TaskPlan], finish: dt.date, scale: Scale) -> Span | None:
    """Return what the work of a folded row is foreseen to take beyond its `finish`."""
    ends = max((task.forecast_finish for task in tasks if task.forecast_finish), default=finish)
    return stretch(scale, dt.date.fromordinal(finish.toordinal() + 1), ends) if ends > finish else None


def progress(task: TaskPlan, bar: Span, scale: Scale, today: dt.date | None) -> Span | None:
    """Return the part of a started task's bar that is worked off.

    By what the task says is left of its length, else up to the day taken for today.
    """
    if task.status != "started" or task.start is None:
        return None
    if task.remaining is not None and task.duration:
        done = 1 - min(max(task.remaining / task.duration, Decimal(0)), Decimal(1))
        width = bar.width * float(done)
    elif task.remaining is None and today is not None:
        width = min(max(scale.at(today.toordinal() + 1) - bar.x, 0.0), bar.width)
    else:
        return None
    return Span(bar.x, width) if width >= _SEEN else None


def stone_baseline(stone: MilestonePlan, scale: Scale) -> float | None:
    """Return the centre of the day the baseline had for a milestone, None where it has not moved."""
    day = stone.baseline_date
    if day is None or day == stone.date or not scale.holds(day):
        return None
    return scale.at(day.toordinal() + 0.5)


def stone_forecast(stone: MilestonePlan, scale: Scale) -> float | None:
    """Return the centre of the day foreseen for a milestone, None where that is the planned one or earlier."""
    day = stone.forecast_date
    if day is None or stone.date is None or day <= stone.date or not scale.holds(day):
        return None
    return scale.at(day.toordinal() + 0.5)
