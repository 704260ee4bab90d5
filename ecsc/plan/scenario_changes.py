"""What scenarios change: each field with what it holds in the plan and what it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from ecsc.model import Strategy
from ecsc.model.sections import SECTIONS
from ecsc.quantity import Count, Duration, Money, Period, Points, Rate

_PLAIN = (str, int, Decimal, dt.date, Money, Rate, Count, Points, Duration, Period)


class ScenarioChange(Struct, frozen=True):
    """One change of a scenario: its dotted `field`, what the plan holds there, and what is written instead.

    `before` is None where the plan holds nothing there, or more than one value, and in a plan that is made under
    a scenario, for there it holds what the scenario says.
    """

    scenario: str
    field: str
    before: str | None
    after: str


def scenario_changes(strategy: Strategy, *, under: bool) -> tuple[ScenarioChange, ...]:
    """Return the changes of all scenarios in the order written; `under` tells that one of them is made."""
    return tuple(
        ScenarioChange(one.id, field, None if under else _before(field, strategy), after)
        for one in strategy.scenarios.values()
        for field, after in one.changes.items()
    )


def _before(field: str, strategy: Strategy) -> str | None:
    """Return what a field of the strategy holds, as an author would write it."""
    for value in _values(field.split("."), strategy):
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, _PLAIN) else None
    return None


def _values(steps: Sequence[str], strategy: Strategy) -> Iterator[Any]:
    """Yield the value that a path leads to, by the section with the longest name; none where it leads nowhere."""
    for length in range(len(steps), 0, -1):
        section = SECTIONS.get(".".join(steps[:length]))
        if section is None:
            continue
        entries = strategy.section(".".join(steps[:length]))
        value: Any = entries.get("") if section.single else entries
        for step in steps[length:]:
            value = _inside(value, step)
        if value is not None:
            yield value


def _inside(value: Any, step: str) -> Any:
    """Return what lies in a value under one step of a path; the lines of a budget line are reached without `lines`."""
    if isinstance(value, Mapping):
        return value.get(step)
    found = getattr(value, step, None) if isinstance(value, Struct) else None
    lines = getattr(value, "lines", None)
    return lines.get(step) if found is None and isinstance(lines, Mapping) else found
