"""Dependency arrows: orthogonal ways from one row to another that keep clear of the bars they serve."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from ecsc.emit.pictures.gantt.axis import Scale
from ecsc.emit.pictures.gantt.shapes import Arrow, Drawn, Ends, Span
from ecsc.plan.work_types import LinkPlan

BAR = 12.0
"""Height of a task's bar."""

DIAMOND = 7.0
"""Half the diagonal of a milestone."""

_STUB = 6.0
_Corners = tuple[tuple[float, float], ...]


def route(rows: Mapping[str, Drawn], scale: Scale) -> tuple[Arrow, ...]:
    """Return the arrows between all rows that stand for single items; `rows` is by item id."""
    arrows: list[Arrow] = []
    for target in rows.values():
        for link in _links(target):
            source = rows.get(link.on)
            if source is not None and source is not target:
                critical = link.binding and _critical(source) and _critical(target)
                joined = _fed(source, target)
                arrows.append(Arrow(_way(joined, target, link.ends, scale), critical))
    return tuple(sorted(arrows, key=lambda arrow: arrow.critical))


def _fed(source: Drawn, target: Drawn) -> Drawn:
    """Return the source with its buffer up to the end of the feeding buffer that protects the target."""
    item = target.row.task or target.row.milestone
    spans = [one.span for one in source.feeders if one.span and item and one.buffer.joins == item.id]
    if not spans or source.bar is None:
        return source
    right = max(span.right for span in spans)
    return replace(source, buffer=Span(source.bar.right, right - source.bar.right))


def _links(drawn: Drawn) -> tuple[LinkPlan, ...]:
    item = drawn.row.task or drawn.row.milestone
    return item.after if item else ()


def _critical(drawn: Drawn) -> bool:
    item = drawn.row.task or drawn.row.milestone
    return bool(item and item.critical)


def _edges(drawn: Drawn) -> tuple[float, float, float]:
    """Return left edge, right edge and half the height of a bar with its buffer, or of a diamond."""
    if drawn.bar is None:
        mark = drawn.mark or 0.0
        return mark - DIAMOND, mark + DIAMOND, DIAMOND
    right = drawn.buffer.right if drawn.buffer else drawn.bar.right
    return drawn.bar.x, right, BAR / 2


def _way(source: Drawn, target: Drawn, ends: Ends, scale: Scale) -> _Corners:
    """Return the corners of one arrow."""
    if ends == "FS":
        return _finish_to_start(source, target, scale)
    out_left, out_right, _ = _edges(source)
    in_left, in_right, _ = _edges(target)
    y, goal = source.middle, target.middle
    if ends == "SS":
        side = max(min(out_left, in_left) - _STUB, scale.x - _STUB)
        return ((out_left, y), (side, y), (side, goal), (in_left - 1, goal))
    if ends == "FF":
        side = max(out_right, in_right) + _STUB
        return ((out_right, y), (side, y), (side, goal), (in_right + 1, goal))
    return _around(out_left, y, in_right, target, -1, y)


def _finish_to_start(source: Drawn, target: Drawn, scale: Scale) -> _Corners:
    """Return the way from the end of a bar down into the top of the next, or around when that is behind."""
    left, right, half = _edges(source)
    in_left, in_right, in_half = _edges(target)
    down = 1.0 if target.y > source.y else -1.0
    entry = target.mark if target.mark is not None else in_left + min(5.0, (in_right - in_left) / 2)
    top = target.middle - down * (in_half + 1)
    if source.mark is None:
        reach = scale.day + 1 if target.mark is not None else 3.0
        if entry >= right:
            return ((right, source.middle), (entry, source.middle), (entry, top))
        if entry >= max(left, right - reach):
            return ((entry, source.middle + down * half), (entry, top))
    elif entry >= right + 2:
        return ((right, source.middle), (entry, source.middle), (entry, top))
    elif entry >= source.mark:
        bend = target.middle - down * target.height / 2
        return ((source.mark, source.middle + down * half), (source.mark, bend), (entry, bend), (entry, top))
    return _around(right, source.middle, in_left, target, 1, source.middle)


def _around(out: float, y: float, goal: float, target: Drawn, side: int, source_y: float) -> _Corners:
    """Return the way that leaves on `side`, passes between two rows and enters from the other side."""
    down = 1.0 if target.y > source_y else -1.0
    between = target.middle - down * target.height / 2
    turn, arrive = out + side * _STUB, goal - side * (_STUB + 2)
    return (
        (out, y),
        (turn, y),
        (turn, between),
        (arrive, between),
        (arrive, target.middle),
        (goal - side, target.middle),
    )
