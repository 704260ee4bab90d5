"""What is drawn in the rows: bars with their buffers, baselines and forecasts, diamonds, and ticks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.arrows import BAR, DIAMOND
from ecsc.emit.pictures.gantt.hover import story
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.shapes import Chart, Drawn, Span
from ecsc.emit.pictures.gantt.text import DATE_SIZE, width
from ecsc.plan.work_types import MilestonePlan, TaskPlan

BASELINE = 3.0
"""Height of a baseline's bar."""

_BELOW = BAR / 2 + 2
"""Where it begins, below the middle of its row."""

_BEYOND = 12.0
"""So far a text may reach beyond the axis, into the margin."""


def shapes(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield all that stands in the rows, each row's with its tooltip."""
    for drawn in chart.rows:
        row = drawn.row
        if row.task is not None:
            parts = [*_task(drawn, row.task), *_task_words(drawn, row.task, labels, chart)]
        elif row.milestone is not None:
            parts = _milestone(drawn, row.milestone, chart, labels)
        elif row.kind == "buffer":
            parts = _project_buffer(drawn, chart, labels)
        elif row.recurring is not None:
            parts = [*_ticks(drawn)]
        else:
            parts = _summary(drawn)
        if parts:
            yield f"<g>{ink.title(story(drawn, labels))}{''.join(parts)}</g>"


def _task(drawn: Drawn, task: TaskPlan) -> list[str]:
    top = drawn.middle - BAR / 2
    kind = "critical" if task.critical else "task near" if task.near_critical else "task"
    parts = []
    if drawn.baseline:
        parts.append(based(drawn.baseline, drawn.middle))
    if drawn.slack:
        low = drawn.middle + BAR / 2 - 1.5
        parts.append(ink.line("float", drawn.slack.x, low, drawn.slack.right - 0.5, low))
        parts.append(ink.line("float", drawn.slack.right - 0.5, low - 3, drawn.slack.right - 0.5, low + 1.5))
    hatched = (drawn.buffer, *(one.span for one in drawn.feeders))
    parts += [ink.bar("buffer", span, top, BAR, 0) for span in hatched if span]
    if drawn.bar:
        parts.append(ink.bar(f"{kind} done" if task.status == "done" else kind, drawn.bar, top, BAR))
    if drawn.progress:
        parts.append(worked_off(drawn.progress, drawn.middle))
    if drawn.forecast:
        parts.append(foreseen(drawn.forecast, drawn.middle))
    if drawn.due is not None:
        x, kind = ink.num(drawn.due), "due late" if drawn.late else "due"
        foot, rise = f"M{x} {ink.num(top - 4)}", ink.num(BAR + 8)
        parts.append(f'<path class="{kind}" d="{foot}v{rise}h-3.5m3.5 -{rise}h-3.5"/>')
    return parts


def based(span: Span, middle: float) -> str:
    """Return the thin bar of a baseline, below the bar it stands for."""
    return ink.bar("baseline", span, middle + _BELOW, BASELINE, 0)


def worked_off(span: Span, middle: float) -> str:
    """Return the stripe inside a bar up to where its work is done."""
    return ink.rect("progress", span.x, middle - 2, span.width, 4)


def foreseen(span: Span, middle: float) -> str:
    """Return the open frame of a forecast, closed by a strong line where the work is foreseen to end."""
    top, right = ink.num(middle - BAR / 2 + 1.5), ink.num(span.right)
    along, rise = ink.num(span.width), ink.num(BAR - 3)
    frame = f'<path class="forecast" d="M{right} {top}h-{along}v{rise}h{along}"/>'
    return frame + end_mark(span.right, middle)


def end_mark(x: float, middle: float) -> str:
    """Return the strong line at which work is foreseen to end."""
    return ink.line("forecast-end", x, middle - BAR / 2 - 1, x, middle + BAR / 2 + 1)


def said_of_task(drawn: Drawn, task: TaskPlan, labels: Labels) -> list[str]:
    """Return what stands beside a task's bar: how late it is, a buffer that is too short, its forecast."""
    parts = [labels.late(task), *(labels.short(one.buffer) for one in drawn.feeders)]
    if drawn.forecast and task.forecast_finish:
        day = labels.day(task.forecast_finish)
        parts.append(
            labels.w("finished {day}", day=day)
            if task.status == "done"
            else labels.w("forecast {day}", day=day)
        )
    return [part for part in parts if part]


def said_of_milestone(drawn: Drawn, stone: MilestonePlan, labels: Labels) -> list[str]:
    """Return what stands beside a milestone: its day, its slack, its forecast."""
    said = [labels.day(stone.date) if stone.date else "", labels.slack(stone)]
    if drawn.ahead is not None and stone.forecast_date:
        said.append(labels.w("forecast {day}", day=labels.day(stone.forecast_date)))
    return [part for part in said if part]


def _task_words(drawn: Drawn, task: TaskPlan, labels: Labels, chart: Chart) -> list[str]:
    """Return what is said of a task in words, where there is room for it."""
    parts = said_of_task(drawn, task, labels)
    slack = (
        None if drawn.forecast else drawn.slack
    )  # a forecast is named where it ends, over the line of the float
    spans = [drawn.bar, drawn.buffer, slack, drawn.forecast, *(one.span for one in drawn.feeders)]
    drawn_parts = [part for part in spans if part]
    if not parts or not drawn_parts:
        return []
    dues = [drawn.due] if drawn.due is not None else []
    left = min([*dues, *(part.x for part in drawn_parts)])
    right = max([*dues, *(part.right for part in drawn_parts)])
    return [
        beside(parts, left, right, drawn.middle, chart, 12, late=bool(labels.late(task)))
    ]  # an arrow leaves in between


def beside(
    parts: Sequence[str],
    left: float,
    right: float,
    middle: float,
    chart: Chart,
    gap: float,
    *,
    late: bool = False,
) -> str:
    """Return words right of what lies between `left` and `right`, else left of it, else over its end.

    `parts` are in the order of their weight: the last is dropped first where there is no room for all.
    """
    kind = "said late" if late else "said"
    told = [part for part in parts if part]
    while True:
        said = " · ".join(told)
        room = width(said, DATE_SIZE, bold=late)
        if right + gap + room <= chart.scale.right + _BEYOND:
            return ink.text(kind, right + gap, middle + 4, said)
        if left - gap - room >= chart.scale.x:
            return ink.text(kind, left - gap, middle + 4, said, "end")
        if len(told) == 1:
            return ink.text(kind, chart.scale.right - 4, middle + 4, said, "end")
        told.pop()


def _milestone(drawn: Drawn, stone: MilestonePlan, chart: Chart, labels: Labels) -> list[str]:
    if drawn.mark is None or stone.date is None:
        return []
    parts, left, right = [], drawn.mark - DIAMOND, drawn.mark + DIAMOND
    if drawn.before is not None:
        parts.append(earlier(drawn.before, drawn.middle))
        left, right = min(left, drawn.before - 4), max(right, drawn.before + 4)
    if drawn.due is not None and abs(drawn.due - drawn.mark) > 1:
        kind = "promise late" if drawn.late else "promise"
        parts.append(ink.line(kind, drawn.mark, drawn.middle, drawn.due, drawn.middle))
        parts.append(ink.diamond("hollow", drawn.due, drawn.middle, DIAMOND - 2))
        left, right = min(left, drawn.due - DIAMOND + 2), max(right, drawn.due + DIAMOND - 2)
    kind = "stone critical" if stone.critical else "stone"
    parts.append(ink.diamond(kind, drawn.mark, drawn.middle, DIAMOND))
    if drawn.ahead is not None and stone.forecast_date:
        parts.append(ink.line("forecast", drawn.mark + DIAMOND, drawn.middle, drawn.ahead, drawn.middle))
        parts.append(end_mark(drawn.ahead, drawn.middle))
        right = max(right, drawn.ahead + 1)
    said = said_of_milestone(drawn, stone, labels)
    parts.append(beside(said, left, right, drawn.middle, chart, 5, late=drawn.late))
    return parts


def earlier(x: float, middle: float) -> str:
    """Return the hollow diamond of a milestone's baseline, which stands where a bar's baseline does."""
    return ink.diamond("before", x, middle + _BELOW, 4)


def _project_buffer(drawn: Drawn, chart: Chart, labels: Labels) -> list[str]:
    """Return the project buffer, with words where there is less room than it asks for."""
    held, span = drawn.row.held, drawn.buffer
    parts = [ink.bar("buffer", span, drawn.middle - BAR / 2, BAR)] if span else []
    if held and (said := labels.short(held)):
        left, right = (span.x, span.right) if span else (chart.scale.right, chart.scale.right)
        parts.append(beside([said], left, right, drawn.middle, chart, 5, late=True))
    return parts


def _ticks(drawn: Drawn) -> Iterator[str]:
    """Yield the dates of recurring work: ticks of their own, or a dotted line."""
    top = ink.num(drawn.middle - 4)
    if drawn.ticks:
        yield f'<path class="tick-mark" d="{"".join(f"M{ink.num(x)} {top}v8" for x in drawn.ticks)}"/>'
    if drawn.steady:
        yield ink.line("steady", drawn.steady.x, drawn.middle, drawn.steady.right, drawn.middle)


def _summary(drawn: Drawn) -> list[str]:
    """Return the bar of a phase; a folded one shows its critical stretches and its milestones."""
    parts = [based(drawn.baseline, drawn.middle)] if drawn.baseline else []
    if drawn.bar:
        x, y, right = ink.num(drawn.bar.x), ink.num(drawn.middle - 4), drawn.bar.width
        if drawn.row.kind == "phase" and right > 10:
            parts.append(
                f'<path class="phase" d="M{x} {y}h{ink.num(right)}v8l-4-4h{ink.num(8 - right)}l-4 4z"/>'
            )
        elif drawn.row.kind == "phase":
            parts.append(ink.bar("phase", drawn.bar, drawn.middle - 4, 5, 0))
        else:
            parts.append(ink.bar("folded", drawn.bar, drawn.middle - BAR / 2, BAR))
    if drawn.buffer:
        parts.append(ink.bar("buffer", drawn.buffer, drawn.middle - BAR / 2, BAR, 0))
    parts += [ink.bar("critical", span, drawn.middle - 3.5, 7, 1) for span in drawn.critical]
    parts += [foreseen(drawn.forecast, drawn.middle)] if drawn.forecast else []
    parts += [ink.diamond("stone", mark, drawn.middle, DIAMOND - 2) for mark in drawn.marks]
    return parts
