"""Bars from left to right: one a thing, its name above it, its figure at its end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 400.0
_ROW, _THICK = 40.0, 14.0


class Bar(Struct, frozen=True):
    """One thing: its name, its figure (not negative), the figure as printed, and what else its line says."""

    name: str
    value: Decimal
    shown: str
    note: str = ""


def bars(found: Sequence[Bar], title: str, whole: Decimal | None = None) -> str:
    """Return the bars as SVG, all against `whole` or, without it, against the largest."""
    largest = (
        float(whole if whole is not None else max((one.value for one in found), default=Decimal(0))) or 1.0
    )
    parts = []
    for index, one in enumerate(found):
        y = index * _ROW
        tail = width(clean(one.shown), 12, bold=True) + 8
        length = max(0.0, min(float(one.value) / largest, 1.0)) * (WIDTH - tail)
        parts.append(text("name", 0, y + 13, shorten(one.name, 12, WIDTH * 0.6)))
        if one.note:
            parts.append(text("step", WIDTH, y + 13, shorten(one.note, 12, WIDTH * 0.38), "end"))
        parts.append(rect("bar", 0, y + 18, max(length, 1), _THICK))
        parts.append(text("amount", length + 6, y + 29, one.shown))
    height = max(len(found) * _ROW, 1)
    return (
        f'<svg class="picture bars" role="img" viewBox="0 0 {num(WIDTH)} {num(height)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
