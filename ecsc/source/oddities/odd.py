"""Keys and values that need a closer look: what the composer meets beside plain names, numbers and texts."""

from __future__ import annotations

import re
from typing import Any

from ecsc.diagnostics import PathStep, Rule
from ecsc.source import rules
from ecsc.source.oddities.odd_text import (
    braces_run,
    comma_item,
    full_width_flow,
    glued_key,
    whole_quotes,
    wide_pairs,
)  # fmt: skip
from ecsc.source.oddities.odd_values import curly_trap, number_trap
from ecsc.source.patch import Edit
from ecsc.source.places import FLOW_OPEN, HEAD, Positions
from ecsc.source.plain import NULLS, Plain, id_meant, plain_value
from ecsc.source.segments import flow_value_end
from ecsc.source.text import CONTROL
from ecsc.source.trap import Trap

_NUMBER_OR_DATE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_DATED_SECTIONS = frozenset(
    {"actuals", "exchange_rates", "strategy", "company", "meta", "tables", "inventory"}
)
_WIDE_KEY = re.compile(r"[“”„‘’「」＂＇\"]*([^“”„‘’「」＂＇\"]+)[“”„‘’「」＂＇\"]*")

Context = tuple[Any, bool, str | None, int]


_OF_A_SECTION = 2
"""How deep the ids of a section stand: what is deeper is inside an entry."""


