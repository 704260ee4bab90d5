"""The baseline: the plan as it once stood, held beside the plan as it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.assess.timetable import Timetable
from ecsc.assess.units import in_one_unit
from ecsc.assess.verdicts import Value
from ecsc.model import Strategy
from ecsc.model.learning import Revision
from ecsc.schedule import day_of
from ecsc.source.baseline_file import BaselineDates, TaskDays


class NoBaseline(Struct, frozen=True):
    """Why there is nothing to measure against: the field that is to blame, a reason and a remedy in words."""

    field: Literal["file", "revision"]
    reason: str
    hint: str


class Commitments(Struct, frozen=True):
    """What a strategy promises, by section, id and field, and the entries that say why it was changed."""

    values: Mapping[tuple[str, str, str], Value]
    revisions: Mapping[str, Revision]


class Baseline(Struct, frozen=True):
    """The dates to measure against, and `source`: the file or the revision they are from, as it was named.

    `errors` counts what was wrong with the strategy at that revision, so that dates may be missing from it.
    `commitments` are what was promised then; a file has dates only.
    """

    source: str
    dates: BaselineDates
    errors: int = 0
    commitments: Commitments | None = None

    def gone(self, strategy: Strategy) -> tuple[str, ...]:
        """Return the ids of tasks and milestones that the baseline has and the strategy has not, sorted."""
        known = {*strategy.tasks, *strategy.milestones}
        return tuple(sorted({*self.dates.tasks, *self.dates.milestones} - known))

    def new(self, strategy: Strategy) -> tuple[str, ...]:
        """Return the ids of tasks and milestones that the baseline has not, as they are written."""
        known = {*self.dates.tasks, *self.dates.milestones}
        return tuple(name for name in (*strategy.tasks, *strategy.milestones) if name not in known)


def commitments(strategy: Strategy) -> Commitments:
    """Return the value that each goal and target is held to; of a goal without a number, its change."""
    goals = strategy.goals.values()
    values: dict[tuple[str, str, str], Value] = {
        ("goals", one.id, "target"): one.target for one in goals if one.target is not None
    }
    for one in goals:
        if one.target is None and one.change is not None:
            values["goals", one.id, "change"] = one.change.value
    for each in strategy.targets.values():
        if each.committed is not None:
            values["targets", each.id, "committed"] = each.committed
    return Commitments(values, strategy.revisions)


def unexplained(
    before: Commitments, now: Commitments, names: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return the places of values that differ and that no revision written since then accounts for.

    A revision that names goals or targets among its `changes`, by id or by name, accounts for those; one that
    names none for all. `names` are those of goals and targets by id.
    """
    changed = [
        place
        for place, value in now.values.items()
        if place in before.values and _differ(before.values[place], value)
    ]
    if not changed:
        return []
    explained: set[str] = set()
    for one in now.revisions.values():
        if before.revisions.get(one.id) == one:
            continue
        about = {key for key, name in names.items() if any(_names(text, key, name) for text in one.changes)}
        explained |= about or set(names)
    return [place for place in changed if place[1] not in explained]


def _differ(before: Value, now: Value) -> bool:
    pair = in_one_unit(before, now)
    return pair is None or pair[0] != pair[1]


def _names(text: str, key: str, name: str) -> bool:
    """Return whether a text has an id as a word of its own, or a name anywhere."""
    folded, word = text.casefold(), key.casefold()
    if name.casefold() in folded:
        return True
    return word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) is not None


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
