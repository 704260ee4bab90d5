"""Quoted texts that the keyboard opens and a typographic mark was to close: `"Shop”`. YAML reads on for a `"`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import structs

from ecsc.source.lines import NAMED, Line, Lines
from ecsc.source.oddities.odd_values import not_a_quote
from ecsc.source.patch import Edit
from ecsc.source.segments import open_brackets
from ecsc.source.trap import Trap

_STARTS = r"(?P<sign>(?:^|[ ])-[ ]+|:[ ]+|[\[{,][ ]*)"
_ENDS = r"(?=[ ]*(?:[,}\]]|(?:[ ]#[^\r\n]*)?\r?$))"
_MIXED = (
    re.compile(rf"{_STARTS}(?P<open>\")[^\"“”\\\r\n]*(?P<close>[“”]){_ENDS}", re.MULTILINE),
    re.compile(rf"{_STARTS}(?P<open>')[^'‘’\r\n]*(?P<close>[‘’]){_ENDS}", re.MULTILINE),
)
_BREAK = re.compile(r"[\r\n]")
_FAR = 2000
"""So far into a line nobody writes by hand, and each mark would have to look at all that stands before it."""

_OPENED = re.compile(r"[:,\[{][ ]*\Z")
_OPENED_WIDE = re.compile(r"[:,\[{][ ]*[“‘][^“”‘’\"']*\Z")


def mixed_quotes(text: str, in_block: Callable[[int], bool]) -> Iterator[Trap]:
    """Yield the traps of the typographic marks that were to close such texts; each is read as the one meant."""
    lines: Lines | None = None
    for pattern in _MIXED:
        for match in pattern.finditer(text):
            opens = match.start("open")
            far = opens > _FAR and not _BREAK.search(text, opens - _FAR, opens)
            if far or in_block(opens):
                continue
            lines = lines or Lines(text)
            if _opens(lines, match) and _was_to_close(lines, match):
                at = match.start("close")
                edit = Edit(at, at + 1, match["open"])
                trap = not_a_quote(text[at], at, at + 1, edit, safe=not text[at - 1].isdigit())
                yield structs.replace(trap, edits=(edit,))


def _opens(lines: Lines, match: re.Match[str]) -> bool:
    """Return whether a text opens at the mark: it stands in no comment and in no other text."""
    line = lines[lines.number_at(match.start("open"))]
    before = line.text[: match.start("open") - line.start]
    if "#" in before and re.search(r"(?:^|[ \t])#", before):
        return False
    return not before.count('"') % 2 and not before.count("'") % 2


def _was_to_close(lines: Lines, match: re.Match[str]) -> bool:
    """Return whether the typographic mark ends the value, so that no mark behind it closes the text."""
    number = lines.number_at(match.start("open"))
    line = lines[number]
    behind = line.text[match.end() - line.start :]
    following = behind.find(match["open"])
    if following >= 0:
        before = behind[:following]
        return bool(_OPENED.search(before) or _OPENED_WIDE.search(before))
    named = NAMED.match(line.text)
    if open_brackets(lines.text, line.start + (named.end() if named else 0), match.start("open")):
        return True
    bare = behind.strip()
    if bare and bare[0] not in "#}],":
        return False
    if bare[:1] == "," and not re.match(r",\s*(?:\Z|#|[^\s,:]+:[ ])", bare):
        return False
    return not _goes_on(lines, number, line)


def _goes_on(lines: Lines, number: int, line: Line) -> bool:
    """Return whether the next line reads like more of the text: deeper, with neither name nor dash."""
    for below in range(number + 1, len(lines)):
        following = lines[below]
        if following.content:
            deeper = following.indent > line.indent and not NAMED.match(following.text)
            return deeper and following.content[0] not in "-#}]"
    return False
