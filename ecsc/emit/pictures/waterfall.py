"""A waterfall: from one figure to another, a bar for each thing that moves it, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import clean, escape, shorten, width

WIDTH = 380.0
_ROW, _THICK, _LABEL = 40.0, 14.0, 17.0


class Stage(Struct, frozen=True):
    """One bar: a `level` from zero, or what goes `up` or `down` from the level before; `open` is still to be found.

    `value` is the level it reaches, `shown` its figure as printed, `note` what else its line says.
    """

    name: str
    value: Decimal
    shown: str
    kind: Literal["level", "up", "down", "open"]
    note: str = ""


class Limit(Struct, frozen=True):
    """A value that every bar is held against: its name with the figure as printed, `kind` how its line is drawn."""

    words: str
    value: Decimal
    kind: Literal["dashed", "solid"]


def waterfall(stages: Sequence[Stage], title: str, limits: Sequence[Limit] = ()) -> str:
    """Return the bars as SVG, in order. What goes down is hatched, what is open is an outline.

    The line of a limit runs behind the bars, down to its words below them.
    """
    parts, height = bars(stages, limits)
    return (
        f'<svg class="picture waterfall" role="img" viewBox="0 0 {num(WIDTH)} {num(height)}">'
        f"<title>{escape(title)}</title>{parts}</svg>"
    )


def bars(stages: Sequence[Stage], limits: Sequence[Limit] = ()) -> tuple[str, float]:
    """Return the marks of a waterfall that is `WIDTH` wide, and how high it is."""
    values = [0.0, *(float(one.value) for one in stages), *(float(one.value) for one in limits)]
    low, high = min(values), max(values)
    tail = max((width(clean(one.shown), 12, bold=True) for one in stages), default=0.0) + 10
    scale = (WIDTH - tail) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return (value - low) * scale

    foot = len(stages) * _ROW
    parts, before = list(_limits(limits, at, foot)), 0.0
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
        x = _beside(
            right + 6, width(clean(one.shown), 12, bold=True), [at(float(each.value)) for each in limits]
        )
        parts.append(text("amount", x, y + 29, one.shown))
        before = value
    return "".join(parts), max(foot + len(limits) * _LABEL + (6 if limits else 0), 1)


def _beside(x: float, wide: float, lines: Sequence[float]) -> float:
    """Return where a text of a width begins, from `x` on, so that no line runs through it."""
    for line in sorted(lines):
        if x - 4 < line < x + wide + 2:
            x = line + 6
    return x


def _limits(limits: Sequence[Limit], at: Callable[[float], float], foot: float) -> Iterator[str]:
    """Yield the line of each limit with its words below the bars, each on a line of its own.

    All stand right of their lines, the greatest first, or left of them, the least first, so that no line runs through
    the words of another; where neither goes for all, each where it has room, else at the edge.
    """
    placed = [(at(float(one.value)), shorten(one.words, 12, WIDTH - 6), one.kind) for one in limits]
    right = all(x + 5 + width(words, 12) <= WIDTH for x, words, _ in placed)
    left = not right and all(x - 5 - width(words, 12) >= 0 for x, words, _ in placed)
    for place, (x, words, kind) in enumerate(sorted(placed, key=lambda one: one[0], reverse=not left)):
        base = foot + (place + 1) * _LABEL
        yield f'<path class="limit-line {kind}" d="M{num(x)} 16V{num(base)}"/>'
        long = width(words, 12)
        if not left and x + 5 + long <= WIDTH:
            yield text("limit-words", x + 5, base - 1, words)
        else:
            yield text("limit-words", x - 5 if x - 5 >= long else WIDTH, base - 1, words, "end")


def _hatching(left: float, right: float, y: float) -> str:
    """Return slanting lines over a bar: a pattern without an id, so that many pictures can share a page."""
    strokes, x = [], left
    while x < right:
        run = min(7.0, right - x)
        strokes.append(f"M{num(x)} {num(y + _THICK)}l{num(run)} {num(-_THICK * run / 7.0)}")
        x += 7.0
    return f'<path class="hatching" d="{"".join(strokes)}"/>'
