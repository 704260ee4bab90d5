"""From a place inside a text value back to the file, through quotes, escapes, folded lines and blocks."""

from __future__ import annotations

import re

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")
_BLOCK_HEAD = re.compile(r"([|>])([-+]?)([1-9]?)([-+]?)[^\r\n]*(?:\r\n?|\n|$)")

Placed = tuple[list[str], list[int]]


def offsets_within(text: str, start: int, end: int, value: str) -> list[int] | None:
    """Return the offset of each code point of `value` in the file, and one for its end.

    `start`..`end` is where the value stands. None when the two do not match, as for a repaired value.
    """
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    mark = text[start : start + 1]
    if mark in ("'", '"'):
        chars, offsets = _quoted(text, start + 1, end - 1, mark)
    elif mark in ("|", ">"):
        chars, offsets = _block(text, start, end)
    else:
        chars, offsets = _quoted(text, start, end, "")
    if "".join(chars) == value:
        return [*offsets, offsets[-1] + 1 if offsets else end]
    found = text.find(value, start, end) if value else -1
    return list(range(found, found + len(value) + 1)) if found >= 0 else None


def _quoted(text: str, at: int, end: int, mark: str) -> Placed:
    """Read a plain (`mark` empty) or quoted text: escapes, doubled marks, and lines folded to a blank."""
    chars: list[str] = []
    offsets: list[int] = []
    while at < end:
        char = text[at]
        fold = _BREAK.match(text, at, end) if char in " \t\r\n" else None
        if fold:
            blanks = [fold]
            while (more := _BREAK.match(text, blanks[-1].end(), end)) is not None:
                blanks.append(more)
            folded = "\n" * (len(blanks) - 1) or " "
            chars += folded
            offsets += [at] * len(folded)
            at = blanks[-1].end()
        elif mark == '"' and char == "\\":
            escaped, width = _escape(text, at)
            chars += escaped
            offsets += [at] * len(escaped)
            at += width
        else:
            chars.append(char)
            offsets.append(at)
            at += 2 if mark == "'" and char == "'" else 1
    return chars, offsets


def _escape(text: str, at: int) -> tuple[str, int]:
    code = text[at + 1 : at + 2]
    if code in _HEX:
        digits = text[at + 2 : at + 2 + _HEX[code]]
        try:
            return chr(int(digits, 16)), 2 + _HEX[code]
        except (ValueError, OverflowError):
            return "", 2
    if code in ("\n", "\r"):  # an escaped line break is nothing at all
        fold = _BREAK.match(text, at + 1)
        return "", fold.end() - at if fold else 2
    return _ESCAPES.get(code, ""), 2


def _block(text: str, at: int, end: int) -> Placed:
    """Read a `|` or `>` text line by line: its indentation is left out, `>` folds."""
    head = _BLOCK_HEAD.match(text, at)
    if head is None:
        return [], []
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    outer = len(text[line_start:at]) - len(text[line_start:at].lstrip(" "))
    lines = [match for match in re.finditer(r"([^\r\n]*)(\r\n?|\n|\Z)", text[head.end() : end]) if match[0]]
    first = next((line[1] for line in lines if line[1].strip(" ")), "")
    indent = outer + int(head[3]) if head[3] else len(first) - len(first.lstrip(" "))
    chars: list[str] = []
    offsets: list[int] = []
    for line in lines:
        base = head.end() + line.start()
        content = line[1][indent:]
        chars += content
        offsets += range(base + indent, base + indent + len(content))
        if line[2]:
            chars.append("\n")
            offsets.append(base + len(line[1]))
    if head[1] == ">":
        chars, offsets = _fold(chars, offsets)
    return _chomp(chars, offsets, head[2] or head[4])


def _fold(chars: list[str], offsets: list[int]) -> Placed:
    """Join the lines of a `>` text: one break becomes a blank, of several one is left out."""
    text = "".join(chars)
    out: list[str] = []
    at: list[int] = []
    position = 0
    for match in re.finditer(r"\n+", text):
        out += chars[position : match.start()]
        at += offsets[position : match.start()]
        position = match.end()
        count = match.end() - match.start()
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        indented = before[:1] in (" ", "\t") or text[match.end() : match.end() + 1] in (" ", "\t")
        unfolded = match.end() == len(text) or indented or match.start() == 0
        kept = "\n" * (count if unfolded else count - 1) or " "
        out += kept
        at += offsets[match.start() : match.start() + len(kept)]
    return out + chars[position:], at + offsets[position:]


def _chomp(chars: list[str], offsets: list[int], sign: str) -> Placed:
    count = len(chars)
    while count and chars[count - 1] == "\n":
        count -= 1
    if sign == "+":
        return chars, offsets
    if not sign and count and count < len(chars):
        count += 1
    return chars[:count], offsets[:count]
