"""The drawn rows: names on the left; bars, diamonds and arrows on the right."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.gantt import ink
from ecsc.emit.gantt.arrows import BAR, DIAMOND
from ecsc.emit.gantt.labels import Labels
from ecsc.emit.gantt.layout import DATE_SIZE, GUTTER, INDENT, NAME_SIZE, OWNER_SIZE
from ecsc.emit.gantt.shapes import Chart, Drawn
from ecsc.emit.gantt.text import shorten, width
from ecsc.plan.work_types import MilestonePlan, TaskPlan

_HEADS = frozenset({"phase", "folded", "more"})


def stripes(chart: Chart) -> Iterator[str]:
    """Yield the backgrounds of phase rows and the hairlines between rows."""
    left, right = chart.columns.name.x, chart.scale.right
    for drawn in chart.rows:
        if drawn.row.kind == "phase":
            yield ink.rect("head", left - 8, drawn.y, right - left + 8, drawn.height)
        else:
            yield ink.line("hair", left - 8, drawn.y + drawn.height, right, drawn.y + drawn.height)


def names(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield the text columns of every row."""
    headed = any(drawn.row.kind in _HEADS for drawn in chart.rows)
    for drawn in chart.rows:
        yield _name(drawn, chart, labels, headed)


def _name(drawn: Drawn, chart: Chart, labels: Labels, headed: bool) -> str:
    row, columns = drawn.row, chart.columns
    item = row.task or row.milestone
    critical = bool(item and item.critical)
    bold = row.kind in _HEADS or critical
    inset = GUTTER + (INDENT if headed and row.kind not in _HEADS and row.kind != "buffer" else 0)
    base = drawn.middle + 4
    name, owner = labels.name(row), labels.owner(row)
    parts = [
        ink.text(
            "name strong" if bold else "name" if item else "name soft",
            columns.name.x + inset,
            base,
            shorten(name, NAME_SIZE, columns.name.width - inset, bold=bold),
        )
    ]
    if columns.owner.width:
        parts.append(
            ink.text("owner", columns.owner.x, base, shorten(owner, OWNER_SIZE, columns.owner.width))
        )
    parts.append(ink.text("dates", columns.dates.x, base, labels.dates(row)))
    if critical or drawn.critical:
        parts.append(ink.rect("mark", columns.name.x - 8, drawn.y + 3, 3, drawn.height - 6))
    if row.task and row.task.status in {"done", "started"}:
        parts.append(status_sign(row.task.status, columns.name.x + inset - 11, drawn.middle))
    return f"<g>{ink.title(_story(drawn, labels))}{''.join(parts)}</g>"


def status_sign(status: str, x: float, y: float) -> str:
    """Return a check for work that is done, a triangle for work that has started."""
    if status == "done":
        return f'<path class="check" d="M{ink.num(x)} {ink.num(y)}l3 3.5l5-7"/>'
    return f'<path class="play" d="M{ink.num(x + 1)} {ink.num(y - 3.5)}l6 3.5l-6 3.5z"/>'


def _story(drawn: Drawn, labels: Labels) -> str:
    row = drawn.row
    if row.task:
        return labels.task_story(row.task)
    if row.milestone:
        return labels.stone_story(row.milestone)
    parts = (labels.name(row), labels.owner(row), labels.dates(row))
    return " · ".join(part for part in parts if part)


