"""Display columns: how wide text is on a terminal, and what of it may be sent to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAB = "    "
CUT = "..."

_UNSAFE = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
"""As text, for it takes longer to compile than most runs take to check: few texts are not plain."""

_CONTROL_PICTURES = 0x2400
_DELETE = "\x7f"


def visible(text: str) -> str:
    """Return `text` with what would steer a terminal (escapes, line ends, text direction) made visible.

    Every code point stays one code point, so columns still count. Tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSAFE, _picture, text)


def _picture(found: re.Match[str]) -> str:
    char = found[0]
    if char == _DELETE:
        return "\u2421"
    return chr(_CONTROL_PICTURES + ord(char)) if char < " " else "\ufffd"


def width(text: str) -> int:
    """Return the display columns of `text`, tabs as four, wide characters and emoji as two (UAX #11)."""
    plain = visible(text).replace("\t", TAB)
    if plain.isascii():
        return len(plain)
    from wcwidth import wcswidth

    columns: int = wcswidth(plain)
    return columns if columns >= 0 else len(plain)


def titled(title: str) -> str:
    """Return a title with its colon, and what parts it from the text: a full-width colon behind Chinese."""
    return f"{title}: " if title.isascii() else f"{title}："


def window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return the part of `line` around `[start, end)` that fits in `room` columns, and where that range is.

    The result is (text to show, column before the range, columns of the range, at least 1). What is left
    out is marked by three dots. Only the part that can be seen is measured, so a line may be huge.
    """
    start = min(start, len(line))
    end = min(max(start, end), len(line))
    if len(line) <= room and width(line) <= room:
        return _framed(line, start, end, "", "")
    first = _back(line, start, room // 3)
    while first < start and _is_joined(line, first):
        first += 1
    last = _forward(line, first, room - 2 * len(CUT))
    while last > max(first, end) and _is_joined(line, last):
        last -= 1
    if last <= start:
        last = min(len(line), start + 1)
    before, after = (CUT if first else ""), (CUT if last < len(line) else "")
    return _framed(line[first:last], start - first, min(end, last) - first, before, after)


def _framed(part: str, start: int, end: int, before: str, after: str) -> tuple[str, int, int]:
    text = before + visible(part).replace("\t", TAB) + after
    lead = width(part[:start])
    return text, len(before) + lead, max(1, width(part[:end]) - lead)


def _at_most(char: str) -> int:
    """Return the columns that a character may take; the one that asks for a picture widens what is before it."""
    return 1 if char == _PICTURE else width(char)


def _back(line: str, position: int, room: int) -> int:
    while position and (room := room - _at_most(line[position - 1])) >= 0:
        position -= 1
    return position


def _forward(line: str, position: int, room: int) -> int:
    while position < len(line) and (room := room - _at_most(line[position])) >= 0:
        position += 1
    return position


_PICTURE = "\ufe0f"
_ZERO_WIDTH_JOINER = "\u200d"
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")


def _is_joined(line: str, position: int) -> bool:
    """Return whether what stands at both sides of a position is one sign: cut apart, it would be others.

    A sign is a letter with its marks, an emoji with its colour, several that a joiner makes one, and a flag of two
    letters (UAX #29, in small).
    """
    if not 0 < position < len(line) or line[position - 1 : position + 1].isascii():
        return False
    before, after = line[position - 1], line[position]
    if before == _ZERO_WIDTH_JOINER or width(after) == 0 or _SKIN_TONES[0] <= after <= _SKIN_TONES[1]:
        return True
    letters = 0
    while letters < position and _FLAG_LETTERS[0] <= line[position - 1 - letters] <= _FLAG_LETTERS[1]:
        letters += 1
    return letters % 2 == 1 and _FLAG_LETTERS[0] <= after <= _FLAG_LETTERS[1]


# Where a sentence may be broken: after blanks, and around each wide character, but never before the
# punctuation that closes something (the rule of UAX #14, in small).
_WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
_CLOSERS = r"[\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f\uff09\u300d\u300b\u201d]*\s*"
_PIECES = re.compile(rf"(?:[{_WIDE}]|[^\s{_WIDE}]+){_CLOSERS}")
# Code in backticks and a command in brackets stay whole: a line end inside would change what is copied.
_WHOLE = re.compile(rf"[^\s{_WIDE}`]*`[^`]+`[^\s{_WIDE}`]*{_CLOSERS}|\(ecsc [a-z]+ \w+\)\s*")


def fold(text: str, room: int, indent: str) -> str:
    """Return `text` broken into lines of at most `room` columns, all but the first behind `indent`."""
    if len(text) * 2 <= room or width(text) <= room:
        return text
    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip())]
    used = len(line)
    for piece in _pieces(text, room - len(indent)):
        columns = width(piece.rstrip())
        if line.strip() and used + columns > room:
            lines.append(line.rstrip())
            line, used = indent, len(indent)
        line += piece
        used += width(piece)
    lines.append(line.rstrip())
    return "\n".join(lines)


def _pieces(text: str, room: int) -> Iterator[str]:
    """Yield what may stand at either side of a line end; code too wide for a line is broken like a sentence."""
    at = 0
    for whole in _WHOLE.finditer(text):
        if width(whole[0].rstrip()) <= room:
            yield from _PIECES.findall(text[at : whole.start()])
            yield whole[0]
            at = whole.end()
    yield from _PIECES.findall(text[at:])
