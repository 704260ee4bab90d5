"""A trap of YAML as it was recognised: what to say, and how to read on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from ecsc.diagnostics import Finding, Fix, Related, Rule
from ecsc.source.patch import Edit
from ecsc.source.text import SourceText

LONGEST_LINE = 120
LONGEST_TEXT = 60


class Trap(Struct, frozen=True):
    """One recognised trap, in offsets of the text that was parsed.

    `edits` let the parser read on; `offers` are the fix for the author, `safe` or not. `damaged`: what is
    read there is not what the author wrote. `lossy`: part of the file is not read at all. `should_be` is
    the line as it should be, made from offers or edits unless given; the hint may use it as `{line}`.
    """

    rule: Rule
    message: str
    start: int
    end: int
    params: Mapping[str, object] = {}
    hint: str = ""
    edits: tuple[Edit, ...] = ()
    should_be: str = ""
    offers: tuple[Edit, ...] = ()
    safe: bool = False
    damaged: bool = False
    lossy: bool = False
    related: tuple[tuple[int, int, str], ...] = ()


def shown(text: str) -> str:
    """Return a text as a message can carry it: on one line, and not over `LONGEST_TEXT` long."""
    text = " ".join(text[: LONGEST_TEXT + 1].split())
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def line_bounds(text: str, offset: int) -> tuple[int, int]:
    """Return start and end of the line that holds `offset`, without its line break."""
    start = text.rfind("\n", 0, offset) + 1
    start = max(start, text.rfind("\r", start, offset) + 1)  # only within the line: files without \r abound
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    early = text.find("\r", offset, end)
    return start, end if early < 0 else early


def edited_line(text: str, offset: int, edits: Iterable[Edit]) -> str:
    """Return the line at `offset` with those of the edits that lie on it, without its indentation."""
    start, end = line_bounds(text, offset)
    line = text[start:end]
    if len(line) > 100 * LONGEST_LINE:  # nobody wants to see it, and each of many traps would copy it
        return line[:LONGEST_LINE].strip() + "…"
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        if start <= edit.start and edit.end <= end:
            line = line[: edit.start - start] + edit.text + line[edit.end - start :]
    line = line.strip()
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…"


def as_finding(trap: Trap, text: str, source: SourceText, origin: Callable[[int], int]) -> Finding:
    """Return what the author is told, with every offset led back to the file by `origin`."""
    params = dict(trap.params)
    if "{line}" in trap.hint:
        params["line"] = trap.should_be or edited_line(text, trap.start, trap.offers or trap.edits)
    fixes = tuple(
        Fix(source.span(origin(edit.start), origin(edit.end)), edit.text, trap.safe) for edit in trap.offers
    )
    return Finding(
        trap.rule,
        trap.message,
        source.span(origin(trap.start), origin(trap.end)),
        params=params,
        hint=trap.hint,
        related=tuple(
            Related(source.span(origin(start), origin(end)), label) for start, end, label in trap.related
        ),
        fixes=fixes,
    )