def shapes(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield bars, buffers, floats and diamonds, each with its tooltip."""
    for drawn in chart.rows:
        row = drawn.row
        if row.task is not None:
            parts = [*_task(drawn, row.task), *_lateness(drawn, labels.late(row.task), chart)]
        elif row.milestone is not None:
            parts = _milestone(drawn, row.milestone, chart, labels)
        elif row.kind == "buffer":
            parts = [ink.bar("buffer", drawn.buffer, drawn.middle - BAR / 2, BAR)] if drawn.buffer else []
        else:
            parts = _summary(drawn)
        if parts:
            yield f"<g>{ink.title(_story(drawn, labels))}{''.join(parts)}</g>"


def _task(drawn: Drawn, task: TaskPlan) -> list[str]:
    top = drawn.middle - BAR / 2
    kind = "critical" if task.critical else "task"
    parts = []
    if drawn.slack:
        low = drawn.middle + BAR / 2 - 1.5
        parts.append(ink.line("float", drawn.slack.x, low, drawn.slack.right - 0.5, low))
        parts.append(ink.line("float", drawn.slack.right - 0.5, low - 3, drawn.slack.right - 0.5, low + 1.5))
    if drawn.buffer:
        parts.append(ink.bar("buffer", drawn.buffer, top, BAR, 0))
    if drawn.bar:
        parts.append(ink.bar(f"{kind} done" if task.status == "done" else kind, drawn.bar, top, BAR))
    if drawn.due is not None:
        x, kind = ink.num(drawn.due), "due late" if drawn.late else "due"
        foot, rise = f"M{x} {ink.num(top - 4)}", ink.num(BAR + 8)
        parts.append(f'<path class="{kind}" d="{foot}v{rise}h-3.5m3.5 -{rise}h-3.5"/>')
    return parts


def _lateness(drawn: Drawn, said: str, chart: Chart) -> list[str]:
    """Return how late a task is, in words right of all that is drawn of it, else left."""
    drawn_parts = [part for part in (drawn.bar, drawn.buffer, drawn.slack) if part]
    if not said or not drawn_parts:
        return []
    dues = [drawn.due] if drawn.due is not None else []
    left = min([*dues, *(part.x for part in drawn_parts)])
    right = max([*dues, *(part.right for part in drawn_parts)])
    if right + 12 + width(said, DATE_SIZE, bold=True) <= chart.scale.right + 12:
        return [ink.text("said late", right + 12, drawn.middle + 4, said)]  # an arrow leaves in between
    return [ink.text("said late", left - 12, drawn.middle + 4, said, "end")]


def _milestone(drawn: Drawn, stone: MilestonePlan, chart: Chart, labels: Labels) -> list[str]:
    if drawn.mark is None or stone.date is None:
        return []
    parts, left, right = [], drawn.mark - DIAMOND, drawn.mark + DIAMOND
    if drawn.due is not None and abs(drawn.due - drawn.mark) > 1:
        parts.append(
            ink.line(
                "promise late" if drawn.late else "promise", drawn.mark, drawn.middle, drawn.due, drawn.middle
            )
        )
        parts.append(ink.diamond("hollow", drawn.due, drawn.middle, DIAMOND - 2))
        left, right = min(left, drawn.due - DIAMOND + 2), max(right, drawn.due + DIAMOND - 2)
    parts.append(
        ink.diamond("stone critical" if stone.critical else "stone", drawn.mark, drawn.middle, DIAMOND)
    )
    slack = labels.slack(stone)
    said = labels.day(stone.date) + (f" · {slack}" if slack else "")
    if right + 5 + width(said, DATE_SIZE) <= chart.scale.right + 12:
        parts.append(ink.text("said late" if drawn.late else "said", right + 5, drawn.middle + 4, said))
    else:
        parts.append(ink.text("said late" if drawn.late else "said", left - 5, drawn.middle + 4, said, "end"))
    return parts


def _summary(drawn: Drawn) -> list[str]:
    """Return the bar of a phase; a folded one shows its critical stretches and its milestones."""
    parts = []
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
    parts += [ink.diamond("stone", mark, drawn.middle, DIAMOND - 2) for mark in drawn.marks]
    return parts


def arrows(chart: Chart) -> Iterator[str]:
    """Yield the dependency arrows, critical ones last so that they lie on top."""
    for arrow in chart.arrows:
        kind = "link critical-link" if arrow.critical else "link"
        head = "ecsc-gantt-head-critical" if arrow.critical else "ecsc-gantt-head"
        yield ink.way(kind, arrow.corners, more=f' marker-end="url(#{head})"')
