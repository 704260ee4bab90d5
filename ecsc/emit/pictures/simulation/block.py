"""A part of the picture: markup from one height down to another, on paper of some width."""

from __future__ import annotations

from msgspec import Struct

from ecsc.emit.pictures import marks
from ecsc.emit.pictures.text import shorten


class Paper(Struct, frozen=True):
    """What is drawn on: its width and margin, and the width of the column of names, 0 to have them above bars.

    `titled` tells whether parts have headings of their own.
    """

    width: float
    margin: float
    name: float
    titled: bool

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.margin

    @property
    def row(self) -> float:
        """Return the height of a row with one bar."""
        return 22.0 if self.name else 42.0

    @property
    def drop(self) -> float:
        """Return how far below the middle of its row a bar lies."""
        return 0.0 if self.name else 9.0


FILE = Paper(1000.0, 20.0, 240.0, titled=True)
"""The picture that stands alone."""

PAGE = Paper(440.0, 0.0, 0.0, titled=False)
"""A picture in a page that is read on a telephone too; its heading is the page's."""


class Block(Struct, frozen=True):
    """Markup and the y at which it ends."""

    parts: tuple[str, ...]
    bottom: float


def heading(words: str, y: float, paper: Paper, note: str = "") -> list[str]:
    """Return the heading of a part and the line that explains it, on the baselines `y` and 17 below."""
    if not paper.titled:
        return []
    return [
        marks.text("heading", paper.margin, y, shorten(words, 15, paper.room, bold=True)),
        marks.text("facts", paper.margin, y + 17, shorten(note, 12, paper.room)),
    ]


def name(words: str, middle: float, paper: Paper, beside: str = "") -> str:
    """Return the name of a row around `middle`; on narrow paper with what else its line says at its end."""
    if paper.name:
        return marks.text("name", paper.margin, middle + 4, shorten(words, 12, paper.name - 12))
    share = 0.42 if beside else 1.0
    return marks.text(
        "name", paper.margin, middle - 6, shorten(words, 12, paper.room * share - 4)
    ) + marks.text(
        "told", paper.width - paper.margin, middle - 6, shorten(beside, 11, paper.room * (1 - share)), "end"
    )
