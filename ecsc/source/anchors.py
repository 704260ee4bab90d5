"""Anchors, aliases and tags: repeats are read, within limits; tags are not part of the language."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from ecsc.source import rules
from ecsc.source.oddities.odd import Oddities
from ecsc.source.patch import Edit
from ecsc.source.places import Node, Positions
from ecsc.source.segments import quote_edits
from ecsc.source.trap import Trap

MAX_REPEATED = 100_000
"""How many values all repeats of a file may add up to: a nest of aliases doubles with every level."""

_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")


class _Anchor(Struct):
    value: Any
    node: Node
    size: int = 1
    open: bool = False


class Anchors:
    """The named values of one file and what their repeats add up to."""

    def __init__(self, text: str, positions: Positions, oddities: Oddities) -> None:
        self._text = text
        self._positions = positions
        self._odd = oddities
        self._names: dict[str, _Anchor] = {}
        self._open: dict[int, _Anchor] = {}
        self._repeated = 0
        self._refused = False

    def note_scalar(
        self, event: Any, value: Any, at: int, target: tuple[Any, str | None] | None = None
    ) -> None:
        """Take in the anchor and refuse the tag of a single value or, without `target`, of a key."""
        if event.tag:
            self._refuse_tag(event)
            if target is not None:
                self._odd.damage(*target)
        if event.anchor:
            self._names[event.anchor] = _Anchor(value, Node(at))
        if target is None:
            self._positions.key_ends[at] = event.end_mark.index

    def note_collection(
        self, event: Any, value: Any, at: int, number: int, target: tuple[Any, Any, int]
    ) -> None:
        """Take in the anchor and refuse the tag of a list or map that starts at index `at`."""
        if event.tag:
            self._refuse_tag(event)
            if target[1] is not None or isinstance(target[0], list):
                self._odd.damage(*target[:2])
        if event.anchor:
            anchor = _Anchor(value, Node(at, None, ((at, number),)), self._repeated, open=True)
            self._names[event.anchor] = self._open[at] = anchor
            self._odd.shared = True

    def close(self, here: int) -> None:
        """Note that the collection at index `here` is complete."""
        anchor = self._open.pop(here, None)
        if anchor is not None:
            anchor.open = False
            anchor.size = len(self._positions.flat) - here + self._repeated - anchor.size

    def value(self, event: Any, at: int, target: tuple[Any, str | None, int]) -> Any:
        """Return the value that an alias repeats; None or its text when it cannot be."""
        name: str = event.anchor
        start, end = event.start_mark.index, event.end_mark.index
        anchor = self._names.get(name)
        if anchor is None:
            self._unknown(name, start, end)
            self._odd.damage(*target[:2])
            return f"*{name}"
        if anchor.open:
            self._odd.traps.append(
                Trap(
                    rules.RECURSIVE_ALIAS,
                    "*{name} stands inside the value it repeats, so it would never end",
                    start,
                    end,
                    params={"name": name},
                    hint="write out what is meant here",
                )
            )
            self._odd.damage(*target[:2])
            return None
        self._repeated += anchor.size
        if self._repeated > MAX_REPEATED:
            self._too_many(start, end)
            self._odd.damage(*target[:2])
            return None
        self._positions.aliases[at] = anchor.node
        return anchor.value

    def key(self, event: Any, current: dict[str, Any], here: int) -> str:
        """Return the name that an alias before a colon repeats, and note where it stands."""
        anchor = self._names.get(event.anchor)
        start, end = event.start_mark.index, event.end_mark.index
        if anchor is None or not isinstance(anchor.value, str) or anchor.value in current:
            name = self._odd.complex_key(start, end, current, here)
        else:
            name = anchor.value
        self._positions.key_ends[len(self._positions.flat)] = end
        self._positions.flat.append(start)
        self._positions.keys.append(name)
        return name

    def _unknown(self, name: str, start: int, end: int) -> None:
        edits = quote_edits(self._text, start, end)
        self._odd.traps.append(
            Trap(
                rules.UNKNOWN_ALIAS,
                "*{name} repeats a value named &{name}, and there is none before it",
                start,
                end,
                params={"name": name},
                hint="if the star is part of the text, put it in quotation marks: {line}",
                offers=edits,
                safe=not self._names,  # where nothing is repeated, nothing was meant to be
            )
        )

    def _too_many(self, start: int, end: int) -> None:
        if self._refused:
            return
        self._refused = True
        self._odd.lossy = True
        self._odd.traps.append(
            Trap(
                rules.TOO_MANY_REPEATS,
                "the repeats (*) of this file add up to more than {limit} values",
                start,
                end,
                params={"limit": MAX_REPEATED},
                hint="write out what is meant, or repeat smaller pieces",
            )
        )

    def _refuse_tag(self, event: Any) -> None:
        start = event.start_mark.index
        match = _TAG.match(self._text, start)
        begin, end = match.span(1) if match else (start, start + 1)
        following = end + 1 if self._text[end : end + 1] == " " else end
        self._odd.traps.append(
            Trap(
                rules.TAG,
                "{tag}: tags are not part of the language",
                begin,
                end,
                params={"tag": self._text[begin:end]},
                hint="leave it out, or put the whole text in quotation marks: {line}",
                offers=(Edit(begin, following, ""),),
            )
        )
