"""A part of the picture: markup from one height down to another."""

from __future__ import annotations

from msgspec import Struct

from ecsc.emit.pictures import marks
from ecsc.emit.pictures.text import shorten

WIDTH = 1000.0
MARGIN = 20.0
ROOM = WIDTH - 2 * MARGIN
NAME = 240.0
"""Width of the column of names."""


class Block(Struct, frozen=True):
    """Markup and the y at which it ends."""

    parts: tuple[str, ...]
    bottom: float


def heading(words: str, y: float, note: str = "") -> list[str]:
    """Return the heading of a part and the line that explains it, on the baselines `y` and 17 below."""
    return [
        marks.text("heading", MARGIN, y, shorten(words, 15, ROOM, bold=True)),
        marks.text("facts", MARGIN, y + 17, shorten(note, 12, ROOM)),
    ]


def name(words: str, y: float) -> str:
    """Return the name of a row on the baseline `y`."""
    return marks.text("name", MARGIN, y, shorten(words, 12, NAME - 12))
