"""What a syntax error was: the parser's complaint, led back to the trap the author stepped into."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from ecsc.source import rules
from ecsc.source.failures import block, flow, indent
from ecsc.source.failures.failure import Failure, Kind
from ecsc.source.failures.line import glued_colon, unreadable_line
from ecsc.source.lines import Lines
from ecsc.source.patch import Edit
from ecsc.source.text import CONTROL
from ecsc.source.trap import Trap

_BY_PROBLEM: tuple[tuple[str, Kind], ...] = (
    ("tab character", "tab"),
    ("cannot start any token", "start"),
    ("found unexpected ':'", "glued"),
    ("mapping values are not allowed", "colon"),
    ("sequence entries are not allowed", "dash"),
    ("mapping keys are not allowed", "start"),
    ("could not find expected ':'", "no_colon"),
    ("undefined tag handle", "tag"),
    ("document start", "document"),
    ("unexpected end of stream", "quote"),
    ("unexpected document indicator", "quote"),
)
_BY_CONTEXT: tuple[tuple[str, Kind], ...] = (
    ("block scalar", "block_text"),
    ("an alias", "start"),
    ("an anchor", "start"),
    ("a tag", "tag"),
    ("directive", "directive"),
    ("quoted scalar", "escape"),
    ("flow mapping", "flow"),
    ("flow sequence", "flow"),
    ("flow node", "node"),
    ("block node", "node"),
    ("block mapping", "block_end"),
    ("block collection", "block_end"),
)

_JUDGES: dict[Kind, Callable[[Failure], Trap | None]] = {
    "start": block.start,
    "colon": indent.second_colon,
    "glued": glued_colon,
    "dash": block.dash,
    "no_colon": indent.no_colon,
    "block_text": block.block_text,
    "tag": block.tag,
    "directive": block.directive,
    "quote": flow.open_quote,
    "escape": flow.bad_escape,
    "flow": flow.open_bracket,
    "node": flow.no_value,
    "block_end": indent.block_end,
    "document": indent.after_the_end,
    "tab": block.tabs,
}


def failure_of(error: yaml.YAMLError, text: str, open_flows: list[int]) -> Failure:
    """Return what the parser complains of, whichever parser it was."""
    if isinstance(error, yaml.reader.ReaderError):
        match = CONTROL.search(text)
        return Failure("character", match.start() if match else 0, 0, Lines(text), tuple(open_flows))
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    kind: Kind = "other"
    for words, known in _BY_PROBLEM:
        if words in problem:
            kind = known
            break
    else:
        for words, known in _BY_CONTEXT:
            if words in context:
                kind = known
                break
    mark = getattr(error, "problem_mark", None)
    before = getattr(error, "context_mark", None)
    at = min(mark.index, len(text)) if mark is not None else 0
    return Failure(kind, at, before.index if before is not None else at, Lines(text), tuple(open_flows))


def diagnose(failure: Failure) -> Trap:
    """Return the trap behind a syntax error; without edits when the file cannot be read on."""
    if failure.kind == "character":
        return _control(failure.text, failure.at)
    judge = _JUDGES.get(failure.kind)
    trap = judge(failure) if judge else None
    return trap or unreadable_line(failure)


def _control(text: str, at: int) -> Trap:
    places = [match.start() for match in CONTROL.finditer(text)]
    return Trap(
        rules.CONTROL_CHARACTER,
        "a character that is no text ({name}) stands here, {count} in the file",
        at,
        at + 1,
        params={"name": f"U+{ord(text[at]):04X}" if text else "", "count": len(places)},
        hint="delete it; such characters come from damaged files or from copying out of other programs",
        edits=tuple(Edit(place, place + 1, "\ufffd") for place in places),
        offers=tuple(Edit(place, place + 1, "") for place in places),
        safe=True,
    )