class Oddities:
    """Judges odd keys and values while the composer runs; collects traps and damaged paths."""

    def __init__(self, text: str, positions: Positions, stack: list[Context]) -> None:
        self.text = text
        self.traps: list[Trap] = []
        self.damaged: set[tuple[PathStep, ...]] = set()
        self.lossy = False
        self.shared = False
        self._positions = positions
        self._stack = stack
        self._dropped: list[tuple[dict[str, Any], str]] = []
        self._replaced: list[tuple[dict[str, Any], str, Any]] = []
        self._regions: dict[int, list[tuple[int, int]]] = {}
        self._indexes: dict[int, tuple[dict[str, tuple[int, int, int]], int, int]] = {}
        self._first: tuple[int, int] = (-1, -1)
        self._covered = -1

    def path(self, current: Any, key: str | None) -> tuple[PathStep, ...]:
        """Return the path of the value that is about to be read into `current`."""
        steps: list[PathStep] = []
        for container, is_map, step, _ in self._stack[1:]:
            steps.append(step or "" if is_map else len(container) - 1)
        if self._stack:
            steps.append(key if key is not None else len(current))
        return tuple(steps)

    def damage(self, current: Any, key: str | None) -> None:
        """Note that the value about to be read is not what the author wrote."""
        self.damaged.add(self.path(current, key))

    # keys

    def key(self, event: Any, current: dict[str, Any], here: int) -> str:
        """Return the name to file a key under that is no plain new name."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        self._positions.key_ends[len(self._positions.flat)] = end
        if not event.style:
            if text in NULLS:
                return self._key_not_text(
                    rules.KEY_NOT_TEXT, "a name is missing here", start, end, current, here
                )
            if text == "<<":
                self.damaged.add(self.path(current, None)[:-1])
                return self._key_not_text(
                    rules.MERGE_KEY, "`<<` is not part of the language", start, end, current, here
                )
        if not text.isascii() and not event.style:
            text = self._wide_key(text, start, end)
        elif len(self._stack) == 2:
            text = self._number_as_id(text, start, end)
        if text in current:
            self._duplicate(text, start, end, current, here)
        return text

    def complex_key(self, start: int, end: int, current: dict[str, Any], here: int) -> str:
        """Return the stand-in for a list or map that stood as a key."""
        self.lossy = True
        self.traps[:] = [
            trap for trap in self.traps if not start <= trap.start < end or trap.rule is rules.TAG
        ]
        return self._key_not_text(
            rules.KEY_NOT_TEXT, "a list or map cannot be a name", start, end, current, here
        )

    def _key_not_text(
        self, rule: Rule, message: str, start: int, end: int, current: dict[str, Any], here: int
    ) -> str:
        hint = (
            "write the fields out in each place" if rule is rules.MERGE_KEY
            else "what stands before the colon is a name: a word, or a text in quotation marks"
        )  # fmt: skip
        self.traps.append(Trap(rule, message, start, max(end, start + 1), hint=hint))
        stand_in = f"\0{here}.{len(self._dropped)}"
        self._dropped.append((current, stand_in))
        return stand_in

    def _wide_key(self, text: str, start: int, end: int) -> str:
        if "：" in text and (trap := wide_pairs(self.text, start, end)) is not None:
            self.traps.append(trap)
            return text
        match = _WIDE_KEY.fullmatch(text)
        if match is None or match[1] == text:
            return text
        edit = Edit(start, end, match[1])
        self.traps.append(
            Trap(
                rules.CURLY_QUOTES,
                "the quotation marks around {name} are not those of the keyboard",
                start,
                end,
                params={"name": match[1]},
                hint="write: {line}",
                offers=(edit,),
                safe=True,
            )
        )
        return match[1]

    def _number_as_id(self, text: str, start: int, end: int) -> str:
        section = self._stack[-1][2]
        meant = id_meant(text)
        if (
            meant is None
            or section in _DATED_SECTIONS
            or not _NUMBER_OR_DATE.fullmatch(text)
            or _YEAR.fullmatch(text)
        ):
            return text
        self.traps.append(
            Trap(
                rules.NUMBER_AS_ID,
                "{text} cannot be an id: an id starts with a letter",
                start,
                end,
                params={"text": text, "id": meant},
                hint="write {id} here and wherever it is named",
                offers=(Edit(start, end, meant),),
            )
        )
        return meant

    def _duplicate(self, text: str, start: int, end: int, current: dict[str, Any], here: int) -> None:
        first, self._first = self._first_place(text, current, here)
        self._replaced.append((current, text, current[text]))
        if id(current) in self._regions and len(self._stack) > _OF_A_SECTION:
            return  # the entry itself stands twice, and that was told
        self.traps.append(
            Trap(
                rules.DUPLICATE_KEY,
                "{name} stands twice in the same place",
                start,
                end,
                params={"name": text},
                hint="keep one of the two, or give one another name",
                related=((*first, "first defined here"),) if first[1] else (),
            )
        )

    def _first_place(
        self, text: str, current: dict[str, Any], here: int
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        flat = self._positions.flat
        for head, number in self._regions.get(id(current), [(here, flat[here + 3])]):
            found = self._index(head, number).get(text)
            if found is not None:
                return self._positions.key_range(found[0], text), (found[1], found[2])
        return (0, 0), (-1, -1)

    def _index(self, head: int, first_key: int) -> dict[str, tuple[int, int, int]]:
        """Return {key: (its place, index of the value, number of the key behind)} of a mapping so far."""
        index, at, number = self._indexes.get(head, ({}, head + HEAD, first_key))
        flat = self._positions.flat
        for key, key_at, value_at, following in self._positions.entries(head, number, at):
            index.setdefault(key, (key_at, value_at, following))
            is_open_ended = flat[value_at] < 0
            at = flat[value_at + 2] if is_open_ended else value_at + 2
            number = flat[value_at + 4] if is_open_ended else following
        self._indexes[head] = (index, at, number)
        return index

    def merged(self, first: dict[str, Any], at: int, number: int) -> dict[str, Any]:
        """Return the dict that a second mapping of the same name is read into: the first where possible."""
        value_at, first_key = self._first
        flat = self._positions.flat
        if self.shared or value_at < 0 or flat[value_at] >= 0:
            fresh: dict[str, Any] = {}
            self._replaced[-1][0][self._replaced[-1][1]] = fresh
            return fresh
        self._regions.setdefault(id(first), [(value_at, first_key)]).append((at, number))
        self._positions.merged.add(at)
        return first

    def settle(self) -> None:
        """Leave out what has no name, and note what a second definition pushed aside."""
        for container, key, first in self._replaced:
            if isinstance(first, dict | list) and container.get(key) is not first:
                self.lossy = True
        for container, key in self._dropped:
            if isinstance(container.pop(key, None), dict | list):
                self.lossy = True

    # values

    def value(self, event: Any, current: Any, key: str | None, here: int) -> Plain:
        """Return the value of an unquoted text that needs to know where it stands."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        flow = here >= 0 and self._positions.flat[here + 1] == FLOW_OPEN
        if not text:
            if flow and key is not None and start == end:
                self._bare_key(key)
            return None
        first = text[0]
        if (
            not flow
            and first.isalpha()
            and not "！" <= first <= "～"
            and self.text[start - 2 : start] == ": "
        ):
            return text  # an ordinary sentence behind its name: commas and colons are its own
        if (trap := number_trap(text, start, end)) is not None:
            self.traps.append(trap)
            if trap.rule is rules.FULL_WIDTH_NUMBER:
                return plain_value(trap.offers[0].text)
            self.damage(current, key)
            return text
        inner = whole_quotes(text)
        if inner is not None:
            self.traps.append(curly_trap(text, inner, start, end))
            return inner
        if start > self._covered:
            self._trap_in_text(text, start, end, flow=flow, key=key, in_list=isinstance(current, list))
        return plain_value(text)

    def _trap_in_text(
        self, text: str, start: int, end: int, *, flow: bool, key: str | None, in_list: bool
    ) -> None:
        trap = full_width_flow(self.text, text, start, end, flow=flow, in_list=in_list and bool(self._stack))
        if trap is None and flow:
            trap = comma_item(self.text, text, start, in_list=in_list)
        if trap is None and not flow and (key is not None or not self._stack):
            shallow = len(self._stack) <= 2
            trap = glued_key(self.text, start, end, shallow=shallow)
        if trap is not None:
            self.traps.append(trap)
            self._covered = max(end, *(edit.end for edit in trap.edits)) if trap.edits else end

    def _bare_key(self, key: str) -> None:
        """Judge a name without a colon inside braces: mostly what YAML made of a comma in a text."""
        flat = self._positions.flat
        start, end = self._positions.key_range(len(flat) - 1, key)
        if start <= self._covered or self.text[end : end + 80].lstrip().startswith(":"):
            return
        before = list(flat[-3:-1]) if len(flat) >= HEAD + 4 else []
        previous = before[0] if before and 0 <= before[0] < before[1] <= start else -1
        if previous >= 0 and self.text[before[1] : start].strip() != ",":
            previous = -1
        trap = braces_run(self.text, key, start, end, previous)
        self.traps.append(trap)
        reached = flow_value_end(self.text, start, commas=True)
        self._covered = max(end, reached, *(edit.end for edit in trap.edits))

    def control(self, text: str, event: Any) -> str:
        """Return a quoted text without the control characters that its escapes stand for."""
        found = CONTROL.search(text)
        if found is None:
            return text
        start, end = event.start_mark.index, event.end_mark.index
        self.traps.append(
            Trap(
                rules.CONTROL_CHARACTER,
                "an escape in this text stands for a character that is no text ({name})",
                start,
                end,
                params={"name": f"U+{ord(found[0]):04X}"},
                hint="leave it out",
            )
        )
        return CONTROL.sub("\ufffd", text)
