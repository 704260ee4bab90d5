"""A file as it was read: plain values, and the way from a path back to the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any, Literal

from msgspec import Struct

from ecsc.diagnostics import PathStep, Span
from ecsc.source.patch import Patched
from ecsc.source.places import Node, Positions
from ecsc.source.text import SourceText
from ecsc.source.within import offsets_within


class Document(Struct, frozen=True):
    """One file: `data` are plain dicts, lists, texts, ints, Decimals, booleans and None.

    `whole` is False when part of the file could not be read: names that seem unknown or unused may stand
    in that part. `damaged` are the paths of values that are not what the author wrote; a finding has said
    so, and later stages leave them alone. `moved` leads from the path of a value that was put here in place of
    the file's own to where it stands: the document, and the path there.
    """

    source: SourceText
    data: dict[str, Any]
    whole: bool = True
    damaged: frozenset[tuple[PathStep, ...]] = frozenset()
    _positions: Positions | None = None
    _patched: Patched | None = None
    moved: Mapping[tuple[PathStep, ...], tuple[Document, tuple[PathStep, ...]]] = {}

    def span(
        self,
        path: tuple[PathStep, ...],
        part: Literal["value", "key"] = "value",
        within: tuple[int, int] | None = None,
    ) -> Span:
        """Return where the value at `path`, or its key, stands in the file.

        Where the path leads nowhere, the key of the nearest place above it that exists. `within` is a
        half-open range of code points of the text value. Items of a list have no key: for them, and for
        a value that was left empty, the nearest of the two that can be underlined is given.
        """
        if self.moved:
            for length in range(1, len(path) + 1):
                if (home := self.moved.get(path[:length])) is not None:
                    document, start_of = home
                    return document.span((*start_of, *path[length:]), part, within)
        positions = self._positions
        if positions is None or not positions.flat:
            return self.source.span(0, 0)
        node, above, exists = positions.find(path)
        if not exists or part == "key":
            return self._key_span(positions, node, above)
        start, end = self._range(positions, node)
        if start == end and node.key is not None:
            return self._key_span(positions, node, above)
        if within is not None:
            raw_end = self._origin(positions.range(node.at)[1])
            found = self._within(path, start, max(raw_end, end), within)
            if found is not None:
                return self.source.span(*found)
        return self.source.span(start, end)

    def path_at(self, offset: int) -> tuple[PathStep, ...]:
        """Return the path of the innermost value whose key or value holds an offset of the file, () outside any."""
        positions = self._positions
        if positions is None or not positions.flat:
            return ()
        if self._patched is not None:  # what was read is as long as the text that was parsed, not as the file
            offset = bisect_left(range(len(self._patched.text)), offset, key=self._patched.origin)
        path = positions.path_at(offset)
        return tuple(
            takewhile(lambda step: not str(step).startswith("\0"), path)
        )  # "\0…": a key that is no name

    def scalars(self) -> Iterator[tuple[int, int, bool]]:
        """Yield (start, end, whether it is a key) of every key and single value, in offsets of the file as written."""
        for start, end, is_key in self._positions.scalars() if self._positions is not None else ():
            yield self._origin(start), self._origin(end), is_key

    def _range(self, positions: Positions, node: Node) -> tuple[int, int]:
        start, end = node.via or positions.range(node.at)
        return self._trimmed(self._origin(start), self._origin(end))

    def _key_span(self, positions: Positions, node: Node, above: tuple[Node, ...]) -> Span:
        if node.key is not None:
            return self.source.span(self._origin(node.key[0]), self._origin(node.key[1]))
        if not above:
            return self.source.span(0, 0)
        start, end = self._range(positions, node)
        children = positions.children(node) if node.regions else {}
        first = next(iter(children.values()), None)
        if first is not None and first.key is not None and self.source.text[start : start + 1] != "{":
            start, end = self._origin(first.key[0]), self._origin(first.key[1])
        line_end = self.source.line_start(self.source.line_column(start)[0]) + len(
            self.source.line_text(self.source.line_column(start)[0])
        )
        return self.source.span(start, min(end, line_end))

    def _origin(self, offset: int) -> int:
        return offset if self._patched is None else self._patched.origin(offset)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        return start, start + len(self.source.text[start:end].rstrip())

    def _within(
        self, path: tuple[PathStep, ...], start: int, end: int, within: tuple[int, int]
    ) -> tuple[int, int] | None:
        value: Any = self.data
        for step in path:
            value = value[step]
        text = value if isinstance(value, str) else self.source.text[start:end]
        offsets = offsets_within(self.source.text, start, end, text)
        if offsets is None:
            return None
        first = min(max(within[0], 0), len(offsets) - 1)
        last = min(max(within[1], first), len(offsets) - 1)
        if last == first:
            return offsets[first], offsets[first]
        return offsets[first], max(offsets[last - 1] + 1, min(offsets[last], end))
