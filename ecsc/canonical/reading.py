"""Text → `File`: what the parser marks, and the comments that stand between the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecsc.canonical.nodes import Collection, Comment, Entry, File, Node, Text
from ecsc.canonical.texts import block_text, comment_of, flow_text
from ecsc.source.marks import Mark

_BETWEEN = re.compile(r"\n|[#%][^\n]*|[-?:,]")
_SKIPPED = re.compile(r"[ \t]+|\n|#[^\n]*")


class OutOfReachError(Exception):
    """The text has a shape that has no canonical layout: a key of several lines, or a map as a key."""


def read(text: str, marks: Sequence[Mark]) -> File:
    """Return the file of a text, whose lines end in a line feed, by its marks. Raises `OutOfReachError`."""
    reader = _Reader(text)
    reader.run(marks)
    return reader.file


class _Reader:
    """One pass over the marks; `at` is how far the text is read, `breaks` the line breaks since the last sign.

    `here` is the innermost collection, `entry` its last entry and `open` that one while it waits for a value.
    `pending` are comments that wait for what they stand above, `slot` takes one on the line of the last sign.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = 1
        self.pending: list[Comment] = []
        self.file = File(Entry([], blank=False))
        top = Collection("file", flow=False, column=-1, entries=[self.file.root])
        self.stack: list[tuple[Collection, Entry | None]] = [(top, self.file.root)]
        self.here, self.entry = top, self.file.root
        self.open: Entry | None = self.file.root
        self.slot: tuple[object, str] | None = None

    def run(self, marks: Sequence[Mark]) -> None:
        """Read all marks, and the comments behind the last."""
        for number, mark in enumerate(marks):
            kind = mark.kind
            if mark.start > self.at:
                self._between(mark.start)
            if kind in ("text", "alias"):
                self._single(mark)
            elif kind == "end":
                self._close(mark, marks, number)
            elif kind in ("map", "list"):
                self._open(mark)
            else:
                self._marker(mark)
        self._between(len(self.text))
        if self.file.end:
            self.file.below = self.pending
        else:
            self._settle([])
            self.file.foot += self.pending

    def _between(self, end: int) -> None:
        """Read what stands up to `end`: signs, line breaks and comments."""
        text, at = self.text, self.at
        self.at = end
        if end - at == 1 and text[at] == " ":
            return
        for found in _BETWEEN.finditer(text, at, end):
            sign = text[found.start()]
            if sign == "\n":
                self.breaks += 1
                continue
            if sign in "#%":
                self._comment(found)
            elif sign == "-":
                self._item(self._column(found.start()))
            elif sign == ":":
                self.entry.colon = True
                self.slot = (self.entry, "head")
            elif sign == ",":
                self.open = None
                self.slot = (self.entry, "tail") if self.here.entries and not self.pending else None
            self.breaks = 0

    def _comment(self, found: re.Match[str]) -> None:
        words = comment_of(found[0])
        if not self.breaks and self.slot is not None and not getattr(*self.slot):
            setattr(*self.slot, words)
            return
        self.pending.append(Comment(words, self._column(found.start()), self.breaks > 1))

    def _column(self, at: int) -> int:
        return at - self.text.rfind("\n", 0, at) - 1

    def _marker(self, mark: Mark) -> None:
        if mark.kind == "document":
            self._between(mark.end - len("---"))  # directives are a part of the mark
            self.file.above, self.pending = self.pending, []
            self.file.marker = True
            self.slot = (self.file, "marker_comment")
        else:
            self._settle([])
            self.file.foot, self.pending = self.pending, []
            self.file.end = True
            self.slot = (self.file, "end_comment")
        self.at, self.breaks = mark.end, 0

    def _item(self, column: int) -> None:
        """Begin an entry, at its `-`, at its key, or at what stands there in brackets."""
        here = self.here
        if not here.entries and not here.flow:  # with an anchor, only this tells where the entries stand
            here.column = column
            here.hanging = here.kind == "list" and column == self.stack[-1][0].column
        self._settle([])
        self.entry = self.open = Entry(self.pending, self.breaks > 1)
        self.here.entries.append(self.entry)
        self.pending = []
        self.slot = (self.entry, "head")

    def _single(self, mark: Mark) -> None:
        fresh = self.open is None
        if fresh:
            self._item(mark.column)
        text = self._text(mark)
        if fresh and self.here.kind == "map":
            if len(text.lines) > 1 or text.head:
                raise OutOfReachError
            self.entry.key = text
            self.slot = None
        else:
            self._value(text)
        self.at = max(self.at, mark.end)
        self.breaks = 0

    def _behind_anchor(self, mark: Mark) -> int:
        """Return where the value behind an anchor starts; comments may stand between the two."""
        start = mark.start
        if mark.anchor:
            self.breaks = 0
            start += 1 + len(mark.anchor)
            for found in _SKIPPED.finditer(self.text, start, mark.end):
                if found.start() != start:
                    break
                if found[0] == "\n":
                    self.breaks += 1
                elif found[0][0] == "#":
                    self._comment(found)
                    self.breaks = 0
                start = found.end()
        return start

    def _text(self, mark: Mark) -> Text:
        start = self._behind_anchor(mark)
        raw = self.text[start : mark.end]
        if mark.style in ("|", ">"):
            outer = next(one.column for one, _ in reversed([*self.stack, (self.here, None)]) if not one.flow)
            text, taken = block_text(raw, mark.anchor, outer)
            mark.end = start + taken
            return text
        return flow_text(raw, "*" if mark.kind == "alias" else mark.style, mark.anchor)

    def _value(self, value: Node) -> None:
        """Give the open entry its value; comments that wait stand between the two."""
        self.entry.value = value
        self.entry.lead += self.pending
        self.pending = []
        self.open = None
        self.slot = (self.entry, "tail")

    def _open(self, mark: Mark) -> None:
        if self.here.kind == "list" and self.open is None:
            self._item(mark.column)
        if self.here.kind == "map" and self.open is None:
            raise OutOfReachError
        brackets = mark.flow and mark.end > mark.start and self.text[mark.end - 1] in "[{"
        new = Collection(
            "map" if mark.kind == "map" else "list", mark.flow, mark.column, brackets, mark.anchor
        )
        entry = self.entry
        if mark.flow:
            self._behind_anchor(mark)
            self._value(new)
        else:
            entry.value = new
        self.stack.append((self.here, entry))
        self.here, self.open = new, None
        self.slot = (new, "opening") if brackets else (entry, "head")
        if mark.anchor or brackets:
            self.at = mark.end if mark.flow else mark.start + 1 + len(mark.anchor)
            self.breaks = 0

    def _close(self, mark: Mark, marks: Sequence[Mark], number: int) -> None:
        here = self.here
        if not mark.flow:
            closing = [here]
            above = len(self.stack) - 1
            while number + 1 < len(marks) and marks[number + 1].kind == "end" and not marks[number + 1].flow:
                closing.append(self.stack[above][0])
                above -= 1
                number += 1
            self._settle(closing)
        else:
            here.foot += self.pending
            self.pending = []
        self.here, entry = self.stack.pop()
        assert entry is not None  # noqa: S101 - a collection is always opened in an entry
        self.entry, self.open = entry, None
        if mark.flow:
            self.slot = (entry, "tail")
        if here.brackets:
            self.at, self.breaks = mark.end, 0

    def _settle(self, closing: Sequence[Collection]) -> None:
        """Give the comments that wait to the collections they are indented with, the innermost first.

        What is left stands above whatever comes next.
        """
        if not self.pending or self.here.flow:
            return
        places: list[tuple[int, list[Comment]]] = []
        last = self.here.entries[-1] if self.here.entries else None
        if last is not None and isinstance(last.value, Text) and last.value.is_empty:
            places.append((self.here.column + 1, last.lead))
        places += [(one.column + one.hanging, one.foot) for one in closing]
        given = 0
        for column, home in places:
            while given < len(self.pending) and self.pending[given].column >= column:
                home.append(self.pending[given])
                given += 1
        del self.pending[:given]
