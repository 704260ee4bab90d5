"""When phases are: the days of their tasks, and the windows of those that have none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy


def phase_days(strategy: Strategy, table: Timetable) -> Mapping[str, tuple[dt.date, dt.date]]:
    """Return the first and last day of the scheduled tasks of each phase; nothing for a phase without any."""
    found: dict[str, tuple[dt.date, dt.date]] = {}
    for task in strategy.tasks.values():
        days = table.days_of(task.id) if task.phase is not None else None
        if days is None or task.phase is None:
            continue
        first, last = found.get(task.phase, days)
        found[task.phase] = (min(first, days[0]), max(last, days[1]))
    return found


def phase_start(
    strategy: Strategy, days: Mapping[str, tuple[dt.date, dt.date]], phase: str
) -> dt.date | None:
    """Return the day on which a phase begins: that of its first task, else that of its window."""
    if phase in days:
        return days[phase][0]
    one = strategy.phases.get(phase)
    return one.window.start.date() if one is not None and one.window is not None else None
