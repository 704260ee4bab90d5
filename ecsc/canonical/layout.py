"""`File` → lines: two blanks a level, one blank line between sections, brackets while they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ecsc.canonical.flow import fits, key_line, one_line
from ecsc.canonical.nodes import Collection, Comment, Entry, File, Node, Text

STEP = 2

_NAMED = re.compile(r"#+\s*ecsc:")
"""A comment to ecsc itself, which speaks of one line."""


def laid_out(file: File) -> list[str]:
    """Return the lines of the file in canonical layout."""
    return _Layout().file(file)


class _Layout:
    """Lines as they grow. `held` is how many there were when a text ended that keeps what follows (`|+`)."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.held = -1

    def file(self, file: File) -> list[str]:
        """Lay out a whole file."""
        self._comments(file.above, 0, first=True)
        if file.marker:
            self.lines.append(_beside("---", file.marker_comment))
        self._root(file.root)
        self._comments(file.foot, 0, first=not self.lines)
        if file.end:
            self.lines.append(_beside("...", file.end_comment))
        self._comments(file.below, 0, first=not self.lines)
        return self.lines

    def _root(self, root: Entry) -> None:
        value = root.value
        self._comments(root.lead, 0, first=True)
        root.lead = []
        if not isinstance(value, Collection) or (value.flow and self._in_brackets("", root, value, 0)):
            return
        head, above = self._gathered(root, value)
        if head or value.anchor:
            self.lines.append(_beside(f"&{value.anchor}" if value.anchor else "", head))
        self._comments(above, 0, first=True)
        self._sections(value)

    def _sections(self, value: Collection) -> None:
        """Lay out the sections; between two of which one is longer than a line stands a blank one."""
        long = False
        for number, entry in enumerate(value.entries):
            start, held = len(self.lines), self.held
            self._before(entry, 0, first=not number)
            top = len(self.lines)
            self._entry(entry, 0, "")
            was_long, long = long, len(self.lines) - top > 1
            apart = entry.blank or any(comment.blank for comment in entry.before)
            if number and not apart and (long or was_long) and start != held:
                self.lines.insert(start, "")
                self.held += self.held > start
        self._comments(value.foot, 0)

    def _before(self, entry: Entry, indent: int, *, first: bool) -> None:
        self._comments(entry.before, indent, first=first)
        if entry.blank and (entry.before or not first):
            self.lines.append("")

    def _comments(self, comments: Iterable[Comment], indent: int, *, first: bool = False) -> None:
        for comment in comments:
            if comment.blank and not first:
                self.lines.append("")
            self.lines.append(" " * indent + comment.text)
            first = False

    def _entries(self, node: Collection, indent: int, lead: str = "") -> None:
        """Lay out the entries of a collection; `lead` is a `- ` that the first one stands behind."""
        for number, entry in enumerate(node.entries):
            if number or not lead:
                self._before(entry, indent, first=not number)
            self._entry(entry, indent, lead if not number else "")
        self._comments(node.foot, indent)

    def _entry(self, entry: Entry, indent: int, lead: str) -> None:
        start = lead or " " * indent
        if entry.key is None:
            self._value(start + "-", entry, indent)
        else:
            self._value(start + key_line(entry.key) + ":", entry, indent)

    def _value(self, opener: str, entry: Entry, indent: int) -> None:
        """Lay out what stands behind `key:` or `-`."""
        value = entry.value
        if isinstance(value, Collection):
            if not value.flow or not self._in_brackets(opener, entry, value, indent):
                self._block(opener, entry, value, indent)
        elif value is None or value.is_empty:
            self.lines.append(_beside(opener, entry.head or entry.tail))
            if entry.head and entry.tail:
                self.lines.append(" " * (indent + STEP) + entry.tail)
            self._comments(entry.lead, indent + STEP, first=True)
        else:
            self._text(opener, entry, value, indent)

    def _text(self, opener: str, entry: Entry, text: Text, indent: int) -> None:
        inner = " " * (indent + STEP)
        prefix = f"&{text.anchor} " if text.anchor else ""
        if entry.head or entry.lead:
            self._opener(opener, entry, indent)
            opener = inner[:-1]
        if text.head:
            self.lines.append(_beside(f"{opener} {prefix}{text.head}", text.comment))
            inner = " " * (indent + (text.digit or STEP))
            self.lines += [inner + line if line else "" for line in text.lines]
            if text.is_kept:
                self.held = len(self.lines)
            return
        first, *rest = text.lines
        self.lines.append(f"{opener} {prefix}{first}" if first else f"{opener} {prefix}".rstrip(" "))
        self.lines += [inner + line if line else "" for line in rest]
        self.lines[-1] = _beside(self.lines[-1], entry.tail)

    def _opener(self, opener: str, entry: Entry, indent: int) -> None:
        """Lay out `key:` or `-` with the comments that part it from its value."""
        if opener or entry.head:
            self.lines.append(_beside(opener, entry.head))
        self._comments(entry.lead, indent + STEP if opener else 0, first=True)

    def _in_brackets(self, opener: str, entry: Entry, value: Collection, indent: int) -> bool:
        """Lay out a collection in brackets on one line if it fits; return whether it does."""
        line = one_line(value)
        if line is None and not value.entries:
            line = self._emptied(entry, value)
        if line is None:
            return False
        if entry.head or entry.lead:
            start = " " * (indent + STEP) if opener else ""
        else:
            start = f"{opener} " if opener else ""
        if value.entries and not fits(start + line) and not _is_told(entry):
            return False
        if entry.head or entry.lead:
            self._opener(opener, entry, indent)
        self.lines.append(_beside(start + line, entry.tail))
        return True

    def _emptied(self, entry: Entry, value: Collection) -> str:
        """Move the comments inside empty brackets in front of them, and return the brackets."""
        if value.opening and not entry.head and not entry.lead:
            entry.head = value.opening
        elif value.opening:
            entry.lead.append(Comment(value.opening, 0))
        entry.lead += value.foot
        value.opening, value.foot = "", []
        return one_line(value) or ""

    def _block(self, opener: str, entry: Entry, value: Collection, indent: int) -> None:
        """Lay out a collection with a line for each entry."""
        head, above = self._gathered(entry, value)
        if (
            head and not entry.head and head == entry.tail and opener.strip() == "-"
        ):  # what is said of an item stands above it
            self._comments([Comment(head, 0)], indent)
            head = ""
        first = value.entries[0]
        first.before = [*above, *first.before]
        if not head and not first.before and not value.anchor and entry.key is None:
            self._entries(value, indent + STEP, opener + " ")
            return
        anchored = f"{opener} &{value.anchor}" if value.anchor else opener
        self.lines.append(_beside(anchored, head))
        self._entries(value, indent + STEP)

    def _gathered(self, entry: Entry, value: Collection) -> tuple[str, list[Comment]]:
        """Return the comment behind the opener of a block, and those above its first entry."""
        head, above = entry.head, list(entry.lead)
        if value.opening and not head and not above:
            head = value.opening
        elif value.opening:
            above.append(Comment(value.opening, 0))
        if entry.tail and not head and not above and not _has_comments(value):
            return entry.tail, above
        if entry.tail:
            value.foot.append(Comment(entry.tail, 0))
        return head, above


def _has_comments(node: Node | None) -> bool:
    if not isinstance(node, Collection):
        return False
    return bool(node.opening or node.foot) or any(
        one.before or one.head or one.lead or one.tail or _has_comments(one.value) for one in node.entries
    )


def _is_told(entry: Entry) -> bool:
    """Return whether a comment to ecsc speaks of the line of this entry, which then stays one line."""
    above = entry.before[-1].text if entry.before and not entry.blank else ""
    return any(_NAMED.match(one) for one in (entry.head, entry.tail, above))


def _beside(line: str, more: str) -> str:
    return f"{line} {more}" if line and more else line or more
