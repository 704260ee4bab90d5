"""Lines as an author sees them: indentation, name, value; and which of them are block text, not structure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from ecsc.source.text import LINE_BREAK

NAMED = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>"[^"]*"|'[^']*'|[^\s#'"\[\]{},&*!|>%@`-][^#\n\r]*?)[ ]*:(?=\s|$)"""
)
_BLOCK_HEAD = re.compile(r"(?:^|[:\-][ \t])[ \t]*[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")


class Line(Struct, frozen=True):
    """One line: where it starts and ends (without its break), and its text."""

    start: int
    end: int
    text: str

    @property
    def indent(self) -> int:
        """Return the number of blanks in front; tabs and wide spaces count one."""
        return len(self.text) - len(self.text.lstrip(" \t\u3000\xa0"))

    @property
    def content(self) -> str:
        """Return the text without blanks around it."""
        return self.text.strip()

    @property
    def is_silent(self) -> bool:
        """Return whether the line is empty or a comment."""
        return not self.content or self.content.startswith("#")


class Lines:
    """The lines of a text, by number from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Line:
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        return Line(start, start + len(line), line)

    def number_at(self, offset: int) -> int:
        """Return the number of the line that holds `offset`."""
        return bisect_right(self._starts, offset) - 1

    def before(self, number: int) -> Iterator[Line]:
        """Yield the lines above `number` that say something, nearest first."""
        for above in range(number - 1, -1, -1):
            line = self[above]
            if not line.is_silent:
                yield line

    def run(self, number: int) -> Iterator[Line]:
        """Yield the line and those below it that belong to it or stand beside it: indented as much or more."""
        indent = self[number].indent
        yield self[number]
        for below in range(number + 1, len(self)):
            line = self[below]
            if line.is_silent:
                continue
            if line.indent < indent:
                return
            yield line

    def block_texts(self) -> list[tuple[int, int]]:
        """Return the ranges of offsets that are `|` or `>` texts, in order."""
        found: list[tuple[int, int]] = []
        number = 0
        while number < len(self):
            line = self[number]
            number += 1
            if line.is_silent or not _BLOCK_HEAD.search(line.text):
                continue
            first = number
            while number < len(self) and (not self[number].content or self[number].indent > line.indent):
                number += 1
            if number > first:
                found.append((self[first].start, self[number - 1].end))
        return found
