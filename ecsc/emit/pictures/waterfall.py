"""A waterfall: from one figure to another, a bar for each thing that moves it, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 380.0
_ROW, _THICK = 40.0, 14.0


class Stage(Struct, frozen=True):
    """One bar: a `level` from zero, or what goes `up` or `down` from the level before; `open` is still to be found.

    `value` is the level it reaches, `shown` its figure as printed, `note` what else its line says.
    """

    name: str
    value: Decimal
    shown: str
    kind: Literal["level", "up", "down", "open"]
    note: str = ""


def waterfall(stages: Sequence[Stage], title: str) -> str:
    """Return the bars as SVG, in order. What goes down is hatched, what is open is an outline."""
    values = [0.0, *(float(one.value) for one in stages)]
    low, high = min(values), max(values)
    tail = max((width(clean(one.shown), 12, bold=True) for one in stages), default=0.0) + 10
    scale = (WIDTH - tail) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return (value - low) * scale

    parts, before = [], 0.0
    for index, one in enumerate(stages):
        y, value = index * _ROW, float(one.value)
        left, right = sorted((at(0.0 if one.kind == "level" else before), at(value)))
        parts.append(text("name", 0, y + 13, shorten(one.name, 12, WIDTH * 0.45)))
        if one.note:
            parts.append(text("step", WIDTH, y + 13, shorten(one.note, 12, WIDTH * 0.52), "end"))
        if index:
            parts.append(
                f'<path class="step-line" d="M{num(at(before))} {num(y - _ROW + 32)}V{num(y + 18)}"/>'
            )
        parts.append(rect(f"stage {one.kind}", left, y + 18, max(right - left, 1), _THICK))
        if one.kind == "down":
            parts.append(_hatching(left, right, y + 18))
        parts.append(text("amount", right + 6, y + 29, one.shown))
        before = value
    height = max(len(stages) * _ROW, 1)
    return (
        f'<svg class="picture waterfall" role="img" viewBox="0 0 {num(WIDTH)} {num(height)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _hatching(left: float, right: float, y: float) -> str:
    """Return slanting lines over a bar: a pattern without an id, so that many pictures can share a page."""
    strokes, x = [], left
    while x < right:
        run = min(7.0, right - x)
        strokes.append(f"M{num(x)} {num(y + _THICK)}l{num(run)} {num(-_THICK * run / 7.0)}")
        x += 7.0
    return f'<path class="hatching" d="{"".join(strokes)}"/>'
