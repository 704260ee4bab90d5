"""The load strip as drawn: a row a person, a cell a week, and what is over the full week marked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import GUTTER, INDENT, NAME_SIZE
from ecsc.emit.pictures.gantt.load_strip import FULL, HEAD, HIGHEST, ROW, heaviness, overloaded, percent
from ecsc.emit.pictures.gantt.shapes import Cell, Chart, Load, Span, Strip
from ecsc.emit.pictures.gantt.text import DATE_SIZE, shorten, width
from ecsc.plan.time_types import WeekLoad

FIGURE = 9.0
"""Font size of the figures over overloaded weeks."""

_MOST_TASKS = 6
_TASK = 140.0


def load_rows(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield the strip below the rows; nothing where the plan knows no load."""
    load = chart.load
    if load is None:
        return
    left, right, w = chart.columns.name.x, chart.scale.right, labels.w
    yield ink.rect("head", left - 8, load.top, right - left + 8, HEAD)
    yield ink.text("name strong", left + GUTTER, load.top + HEAD / 2 + 4, heading(load, labels))
    bottom = load.top + HEAD + ROW * len(load.strips)
    for tick in chart.tiers[-1]:
        if tick.x > chart.scale.x + 0.5:
            yield ink.line("grid", tick.x, load.top + HEAD, tick.x, bottom)
    for strip in load.strips:
        yield _person(strip, chart, labels)
        yield from (_cell(cell, strip, labels) for cell in strip.cells)
        yield from _figures(strip, chart)
    if load.omitted:
        more = w("and {count} more people, {over} of them over 100 %",
                 count=str(load.omitted), over=str(load.over))  # fmt: skip
        yield ink.text("name soft", left + GUTTER + INDENT, load.bottom - 6, more)


def heading(load: Load, labels: Labels) -> str:
    """Return what the strip shows."""
    w = labels.w
    return {
        "week": w("Load by week"),
        "month": w("Load by month: its heaviest week"),
        "quarter": w("Load by quarter: its heaviest week"),
        "year": w("Load over the years: the heaviest week of each cell"),
    }.get(load.unit, "")


def _person(strip: Strip, chart: Chart, labels: Labels) -> str:
    columns, base = chart.columns, strip.y + ROW - 7
    name = labels.person(strip.person.person)
    weeks = [week for cell in strip.cells for week in cell.weeks]
    most = max(weeks, key=heaviness)
    said = _level(most, labels)
    peak = said if percent(most) is None else labels.w("at most {level}", level=said)
    left = columns.name.x + GUTTER + INDENT
    story = [name, peak]
    if strip.person.uncounted:
        count = Decimal(len(strip.person.uncounted))
        story.append(labels.w.count("{n} task states no effort", "{n} tasks state no effort", count))
    full = strip.y + ROW - 3 - FULL
    return "".join((
        f"<g>{ink.title(' · '.join(story))}",
        ink.text("name", left, base, shorten(name, NAME_SIZE, columns.name.right - left)),
        ink.text("dates", columns.dates.x, base, shorten(peak, DATE_SIZE, columns.dates.width)),
        "</g>",
        ink.line("hair", columns.name.x - 8, strip.y + ROW, chart.scale.right, strip.y + ROW),
        ink.line("full", chart.scale.x, full, chart.scale.right, full),
    ))  # fmt: skip


def _cell(cell: Cell, strip: Strip, labels: Labels) -> str:
    gap = 1.0 if cell.width >= 4 else 0.0
    span = Span(cell.x + gap / 2, max(cell.width - gap, 0.5))
    parts = bars(span, strip.y + ROW - 3, HIGHEST if cell.level is None else cell.level, over=cell.over)
    return f"<g>{ink.title(_story(cell, strip, labels))}{parts}</g>"


def bars(span: Span, base: float, level: float, *, over: bool) -> str:
    """Return a cell on the line `base`: up to the full week plain, what is over it hatched."""
    height = min(level, HIGHEST) * FULL
    if not over:
        return ink.rect("load", span.x, base - height, span.width, height)
    above = max(height - FULL, 2.0)
    return ink.rect("load", span.x, base - FULL, span.width, FULL) + ink.rect(
        "over", span.x, base - FULL - above, span.width, above
    )


def _figures(strip: Strip, chart: Chart) -> Iterator[str]:
    """Yield the percentages over overloaded cells, the heaviest first, where they find room."""
    taken: list[tuple[float, float]] = []
    heavy = [cell for cell in strip.cells if cell.over]
    for cell in sorted(heavy, key=lambda one: (heaviness(one.weeks[0]), -one.x), reverse=True):
        level = percent(cell.weeks[0])
        said = "!" if level is None else str(level)
        room = width(said, FIGURE) + 3
        x = min(max(cell.x + (cell.width - room) / 2, chart.scale.x), chart.scale.right - room)
        if all(x + room <= left or right <= x for left, right in taken):
            taken.append((x, x + room))
            height = min(cell.level or HIGHEST, HIGHEST) * FULL
            y = strip.y + ROW - 3 - max(height, FULL + 2) - 2
            yield ink.text("figure", x + room / 2, y, said, "middle")


def _story(cell: Cell, strip: Strip, labels: Labels) -> str:
    """Return the figures of a cell's heaviest week and whose work it is."""
    w, week = labels.w, cell.weeks[0]
    last = week.week.fromordinal(min(week.week.toordinal() + 6, week.week.max.toordinal()))
    parts = [labels.person(strip.person.person), w.days(week.week, last)]
    parts.append(
        w("{load} of {length} ({level})", load=week.load, length=labels.length(week.capacity),
          level=_level(week, labels))
    )  # fmt: skip
    for share in week.tasks[:_MOST_TASKS]:
        name = shorten(labels.names.get(share.task, share.task), DATE_SIZE, _TASK)
        parts.append(f"{name} ({w.show(share.days)})")
    if len(week.tasks) > _MOST_TASKS:
        parts.append(w("and {count} more", count=str(len(week.tasks) - _MOST_TASKS)))
    over = sum(map(overloaded, cell.weeks))
    if len(cell.weeks) > 1 and over:
        parts.append(w.count("{n} week over 100 %", "{n} weeks over 100 %", Decimal(over)))
    return " · ".join(parts)


def _level(week: WeekLoad, labels: Labels) -> str:
    level = percent(week)
    return labels.w("no time at all") if level is None else labels.w("{share} %", share=level)
