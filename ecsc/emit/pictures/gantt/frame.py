"""What stands around the rows: title, axis, days off, the day taken for today."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.axis import Tick
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import EMPTY, FLAG, GUTTER, MARGIN, TIER, WIDTH
from ecsc.emit.pictures.gantt.load_strip import HEAD
from ecsc.emit.pictures.gantt.rows import Fold, group_work
from ecsc.emit.pictures.gantt.shapes import Chart
from ecsc.emit.pictures.gantt.text import DATE_SIZE, clean, shorten, width
from ecsc.emit.standing import as_of
from ecsc.plan.types import Plan
from ecsc.plan.work_types import WorkPlan

BANNER = 37.0
"""Height of the banner that says a plan is not valid yet, with the room around it."""

_BANNER_SIZE = 13.0


def facts(plan: Plan, labels: Labels) -> list[str]:
    """Return the sentence pieces under the title."""
    w, work = labels.w, plan.work
    parts = [w.days(plan.strategy.period.first, plan.strategy.period.last)]
    if day := as_of(plan, w):
        parts.append(day)
    if work.finish:
        parts.append(w("Finish: {day}", day=w.day(work.finish)))
        if work.buffer_finish and work.buffer_finish > work.finish:
            parts.append(w("with buffers: {day}", day=w.day(work.buffer_finish)))
    scheduled = sum(len(group.tasks) for group in group_work(plan))
    stones = sum(stone.date is not None for stone in work.milestones)
    critical = sum(task.critical and task.start is not None for task in work.tasks)
    parts += _standing(work, labels)
    parts.append(w("Tasks: {count}", count=Decimal(scheduled)))
    if critical:
        parts.append(w("critical: {count}", count=Decimal(critical)))
    if stones:
        parts.append(w("Milestones: {count}", count=Decimal(stones)))
    return parts


def _standing(work: WorkPlan, labels: Labels) -> Iterator[str]:
    """Yield where the work is foreseen to end, and how the end stands to the baseline."""
    w = labels.w
    if work.forecast_finish and work.forecast_finish != work.finish:
        yield w("Forecast: {day}", day=w.day(work.forecast_finish))
    if work.baseline is not None:
        if work.baseline.finish:
            yield w("Baseline: {day}", day=w.day(work.baseline.finish))
        if moved := labels.moved(work.baseline.slip):
            yield moved


def fold_note(fold: Fold, labels: Labels) -> str:
    """Return the sentence that says what was folded, empty where nothing was."""
    w = labels.w
    if fold == "uncritical phases":
        return w("Folded to stay readable: phases without critical tasks are one row each.")
    if fold == "uncritical tasks":
        return w("Folded to stay readable: only critical tasks and milestones have rows of their own.")
    if fold == "all":
        return w("Folded to stay readable: every phase is one row, critical work stands out inside it.")
    return ""


def flow(parts: list[str], size: float, room: float) -> list[str]:
    """Return `parts` joined by middle dots into lines no wider than `room`."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(shorten(part, size, room))
    return lines


def headline(plan: Plan, lines: list[str], note: str) -> Iterator[str]:
    """Yield the title block."""
    name = clean(plan.strategy.name) or plan.strategy.id
    yield ink.text("title", MARGIN, 36, shorten(name, 20, WIDTH - 2 * MARGIN, bold=True))
    y = 58.0
    for words in lines:
        yield ink.text("facts", MARGIN, y, words)
        y += 17
    if note:
        yield ink.text("note", MARGIN, y, shorten(note, 11, WIDTH - 2 * MARGIN))


def banner(notice: str, y: float) -> Iterator[str]:
    """Yield the notice in a frame of its own with a warning sign, from `y` down; nothing without one."""
    if not notice:
        return
    top, sign = y - 5, ink.num(MARGIN + 20)
    words = shorten(notice, _BANNER_SIZE, WIDTH - 2 * MARGIN - 50, bold=True)
    yield ink.rect("banner", MARGIN, top, WIDTH - 2 * MARGIN, BANNER - 13, ' rx="3"')
    yield f'<path class="alarm" d="M{sign} {ink.num(top + 4.5)}l8.5 14.5h-17z"/>'
    yield ink.text("alarm-mark", MARGIN + 20, top + 17, "!", "middle")
    yield ink.text("alarm-text", MARGIN + 38, top + 16.5, words)


