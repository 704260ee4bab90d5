"""Maps and lists in brackets: on one line, where they fit and nothing in them needs a line of its own."""

from __future__ import annotations

from ecsc.canonical.nodes import Entry, Node, Text
from ecsc.canonical.texts import joined

WIDTH = 120
"""Columns of the display; a wide character takes two."""


def one_line(node: Node) -> str | None:
    """Return a text, or a collection in brackets, on one line; None where comments or line breaks forbid it."""
    if isinstance(node, Text):
        return joined(node)
    if not node.flow or node.opening or node.foot:
        return None
    parts = []
    for entry in node.entries:
        if entry.before or entry.head or entry.lead or entry.tail:
            return None
        value = "" if entry.value is None else one_line(entry.value)
        if value is None:
            return None
        if entry.key is not None:
            key = key_line(entry.key)
            value = f"{key}: {value}" if value else key + _bare_colon(entry)
        parts.append(value)
    inside = ", ".join(parts)
    if node.brackets:
        inside = f"{{{inside}}}" if node.kind == "map" else f"[{inside}]"
    return f"&{node.anchor} {inside}" if node.anchor else inside


def _bare_colon(entry: Entry) -> str:
    """Return the colon of a key without a value; a plain key needs a blank, else the colon is part of it."""
    if not entry.colon or entry.key is None:
        return ""
    return ":" if entry.key.style in ("'", '"') else ": "


def key_line(key: Text) -> str:
    """Return a key up to its colon, from which an alias stands apart."""
    written = joined(key) or ""
    return f"{written} " if key.style == "*" else written


def fits(line: str) -> bool:
    """Return whether a line is within the `WIDTH`."""
    if 2 * len(line) <= WIDTH or line.isascii():
        return len(line) <= WIDTH
    if len(line) > WIDTH:
        return False
    from wcwidth import wcswidth

    width = wcswidth(line)
    return (width if width >= 0 else len(line)) <= WIDTH
