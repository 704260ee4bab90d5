"""The geometry of the whole picture: rows, bars, marks, columns, bands and arrows, in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ecsc.emit.gantt.arrows import route
from ecsc.emit.gantt.axis import Scale, horizon, idle, tiers
from ecsc.emit.gantt.bands import bands
from ecsc.emit.gantt.labels import Labels
from ecsc.emit.gantt.rows import READABLE, Group, Row, choose_rows
from ecsc.emit.gantt.shapes import Chart, Columns, Drawn, Span
from ecsc.emit.gantt.text import clean, width
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

WIDTH = 1000.0
"""The picture's width: a README shows it nearly unscaled."""

MARGIN = 20.0
INDENT = 12.0
GUTTER = 12.0
"""Room left of every name for the critical mark and the status sign."""

NAME_SIZE, OWNER_SIZE, DATE_SIZE = 12.0, 11.0, 10.5
TIER, LANE = 17.0, 17.0

FLAG = 17.0
"""Height of the lane in which the label of the day taken for today stands."""

EMPTY = 48.0
"""Height of the room for the sentence that says there is no work."""

_ROW, _PHASE_ROW, _DENSE_ROW = 23.0, 26.0, 18.0
_COLUMN_GAP = 12.0


def lay_out(plan: Plan, labels: Labels, top: float) -> Chart:
    """Return the chart of `plan`, its axis beginning at `top`."""
    chosen = choose_rows(plan)
    columns = _columns(chosen.rows, plan, labels)
    first, last = horizon(plan)
    left = columns.dates.right + _COLUMN_GAP
    scale = Scale(first, last, left, WIDTH - MARGIN - left)
    ticks = tiers(scale, labels.fiscal)
    drawn_bands, beyond, lanes = bands(plan.promotions, scale)
    day = plan.strategy.as_of
    as_of = scale.at(day.toordinal() + 0.5) if day and scale.holds(day) else None
    lanes_top = top + TIER * len(ticks) + (FLAG if as_of is not None else 0)
    body = lanes_top + LANE * lanes + (4 if lanes else 0)
    rows, y = [], body
    for row in chosen.rows:
        height = _PHASE_ROW if row.kind in {"phase", "folded", "more"} else _ROW
        height = _DENSE_ROW if len(chosen.rows) > READABLE + 1 else height
        rows.append(_draw(row, y, height, scale))
        y += height
    if not any(drawn.bar or drawn.buffer or drawn.mark is not None for drawn in rows):
        y += EMPTY
    return Chart(
        width=WIDTH,
        columns=columns,
        scale=scale,
        tiers=ticks,
        idle=idle(scale, plan.work.calendar),
        bands=drawn_bands,
        beyond=beyond,
        lanes=lanes,
        rows=tuple(rows),
        arrows=route(_by_id(rows), scale),
        top=top,
        lanes_top=lanes_top,
        body=body,
        bottom=y,
        fold=chosen.fold,
        as_of=as_of,
    )


def _by_id(rows: list[Drawn]) -> Mapping[str, Drawn]:
    """Return the rows that stand for single items, by id."""
    items = ((drawn.row.task or drawn.row.milestone, drawn) for drawn in rows)
    return {item.id: drawn for item, drawn in items if item is not None}


def _columns(rows: tuple[Row, ...], plan: Plan, labels: Labels) -> Columns:
    """Return the text columns, as wide as their texts within limits."""
    name, owner, dates = 130.0, 0.0, 0.0
    headed = bool(plan.work.phases)
    for row in rows:
        bold = row.kind in {"phase", "folded", "more"} or bool(row.task and row.task.critical)
        inset = GUTTER + (INDENT if headed and (row.task or row.milestone or row.kind == "rest") else 0)
        name = max(name, inset + width(clean(labels.name(row)), NAME_SIZE, bold=bold))
        owner = max(owner, width(clean(labels.owner(row)), OWNER_SIZE))
        dates = max(dates, width(labels.dates(row), DATE_SIZE))
    if owner:
        owner = max(owner, width(labels.w("Owner"), DATE_SIZE))
    dates = max(dates, width(labels.w("Dates"), DATE_SIZE))
    first = Span(MARGIN, min(name, 220.0 if owner else 290.0))
    second = Span(first.right + (_COLUMN_GAP if owner else 0), min(owner, 96.0))
    return Columns(first, second, Span(second.right + _COLUMN_GAP, min(dates, 144.0)))


def _stretch(scale: Scale, first: dt.date, last: dt.date) -> Span:
    """Return the stretch from the start of `first` to the end of `last`."""
    x = scale.at(first.toordinal())
    return Span(x, max(scale.at(last.toordinal() + 1) - x, 1.5))


def _after(scale: Scale, done: dt.date, until: dt.date | None) -> Span | None:
    """Return the stretch from the end of `done` to the end of `until`, None when that is not later."""
    if until is None or until <= done:
        return None
    return _stretch(scale, dt.date.fromordinal(done.toordinal() + 1), until)


def _draw(row: Row, y: float, height: float, scale: Scale) -> Drawn:
    """Return one row with its shapes."""
    if row.task is not None:
        return _draw_task(row, row.task, y, height, scale)
    if row.milestone is not None:
        return _draw_milestone(row, row.milestone, y, height, scale)
    if row.group is not None:
        return _draw_group(row, row.group, y, height, scale)
    return Drawn(row, y, height, buffer=_stretch(scale, *row.days) if row.days else None)


def _draw_task(row: Row, task: TaskPlan, y: float, height: float, scale: Scale) -> Drawn:
    if task.start is None or task.finish is None:
        return Drawn(row, y, height)
    end = max(task.finish, task.buffer_finish or task.finish)
    due = scale.at(task.due.toordinal() + 1) if task.due and scale.holds(task.due) else None
    return Drawn(
        row,
        y,
        height,
        bar=_stretch(scale, task.start, task.finish),
        buffer=_after(scale, task.finish, task.buffer_finish),
        slack=_after(scale, end, task.latest_buffer_finish),
        due=due,
        late=task.due is not None and task.finish > task.due,
    )


def _draw_milestone(row: Row, stone: MilestonePlan, y: float, height: float, scale: Scale) -> Drawn:
    if stone.date is None:
        return Drawn(row, y, height)
    due = scale.at(stone.due.toordinal() + 0.5) if stone.due and scale.holds(stone.due) else None
    late = stone.due is not None and stone.date > stone.due
    return Drawn(row, y, height, mark=scale.at(stone.date.toordinal() + 0.5), due=due, late=late)


def _draw_group(row: Row, group: Group, y: float, height: float, scale: Scale) -> Drawn:
    spans = [(task.start, task.finish) for task in group.tasks if task.start and task.finish]
    bar = _stretch(scale, min(start for start, _ in spans), max(end for _, end in spans)) if spans else None
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
