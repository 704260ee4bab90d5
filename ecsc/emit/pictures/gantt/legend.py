"""The legend: a drawing and its words for everything that occurs in the picture, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.arrows import BAR
from ecsc.emit.pictures.gantt.bars import BASELINE, earlier, foreseen, worked_off
from ecsc.emit.pictures.gantt.body import near_sign, status_sign
from ecsc.emit.pictures.gantt.foot import Foot
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import MARGIN, WIDTH
from ecsc.emit.pictures.gantt.load_ink import bars
from ecsc.emit.pictures.gantt.overhead import ribbon, star
from ecsc.emit.pictures.gantt.shapes import Chart, Span
from ecsc.emit.pictures.gantt.text import shorten, width

_SIZE = 11.0
_LINE = 20.0
_SAMPLE = 30.0
_ROOM = WIDTH - 2 * MARGIN

_Sample = Callable[[float, float], str]


def legend(chart: Chart, labels: Labels, near: Decimal, y: float) -> Foot:
    """Return the legend of what the chart uses, flowing in lines below `y`.

    `near` is how many working days of float nearly critical work has at most.
    """
    parts: list[str] = []
    x = MARGIN
    y += 26
    for draw, meaning in entries(chart, labels, near):
        words = shorten(meaning, _SIZE, _ROOM - _SAMPLE - 8)
        room = _SAMPLE + 8 + width(words, _SIZE) + 18
        if x > MARGIN and x + room > WIDTH - MARGIN + 18:
            x = MARGIN
            y += _LINE
        parts += [draw(x, y - 4), ink.text("small", x + _SAMPLE + 6, y, words)]
        x += room
    return Foot(tuple(parts), y if parts else y - 26)


def entries(chart: Chart, labels: Labels, near: Decimal) -> Iterator[tuple[_Sample, str]]:
    """Yield a drawing and its words for everything that occurs in the chart."""
    yield from _bar_entries(chart, labels, near)
    yield from _standing_entries(chart, labels)
    yield from _mark_entries(chart, labels)
    yield from _frame_entries(chart, labels)
    yield from _load_entries(chart, labels)


def _frame_entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    """Yield what stands between and above the rows."""
    w, days = labels.w, [one.day for one in chart.seasons.days]
    if chart.arrows:
        yield _arrow, w("Waits for")
    if any(not day.provisional for day in days):
        yield (lambda x, y: ribbon(x + 2, y - 7, 26)), w("Retail day")
    if any(day.provisional for day in days):
        yield (lambda x, y: ribbon(x + 2, y - 7, 26, usual=True)), w("Retail day, not announced yet")
    if any(one.core is not None for one in chart.seasons.days):
        yield (lambda x, y: ink.line("core", x + 15, y - 9, x + 15, y + 7)), w("The day it is named for")
    if chart.offers.bands:
        yield (lambda x, y: ink.rect("promotion", x + 2, y - 6, 26, 12, ' rx="2"')), w("Promotion")
    if chart.offers.stars:
        yield (lambda x, y: star(x + 15, y)), w("Launch")
    if any(not run.name for run in chart.idle):
        yield _day_off("weekend"), w("Days off")
    if any(run.name for run in chart.idle):
        yield _day_off("holiday"), w("Holidays")


def _bar_entries(chart: Chart, labels: Labels, near: Decimal) -> Iterator[tuple[_Sample, str]]:
    w, rows = labels.w, chart.rows
    tasks = [drawn.row.task for drawn in rows if drawn.row.task]
    if any(not task.critical and not task.near_critical for task in tasks):
        yield _bar("task"), w("Task")
    if any(task.critical for task in tasks) or any(drawn.critical for drawn in rows):
        yield _critical, w("Critical: a day late here makes the end a day late")
    if any(task.near_critical and not task.critical for task in tasks):
        yield _near, w("Nearly critical: can slip {length} at most", length=labels.length(near))
    if any(drawn.row.kind in {"folded", "more", "rest"} for drawn in rows):
        yield _bar("folded"), w("Folded tasks")
    if any(drawn.buffer or any(one.span for one in drawn.feeders) for drawn in rows):
        yield _bar("buffer"), w("Buffer")
    if any(drawn.slack for drawn in rows):
        yield _slack, w("Room to slip")


def _standing_entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    """Yield how work stands: the baseline, what is worked off, the forecast."""
    w, rows = labels.w, chart.rows
    if any(drawn.baseline for drawn in rows):
        yield _baseline, w("Baseline")
    if any(drawn.before is not None for drawn in rows):
        yield (lambda x, y: earlier(x + 15, y - 8)), w("Baseline of a milestone")
    if any(drawn.progress for drawn in rows):
        yield _progress, w("Worked off")
    if any(drawn.forecast or drawn.ahead is not None for drawn in rows):
        yield (lambda x, y: foreseen(Span(x + 4, 22), y)), w("Forecast, where it ends later")


def _load_entries(chart: Chart, labels: Labels) -> Iterator[tuple[_Sample, str]]:
    """Yield what the load strip is made of."""
    if chart.load is None:
        return
    cells = [cell for strip in chart.load.strips for cell in strip.cells]
    yield _load(0.75, over=False), labels.w("Load, a full week up to the line")
    if any(cell.over for cell in cells):
        yield _load(1.4, over=True), labels.w("Over 100 %: more work than time")


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
    if any(drawn.ticks or drawn.steady for drawn in rows):
        yield _regular, w("Regular work, a tick a date")


def _bar(kind: str) -> _Sample:
    return lambda x, y: ink.bar(kind, Span(x + 2, 26), y - BAR / 2, BAR, 0 if kind == "buffer" else 2)


def _critical(x: float, y: float) -> str:
    return ink.rect("mark", x, y - 8, 3, 16) + ink.bar("critical", Span(x + 6, 22), y - BAR / 2, BAR)


def _near(x: float, y: float) -> str:
    return near_sign(x + 1.5, y - 8, 16) + ink.bar("task near", Span(x + 6, 22), y - BAR / 2, BAR)


def _baseline(x: float, y: float) -> str:
    return ink.bar("baseline", Span(x + 2, 26), y - BASELINE / 2, BASELINE, 0)


def _progress(x: float, y: float) -> str:
    return ink.bar("task", Span(x + 2, 26), y - BAR / 2, BAR) + worked_off(Span(x + 2, 14), y)


def _load(level: float, *, over: bool) -> _Sample:
    return lambda x, y: (
        bars(Span(x + 9, 12), y + 7, level, over=over) + ink.line("full", x + 4, y - 5, x + 26, y - 5)
    )


def _regular(x: float, y: float) -> str:
    return f'<path class="tick-mark" d="M{ink.num(x + 8)} {ink.num(y - 4)}v8m7-8v8m7-8v8"/>'


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
