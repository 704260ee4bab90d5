"""Repairs held in memory: the text as it is parsed, and the way back to the text as it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct


class Edit(Struct, frozen=True):
    """Replace the half-open range of the text by `text`."""

    start: int
    end: int
    text: str


class Layer:
    """One round of edits over a text; `origin` leads an offset of the result back."""

    __slots__ = ("_after", "_before", "_starts", "text")

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._after: list[int] = []
        self._before: list[tuple[int, int]] = []
        read = written = 0
        for edit in sorted(edits, key=lambda each: (each.start, each.end)):
            parts += (text[read : edit.start], edit.text)
            written += edit.start - read
            self._starts.append(written)
            written += len(edit.text)
            self._after.append(written)
            self._before.append((edit.start, edit.end))
            read = edit.end
        parts.append(text[read:])
        self.text = "".join(parts)

    def origin(self, offset: int) -> int:
        """Return where `offset` of the result stood before; inside a replacement, in the replaced range."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        start, end = self._before[at]
        if offset < self._after[at]:
            return min(start + offset - self._starts[at], end)
        return offset - self._after[at] + end


class Patched:
    """A text under repair: the layers of edits so far, the newest last."""

    __slots__ = ("_layers", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._layers: list[Layer] = []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits given in offsets of the present `text`; they must not overlap."""
        layer = Layer(self.text, edits)
        self._layers.append(layer)
        self.text = layer.text

    def origin(self, offset: int) -> int:
        """Return the offset in the text as written for an offset of the present `text`."""
        for layer in reversed(self._layers):
            offset = layer.origin(offset)
        return offset
