"""Characters that look right and are not: found before the parser sees them, read as the ASCII one meant."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice

from ecsc.source import rules
from ecsc.source.lines import NAMED, Line, Lines
from ecsc.source.oddities.mixed_quotes import mixed_quotes
from ecsc.source.oddities.odd_text import mark_edits, wide_mark
from ecsc.source.patch import Edit
from ecsc.source.trap import Trap

INVISIBLE = "\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Zero-width and text-direction characters; the joiner of emoji (U+200D) is not among them."""

WIDE_SPACES = "\u3000\xa0\u2002\u2003\u2009\u202f"
_WIDE_INDENT = re.compile(rf"^[ \t]*[{WIDE_SPACES}][ \t{WIDE_SPACES}]*(?=[^\s])", re.MULTILINE)
_WIDE_AFTER = re.compile(
    rf"^[ {WIDE_SPACES}]*(?:-[ ]+)*(?:-|[\w.\-\"'“”]+[:：])([ ]*[{WIDE_SPACES}]+)", re.MULTILINE
)
_WIDE_DASH = re.compile(r"^[ ]*(－)(?=[ \u3000\w])", re.MULTILINE)
_WIDE_HASH = re.compile(r"^[ ]*(＃)", re.MULTILINE)
_WIDE_COLON = re.compile(
    r"^(?P<lead>[ ]*(?:-[ ]+)*)[\"'“]?(?P<key>[^\W\d][\w.\-]*)[\"'”]?[ ]*(?P<mark>：)", re.MULTILINE
)

InBlock = Callable[[int], bool]


def confusables(text: str) -> list[Trap]:
    """Return the traps of look-alike characters in the structure of a file; none in its block texts."""
    if text.isascii():
        return []
    traps = list(_invisible(text))
    blocks: list[tuple[int, int]] | None = None

    def in_block(offset: int) -> bool:
        nonlocal blocks
        if blocks is None:
            blocks = Lines(text).block_texts()
        at = bisect_right(blocks, (offset, len(text))) - 1
        return at >= 0 and blocks[at][0] <= offset < blocks[at][1]

    if any(space in text for space in WIDE_SPACES):
        traps += _wide_spaces(text, in_block)
    if "－" in text:
        traps += _line_marks(text, _WIDE_DASH, in_block)
    if "＃" in text:
        traps += _line_marks(text, _WIDE_HASH, in_block)
    if any(mark in text for mark in "“”‘’"):
        traps += mixed_quotes(text, in_block)
    if "：" in text:
        traps += _wide_colons(text, in_block)
    return traps


def _invisible(text: str) -> Iterator[Trap]:
    for char in INVISIBLE:
        if char not in text:
            continue
        edits = tuple(Edit(match.start(), match.end(), "") for match in re.finditer(char, text))
        yield Trap(
            rules.INVISIBLE_CHARACTER,
            "an invisible character ({name}) stands here, {count} in the file",
            edits[0].start,
            edits[0].end,
            params={"name": f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip(), "count": len(edits)},
            hint="delete it; it makes names differ that look the same",
            edits=edits,
            offers=edits,
            safe=True,
        )


def _wide_spaces(text: str, in_block: InBlock) -> Iterator[Trap]:
    edits = []
    for pattern, group in ((_WIDE_INDENT, 0), (_WIDE_AFTER, 1)):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if in_block(start):
                continue
            for at in range(start, end):
                if text[at] in WIDE_SPACES:
                    two = text[at] == "\u3000" and group == 0
                    edits.append(Edit(at, at + 1, "  " if two else " "))
    if not edits:
        return
    edits.sort(key=lambda edit: edit.start)
    yield Trap(
        rules.WIDE_SPACE,
        "this space is not the one of the keyboard ({name}); YAML takes it for a letter",
        edits[0].start,
        edits[0].end,
        params={"name": unicodedata.name(text[edits[0].start]), "count": len(edits)},
        hint="use ordinary spaces ({count} places in this file)",
        edits=tuple(edits),
        offers=tuple(edits),
        safe=True,
    )


def _line_marks(text: str, pattern: re.Pattern[str], in_block: InBlock) -> Iterator[Trap]:
    for match in pattern.finditer(text):
        start, end = match.span(1)
        if not in_block(start) and not text[end : end + 1].isdigit():
            yield wide_mark(text, mark_edits(text, start, end, "－＃"))


def _wide_colons(text: str, in_block: InBlock) -> Iterator[Trap]:
    lines: Lines | None = None
    for match in _WIDE_COLON.finditer(text):
        at = match.start("mark")
        if in_block(at):
            continue
        lines = lines or Lines(text)
        if _names_something(lines, match):
            yield wide_mark(text, mark_edits(text, at, at + 1, "："))


def _names_something(lines: Lines, match: re.Match[str]) -> bool:
    """Return whether a name is due on the line, so that its full-width colon is no part of a text."""
    number = lines.number_at(match.start())
    column = len(match["lead"])
    if "-" in match["lead"]:  # an item: a text, unless the next line goes on with names of the same map
        below = lines[number + 1] if number + 1 < len(lines) else None
        return below is not None and below.indent == column and _named(below) is not None
    above = list(_first(lines.before(number), 60))
    if not above:
        return column == 0
    for line in above:
        named = _named(line)
        lead = len(named["lead"]) if named else line.indent
        if lead == column and named:
            return True
        if lead < column:
            opens = line.content.endswith((":", "："))
            surely = match["key"].isascii() or line.indent == 0
            return opens and (surely or _sibling_named(lines, number, column))
    return column == 0


def _named(line: Line) -> re.Match[str] | None:
    return NAMED.match(line.text) or _WIDE_COLON.match(line.text)


def _sibling_named(lines: Lines, number: int, column: int) -> bool:
    """Return whether all lines beside this one look like names with a colon, and there is one more."""
    beside = [line for line in _first(lines.run(number), 20) if line.indent == column]
    return len(beside) > 1 and all(_named(line) for line in beside)


def _first(lines: Iterator[Line], limit: int) -> Iterator[Line]:
    return islice(lines, limit)
