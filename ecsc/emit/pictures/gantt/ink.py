"""Marks on paper: the few SVG elements the picture is made of, as text."""

from __future__ import annotations

from ecsc.emit.pictures.gantt.shapes import Span
from ecsc.emit.pictures.marks import line, num, rect, text, title

__all__ = ["bar", "diamond", "line", "num", "rect", "text", "title", "way"]


def bar(kind: str, span: Span, y: float, height: float, radius: float = 2) -> str:
    """Return a bar with its corners a little rounded."""
    return rect(kind, span.x, y, span.width, height, f' rx="{num(min(radius, span.width / 2))}"')


def diamond(kind: str, x: float, y: float, half: float) -> str:
    """Return a diamond around its centre."""
    return (
        f'<path class="{kind}" d="M{num(x)} {num(y - half)}l{num(half)} {num(half)}'
        f'l{num(-half)} {num(half)}l{num(-half)} {num(-half)}z"/>'
    )


def way(kind: str, corners: tuple[tuple[float, float], ...], radius: float = 4, more: str = "") -> str:
    """Return an orthogonal line through `corners` with its bends rounded."""
    parts = [f"M{num(corners[0][0])} {num(corners[0][1])}"]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        first = abs(here[0] - before[0]) + abs(here[1] - before[1])
        second = abs(after[0] - here[0]) + abs(after[1] - here[1])
        bend = min(radius, first / 2, second / 2)
        into = _towards(here, before, bend)
        out = _towards(here, after, bend)
        parts.append(
            f"L{num(into[0])} {num(into[1])}Q{num(here[0])} {num(here[1])} {num(out[0])} {num(out[1])}"
        )
    parts.append(f"L{num(corners[-1][0])} {num(corners[-1][1])}")
    return f'<path class="{kind}" d="{"".join(parts)}"{more}/>'


def _towards(start: tuple[float, float], goal: tuple[float, float], length: float) -> tuple[float, float]:
    """Return the point `length` from `start` on the straight way to `goal`."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    whole = abs(dx) + abs(dy)
    return (start[0] + dx * length / whole, start[1] + dy * length / whole) if whole else start
