"""How the work stands, as a leader asks: what is done, when it will end, what has slipped, what is in danger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.messages import one_line
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.schedule import OFFICE_HOURS

SLIPPED_SHOWN = 10
"""Items that are named as having slipped most; of the rest the reader has the plan."""


class Counts(Struct, frozen=True):
    """How many tasks there are of each kind; dropped and contingent ones apart.

    `late` are those that the plan wants finished before today, or begun before today, and which are not.
    """

    done: int
    started: int
    not_begun: int
    late: int

    @property
    def all(self) -> int:
        """Return how many tasks count."""
        return self.done + self.started + self.not_begun


class Slipped(Struct, frozen=True):
    """A task or milestone whose end lies elsewhere than in the baseline, or than the plan has it.

    `slip` is working days against `baseline`, and where there is no baseline None.
    """

    id: str
    name: str
    section: Literal["tasks", "milestones"]
    baseline: dt.date | None
    planned: dt.date | None
    forecast: dt.date | None
    slip: Decimal | None


class Danger(Struct, frozen=True):
    """A promise that the forecast misses: `what` is due on `day`, and `item` will be finished on `forecast`."""

    kind: Literal["task", "milestone", "promotion", "launch"]
    what: str
    name: str
    day: dt.date
    item: str
    item_name: str
    forecast: dt.date


class Standing(Struct, frozen=True):
    """How one strategy's work stands. Days are None where they are not known.

    `slip` is working days of the end against the baseline, negative when before it.
    """

    strategy: str
    name: str
    as_of: dt.date | None
    baseline_source: str | None
    counts: Counts
    planned_end: dt.date | None
    baseline_end: dt.date | None
    forecast_end: dt.date | None
    slip: Decimal | None
    slipped: tuple[Slipped, ...]
    in_danger: tuple[Danger, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def standing(plan: Plan) -> Standing:
    """Return how the work of a plan stands."""
    work, against = plan.work, plan.work.baseline
    return Standing(
        strategy=plan.strategy.id,
        name=one_line(plan.strategy.name) or plan.strategy.id,
        as_of=plan.strategy.as_of,
        baseline_source=against.source if against is not None else None,
        counts=_counts(plan),
        planned_end=work.finish,
        baseline_end=against.finish if against is not None else None,
        forecast_end=work.forecast_finish,
        slip=against.slip if against is not None else None,
        slipped=_slipped(plan),
        in_danger=tuple(sorted(_in_danger(plan), key=lambda one: one.day)),
        gone=against.gone if against is not None else (),
        new=against.new if against is not None else (),
    )


def is_late(task: TaskPlan, today: dt.date | None) -> bool:
    """Return whether the plan wants a task further than it is on the morning of `today`."""
    if today is None or task.start is None or task.finish is None or task.status in ("done", "dropped"):
        return False
    return task.finish < today or (task.status == "planned" and task.start < today)


def _counts(plan: Plan) -> Counts:
    tasks = [
        one
        for one in plan.work.tasks
        if one.status != "dropped" and one.every is None and not (one.contingent and one.status == "planned")
    ]
    by_status = [one.status for one in tasks]
    late = sum(is_late(one, plan.strategy.as_of) for one in tasks)
    return Counts(by_status.count("done"), by_status.count("started"), by_status.count("planned"), late)


def _slipped(plan: Plan) -> tuple[Slipped, ...]:
    """Return what ends later than the baseline had it, most first; without a baseline later than planned."""
    measured = plan.work.baseline is not None
    items = [_row(task) for task in plan.work.tasks] + [_row(stone) for stone in plan.work.milestones]
    if measured:
        found = [one for one in items if one.slip is not None and one.slip > 0]
    else:
        found = [one for one in items if one.planned and one.forecast and one.forecast > one.planned]
    found.sort(key=lambda one: (-_distance(one), one.forecast or one.planned or dt.date.max, one.id))
    return tuple(found)


def _distance(one: Slipped) -> int:
    if one.slip is not None:
        return int(one.slip)
    return (one.forecast - one.planned).days if one.forecast and one.planned else 0


def _row(one: TaskPlan | MilestonePlan) -> Slipped:
    name = one_line(one.name) or one.id
    if isinstance(one, TaskPlan):
        before, planned, now = one.baseline_finish, one.finish, one.forecast_finish
        return Slipped(one.id, name, "tasks", before, planned, now, one.slip)
    return Slipped(one.id, name, "milestones", one.baseline_date, one.date, one.forecast_date, one.slip)


def _in_danger(plan: Plan) -> Iterator[Danger]:
    """Yield the promises that the forecast misses; what is done keeps or misses nothing any more."""
    for one in plan.work.milestones:
        if one.due is not None and one.forecast_date is not None and one.forecast_date > one.due:
            name = one_line(one.name) or one.id
            yield Danger("milestone", one.id, name, one.due, one.id, name, one.forecast_date)
    closing = OFFICE_HOURS[-1][1]
    opens = {each.id: each.window.start for each in plan.promotions if each.window is not None}
    names = {each.id: one_line(each.name) or each.id for each in plan.promotions}
    names |= {each.id: one_line(each.name) or each.id for each in plan.work.launches}
    launches = {each.id: each.date for each in plan.work.launches}
    for task in plan.work.tasks:
        day, name = task.forecast_finish, one_line(task.name) or task.id
        if day is None or task.status == "done":
            continue
        if task.due is not None and day > task.due:
            yield Danger("task", task.id, name, task.due, task.id, name, day)
        for what in task.ready_for:
            start = opens.get(what)
            if start is not None and (day, closing) > (start.date(), start.hour * 60 + start.minute):
                yield Danger("promotion", what, names[what], start.date(), task.id, name, day)
            if what in launches and day >= launches[what]:  # it opens as its day begins
                yield Danger("launch", what, names[what], launches[what], task.id, name, day)
