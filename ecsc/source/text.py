"""The text of one file, and how its code-point offsets become lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from ecsc.diagnostics import Span

LINE_BREAK = re.compile(r"\r\n?|\n")
r"""What editors and git call the end of a line: \n, \r\n or a lone \r.

NEL, U+2028 and U+2029 are no line breaks: YAML 1.2 (section 5.4) and the common editors agree on that,
while YAML 1.1 disagrees.
"""


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML 1.2 (section 5.1) does not allow in a file."""


class SourceText(Struct, frozen=True):
    """A decoded file: `text` without its byte-order mark. Offsets and columns count code points."""

    file: str
    text: str
    _starts: list[int] = []

    @property
    def _line_starts(self) -> list[int]:
        if not self._starts:  # filled on first use: a clean file never asks
            self._starts.append(0)
            self._starts.extend(match.end() for match in LINE_BREAK.finditer(self.text))
        return self._starts

    @property
    def line_count(self) -> int:
        """Return the number of lines as editors show it: a last line break opens an empty last line."""
        return len(self._line_starts)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of `offset`, which is held inside the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """Return the offset where the 1-based `line` starts."""
        return self._line_starts[line - 1]

    def line_text(self, line: int) -> str:
        """Return the 1-based `line` without its line break, empty when there is no such line."""
        if not 1 <= line <= self.line_count:
            return ""
        end = self._line_starts[line] if line < self.line_count else len(self.text)
        return self.text[self._line_starts[line - 1] : end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """Return the half-open range as a place in the file."""
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        line, column = self.line_column(start)
        end_line, end_column = self.line_column(end)
        return Span(self.file, start, end, line, column, end_line, end_column)
