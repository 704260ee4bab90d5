"""A syntax error in words of our own: its kind and where it was noticed."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.source.lines import Line, Lines

Kind: TypeAlias = Literal[
    "start", "colon", "glued", "dash", "no_colon", "block_text", "tag", "directive", "quote", "escape", "flow",
    "node", "block_end", "document", "tab", "character", "other",
]  # fmt: skip


class Failure(Struct, frozen=True):
    """Where the parser gave up (`at`), what it was reading (`context`), and the brackets still open."""

    kind: Kind
    at: int
    context: int
    lines: Lines
    open_flows: tuple[int, ...]

    @property
    def text(self) -> str:
        """Return the text that was parsed."""
        return self.lines.text

    @property
    def number(self) -> int:
        """Return the number of the line where the parser gave up, from 0."""
        return self.lines.number_at(self.at)

    @property
    def line(self) -> Line:
        """Return the line where the parser gave up."""
        return self.lines[self.number]

    @property
    def starts_line(self) -> bool:
        """Return whether only blanks stand before `at` on its line."""
        return not self.text[self.line.start : self.at].strip()
