"""Hatching as strokes: a pattern would need an id, and many pictures share a page."""

from __future__ import annotations

from ecsc.emit.pictures.marks import num, rect

_GAP = 5.0


def hatched(kind: str, x: float, y: float, wide: float, high: float) -> str:
    """Return a rectangle of class `kind` with slanting strokes over it, none beyond its edges."""
    strokes, start = [], _GAP - high
    while start < wide:
        first, last = max(start, 0.0), min(start + high, wide)
        if last > first:
            bottom, long = y + high - (first - start), last - first
            strokes.append(f"M{num(x + first)} {num(bottom)}l{num(long)} {num(-long)}")
        start += _GAP
    return f'{rect(kind, x, y, wide, high)}<path class="strokes" d="{"".join(strokes)}"/>'
