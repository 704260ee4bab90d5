"""Columns over periods: one figure a period, written on its column, with a line for what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.hatching import hatched
from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

_HIGH, _HEAD, _FOOT = 92.0, 18.0, 20.0
_NARROW, _GAP = 40.0, 10.0
_BROAD = 110.0
HEIGHT = _HIGH + _HEAD + _FOOT


class Column(Struct, frozen=True):
    """One period: its label, its figure, and the figure as it is printed.

    `exposed` is the part of the figure that is only the most it can be, drawn hatched; `limit` what this period
    is held against, drawn as a mark across the column.
    """

    label: str
    value: Decimal
    shown: str
    exposed: Decimal = Decimal(0)
    limit: Decimal | None = None


class Level(Struct, frozen=True):
    """A line across all columns: its figure and what it is, printed at its end."""

    value: Decimal
    shown: str


def columns(
    found: Sequence[Column], title: str, level: Level | None = None, top: Decimal = Decimal(0)
) -> str:
    """Return the columns as SVG, from zero, negative ones downwards. At least one column is needed.

    `top` is what the scale reaches at least: pictures that stand together share one.
    """
    values = [float(one.value) for one in found] + ([float(level.value)] if level else [])
    values += [float(one.limit) for one in found if one.limit is not None]
    high, bottom = max(float(top), 0.0, *values), min(0.0, *values)
    reach = (high - bottom) or 1.0
    room = _HIGH if level is None else _HIGH - 4

    def at(value: float) -> float:
        return _HEAD + (high - value) / reach * room

    wide = max(_NARROW, *(min(width(clean(one.label), 11), _BROAD) for one in found))
    wide = max(wide, *(width(clean(one.shown), 11, bold=True) for one in found))  # a figure is never cut
    whole = len(found) * (wide + _GAP) - _GAP + (102 if level else 0)
    parts = []
    for index, one in enumerate(found):
        x, value = index * (wide + _GAP), float(one.value)
        first, last = sorted((at(value), at(0.0)))
        parts.append(rect("column", x, first, wide, max(last - first, 1)))
        if one.exposed and value > 0:
            edge = min(at(max(value - float(one.exposed), 0.0)), last)
            parts.append(hatched("exposed", x, first, wide, edge - first))
        above = first - 4 if value >= 0 else last + 12
        if one.limit is not None:
            y = at(float(one.limit))
            parts.append(f'<path class="limit" d="M{num(x - 3)} {num(y)}H{num(x + wide + 3)}"/>')
            above = min(above, y - 4) if abs(above - 4 - y) < 10 else above
        parts.append(text("amount", x + wide / 2, above, one.shown, "middle"))
        parts.append(text("step", x + wide / 2, HEIGHT - 4, shorten(one.label, 11, wide + _GAP), "middle"))
    edge = len(found) * (wide + _GAP) - _GAP
    parts.append(f'<path class="zero" d="M0 {num(at(0.0))}H{num(edge)}"/>')
    if level is not None:
        y = at(float(level.value))
        parts.append(f'<path class="level-line" d="M0 {num(y)}H{num(edge)}"/>')
        parts.append(text("step", edge + 6, y + 4, shorten(level.shown, 11, 92)))
    return (
        f'<svg class="picture columns" role="img" width="{num(whole)}" viewBox="0 0 {num(whole)} {num(HEIGHT)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
