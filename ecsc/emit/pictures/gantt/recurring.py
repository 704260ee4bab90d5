"""Recurring work as ticks: one a date, or a dotted line where the dates are too dense to tell apart."""

from __future__ import annotations

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.baseline import stretch
from ecsc.emit.pictures.gantt.shapes import Span
from ecsc.plan.time_types import DutyPlan

_APART = 3.0
"""Ticks that are nearer than this, in pixels, are read as a line."""


def ticks(work: DutyPlan, scale: Scale) -> tuple[tuple[float, ...], Span | None]:
    """Return the centres of the dates on the axis, or the stretch they fill where they are too dense."""
    days = sorted({one.date for one in work.dates if scale.holds(one.date)})
    if not days:
        return (), None
    whole = stretch(scale, days[0], days[-1])
    if len(days) > 2 and whole.width / len(days) < _APART:
        return (), whole
    return tuple(scale.at(day.toordinal() + 0.5) for day in days), None
