"""Syntax errors on one line: values YAML keeps for itself, dashes, tags, block texts, tabs."""

from __future__ import annotations

import re

from ecsc.source import rules
from ecsc.source.failures.failure import Failure
from ecsc.source.failures.flow import extra_bracket
from ecsc.source.failures.line import in_flow, quote_it, unreadable_line, value_end
from ecsc.source.lines import NAMED
from ecsc.source.patch import Edit
from ecsc.source.segments import line_value_end
from ecsc.source.trap import Trap

_TAG = re.compile(r"!\S*[ ]?")
_TAB_INDENT = re.compile(r"^[ ]*\t[ \t]*(?=[^\s])", re.MULTILINE)


def start(failure: Failure) -> Trap | None:
    """A value starts with a character that YAML keeps for itself: `@y`, `%50`, `*.cost`, a tab."""
    begin = min(failure.at, failure.context)
    if failure.text[failure.at : failure.at + 1] == "\t":
        return tabs(failure)
    named = NAMED.match(failure.text[begin : failure.lines[failure.lines.number_at(begin)].end])
    line = failure.lines[failure.lines.number_at(begin)]
    whole = NAMED.match(line.text)
    value = line.start + len(line.text) - len(line.text[whole.end() :].lstrip()) if whole else begin
    if value < begin and failure.text[value] in "*&\"'" and not in_flow(failure, begin):
        return quote_it(
            failure,
            value,
            line_value_end(failure.text, value),
            "text stands behind a value that is already complete",
        )
    if not failure.text[line.start : begin].strip(" -") and named is None:
        key = re.match(r"[^:\s]+(?=:\s|:$)", failure.text[begin : line.end])
        if key:
            return quote_it(
                failure, begin, begin + key.end(), "YAML keeps {mark} at the start of a name for itself"
            )
    end = value_end(failure, begin)
    if end <= begin:
        return None
    return quote_it(failure, begin, end, "YAML keeps {mark} at the start of a value for itself")


def block_text(failure: Failure) -> Trap | None:
    """`criterion: >= 1.5` reads as a block of text; so does `|` with words behind it."""
    text, begin = failure.text, failure.context
    line = failure.lines[failure.lines.number_at(begin)]
    if "\t" in failure.line.text[: failure.line.indent] and failure.number > failure.lines.number_at(begin):
        return tabs(failure)
    end = line_value_end(text, begin)
    words = re.match(r"[|>][-+0-9]*[ \t]*(?=[^\s=])", text[begin : line.end])
    number = failure.lines.number_at(begin) + 1
    below = next(
        (failure.lines[n] for n in range(number, len(failure.lines)) if failure.lines[n].content), None
    )
    if words and below is not None and below.indent > line.indent:
        first = begin + words.end()
        return Trap(
            rules.BLOCK_TEXT,
            "behind {mark} the text starts on the next line",
            first,
            end,
            params={"mark": text[begin]},
            hint="move these words to a line of their own, indented like the text below",
            edits=(Edit(first, line.end, ""),),
            damaged=True,
        )
    return quote_it(failure, begin, end, "YAML keeps {mark} at the start of a value for itself")


def dash(failure: Failure) -> Trap | None:
    """`a: - b`: a list that starts on the line of its name."""
    line, at = failure.line, failure.at
    if failure.starts_line or in_flow(failure, at):
        if failure.open_flows or in_flow(failure, at):
            return extra_bracket(failure, at, "a dash inside brackets: there the items are parted by commas")
        return None
    edit = Edit(at, at, "\n" + " " * (at - line.start))
    return Trap(
        rules.LIST_ON_LINE,
        "a list starts on a line of its own",
        at,
        at + 1,
        hint="put each item on its own line below, with a dash and a space, or all of them in [ ]",
        should_be=line.text[: at - line.start].strip(),
        edits=(edit,),
        offers=(edit,),
    )


def tag(failure: Failure) -> Trap | None:
    """A tag (`!x`) that does not even parse."""
    begin = min(failure.at, failure.context)
    found = _TAG.search(failure.text, begin if failure.text[begin : begin + 1] == "!" else failure.line.start)
    if found is None:
        return None
    start, end = found.span()
    return Trap(
        rules.TAG,
        "{tag}: tags are not part of the language",
        start,
        end,
        params={"tag": found[0].strip()},
        hint="leave it out, or put the whole text in quotation marks: {line}",
        edits=(Edit(start, end, ""),),
        offers=(Edit(start, end, ""),),
        damaged=True,
    )


def directive(failure: Failure) -> Trap | None:
    """A line that starts with `%`."""
    line = failure.lines[failure.lines.number_at(failure.context)]
    key = re.match(r"[^:\s]+(?=:(?:\s|$))", line.text)
    if key:
        return quote_it(
            failure, line.start, line.start + key.end(), "YAML keeps {mark} at the start of a name for itself"
        )
    return unreadable_line(failure, rules.QUOTE_IT, "YAML keeps % at the start of a line for itself")


def tabs(failure: Failure) -> Trap | None:
    """Tabs in the indentation: each is read as two spaces."""
    text = failure.text
    blocks = failure.lines.block_texts()
    edits = []
    for match in _TAB_INDENT.finditer(text):
        if any(
            start < match.start() < end and "\t" not in text[start : match.end()].split("\n", 1)[0][:1]
            for start, end in blocks
        ):
            continue
        edits += [Edit(at, at + 1, "  ") for at in range(*match.span()) if text[at] == "\t"]
    if not edits:
        if text[failure.at : failure.at + 1] == "\t":
            edits = [Edit(failure.at, failure.at + 1, " ")]
        else:
            return None
    return Trap(
        rules.TAB_INDENT,
        "lines are indented with tabs, {count} in this file; YAML allows only spaces",
        edits[0].start,
        edits[0].end,
        params={"count": len(edits)},
        hint="use two spaces for each level",
        edits=tuple(edits),
        offers=tuple(edits),
        safe=True,
    )
