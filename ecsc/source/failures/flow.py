"""Syntax errors inside brackets and quotation marks: what is opened and never closed, and what closes too much."""

from __future__ import annotations

import re

from ecsc.source import rules
from ecsc.source.failures.failure import Failure
from ecsc.source.lines import NAMED
from ecsc.source.oddities.odd_text import mark_edits, wide_mark
from ecsc.source.patch import Edit
from ecsc.source.segments import NEXT_PAIR, flow_value_end, line_value_end, open_brackets, quote_edits
from ecsc.source.trap import Trap, shown

_CLOSE = {"[": "]", "{": "}"}
_QUOTED = re.compile(r"(\A[ ]*|[,{\[][ ]*|:[ ]+)(\"[^\"\n]*\"|'[^'\n]*')")
_STARTS_OVER = re.compile(r"[ ]*(?:-[ ]+)*[^\s,\[\]{}\"'#]+[ ]*:(?:\s|$)|[ ]*-[ ]")


def unclosed_quote(failure: Failure, opener: int) -> Trap:
    """Return the trap of a quotation mark that is never closed; it is read as closed on its line."""
    text = failure.text
    line = failure.lines[failure.lines.number_at(opener)]
    named = NAMED.match(line.text)
    begin = line.start + (named.end() if named else 0)
    inside = bool(open_brackets(text, begin, opener))
    end = flow_value_end(text, opener) if inside else line_value_end(text, opener)
    content = text[opener + 1 : max(end, opener + 1)]
    mark = text[opener]
    closed = mark + (content.replace("\\", "\\\\") if mark == '"' else content) + mark
    edit = Edit(opener, max(end, opener + 1), closed)
    return Trap(
        rules.UNCLOSED_QUOTE,
        "the quotation mark that opens here is never closed",
        opener,
        opener + 1,
        hint="close it: {line}",
        edits=(edit,),
        offers=(edit,),
        damaged=True,
    )


def open_quote(failure: Failure) -> Trap | None:
    """The file ends inside a quoted text."""
    if failure.text[failure.context : failure.context + 1] not in ("'", '"'):
        return None
    return unclosed_quote(failure, failure.context)


def bad_escape(failure: Failure) -> Trap | None:
    """A backslash in double quotation marks that starts no known escape, or half a character."""
    text = failure.text
    at = text.rfind("\\", failure.context, failure.at + 1)
    if at < 0:
        return None
    half = re.match(r"(?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+|\\U[0-9a-fA-F]{8}", text[at : at + 12])
    if half:
        edits = (Edit(at, at + half.end(), "\ufffd"),)
        return Trap(
            rules.BAD_ESCAPE,
            "{text} is no character",
            at,
            at + half.end(),
            params={"text": half[0]},
            hint="write the character itself",
            edits=edits,
            damaged=True,
        )
    edits = (Edit(at, at, "\\"),)
    return Trap(
        rules.BAD_ESCAPE,
        "inside double quotation marks {text} has no meaning",
        at,
        min(at + 2, len(text)),
        params={"text": text[at : at + 2]},
        hint="double the backslash, or use single quotation marks: {line}",
        edits=edits,
        offers=edits,
    )


def extra_bracket(failure: Failure, at: int, message: str) -> Trap:
    """Return the trap of a character too many; it is read as a blank."""
    edit = Edit(at, at + 1, " ")
    return Trap(
        rules.EXTRA_BRACKET,
        message,
        at,
        at + 1,
        params={"mark": failure.text[at : at + 1]},
        hint="take it out, or put a text that holds it in quotation marks",
        edits=(edit,),
        offers=(edit,),
    )


def no_value(failure: Failure) -> Trap | None:
    """A comma or a closing bracket where a value is due."""
    text, at = failure.text, failure.at
    char = text[at : at + 1]
    if text.startswith("...", at) and failure.starts_line:
        from ecsc.source.compose_traps import several_documents

        return several_documents(at, at + 3)
    if not char or char not in ",]}":
        return None
    line = failure.lines[failure.number]
    named = NAMED.match(line.text)
    inside = failure.open_flows or open_brackets(text, line.start + (named.end() if named else 0), at)
    if inside:
        return extra_bracket(failure, at, "{mark} stands where a value is due")
    end = line_value_end(text, at)
    edits = quote_edits(text, at, end)
    return Trap(
        rules.QUOTE_IT,
        "YAML keeps {mark} at the start of a value for itself",
        at,
        end,
        params={"mark": char, "text": shown(text[at:end])},
        hint="put it in quotation marks: {line}",
        edits=edits,
        offers=edits,
        safe=True,
        damaged=True,
    )


