"""Small scanners over the text around a trap: how far a value reaches, and how it looks in quotation marks."""

from __future__ import annotations

import re

from ecsc.source.patch import Edit
from ecsc.source.trap import line_bounds

_CLOSERS = {"[": "]", "{": "}", "(": ")", "（": "）"}
LONGEST_CALL = 1000
_COMMENT = re.compile(r"[ \t]+#")
NEXT_PAIR = re.compile(r"[,，]\s*[^\s,:{}\[\]\"']+\s*[:：](?=[\s\"'\[{]|[^\s/])")


def quoted(content: str) -> str:
    """Return `content` as a quoted YAML text on one line."""
    if '"' not in content and "\\" not in content:
        return f'"{content}"'
    return "'" + content.replace("'", "''") + "'"


def quote_edits(text: str, start: int, end: int) -> tuple[Edit, ...]:
    """Return the edits that put the range into quotation marks: two insertions where they suffice."""
    content = text[start:end]
    whole = quoted(content)
    if whole[1:-1] == content:
        return Edit(start, start, whole[0]), Edit(end, end, whole[-1])
    return (Edit(start, end, whole),)


def line_value_end(text: str, start: int) -> int:
    """Return where the value that starts at `start` ends on its line: before a comment, blanks left out."""
    end = line_bounds(text, start)[1]
    comment = _COMMENT.search(text, start, end)
    if comment:
        end = comment.start()
    return start + len(text[start:end].rstrip())


def flow_value_end(text: str, start: int, *, commas: bool = False) -> int:
    """Return where a value inside brackets ends: before the comma or bracket that ends it.

    With `commas` it runs over commas until one that a new `name:` follows. Brackets and quotation marks
    inside the value are skipped, but for a `[` or `{` that nothing closes. The value never leaves its line.
    """
    stop = line_bounds(text, start)[1]
    waiting: list[str] = []
    at = start
    first_comma = -1  # behind the outermost bracket that is open
    while at < stop:
        char = text[at]
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char in _CLOSERS:
            first_comma = first_comma if waiting else -1
            waiting.append(_CLOSERS[char])
        elif char in "]}":
            break
        elif char == "," and not (commas and not NEXT_PAIR.match(text, at)):
            if not waiting:
                break
            first_comma = at if first_comma < 0 else first_comma
        at += 1
    if waiting and waiting[0] in "]}" and first_comma >= 0:
        at = first_comma
    return start + len(text[start:at].rstrip())


def matching_parenthesis(text: str, start: int) -> int:
    """Return the offset behind the `)` that closes the first `(` from `start` on its line, or -1."""
    stop = min(line_bounds(text, start)[1], start + LONGEST_CALL)
    depth = 0
    for at in range(start, stop):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        elif char in "{}[]":
            return -1
    return -1


def open_brackets(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of the brackets that are open at `end`, reading from `start`.

    A bracket opens where a value can start, or inside another; quoted texts and comments are skipped.
    """
    found: list[int] = []
    at = start
    fresh = True
    while at < end:
        char = text[at]
        if fresh and char in "\"'":
            close = text.find(char, at + 1, end)
            at = end if close < 0 else close + 1
            fresh = False
            continue
        if char == "#" and (at == start or text[at - 1] in " \t\n\r"):
            at = line_bounds(text, at)[1]
            continue
        if char in "[{" and (fresh or found):
            found.append(at)
            fresh = True
        elif char in "]}" and found:
            found.pop()
            fresh = False
        elif char in ":,-\n\r":
            fresh = True
        elif char not in " \t":
            fresh = False
        at += 1
    return found
