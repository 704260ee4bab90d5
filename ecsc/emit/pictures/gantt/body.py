"""The drawn rows: names on the left, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.pictures.gantt import ink
from ecsc.emit.pictures.gantt.hover import story
from ecsc.emit.pictures.gantt.labels import Labels
from ecsc.emit.pictures.gantt.layout import NAME_SIZE, OWNER_SIZE, inset
from ecsc.emit.pictures.gantt.rows import HEADS
from ecsc.emit.pictures.gantt.shapes import Chart, Drawn
from ecsc.emit.pictures.gantt.text import shorten

_PHASES = HEADS - {"regular head"}


def stripes(chart: Chart) -> Iterator[str]:
    """Yield the backgrounds of phase rows and the hairlines between rows."""
    left, right = chart.columns.name.x, chart.scale.right
    for drawn in chart.rows:
        if drawn.row.kind in {"phase", "regular head"}:
            yield ink.rect("head", left - 8, drawn.y, right - left + 8, drawn.height)
        else:
            yield ink.line("hair", left - 8, drawn.y + drawn.height, right, drawn.y + drawn.height)


def names(chart: Chart, labels: Labels) -> Iterator[str]:
    """Yield the text columns of every row."""
    headed = any(drawn.row.kind in _PHASES for drawn in chart.rows)
    for drawn in chart.rows:
        yield _name(drawn, chart, labels, headed)


def _name(drawn: Drawn, chart: Chart, labels: Labels, headed: bool) -> str:
    row, columns = drawn.row, chart.columns
    item = row.task or row.milestone
    critical = bool(item and item.critical)
    bold = row.kind in HEADS or critical
    left = inset(row, headed=headed)
    base = drawn.middle + 4
    name, owner = labels.name(row), labels.owner(row)
    parts = [
        ink.text(
            "name strong" if bold else "name" if item or row.recurring else "name soft",
            columns.name.x + left,
            base,
            shorten(name, NAME_SIZE, columns.name.width - left, bold=bold),
        )
    ]
    if columns.owner.width:
        parts.append(
            ink.text("owner", columns.owner.x, base, shorten(owner, OWNER_SIZE, columns.owner.width))
        )
    parts.append(ink.text("dates", columns.dates.x, base, labels.dates(row)))
    if critical or drawn.critical:
        parts.append(ink.rect("mark", columns.name.x - 8, drawn.y + 3, 3, drawn.height - 6))
    elif row.task and row.task.near_critical:
        parts.append(near_sign(columns.name.x - 6.5, drawn.y + 3, drawn.height - 6))
    if row.task and row.task.status in {"done", "started"}:
        parts.append(status_sign(row.task.status, columns.name.x + left - 11, drawn.middle))
    return f"<g>{ink.title(story(drawn, labels))}{''.join(parts)}</g>"


def near_sign(x: float, y: float, height: float) -> str:
    """Return the mark of nearly critical work: that of critical work, thinner and broken."""
    return f'<path class="near-mark" d="M{ink.num(x)} {ink.num(y)}v{ink.num(height)}"/>'


def status_sign(status: str, x: float, y: float) -> str:
    """Return a check for work that is done, a triangle for work that has started."""
    if status == "done":
        return f'<path class="check" d="M{ink.num(x)} {ink.num(y)}l3 3.5l5-7"/>'
    return f'<path class="play" d="M{ink.num(x + 1)} {ink.num(y - 3.5)}l6 3.5l-6 3.5z"/>'


def arrows(chart: Chart) -> Iterator[str]:
    """Yield the dependency arrows, critical ones last so that they lie on top."""
    for arrow in chart.arrows:
        kind = "link critical-link" if arrow.critical else "link"
        head = "ecsc-gantt-head-critical" if arrow.critical else "ecsc-gantt-head"
        yield ink.way(kind, arrow.corners, more=f' marker-end="url(#{head})"')
