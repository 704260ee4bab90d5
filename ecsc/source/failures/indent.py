"""Syntax errors between lines: indentation, colons, and text behind a value that is complete."""

from __future__ import annotations

import re

from ecsc.source import rules
from ecsc.source.compose_traps import several_documents
from ecsc.source.failures.failure import Failure
from ecsc.source.failures.flow import extra_bracket, unclosed_quote
from ecsc.source.failures.line import in_flow, leave_out, quote_it, unreadable_line, value_end
from ecsc.source.lines import NAMED, Line
from ecsc.source.oddities.odd_text import mark_edits, missing_space, wide_mark
from ecsc.source.patch import Edit
from ecsc.source.segments import line_value_end
from ecsc.source.trap import Trap

GLUED = re.compile(r"[ ]*(?:-[ ]+)*([^\W\d][\w.\-]*):(?=[^\s/])")
_WIDE_HASH = re.compile(r"[ \u3000\xa0]*＃")
_EQUALS = re.compile(r"[ ]*(?:-[ ]+)*([^\W\d][\w.\-]*)[ ]*(=)[ ]*")


def second_colon(failure: Failure) -> Trap | None:
    """A colon where no name can be: `note: call: today`, a line indented too far, a line without colon."""
    line, text = failure.line, failure.text
    named = NAMED.match(line.text)
    colon = line.start + (named.end() - 1 if named else 0)
    if named and colon < failure.at:
        begin = (
            line.start
            + len(line.text[: named.end()])
            + len(line.text[named.end() :])
            - len(line.text[named.end() :].lstrip())
        )
        if text[begin] in "｛［":
            return wide_mark(text, mark_edits(text, begin, line.end, "｛｝［］：，、"))
        return quote_it(
            failure, begin, line_value_end(text, begin), "a value with a second colon needs quotation marks"
        )
    return _line_above(failure)


def _line_above(failure: Failure) -> Trap | None:
    """Judge a line that the parser took for the continuation of the text above it."""
    line, lines = failure.line, failure.lines
    glued: list[Line] = []
    first: Line | None = None
    for above in lines.before(failure.number):
        if GLUED.match(above.text) and not NAMED.match(above.text):
            glued.append(above)
            continue
        named = NAMED.match(above.text)
        if glued:
            break
        if named:
            if above.text[named.end() :].strip() and above.indent < line.indent:
                return reindent(failure, failure.number, len(named["lead"]))
            break
        first = above
    if glued:
        return _glued_lines(failure.text, glued)
    if first is not None:
        return no_colon_line(failure, first)
    return None


def _glued_lines(text: str, glued: list[Line]) -> Trap:
    found = [GLUED.match(line.text) for line in reversed(glued)]
    places = [
        (line.start + match.start(1), line.start + match.end())
        for line, match in zip(reversed(glued), found, strict=True)
        if match
    ]
    edits = tuple(Edit(end, end, " ") for _, end in places)
    trap = missing_space(text, *places[0], line_value_end(text, places[0][0]))
    return Trap(
        trap.rule,
        trap.message,
        *places[0],
        params=trap.params,
        hint=trap.hint,
        edits=edits,
        offers=edits,
        safe=True,
    )


def no_colon(failure: Failure) -> Trap | None:
    """A line without a colon where names with values stand: `name x`, `name = x`, `name:x`, `name：x`."""
    line = failure.lines[failure.lines.number_at(failure.context)]
    glued = GLUED.match(line.text)
    if glued and not NAMED.match(line.text):
        start = line.start + glued.start(1)
        return missing_space(failure.text, start, line.start + glued.end(), value_end(failure, start))
    wide = re.match(r"[ ]*(?:-[ ]+)*[^\s：]+(：)", line.text)
    if wide and not NAMED.match(line.text):
        at = line.start + wide.start(1)
        return wide_mark(failure.text, mark_edits(failure.text, at, at + 1, "："))
    if in_flow(failure, line.start) or failure.open_flows:
        return None
    return no_colon_line(failure, line)


def no_colon_line(failure: Failure, line: Line) -> Trap:
    """Return the trap of a line that gives no name; with `=` it is read as a colon, else left out."""
    start = line.start + line.indent
    equals = _EQUALS.match(line.text)
    if equals:
        edit = Edit(line.start + equals.end(1), line.start + equals.end(), ": ")
        return Trap(
            rules.MISSING_COLON,
            "a colon is missing: a name and its value are parted by a colon, not by =",
            line.start + equals.start(2),
            line.start + equals.end(2),
            hint="write: {line}",
            edits=(edit,),
            offers=(edit,),
        )
    return Trap(
        rules.MISSING_COLON,
        "a colon is missing on this line, or its text belongs in quotation marks with the line above",
        start,
        line.end,
        hint="write a name, a colon, a space and the value: name: value",
        edits=leave_out(failure.lines, failure.lines.number_at(line.start)),
        lossy=True,
    )


