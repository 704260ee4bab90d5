"""The baseline: the plan as it once stood, held beside the plan as it stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.schedule import day_of
from ecsc.source.baseline_file import BaselineDates, TaskDays


class NoBaseline(Struct, frozen=True):
    """Why there is nothing to measure against: the field that is to blame, a reason and a remedy in words."""

    field: Literal["file", "revision"]
    reason: str
    hint: str


class Baseline(Struct, frozen=True):
    """The dates to measure against, and `source`: the file or the revision they are from, as it was named.

    `errors` counts what was wrong with the strategy at that revision, so that dates may be missing from it.
    """

    source: str
    dates: BaselineDates
    errors: int = 0

    def gone(self, strategy: Strategy) -> tuple[str, ...]:
        """Return the ids of tasks and milestones that the baseline has and the strategy has not, sorted."""
        known = {*strategy.tasks, *strategy.milestones}
        return tuple(sorted({*self.dates.tasks, *self.dates.milestones} - known))

    def new(self, strategy: Strategy) -> tuple[str, ...]:
        """Return the ids of tasks and milestones that the baseline has not, as they are written."""
        known = {*self.dates.tasks, *self.dates.milestones}
        return tuple(name for name in (*strategy.tasks, *strategy.milestones) if name not in known)


def recorded(strategy: Strategy, table: Timetable, source_hash: str = "") -> BaselineDates:
    """Return the dates of a strategy as a baseline keeps them. Recurring work has none."""
    return BaselineDates(
        strategy=strategy.header.id,
        source_hash=source_hash,
        finish=None if table.schedule.finish is None else day_of(table.schedule.finish - 1),
        buffer_finish=buffered_end(table, project_buffer(strategy, table)),
        tasks={name: _days(table, name) for name in strategy.tasks},
        milestones={name: days[1] if (days := table.days_of(name)) else None for name in strategy.milestones},
    )


def _days(table: Timetable, task: str) -> TaskDays | None:
    if task not in table.schedule.numbers:
        return None
    placed = table.schedule.placed(task)
    return TaskDays(placed.first_day, placed.last_day, placed.buffer_day)


def slip(table: Timetable, before: dt.date | None, now: dt.date | None) -> Decimal | None:
    """Return how many working days of the strategy's calendar `now` lies after `before`, negative when before.

    None where either is not known.
    """
    if before is None or now is None:
        return None
    first, last = sorted((before, now))
    days = table.working_days(first + dt.timedelta(days=1), last) if first < last else 0
    return Decimal(days if before <= now else -days)
