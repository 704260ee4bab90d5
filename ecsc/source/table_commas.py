"""Full-width commas between the cells of a table: read as commas, told once a file."""

from __future__ import annotations

import re

from ecsc.diagnostics import Finding
from ecsc.source import rules
from ecsc.source.oddities.odd_text import mark_edits
from ecsc.source.patch import Edit
from ecsc.source.text import SourceText
from ecsc.source.trap import Trap, as_finding

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE = re.compile(r"[^\r\n]+")


def narrow_commas(source: SourceText, start: int) -> tuple[str, tuple[Finding, ...]]:
    """Return the text with commas for the full-width ones that part cells, as long as it was, and what is told.

    They part cells where the header has no other delimiter, or where each line comes to as many cells as the
    others only with them. `start` is where the header is looked for.
    """
    text = source.text
    found_lines = (match for match in _LINE.finditer(text, start) if match[0].strip(" ,，;\t"))
    header = next(found_lines, None)
    if header is None or not _counted(header[0])["，"]:
        return text, ()
    body = list(found_lines)
    names = _counted(header[0])
    plain = all(line[0].count('"') % 2 == 0 for line in (header, *body))
    if any(names[mark] for mark in ",;\t"):
        alike = bool(body) and plain and _counted(body[0][0])[","] == names[","] + names["，"]
        if not alike or names[";"] or names["\t"]:
            return text, ()
    wanted = names[","] + names["，"]
    edits = _commas(text, header)
    for line in body if plain else ():
        found = _counted(line[0])
        if found[","] != wanted and found[","] + found["，"] == wanted:
            edits += _commas(text, line)
    narrow = list(text)
    for edit in edits:
        narrow[edit.start] = ","
    trap = Trap(
        rules.FULL_WIDTH_PUNCTUATION,
        "{mark} is full-width; between the cells of a table stands {ascii}",
        edits[0].start,
        edits[0].end,
        params={"mark": "，", "ascii": ","},
        hint="write: {line}",
        offers=tuple(edits),
        safe=True,
    )
    return "".join(narrow), (as_finding(trap, text, source, int),)


def _counted(line: str) -> dict[str, int]:
    bare = _QUOTED.sub("", line)
    return {mark: bare.count(mark) for mark in ",，;\t"}


def _commas(text: str, line: re.Match[str]) -> list[Edit]:
    """Return the edits for the full-width commas of a line outside of its quotation marks."""
    spans = (match.span() for match in _QUOTED.finditer(text, line.start(), line.end()))
    quoted = {at for begin, stop in spans for at in range(begin, stop)}
    return [
        Edit(edit.start, edit.end, ",")
        for edit in mark_edits(text, line.start(), line.end(), "，")
        if edit.start not in quoted
    ]
