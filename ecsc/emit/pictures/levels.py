"""Targets over periods: a column for what is committed, with marks for stretch and floor, against the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.columns import Level
from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

_HIGH, _HEAD, _FOOT = 104.0, 20.0, 20.0
_NARROW, _BROAD, _GAP, _AT_END = 52.0, 110.0, 26.0, 90.0
HEIGHT = _HEAD + _HIGH + _FOOT


class Aim(Struct, frozen=True):
    """One period: its label, what is committed, as printed too, and its other levels where they are stated."""

    label: str
    committed: Decimal
    shown: str
    stretch: Decimal | None = None
    floor: Decimal | None = None


def levels(found: Sequence[Aim], title: str, baseline: Level | None = None) -> str:
    """Return the picture as SVG. Stretch is an open triangle that points up, floor a full one that points down.

    Both stand on a line across the column, so that they read without colour. At least one period is needed.
    """
    values = [
        float(one) for aim in found for one in (aim.committed, aim.stretch, aim.floor) if one is not None
    ]
    values += [float(baseline.value)] if baseline else []
    top, bottom = max(0.0, *values), min(0.0, *values)
    reach = (top - bottom) or 1.0

    def at(value: float | Decimal) -> float:
        return _HEAD + (top - float(value)) / reach * _HIGH

    texts = (words for one in found for words in (one.shown, one.label))
    wide = min(max(_NARROW, *(width(clean(words), 11, bold=True) for words in texts)), _BROAD)
    edge = len(found) * (wide + _GAP) - 10
    parts = []
    for index, aim in enumerate(found):
        x, middle = index * (wide + _GAP), index * (wide + _GAP) + wide / 2
        high, low = sorted((at(aim.committed), at(0)))
        parts.append(rect("column", x, high, wide, max(low - high, 1)))
        marks = [at(one) for one in (aim.stretch, aim.floor) if one is not None]
        above = min([high, *marks]) - 5
        if baseline is not None and abs(above - 4 - at(baseline.value)) < 9:
            above = at(baseline.value) - 5
        parts.append(_figure(aim, middle, high, low, wide, above))
        parts.append(text("step", middle, HEIGHT - 4, shorten(aim.label, 11, wide + _GAP), "middle"))
        if aim.stretch is not None:
            parts.append(_mark("stretch", x, wide, at(aim.stretch), -1))
        if aim.floor is not None:
            parts.append(_mark("floor", x, wide, at(aim.floor), 1))
    parts.append(f'<path class="zero" d="M0 {num(at(0))}H{num(edge)}"/>')
    if baseline is not None:
        y = at(baseline.value)
        parts.append(f'<path class="level-line" d="M0 {num(y)}H{num(edge)}"/>')
        parts.append(text("step", edge + 6, y + 4, shorten(baseline.shown, 11, _AT_END - 8)))
    whole = edge + (_AT_END if baseline else 0)
    return (
        f'<svg class="picture columns" role="img" width="{num(whole)}" viewBox="0 0 {num(whole)} {num(HEIGHT)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _figure(aim: Aim, middle: float, high: float, low: float, wide: float, above: float) -> str:
    """Return the committed figure at the foot of its column; of a low one at `above`, over it and its marks."""
    shown = shorten(aim.shown, 11, wide + _GAP)
    if low - high > 26 and (aim.floor is None or aim.floor * 4 > aim.committed):
        return text("amount inside", middle, low - 6 if aim.committed >= 0 else high + 14, shown, "middle")
    return text("amount", middle, max(above, 11), shown, "middle")


def _mark(kind: str, x: float, wide: float, y: float, way: int) -> str:
    """Return a line across a column with a triangle beside it that points up (-1) or down (1)."""
    return (
        f'<path class="{kind}-line" d="M{num(x - 4)} {num(y)}h{num(wide + 8)}"/>'
        f'<path class="{kind}" d="M{num(x + wide + 4)} {num(y)}h10l-5 {num(7 * way)}z"/>'
    )
