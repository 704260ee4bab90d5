"""Budget lines as bars against their limits: committed solid, promotions hatched, the reserve a dotted frame.

Every limit stands at the same place, so that the eye compares how full the lines are; their sizes are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.pictures.hatching import hatched
from ecsc.emit.pictures.marks import line, num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 440.0
_LIMIT = 360.0
"""Where the limit stands; what lies beyond it has the rest, and an arrow where that is not enough."""

_ROW, _THICK, _SIZE, _INDENT = 44.0, 14.0, 13.0, 14.0
_MOST_DEPTH = 4


class LineBar(Struct, frozen=True):
    """One line: its name and depth, the parts of its limit, what is written at its end, and if that is an alarm.

    `limit` is None where none is stated. `certain` is committed without promotions, `exposed` the most that those
    give away, `reserved` what is kept back.
    """

    name: str
    depth: int
    limit: Decimal | None
    certain: Decimal
    exposed: Decimal
    reserved: Decimal
    shown: str
    over: bool = False


def budget_bars(found: Sequence[LineBar], title: str) -> str:
    """Return the bars as SVG."""
    parts = [part for place, one in enumerate(found) for part in _row(one, place * _ROW)]
    height = max(len(found) * _ROW, 1)
    return (
        f'<svg class="picture budget" role="img" viewBox="0 0 {num(WIDTH)} {num(height)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _row(one: LineBar, y: float) -> Iterator[str]:
    left = _INDENT * min(one.depth, _MOST_DEPTH)
    strong = one.over or not one.depth
    told = width(clean(one.shown), _SIZE, bold=strong)
    name = shorten(one.name, _SIZE, WIDTH - left - told - 12, bold=not one.depth)
    yield text("name" if one.depth else "name root", left, y + 15, name)
    yield text("over-text" if one.over else "amount" if strong else "plain", WIDTH, y + 15, one.shown, "end")
    if not one.limit:  # without a limit nothing says how long a bar is
        return
    top, unit = y + 21, (_LIMIT - left) / float(one.limit)
    yield rect("track", left, top, _LIMIT - left, _THICK)
    x = left
    for kind, amount in (("bar", one.certain), ("exposed", one.exposed), ("reserved", one.reserved)):
        end = min(x + float(amount) * unit, WIDTH)
        if end > x:
            draw = hatched if kind == "exposed" else rect
            yield draw(kind, x, top, end - x, _THICK)
        x = max(x, end)
    if x >= WIDTH:
        yield text("beyond", WIDTH - 3, top + 11, "»", "end")
    yield line("limit", _LIMIT, top - 3, _LIMIT, top + _THICK + 3)
