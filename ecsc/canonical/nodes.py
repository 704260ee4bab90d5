"""A YAML file as its author sees it: entries, texts as they are written, and the comments of each."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct


class Comment(Struct):
    """A comment on a line of its own: its text from `#` on, its column, and whether a blank line is above."""

    text: str
    column: int
    blank: bool = False


class Text(Struct):
    """A single value as it is written: its `lines` without indentation, quotes included.

    The lines of a block text (`style` is `|` or `>`) are its content; `head` is its first line and `comment`
    what stands behind that; `digit` is the indentation that the head asks for, 0 for none. An alias is a text.
    """

    lines: list[str]
    style: str = ""
    anchor: str = ""
    head: str = ""
    comment: str = ""
    digit: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is written."""
        return not self.head and not self.anchor and self.lines == [""]

    @property
    def is_kept(self) -> bool:
        """Return whether the blank lines that follow are part of it (`|+`)."""
        return "+" in self.head


class Collection(Struct):
    """A map or list; `flow` stands in brackets, or without `brackets` as the one pair of `[a: b]`.

    `opening` is the comment behind the opening bracket, `foot` those below the last entry.
    """

    kind: Literal["map", "list", "file"]
    flow: bool
    column: int
    brackets: bool = True
    anchor: str = ""
    entries: list[Entry] = []
    foot: list[Comment] = []
    opening: str = ""
    hanging: bool = False
    """Whether a list stands in the column of its key, so that a comment there is not its own."""


class Entry(Struct):
    """A pair of a map or an item of a list.

    `before` are the comments above it; `blank` whether a blank line stands between them and it; `head` is the
    comment behind `key:` or `-`, `lead` those between there and the value, `tail` the one behind the value.
    """

    before: list[Comment]
    blank: bool
    key: Text | None = None
    colon: bool = False
    head: str = ""
    lead: list[Comment] = []
    value: Node | None = None
    tail: str = ""


Node: TypeAlias = Text | Collection


class File(Struct):
    """A whole file: comments and directives above `---`, that line and the value, those below `...`."""

    root: Entry
    above: list[Comment] = []
    marker: bool = False
    marker_comment: str = ""
    foot: list[Comment] = []
    end: bool = False
    end_comment: str = ""
    below: list[Comment] = []
