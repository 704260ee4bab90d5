"""The risk matrix: likelihood upwards, impact to the right, every risk a number in its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ecsc.emit.pictures.marks import num, rect, text
from ecsc.emit.pictures.text import escape, shorten, width

LIKELIHOODS = ("rare", "unlikely", "possible", "likely", "almost_certain")
IMPACTS = ("negligible", "minor", "moderate", "major", "severe")

_LEFT, _TOP, _CELL, _HIGH = 112.0, 8.0, 86.0, 52.0
WIDTH = _LEFT + 5 * _CELL + 4
HEIGHT = _TOP + 5 * _HIGH + 44
_MOST = 6
"""So many numbers stand in one cell if there is room; the rest are counted."""

_ROOM, _SIZES = _CELL - 12, {"risk": 15, "risk small": 12}
"""Pixels for the numbers of a cell, and the sizes in which they are tried."""


def band(score: int) -> str:
    """Return the band of a score from 1 to 25: `low` to 4, `middle` to 9, `high` from 10, `grave` from 15."""
    return "grave" if score >= 15 else "high" if score >= 10 else "middle" if score >= 5 else "low"


def risk_matrix(
    numbers: Mapping[tuple[str, str], Sequence[int]],
    axes: tuple[str, str],
    names: Mapping[str, str],
    title: str,
) -> str:
    """Return the matrix as SVG.

    `numbers` are the register's numbers by (likelihood, impact), `axes` the words of the two axes (upwards, to
    the right), `names` the words of the steps. Every cell carries its score, so it reads without colour.
    """
    parts = []
    for row, likelihood in enumerate(reversed(LIKELIHOODS)):
        y = _TOP + row * _HIGH
        parts.append(
            text("step", _LEFT - 8, y + _HIGH / 2 + 4, shorten(names[likelihood], 12, _LEFT - 12), "end")
        )
        for column, impact in enumerate(IMPACTS):
            score = (5 - row) * (column + 1)
            x = _LEFT + column * _CELL
            parts.append(rect(f"cell {band(score)}", x, y, _CELL - 3, _HIGH - 3))
            parts.append(text("score", x + _CELL - 9, y + 13, str(score), "end"))
            kind, told = _told(numbers.get((likelihood, impact), ()))
            parts.append(text(kind, x + 6, y + _HIGH - 16, told))
    base = _TOP + 5 * _HIGH
    for column, impact in enumerate(IMPACTS):
        middle = _LEFT + column * _CELL + _CELL / 2
        parts.append(text("step", middle, base + 14, shorten(names[impact], 12, _CELL - 6), "middle"))
    parts.append(text("axis", _LEFT + 2.5 * _CELL, base + 36, f"{axes[1]} →", "middle"))
    parts.append(text("axis", 2, base + 36, f"{axes[0]} ↑"))
    return (
        f'<svg class="picture matrix" role="img" viewBox="0 0 {num(WIDTH)} {num(HEIGHT)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _told(found: Sequence[int]) -> tuple[str, str]:
    """Return the class and the words of a cell's numbers: as many as fit, in the larger size if all do."""
    for kind, size in _SIZES.items():
        told = " ".join(map(str, found))
        if len(found) <= _MOST and width(told, size) <= _ROOM:
            return kind, told
    for count in range(min(_MOST, len(found)) - 1, 0, -1):
        told = f"{' '.join(map(str, found[:count]))} +{len(found) - count}"
        if width(told, _SIZES["risk small"]) <= _ROOM:
            return "risk small", told
    return "risk small", f"+{len(found)}"