def open_bracket(failure: Failure) -> Trap | None:
    """A list or map in brackets that goes wrong before it closes."""
    text, opener, at = failure.text, failure.context, failure.at
    if text[opener : opener + 1] not in _CLOSE:
        return None
    return (
        _full_width_inside(failure)
        or _left_open(failure)
        or _wrong_closer(failure)
        or _value_inside(failure)
        or unclosed(text, opener, at, line_value_end(text, opener))
    )


def unclosed(text: str, opener: int, at: int, end: int) -> Trap:
    """Return the trap of a bracket that is never closed; it is read as closed at `end`."""
    closers = "".join(_CLOSE[text[start]] for start in reversed(open_brackets(text, opener, end)))
    edits = (Edit(end, end, closers or _CLOSE[text[opener]]),)
    return Trap(
        rules.UNCLOSED_BRACKET,
        "the {mark} that opens here is never closed",
        opener,
        opener + 1,
        params={"mark": text[opener], "close": _CLOSE[text[opener]]},
        hint="close it with {close}: {line}",
        edits=edits,
        offers=edits,
        lossy=at >= len(text),
    )


def _full_width_inside(failure: Failure) -> Trap | None:
    text, at = failure.text, failure.at
    begin = max((text.rfind(mark, failure.context, at) for mark in ",{[\n"), default=failure.context) + 1
    end = flow_value_end(text, at) if at < len(text) else at
    if not any(mark in text[begin:end] for mark in "，：、"):
        return None
    if any(quote in text[begin:end] for quote in "\"'"):
        return None
    edits = mark_edits(text, begin, end, "，：、")
    return wide_mark(text, edits)


def _left_open(failure: Failure) -> Trap | None:
    """Find the line where the file goes on as if the bracket were closed."""
    lines, text = failure.lines, failure.text
    opened = lines.number_at(failure.context)
    indent = lines[opened].indent
    last = failure.number + (0 if _closes_behind(failure) else 1)
    for number in range(opened + 1, min(last + 1, len(lines))):
        line = lines[number]
        if line.is_silent or line.indent > indent or not _STARTS_OVER.match(line.text):
            continue
        end = _content_end(failure, number)
        return unclosed(text, failure.context, failure.at, end)
    if failure.at >= len(text.rstrip()):
        return unclosed(text, failure.context, failure.at, _content_end(failure, len(lines)))
    return None


def _closes_behind(failure: Failure) -> bool:
    """Return whether the rest of the line has a bracket that closes more than is opened there."""
    rest = failure.text[failure.at : line_value_end(failure.text, failure.at)]
    return any(rest.count(close) > rest.count(opens) for opens, close in _CLOSE.items())


def _content_end(failure: Failure, number: int) -> int:
    """Return the end of what stands above line `number`: behind the last value, before its comment."""
    for above in failure.lines.before(number):
        start = max(above.start + above.indent, failure.context)
        return max(line_value_end(failure.text, start), failure.context + 1)
    return len(failure.text)


def _wrong_closer(failure: Failure) -> Trap | None:
    text, at = failure.text, failure.at
    char = text[at : at + 1]
    if not char or char not in "]}" or char == _CLOSE[text[failure.context]]:
        return None
    edit = Edit(at, at, _CLOSE[text[failure.context]])
    return Trap(
        rules.UNCLOSED_BRACKET,
        "the {mark} that opens here is closed by {other}",
        failure.context,
        failure.context + 1,
        params={"mark": text[failure.context], "other": char, "close": edit.text},
        hint="close it with {close}: {line}",
        edits=(edit,),
        offers=(edit,),
        related=((at, at + 1, "closed here"),),
    )


def _value_inside(failure: Failure) -> Trap | None:
    """A value inside the brackets that needs quotation marks: `"dress" in x`, `a: b: c`."""
    text, at = failure.text, failure.at
    begin = failure.context + 1
    bare = _QUOTED.sub(lambda match: match[1] + "x" * len(match[2]), text[begin:at])
    found = max((match.end() for match in re.finditer(r"[,{\[][ ]*|:[ ]+", bare)), default=0)
    if text[at : at + 1] == ":":  # the second colon of a pair: the value starts behind the first
        pair = re.search(r":[ ]+([^,{}\[\]:]*)\Z", text[begin:at])
        found = pair.start(1) if pair else found
    begin += found
    while text[begin : begin + 1] == " ":
        begin += 1
    if "\n" in text[begin:at] or begin >= at:
        return None
    end = max(flow_value_end(text, at), at)
    edits = quote_edits(text, begin, end)
    return Trap(
        rules.QUOTE_IT,
        "this value inside brackets needs quotation marks",
        begin,
        end,
        params={"text": shown(text[begin:end])},
        hint="put it in quotation marks: {line}",
        edits=edits,
        offers=edits,
        safe=NEXT_PAIR.search(text, begin, end) is None,
        damaged=True,
    )
