"""Single values: from the characters of a file to their lines, and to one line where that reads the same."""

from __future__ import annotations

import re

from ecsc.canonical.nodes import Text

BLANKS = " \t"
"""What may be added and taken away in YAML; other white space is text."""

_HEAD = re.compile(r"([|>])([-+0-9]*)[ \t]*(#.*)?")
_CROWDED = re.compile(r"\A#(?=[^\s#!])")
_PLAIN_QUOTES = re.compile(r"'[^'\"\\]*'\Z")


def comment_of(raw: str) -> str:
    """Return a comment with a blank behind its sign, and none at its end; `##` and `#!` stay. So do directives."""
    return _CROWDED.sub("# ", raw.rstrip(BLANKS), count=1) if raw.startswith("#") else raw.rstrip(BLANKS)


def flow_text(raw: str, style: str, anchor: str) -> Text:
    """Return a plain or quoted text; its line breaks fold, so blanks around them say nothing."""
    if "\n" not in raw:
        return Text([_in_double_quotes(raw) if style == "'" else raw], style, anchor)
    first, *middle = raw.split("\n")
    lines = [_trimmed(first, style), *(_trimmed(line.lstrip(BLANKS), style) for line in middle)]
    return Text(lines, style, anchor)


def _in_double_quotes(raw: str) -> str:
    """Return a text on one line, in double quotation marks where it has single ones and reads the same."""
    return f'"{raw[1:-1]}"' if _PLAIN_QUOTES.match(raw) else raw


def _trimmed(line: str, style: str) -> str:
    bare = line.rstrip(BLANKS)
    if style == '"' and len(bare) < len(line) and (len(bare) - len(bare.rstrip("\\"))) % 2:
        return bare + line[len(bare)]  # an escaped blank is text
    return bare


def joined(text: Text) -> str | None:
    """Return a plain or quoted text as one line; None where that would read otherwise."""
    if text.head:
        return None
    prefix = f"&{text.anchor} " if text.anchor else ""
    if len(text.lines) == 1:
        return (prefix + text.lines[0]).rstrip(BLANKS) if prefix else text.lines[0]
    if not all(text.lines) or any(line.endswith("\\") for line in text.lines[:-1]):
        return None
    line = " ".join(text.lines)
    return prefix + (_in_double_quotes(line) if text.style == "'" else line)


def block_text(raw: str, anchor: str, outer: int) -> tuple[Text, int]:
    """Return a `|` or `>` text, and how many characters of `raw` it takes.

    `outer` is the column of the collection that holds it, which a digit in its head counts from. Blank lines
    below it belong to it only when it keeps them (`|+`).
    """
    first, _, rest = raw.partition("\n")
    head = _HEAD.match(first)
    assert head is not None  # noqa: S101 - the parser says that this is one
    style, marks, comment = head[1], head[2], head[3] or ""
    lines = rest.split("\n")
    ended = not lines[-1]
    if ended:
        lines.pop()
    digit = next((int(mark) for mark in marks if mark.isdigit()), 0)
    indent = max(outer, 0) + digit if digit else _indent(lines)
    body = [line[indent:] if line[:indent].strip(" ") == "" else line.lstrip(" ") for line in lines]
    if "+" not in marks:
        while body and not body[-1]:
            body.pop()
            lines.pop()
            ended = True
    taken = len(first) + sum(len(line) + 1 for line in lines)
    chomping = marks.replace(str(digit), "") if digit else marks
    if body and not ended:  # without a last line break there is none to keep
        chomping = "-"
    sign = f"{style}{digit or ''}{chomping}"
    return Text(body, style, anchor, sign, comment_of(comment), digit), min(taken, len(raw))


def _indent(lines: list[str]) -> int:
    """Return the column of the first line that is not blank; where there is none, of the longest."""
    for line in lines:
        if line.strip(" "):
            return len(line) - len(line.lstrip(" "))
    return max((len(line) for line in lines), default=0)
