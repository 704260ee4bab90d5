"""Events of the parser → plain values and their positions, in one pass and without recursion."""

from __future__ import annotations

import gc
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ecsc.diagnostics import PathStep
from ecsc.source.anchors import Anchors
from ecsc.source.compose_traps import MAX_DEPTH, several_documents, too_deep
from ecsc.source.events import events_of
from ecsc.source.oddities.odd import Oddities
from ecsc.source.places import BLOCK, FLOW_OPEN, HEAD, Positions
from ecsc.source.plain import NULLS, ODD, PlainValues
from ecsc.source.trap import Trap


class Composer:
    """One reading of a text: `root`, `positions`, `traps` seen on the way, and the parser's `failure`.

    `root` is None for a file without a value. `damaged` are paths, `lossy` tells that something was not
    read, `stopped` that the reading ended before the end of the file.
    """

    def __init__(self, text: str, *, pure: bool = False) -> None:
        self.text = text
        self.positions = Positions()
        self.top: list[Any] = []
        self.stack: list[tuple[Any, bool, str | None, int]] = []
        self.oddities = Oddities(text, self.positions, self.stack)
        self.anchors = Anchors(text, self.positions, self.oddities)
        self.failure: yaml.YAMLError | None = None
        self.stopped = False
        self.open_flows: list[int] = []
        self._careful = "&" in text or "!" in text or any(word in text for word in ("null", "Null", "NULL"))
        self._pure = pure
        self._here = -1
        self._documents = 0
        self._complex: dict[int, int] = {}

    @property
    def root(self) -> Any:
        """Return the value of the file."""
        return self.top[0] if self.top else None

    @property
    def traps(self) -> list[Trap]:
        """Return the traps seen so far."""
        return self.oddities.traps

    @property
    def damaged(self) -> set[tuple[PathStep, ...]]:
        """Return the paths whose values are not what the author wrote."""
        return self.oddities.damaged

    def run(self) -> None:
        """Read the text to its end, to the first syntax error, or to the depth limit."""
        collecting = gc.isenabled()
        gc.disable()  # only containers that stay alive are made here: collections would be wasted
        try:
            self._read()
        finally:
            if collecting:
                gc.enable()
        if self.stopped:
            self._close_open()
        self.oddities.settle()

    def _read(self) -> None:  # noqa: C901, PLR0912, PLR0915 - the hot loop: a call an event would cost a third
        flat, keys, stack = self.positions.flat, self.positions.keys, self.stack
        add, add_key, mappings = flat.append, keys.append, self.positions.mappings
        key_ends = self.positions.key_ends
        odd, anchors, careful, values = self.oddities, self.anchors, self._careful, PlainValues()
        scalar, map_start, list_start = ScalarEvent, MappingStartEvent, SequenceStartEvent
        escapes = "\\" in self.text
        deepest, flow_open = MAX_DEPTH, FLOW_OPEN
        map_end, list_end = MappingEndEvent, SequenceEndEvent
        current: Any = self.top
        is_map = False
        key: str | None = None
        here = -1
        try:
            get = events_of(self.text, pure=self._pure)
            while True:
                event = get()
                kind = type(event)
                if kind is scalar:
                    start = event.start_mark.index
                    text = event.value
                    if is_map and key is None:
                        if not text.isidentifier() or text in current or (careful and text in NULLS):
                            text = odd.key(event, current, here)
                        elif event.style:
                            key_ends[len(flat)] = event.end_mark.index
                        if careful and (event.anchor or event.tag):
                            anchors.note_scalar(event, text, len(flat))
                        add(start)
                        add_key(text)
                        key = text
                        continue
                    if event.style:
                        value = odd.control(text, event) if escapes and not text.isprintable() else text
                    else:
                        value = values[text]
                        if value is ODD:
                            value = odd.value(event, current, key, here)
                    if careful and (event.anchor or event.tag):
                        anchors.note_scalar(event, value, len(flat), (current, key))
                    add(start)
                    add(event.end_mark.index)
                    if is_map:
                        current[key] = value
                        key = None
                    else:
                        current.append(value)
                elif kind is map_start or kind is list_start:
                    new: Any = {} if kind is map_start else []
                    if not is_map:
                        current.append(new)
                    elif key is None:
                        self._complex[len(flat)] = len(keys)
                    elif key in current and kind is map_start and type(current[key]) is dict:
                        new = odd.merged(current[key], len(flat), len(keys))
                    else:
                        current[key] = new
                    if careful and (event.anchor or event.tag):
                        anchors.note_collection(event, new, len(flat), len(keys), (current, key, here))
                    stack.append((current, is_map, key, here))
                    if len(stack) > deepest:
                        odd.traps.append(too_deep(event.start_mark.index))
                        self.stopped = True
                        here = self._open_head(event, len(keys))
                        break
                    current, is_map, key, here = new, kind is map_start, None, len(flat)
                    if is_map:
                        mappings.add(here)
                    add(-1 - event.start_mark.index)
                    add(flow_open if event.flow_style else BLOCK)
                    add(0)
                    add(len(keys))
                    add(0)
                elif kind is map_end or kind is list_end:
                    if flat[here + 1] == flow_open:
                        flat[here + 1] = event.end_mark.index
                    flat[here + 2] = len(flat)
                    flat[here + 4] = len(keys)
                    if careful:
                        anchors.close(here)
                    closed = here
                    current, is_map, key, here = stack.pop()
                    key = self._complex_key(closed, event, current, here) if is_map and key is None else None
                elif kind is AliasEvent:
                    if is_map and key is None:
                        key = anchors.key(event, current, here)
                        continue
                    value = anchors.value(event, len(flat), (current, key, here))
                    add(event.start_mark.index)
                    add(event.end_mark.index)
                    if is_map:
                        current[key] = value
                        key = None
                    else:
                        current.append(value)
                elif kind is DocumentStartEvent:
                    self._documents += 1
                    if self._documents > 1:
                        odd.traps.append(several_documents(event.start_mark.index, event.end_mark.index))
                        self.stopped = True
                        break
                elif kind is StreamEndEvent:
                    break
        except yaml.YAMLError as error:
            self.failure = error
            self.stopped = True
        self._here = here

    def _open_head(self, event: Any, number: int) -> int:
        flat = self.positions.flat
        here = len(flat)
        flat.extend((-1 - event.start_mark.index, event.end_mark.index, 0, number, 0))
        if type(event) is MappingStartEvent:
            self.positions.mappings.add(here)
        return here

    def _complex_key(self, closed: int, event: Any, current: dict[str, Any], here: int) -> str:
        """Turn a list or map that stood as a key into the place of a key whose value is left out."""
        positions = self.positions
        start = -1 - positions.flat[closed]
        end = max(event.end_mark.index, start)
        del positions.flat[closed:]
        del positions.keys[self._complex.pop(closed) :]
        positions.key_ends[closed] = end
        positions.flat.append(start)
        key = self.oddities.complex_key(start, end, current, here)
        positions.keys.append(key)
        return key

    def _close_open(self) -> None:
        """Give every collection that is still open an end, so that positions can be looked up."""
        positions, flat = self.positions, self.positions.flat
        heads = [entry[3] for entry in self.stack[1:]] + [self._here]
        if self._complex:  # a list or map that stands as a key and was not finished is forgotten
            first = min(self._complex)
            del flat[first:]
            del positions.keys[self._complex[first] :]
            heads = [head for head in heads if head < first]
        self.open_flows = [-1 - flat[head] for head in heads if head >= 0 and flat[head + 1] == FLOW_OPEN]
        if heads and heads[-1] >= 0:
            self._complete_pair(heads[-1])
        for head in heads:
            if head >= 0 and not flat[head + 2]:
                flat[head + 2] = len(flat)
                flat[head + 4] = len(positions.keys)
                if flat[head + 1] == FLOW_OPEN:
                    flat[head + 1] = len(self.text)

    def _complete_pair(self, head: int) -> None:
        """Give the last key of the innermost open mapping an empty value when it has none yet."""
        positions, flat = self.positions, self.positions.flat
        if head not in positions.mappings:
            return
        at = head + HEAD
        for _, _, value_at, _ in positions.entries(head, flat[head + 3]):
            at = flat[value_at + 2] if flat[value_at] < 0 else value_at + 2
        if len(flat) - at == 1:
            flat.extend((flat[-1], flat[-1]))
