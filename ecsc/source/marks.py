"""Where the parts of a YAML text begin and end, as the parser sees them: what a change of layout needs."""

from __future__ import annotations

import gc
from typing import Any, Literal, TypeAlias

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ecsc.source.events import events_of

Kind: TypeAlias = Literal["text", "alias", "map", "list", "end", "document", "document_end"]

_KINDS: dict[type, Kind] = {
    ScalarEvent: "text",
    AliasEvent: "alias",
    MappingStartEvent: "map",
    SequenceStartEvent: "list",
    MappingEndEvent: "end",
    SequenceEndEvent: "end",
    DocumentStartEvent: "document",
    DocumentEndEvent: "document_end",
}


class NoMarksError(Exception):
    """The text is no YAML, or it has tags, which are no part of the language."""


class Mark(Struct, gc=False):
    """One part: a text, an alias, the start or end of a map or list, `---` or `...`.

    `start` and `end` are a half-open range of code points, `column` counts from 0. An anchor stands within
    the range of a text and at the start of a collection. `flow` is a map or list in brackets; one without
    brackets of its own (`[a: b]`) has an empty range. `style` is the sign that opens a text, empty for plain.
    """

    kind: Kind
    start: int
    end: int
    column: int
    flow: bool = False
    style: str = ""
    anchor: str = ""


def marks_of(text: str) -> list[Mark]:
    """Return the marks of `text` in order, `---` and `...` only where they are written.

    Raises `NoMarksError`.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _marks(text)
    except yaml.YAMLError as error:
        raise NoMarksError from error
    finally:
        if collecting:
            gc.enable()


def _marks(text: str) -> list[Mark]:
    get = events_of(text)
    found: list[Mark] = []
    flows: list[bool] = []
    while True:
        event: Any = get()
        kind = _KINDS.get(type(event))
        if kind is None:
            if type(event) is StreamEndEvent:
                return found
            continue
        if getattr(event, "tag", None):
            raise NoMarksError
        start = event.start_mark
        mark = Mark(kind, start.index, event.end_mark.index, start.column)
        if kind == "text":
            mark.style = event.style or ""
            mark.anchor = event.anchor or ""
        elif kind in ("map", "list"):
            mark.flow = bool(event.flow_style)
            mark.anchor = event.anchor or ""
            flows.append(mark.flow)
        elif kind == "end":
            mark.flow = flows.pop()
        elif kind != "alias" and not event.explicit:
            continue
        found.append(mark)