def reindent(failure: Failure, number: int, indent: int) -> Trap:
    """Return the trap of lines that do not stand under their neighbours; they are read as if they did."""
    lines = failure.lines
    first = lines[number]
    shift = indent - first.indent
    edits = []
    for line in lines.run(number):
        if shift >= 0:
            edits.append(Edit(line.start, line.start, " " * shift))
        else:
            edits.append(Edit(line.start, line.start - shift, ""))
    return Trap(
        rules.WRONG_INDENT,
        "this line is indented by {found} spaces, those beside it by {indent}",
        first.start,
        first.start + first.indent + 1,
        params={"found": first.indent, "indent": indent},
        hint="let names that belong together start in the same column",
        edits=tuple(edits),
        offers=tuple(edits),
        lossy=True,
    )


def block_end(failure: Failure) -> Trap | None:
    """Something follows a complete value, or a line does not stand under its neighbours."""
    text, at, line = failure.text, failure.at, failure.line
    if text[at : at + 1] in ("]", "}"):
        return extra_bracket(failure, at, "a closing {mark} without an opening one")
    if not failure.starts_line:
        return _after_a_value(failure)
    if at >= len(text):
        return None
    dashed = text[at : at + 2].strip() == "-"
    columns = _open_columns(failure)
    if line.indent in columns or dashed not in columns.values():
        return unreadable_line(
            failure, rules.WRONG_INDENT, "a list and names with a colon stand in the same place"
        )
    beside = [column for column, list_item in columns.items() if list_item is dashed]
    near = min(beside, key=lambda column: (abs(column - line.indent), -column))
    return reindent(failure, failure.number, near)


def _open_columns(failure: Failure) -> dict[int, bool]:
    """Return the columns where the lines above leave a place for the next entry, and whether it is an item."""
    columns: dict[int, bool] = {}
    for above in failure.lines.before(failure.number):
        named = NAMED.match(above.text)
        column = above.indent
        if above.content.startswith("- "):
            if named and len(named["lead"]) < min(columns, default=1000):
                columns[len(named["lead"])] = False
            if column < min(columns, default=1000):
                columns[column] = True
        elif named and column < min(columns, default=1000):
            columns[column] = False
        if column == 0 or len(columns) > 100:
            break
    return columns


def _after_a_value(failure: Failure) -> Trap | None:
    text, line = failure.text, failure.line
    named = NAMED.match(line.text)
    offset = named.end() if named and line.start + named.end() < failure.at else _lead(line)
    begin = line.start + offset + len(line.text[offset:]) - len(line.text[offset:].lstrip())
    if begin >= failure.at:
        return None
    if text[begin] in "\"'" and named is None and re.match(r"[^:]*:(\s|$)", text[failure.at : line.end]):
        return None
    opener = _multi_line_quote(failure)
    if opener is not None:
        return unclosed_quote(failure, opener)
    comment = _comment(failure, begin)
    if comment is not None:
        return wide_mark(text, (comment,))
    if text[begin] in "\"'[{*&":
        end = line_value_end(text, begin)
        return quote_it(failure, begin, end, "text stands behind a value that is already complete")
    return None


def _comment(failure: Failure, begin: int) -> Edit | None:
    """Return the edit for a full-width `＃` that was to begin a comment behind a value in brackets or quotes."""
    text, at = failure.text, failure.at
    mark = _WIDE_HASH.match(text, at)
    before = text[begin:at].rstrip(" ")
    if mark is None or not before:
        return None
    is_quoted = len(before) > 1 and before[0] == before[-1] and before[0] in "\"'"
    if before[-1] not in "}]" and not is_quoted:
        return None
    lead = "" if text[at - 1] == " " else " "
    behind = "" if text[mark.end() : mark.end() + 1] in (" ", "\n", "\r", "") else " "
    return Edit(at, mark.end(), f"{lead}#{behind}")


def _lead(line: Line) -> int:
    match = re.match(r"[ ]*(?:-[ ]+)*", line.text)
    return match.end() if match else 0


def _multi_line_quote(failure: Failure) -> int | None:
    """Return where a quoted text opened that ran over lines and closed just before the failure."""
    closing = failure.text[: failure.at].rstrip()[-1:]
    if closing not in ("'", '"') or failure.text[failure.line.start : failure.at].count(closing) % 2 == 0:
        return None
    for above in failure.lines.before(failure.number):
        if above.text.count(closing) % 2:
            return above.start + above.text.rindex(closing)
    return None


def after_the_end(failure: Failure) -> Trap | None:
    """Text behind the end of the document: behind `...`, or behind a value that is the whole file."""
    for above in failure.lines.before(failure.number):
        if above.text.startswith("..."):
            return several_documents(above.start, above.start + 3)
        break
    top = next((line for line in failure.lines.run(0) if not line.is_silent), failure.line)
    if failure.line.indent < top.indent and NAMED.match(failure.line.text):
        return reindent(failure, failure.number, top.indent)
    return unreadable_line(failure)