def as_of_line(chart: Chart, labels: Labels, plan: Plan) -> Iterator[str]:
    """Yield the line of the day that the plan takes for today, with its label above the rows."""
    if chart.as_of is None:
        return
    words, x = as_of(plan, labels.w), chart.as_of
    top = chart.seasons_top - FLAG
    yield ink.line("as-of", x, top + 2, x, chart.bottom)
    if chart.load:
        yield ink.line("as-of", x, chart.load.top + HEAD, x, chart.load.bottom)
    if x + 5 + width(words, DATE_SIZE, bold=True) <= chart.scale.right:
        yield ink.text("as-of-text", x + 5, top + 12, words)
    else:
        yield ink.text("as-of-text", x - 5, top + 12, words, "end")


def axis(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield the tiers over the chart, the grid below them and the headings of the text columns."""
    scale, bottom = chart.scale, chart.bottom
    for index, tier in enumerate(chart.tiers):
        y = chart.top + TIER * index
        yield ink.line("edge", scale.x, y + TIER, scale.right, y + TIER)
        yield from tick_texts(tier, y, labels, lead=index == 0)
        grid = "grid" if index == len(chart.tiers) - 1 and len(chart.tiers) > 1 else "grid bold"
        if index == 0:
            grid = "grid bolder"
        for tick in tier:
            if tick.x > scale.x + 0.5:
                yield ink.line(grid, tick.x, y, tick.x, bottom)
    base = chart.top + TIER * len(chart.tiers) - 5
    columns = chart.columns
    yield ink.text("column", columns.name.x + GUTTER, base, labels.w("Task"))
    if columns.owner.width:
        yield ink.text(
            "column", columns.owner.x, base, shorten(labels.w("Owner"), DATE_SIZE, columns.owner.width + 8)
        )
    dates = labels.w("Dates (slip)") if labels.slips else labels.w("Dates")
    yield ink.text("column", columns.dates.x, base, shorten(dates, DATE_SIZE, columns.dates.width + 10))


def tick_texts(tier: tuple[Tick, ...], y: float, labels: Labels, *, lead: bool) -> Iterator[str]:
    """Yield the texts of one tier; the leading tier names the year, too narrow a cell stays empty.

    All cells take the longest form that fits every whole one, so that one tier reads alike throughout.
    """
    forms = {tick: labels.ticks(tick, lead=lead) for tick in tier}
    most = max(map(len, forms.values()), default=0)
    whole = tier[1:-1] or tier
    form = next(
        (n for n in range(most) if all(width(forms[tick][n], DATE_SIZE) + 4 <= tick.width for tick in whole)),
        0,
    )
    for tick in tier:
        if tick.cut:
            continue
        middle = tick.unit == "day"
        for words in forms[tick][form:]:
            if width(words, DATE_SIZE) + 4 <= tick.width:
                x = tick.x + tick.width / 2 if middle else tick.x + 3
                yield ink.text("tick", x, y + TIER - 5, words, "middle" if middle else "")
                break


def holiday_names(chart: Chart, y: float) -> Iterator[str]:
    """Yield the names of the holidays that are broad enough for theirs, below the rows."""
    for run in chart.idle:
        if run.name and width(run.name, DATE_SIZE) <= run.width + 6:
            yield ink.text("tick", run.x + run.width / 2, y + 12, run.name, "middle")


def days_off(chart: Chart) -> Iterator[str]:
    """Yield the shading of weekends and holidays; a holiday says its name."""
    top = chart.top + TIER * len(chart.tiers)
    for run in chart.idle:
        shape = ink.rect("holiday" if run.name else "weekend", run.x, top, run.width, chart.bottom - top)
        yield f"<g>{ink.title(run.name)}{shape}</g>" if run.name else shape


def nothing(chart: Chart, labels: Labels) -> str:
    """Return the sentence that stands where there is no work to draw."""
    words = labels.w("There is no scheduled work yet.")
    return ink.text(
        "facts", (chart.scale.x + chart.scale.right) / 2, chart.bottom - EMPTY / 2 + 5, words, "middle"
    )
