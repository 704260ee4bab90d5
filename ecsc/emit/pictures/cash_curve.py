"""Cash at the end of each month as steps over time, its lowest point marked and named."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.marks import line, num, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 440.0
_TOP, _HIGH, _FOOT, _SIDE, _SIZE = 24.0, 150.0, 40.0, 4.0, 13.0
HEIGHT = _TOP + _HIGH + _FOOT


class Month(Struct, frozen=True):
    """One month: its label, the cash at its end, and that as printed."""

    label: str
    value: Decimal
    shown: str


def cash_curve(months: Sequence[Month], lowest: str, title: str) -> str:
    """Return the curve as SVG; `lowest` is the label of the month that is marked. At least one month is needed."""
    values = [float(one.value) for one in months]
    top, bottom = max(0.0, *values), min(0.0, *values)
    reach = (top - bottom) or 1.0
    step = (WIDTH - 2 * _SIDE) / len(months)

    def at(value: float) -> float:
        return _TOP + (top - value) / reach * _HIGH

    zero = at(0.0)
    path = "".join(
        f"{'V' if place else f'M{num(_SIDE)} '}{num(at(value))}H{num(_SIDE + step * (place + 1))}"
        for place, value in enumerate(values)
    )
    end = num(_SIDE + step * len(months))
    parts = [
        f'<path class="area" d="{path}V{num(zero)}H{num(_SIDE)}Z"/>',
        f'<path class="curve" d="{path}"/>',
        f'<path class="zero" d="M{num(_SIDE)} {num(zero)}H{end}"/>',
        *_labels(months, step),
    ]
    for place, one in enumerate(months):
        if one.label == lowest:
            x, y = _SIDE + step * (place + 0.5), at(float(one.value))
            words = shorten(f"{one.shown} · {one.label}", _SIZE, WIDTH, bold=True)
            half = width(clean(words), _SIZE, bold=True) / 2
            middle = min(max(x, half), WIDTH - half)
            below = y + 18 <= HEIGHT - 18
            parts.append(f'<circle class="lowest" cx="{num(x)}" cy="{num(y)}" r="5"/>')
            parts.append(text("over-text", middle, y + 18 if below else y - 10, words, "middle"))
    return (
        f'<svg class="picture cash" role="img" viewBox="0 0 {num(WIDTH)} {num(HEIGHT)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _labels(months: Sequence[Month], step: float) -> list[str]:
    """Return ticks and the labels of months, of many those that fit."""
    parts, free = [], 0.0
    for place, one in enumerate(months):
        x = _SIDE + step * (place + 0.5)
        half = width(clean(one.label), 12) / 2
        left = min(max(x - half, 0), WIDTH - 2 * half)
        if left >= free:
            parts.append(line("tick", x, HEIGHT - 18, x, HEIGHT - 14))
            parts.append(text("step", left, HEIGHT - 2, one.label))
            free = left + 2 * half + 10
    return parts
