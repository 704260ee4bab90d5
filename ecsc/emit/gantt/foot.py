"""Below the chart: work without dates, the legend, and what else has to be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from ecsc.emit.gantt import ink
from ecsc.emit.gantt.arrows import BAR
from ecsc.emit.gantt.body import status_sign
from ecsc.emit.gantt.labels import Labels
from ecsc.emit.gantt.layout import MARGIN, WIDTH
from ecsc.emit.gantt.shapes import Chart, Span
from ecsc.emit.gantt.text import clean, shorten, width
from ecsc.plan.types import Plan

_SIZE = 11.0
_ROOM = WIDTH - 2 * MARGIN
_COLUMNS = 3
_MOST_UNDATED = 30
_MOST_BEYOND = 5
_LINE = 18.0
_SAMPLE = 30.0


class Foot(Struct, frozen=True):
    """Markup and the y where it ends."""

    parts: tuple[str, ...]
    bottom: float


def undated(plan: Plan, labels: Labels, y: float) -> Foot:
    """Return the work that has no dates, by reason, below `y`."""
    w, parts = labels.w, list[str]()
    reasons: dict[str, list[str]] = {}
    for task in plan.work.tasks:
        if task.start is None or task.finish is None:
            if task.contingent:
                reason = w("Not scheduled: runs only when a risk starts it")
            elif task.status == "dropped":
                reason = w("Not scheduled: dropped")
            elif task.every is not None:
                reason = w("Without a bar: comes round on the dates in the checklist")
            else:
                reason = w("Not scheduled: its dates cannot be computed")
            about = (
                clean(task.name) or task.id,
                labels.person(task.owner),
                labels.length(task.duration) if task.duration else "",
            )
            reasons.setdefault(reason, []).append(" · ".join(part for part in about if part))
    for stone in plan.work.milestones:
        if stone.date is None:
            reason = w("Not scheduled: its dates cannot be computed")
            reasons.setdefault(reason, []).append(clean(stone.name) or stone.id)
    for reason, items in reasons.items():
        y += 24
        parts.append(ink.text("strong small", MARGIN, y, shorten(reason, _SIZE, _ROOM, bold=True)))
        cells = items if len(items) <= _MOST_UNDATED else items[: _MOST_UNDATED - 1]
        if len(items) > len(cells):
            cells = [*cells, w("and {count} more", count=str(len(items) - len(cells)))]
        room = _ROOM / _COLUMNS
        for index, told in enumerate(cells):
            column = index % _COLUMNS
            y += _LINE if column == 0 else 0
            x = MARGIN + room * column
            dash = ink.rect("undated", x + 0.5, y - 8.5, 12, 8, ' rx="2"')
            words = ink.text("small", x + 18, y, shorten(told, _SIZE, room - 30))
            parts.append(f"<g>{ink.title(told)}{dash}{words}</g>")
    return Foot(tuple(parts), y)


def legend(chart: Chart, labels: Labels, y: float) -> Foot:
    """Return the legend of what the chart uses, flowing in lines below `y`."""
    parts: list[str] = []
    x = MARGIN
    y += 26
    for draw, meaning in _entries(chart, labels):
        words = shorten(meaning, _SIZE, _ROOM - _SAMPLE - 8)
        room = _SAMPLE + 8 + width(words, _SIZE) + 18
        if x > MARGIN and x + room > WIDTH - MARGIN + 18:
            x = MARGIN
            y += _LINE + 2
        parts += [draw(x, y - 4), ink.text("small", x + _SAMPLE + 6, y, words)]
        x += room
    return Foot(tuple(parts), y if parts else y - 26)


def notes(plan: Plan, chart: Chart, labels: Labels, y: float) -> Foot:
    """Return the remarks below the legend."""
    w = labels.w
    told = [
        w("Outside the chart: {name}, {window}", name=promotion.name, window=labels.window(promotion))
        for promotion in chart.beyond[:_MOST_BEYOND]
    ]
    if len(chart.beyond) > _MOST_BEYOND:
        told.append(
            w("Outside the chart: {count} more promotions", count=str(len(chart.beyond) - _MOST_BEYOND))
        )
    nameless = [band.promotion.name for band in chart.bands if not band.label]
    if nameless:
        told.append(w("Promotions without room for their names: {names}", names=", ".join(nameless)))
    if plan.work.calendar.provisional_years:
        years = ", ".join(str(year) for year in plan.work.calendar.provisional_years)
        told.append(w("Holidays of {years} are not announced yet: dates may move.", years=years))
    parts = []
    for index, words in enumerate(told):
        y += 22 if index == 0 else 16
        parts.append(ink.text("note", MARGIN, y, shorten(words, _SIZE, _ROOM)))
    return Foot(tuple(parts), y)


_Sample = Callable[[float, float], str]


def _entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    """Yield a drawing and its words for everything that occurs in the chart."""
    yield from _bar_entries(chart, labels)
    yield from _mark_entries(chart, labels)
    w = labels.w
    if chart.arrows:
        yield _arrow, w("Waits for")
    if chart.bands:
        yield (lambda x, y: ink.rect("promotion", x + 2, y - 6, 26, 12, ' rx="2"')), w("Promotion")
    if any(not run.name for run in chart.idle):
        yield _day_off("weekend"), w("Days off")
    if any(run.name for run in chart.idle):
        yield _day_off("holiday"), w("Holidays")


def _bar_entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    w, rows = labels.w, chart.rows
    tasks = [drawn.row.task for drawn in rows if drawn.row.task]
    if any(not task.critical for task in tasks):
        yield _bar("task"), w("Task")
    if any(task.critical for task in tasks) or any(drawn.critical for drawn in rows):
        yield _critical, w("Critical: a day late here makes the end a day late")
    if any(drawn.row.kind in {"folded", "more", "rest"} for drawn in rows):
        yield _bar("folded"), w("Folded tasks")
    if any(drawn.buffer for drawn in rows):
        yield _bar("buffer"), w("Buffer")
    if any(drawn.slack for drawn in rows):
        yield _slack, w("Room to slip")


def _mark_entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    w, rows = labels.w, chart.rows
    tasks = [drawn.row.task for drawn in rows if drawn.row.task]
    for status, words in (("done", w("Done")), ("started", w("Started"))):
        if any(task.status == status for task in tasks):
            yield _status(status), words
    if any(drawn.row.milestone or drawn.marks for drawn in rows):
        yield (lambda x, y: ink.diamond("stone", x + 15, y, 6)), w("Milestone")
    if any(drawn.row.milestone and drawn.due not in {None, drawn.mark} for drawn in rows):
        yield _promise, w("Date promised")
    if any(drawn.row.task and drawn.due is not None for drawn in rows):
        yield _due, w("Due")


def _bar(kind: str) -> _Sample:
    return lambda x, y: ink.bar(kind, Span(x + 2, 26), y - BAR / 2, BAR, 0 if kind == "buffer" else 2)


def _critical(x: float, y: float) -> str:
    return ink.rect("mark", x, y - 8, 3, 16) + ink.bar("critical", Span(x + 6, 22), y - BAR / 2, BAR)


def _slack(x: float, y: float) -> str:
    return ink.line("float", x + 2, y + 2, x + 28, y + 2) + ink.line("float", x + 28, y - 1, x + 28, y + 3.5)


def _status(status: str) -> _Sample:
    return lambda x, y: status_sign(status, x + 12, y)


def _promise(x: float, y: float) -> str:
    return ink.line("promise", x + 4, y, x + 24, y) + ink.diamond("hollow", x + 20, y, 5)


def _due(x: float, y: float) -> str:
    return f'<path class="due" d="M{ink.num(x + 17)} {ink.num(y - 8)}v16m0 0h-3.5m3.5-16h-3.5"/>'


def _arrow(x: float, y: float) -> str:
    return ink.way(
        "link", ((x + 2, y - 5), (x + 18, y - 5), (x + 18, y + 6)), more=' marker-end="url(#ecsc-gantt-head)"'
    )


def _day_off(kind: str) -> _Sample:
    return lambda x, y: ink.rect(f"{kind} framed", x + 2, y - 6, 26, 12)
