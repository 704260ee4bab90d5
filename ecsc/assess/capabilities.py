"""Capabilities: from when each one is there, who delivers it, and who needs it from when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.timetable import Timetable
from ecsc.diagnostics import At
from ecsc.model import Strategy
from ecsc.model.execution import Task
from ecsc.schedule import instant_of

Needing: TypeAlias = Literal["tasks", "tactics", "messages", "automation", "roadmap"]


class Ready(Struct, frozen=True):
    """From when a capability is there: the instant and the day, and the task that delivers it, if one does.

    `instant` 0 is from the beginning, None never. `open_tasks` deliver it too, but have no dates.
    """

    capability: str
    instant: int | None
    day: dt.date | None = None
    task: str | None = None
    open_tasks: tuple[str, ...] = ()


class Need(Struct, frozen=True):
    """Something that needs a capability: where it says so, and from which instant and day (None: not stated)."""

    section: Needing
    id: str
    name: str
    capability: str
    at: At
    instant: int | None
    day: dt.date | None


def delivering(strategy: Strategy) -> Iterator[tuple[Task, str, At]]:
    """Yield every task that is sure to be done with each capability it delivers."""
    for task in strategy.tasks.values():
        if task.delivers and not task.contingent and task.status != "dropped":
            for index, name in enumerate(task.delivers):
                yield task, name, At("tasks", task.id, ("delivers", index))


def readiness(strategy: Strategy, times: Timetable) -> Mapping[str, Ready]:
    """Return from when each capability is there that the strategy defines or a task delivers."""
    by_tasks: dict[str, list[str]] = {}
    for task, name, _ in delivering(strategy):
        by_tasks.setdefault(name, []).append(task.id)
    found: dict[str, Ready] = {}
    for name in dict.fromkeys((*strategy.capabilities, *by_tasks)):
        one = strategy.capabilities.get(name)
        if one is not None and one.available and one.available_from is None:
            found[name] = Ready(name, 0)
            continue
        dated = [task for task in by_tasks.get(name, ()) if task in times.schedule.numbers]
        without = tuple(task for task in by_tasks.get(name, ()) if task not in times.schedule.numbers)
        ways: list[tuple[int, dt.date, str | None]] = []
        if one is not None and one.available_from is not None:
            ways.append((instant_of(one.available_from), one.available_from, None))
        for task_id in dated:
            placed = times.schedule.placed(task_id)
            ways.append((placed.finish, placed.last_day, task_id))
        if not ways:
            found[name] = Ready(name, None, open_tasks=without)
            continue
        instant, day, by = min(ways, key=lambda way: way[0])
        found[name] = Ready(name, instant, day, by, without)
    return found


def needs(strategy: Strategy, times: Timetable) -> Iterator[Need]:
    """Yield what needs a capability. Work that was dropped or may never run, and work without dates, needs none."""
    for task in strategy.tasks.values():
        if task.requires and task.id in times.schedule.numbers:
            placed = times.schedule.placed(task.id)
            yield from _needs("tasks", task.id, task.name, task.requires, placed.first_day, placed.start)
        elif task.requires and task.every is not None and (dates := times.dates_of(task.id)):
            yield from _needs("tasks", task.id, task.name, task.requires, dates[0])
    for tactic in strategy.tactics.values():
        day = tactic.window.start.date() if tactic.window is not None else None
        yield from _needs("tactics", tactic.id, tactic.name, tactic.requires, day)
    for message in strategy.messages.values():
        day = message.window.start.date() if message.window is not None else None
        yield from _needs("messages", message.id, message.name, message.requires, day)
    for tool in strategy.automation.values():
        yield from _needs("automation", tool.id, tool.name, tool.requires, tool.start)
    for item in strategy.roadmap.values():
        yield from _needs("roadmap", item.id, item.name, item.requires, dt.date.max)


def _needs(
    section: Needing,
    identifier: str,
    name: str | None,
    requires: tuple[str, ...],
    day: dt.date | None,
    instant: int | None = None,
) -> Iterator[Need]:
    start = instant if instant is not None or day is None else instant_of(day)
    for index, capability in enumerate(requires):
        at = At(section, identifier, ("requires", index))
        yield Need(section, identifier, name or identifier, capability, at, start, day)
