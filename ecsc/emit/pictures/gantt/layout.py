"""The geometry of the whole picture: rows, bars, marks, columns, bands and arrows, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ecsc.emit.pictures.gantt.arrows import route
from ecsc.emit.pictures.gantt.axis import Scale, horizon, idle, tiers
from ecsc.emit.pictures.gantt.bands import offers
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.retail import seasons
from ecsc.emit.pictures.gantt.row_shapes import draw, feeding
from ecsc.emit.pictures.gantt.rows import HEADS, READABLE, Row, choose_rows
from ecsc.emit.pictures.gantt.shapes import Chart, Columns, Drawn, Span
from ecsc.emit.pictures.gantt.text import DATE_SIZE, clean, width
from ecsc.plan.types import Plan

WIDTH = 1000.0
"""The picture's width: a README shows it nearly unscaled."""

MARGIN = 20.0
INDENT = 12.0
GUTTER = 12.0
"""Room left of every name for the critical mark and the status sign."""

NAME_SIZE, OWNER_SIZE = 12.0, 11.0
TIER, LANE = 17.0, 17.0

FLAG = 17.0
"""Height of the lane in which the label of the day taken for today stands."""

EMPTY = 48.0
"""Height of the room for the sentence that says there is no work."""

_ROW, _PHASE_ROW, _DENSE_ROW = 23.0, 26.0, 18.0
_BASED_ROW = 26.0
"""Height of a row where bars have those of the baseline below them."""

_COLUMN_GAP = 12.0


def lay_out(plan: Plan, labels: Labels, top: float) -> Chart:
    """Return the chart of `plan`, its axis beginning at `top`."""
    chosen = choose_rows(plan)
    columns = _columns(chosen.rows, plan, labels)
    first, last = horizon(plan)
    left = columns.dates.right + _COLUMN_GAP
    scale = Scale(first, last, left, WIDTH - MARGIN - left)
    ticks = tiers(scale, labels.fiscal)
    above, year = offers(plan, scale), seasons(plan.work.retail_days, scale)
    day = plan.strategy.as_of
    as_of = scale.at(day.toordinal() + 0.5) if day and scale.holds(day) else None
    seasons_top = top + TIER * len(ticks) + (FLAG if as_of is not None else 0)
    lanes_top = seasons_top + LANE * year.lanes + (4 if year.lanes else 0)
    body = lanes_top + LANE * above.lanes + (4 if above.lanes else 0)
    rows, y, feeds = [], body, feeding(plan)
    dense = sum(not row.kind.startswith("regular") for row in chosen.rows) > READABLE + 1
    for row in chosen.rows:
        height = _height(row, dense=dense)
        rows.append(draw(row, y, height, scale, feeds, day))
        y += height
    if all(drawn.empty for drawn in rows):
        y += EMPTY
    return Chart(
        width=WIDTH,
        columns=columns,
        scale=scale,
        tiers=ticks,
        idle=idle(scale, plan.work.calendar),
        offers=above,
        seasons=year,
        rows=tuple(rows),
        arrows=route(_by_id(rows), scale),
        top=top,
        seasons_top=seasons_top,
        lanes_top=lanes_top,
        body=body,
        bottom=y,
        fold=chosen.fold,
        as_of=as_of,
    )


def _height(row: Row, *, dense: bool) -> float:
    """Return the height of a row, less where there are very many."""
    if dense:
        return _DENSE_ROW
    if row.kind in HEADS:
        return _PHASE_ROW
    based = (row.task and row.task.baseline_finish) or (row.milestone and row.milestone.baseline_date)
    return _BASED_ROW if based else _ROW


def inset(row: Row, *, headed: bool) -> float:
    """Return how far the name of a row is moved in; `headed` tells that work stands below phases."""
    if row.kind in HEADS or row.kind == "buffer":
        return GUTTER
    return GUTTER + (INDENT if headed or row.kind.startswith("regular") else 0)


def _by_id(rows: list[Drawn]) -> Mapping[str, Drawn]:
    """Return the rows that stand for single items, by id."""
    items = ((drawn.row.task or drawn.row.milestone, drawn) for drawn in rows)
    return {item.id: drawn for item, drawn in items if item is not None}


def _columns(rows: tuple[Row, ...], plan: Plan, labels: Labels) -> Columns:
    """Return the text columns, as wide as their texts within limits."""
    name, owner, dates = 130.0, 0.0, 0.0
    headed = bool(plan.work.phases)
    for row in rows:
        bold = row.kind in HEADS or bool(row.task and row.task.critical)
        left = inset(row, headed=headed)
        name = max(name, left + width(clean(labels.name(row)), NAME_SIZE, bold=bold))
        owner = max(owner, width(clean(labels.owner(row)), OWNER_SIZE))
        dates = max(dates, width(labels.dates(row), DATE_SIZE))
    for one in plan.work.load:
        name = max(name, GUTTER + INDENT + width(clean(labels.person(one.person)), NAME_SIZE))
    if plan.work.load:
        level = labels.w("{share} %", share=Decimal(188))
        dates = max(dates, width(labels.w("at most {level}", level=level), DATE_SIZE))
    if owner:
        owner = max(owner, width(labels.w("Owner"), DATE_SIZE))
    dates = max(dates, width(labels.w("Dates"), DATE_SIZE))
    first = Span(MARGIN, min(name, 220.0 if owner else 290.0))
    second = Span(first.right + (_COLUMN_GAP if owner else 0), min(owner, 96.0))
    return Columns(first, second, Span(second.right + _COLUMN_GAP, min(dates, 144.0)))
