"""Where a finding points: into a strategy by name (`At`) or into a file by position (`Span`)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

PathStep: TypeAlias = str | int


class At(Struct, frozen=True):
    """A place in the strategy that knows no file: section, entity, and the path inside the entity.

    A section inside another is named by both, as `market.personas` is.

    `part` says what to underline: the value, or the key that leads to it (an unknown key, or the
    parent's key when something is missing below it). `within` narrows a text value to the half-open
    code-point range `(start, end)` of the text, as for a token of an expression.
    """

    section: str
    id: str = ""
    path: tuple[PathStep, ...] = ()
    part: Literal["value", "key"] = "value"
    within: tuple[int, int] | None = None

    @property
    def full_path(self) -> tuple[PathStep, ...]:
        """Return the path from the root of the document, section and id included."""
        section = self.section.split(".")
        return (*section, self.id, *self.path) if self.id else (*section, *self.path)

    def __str__(self) -> str:
        return ".".join(str(step) for step in self.full_path)


class Span(Struct, frozen=True):
    """A half-open range of a file: code-point offsets, with 1-based line and column of both ends.

    `file` is relative to the working directory where possible, with `/`. Lines are counted as editors
    count them; `end_column` is exclusive. A file that could not be read has the span 0..0 at 1:1.
    """

    file: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


Place: TypeAlias = At | Span
