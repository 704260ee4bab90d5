"""How a line is read on: put in quotation marks, or left out with what is indented below it."""

from __future__ import annotations

from ecsc.diagnostics import Rule
from ecsc.source import rules
from ecsc.source.failures.failure import Failure
from ecsc.source.lines import NAMED, Lines
from ecsc.source.oddities.odd_text import missing_space
from ecsc.source.patch import Edit
from ecsc.source.segments import NEXT_PAIR, flow_value_end, line_value_end, open_brackets, quote_edits
from ecsc.source.trap import Trap, shown


def quote_it(failure: Failure, start: int, end: int, message: str) -> Trap:
    """Return the trap of a value that needs quotation marks; it is read as if it had them."""
    edits = quote_edits(failure.text, start, end)
    return Trap(
        rules.QUOTE_IT,
        message,
        start,
        max(end, start + 1),
        params={"text": shown(failure.text[start:end]), "mark": failure.text[start : start + 1]},
        hint="put it in quotation marks: {line}",
        edits=edits,
        offers=edits,
        safe=NEXT_PAIR.search(failure.text, start, end) is None,
        damaged=True,
    )


def in_flow(failure: Failure, offset: int) -> bool:
    """Return whether `offset` lies inside brackets."""
    start = (
        failure.open_flows[0] if failure.open_flows else failure.lines[failure.lines.number_at(offset)].start
    )
    if not failure.open_flows:
        named = NAMED.match(failure.text, start)
        start = named.end() if named and named.end() <= offset else start
    return bool(open_brackets(failure.text, start, offset))


def value_end(failure: Failure, start: int) -> int:
    """Return where the value that starts at `start` ends on its line."""
    return (
        flow_value_end(failure.text, start)
        if in_flow(failure, start)
        else line_value_end(failure.text, start)
    )


def glued_colon(failure: Failure) -> Trap:
    """Return the trap of a colon that a bracket follows at once, inside brackets: `{a:{b: 1}}`."""
    text, start, colon = failure.text, failure.context, failure.at
    end = flow_value_end(text, start)
    if text[:start].rstrip()[-1:] in ("{", "[", ","):
        return missing_space(text, start, colon + 1, end)
    return quote_it(failure, start, end, "a value with a second colon needs quotation marks")


def leave_out(lines: Lines, number: int) -> tuple[Edit, ...]:
    """Return the edits that turn a line, and what is indented below it, into comments."""
    head = lines[number]
    edits = [Edit(head.start + head.indent, head.start + head.indent, "# ")]
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if line.is_silent:
            continue
        if line.indent <= head.indent:
            break
        edits.append(Edit(line.start + line.indent, line.start + line.indent, "# "))
    return tuple(edits)


def unreadable_line(
    failure: Failure,
    rule: Rule = rules.SYNTAX,
    message: str = "YAML cannot read on from here",
) -> Trap:
    """Return the trap of a line nobody understands; it is left out with what is indented below it."""
    line = failure.line
    start = min(failure.at, len(failure.text))
    if start >= line.end > line.start:
        start = line.start + line.indent
    edits: tuple[Edit, ...] = ()
    if not failure.open_flows and line.content and not line.is_silent:
        edits = leave_out(failure.lines, failure.number)
    if not line.content:
        start = max(
            (above.start + above.indent for above in failure.lines.before(failure.number)), default=start
        )
        line = failure.lines[failure.lines.number_at(start)]
    return Trap(
        rule,
        message,
        start,
        max(line.end, start),
        hint="look at this line and the one above it: indentation, colons, brackets and quotation marks",
        edits=edits,
        lossy=True,
    )
