"""The plan's names by id, and where each piece of work belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from ecsc.messages import one_line
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

Apart = Literal["", "contingent", "dropped", "recurring", "undated"]


class Directory(Struct, frozen=True):
    """Names by id for everything that work can refer to, and the phase of every milestone."""

    people: dict[str, str]
    phases: dict[str, str]
    work: dict[str, str]
    aims: dict[str, str]
    openings: dict[str, str]
    metrics: dict[str, str]
    milestone_phases: dict[str, str]
    starters: dict[str, tuple[str, ...]]


def directory(plan: Plan) -> Directory:
    """Return the names of a plan."""
    targets = {row.origin: row.metric_name for row in plan.targets if not row.from_goal}
    starters: dict[str, tuple[str, ...]] = {}
    for risk in plan.risks:
        for task in risk.respond:
            starters[task] = (*starters.get(task, ()), risk.name)
    return Directory(
        people=_names(plan.people),
        phases=_names(plan.work.phases),
        work=_names(plan.work.tasks) | _names(plan.work.milestones) | _names(plan.work.phases),
        aims=targets | _names(plan.tactics) | _names(plan.objectives) | _names(plan.goals),
        openings=_names(plan.promotions) | _names(plan.work.launches),
        metrics=_names(plan.metrics),
        milestone_phases=_milestone_phases(plan),
        starters=starters,
    )


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def _names(items: Iterable[_Named]) -> dict[str, str]:
    """Return names by id, each on one line; the id where a name has nothing to see."""
    return {item.id: one_line(item.name) or item.id for item in items}


def _milestone_phases(plan: Plan) -> dict[str, str]:
    """Return milestone id → phase id: as stated, else the one phase of all that the milestone waits for."""
    of_task = {task.id: task.phase for task in plan.work.tasks}
    listed = {milestone: phase.id for phase in plan.work.phases for milestone in phase.milestones}
    result = {}
    for milestone in plan.work.milestones:
        phase = milestone.phase or listed.get(milestone.id)
        waited = {of_task.get(link.on) for link in milestone.after}
        if phase is None and len(waited) == 1:
            phase = waited.pop()
        if phase is not None:
            result[milestone.id] = phase
    return result


def apart(task: TaskPlan) -> Apart:
    """Return why a task stands apart from the scheduled work; empty when it is scheduled."""
    if task.status == "dropped":
        return "dropped"
    if task.contingent:
        return "contingent"
    if task.every is not None:
        return "recurring"
    return "" if task.start is not None and task.finish is not None else "undated"


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of the week of `day` (ISO 8601)."""
    return day - dt.timedelta(days=day.weekday())


def sunday_of(monday: dt.date) -> dt.date:
    """Return the last day of the week that starts on `monday`, and of all dates in the last week there is."""
    return dt.date.fromordinal(min(monday.toordinal() + 6, dt.date.max.toordinal()))


def scheduled(plan: Plan) -> list[TaskPlan]:
    """Return the scheduled tasks by phase, owner and start, as the plan orders them; none comes last."""
    phases = {phase.id: number for number, phase in enumerate(plan.work.phases)}
    people = {person.id: number for number, person in enumerate(plan.people)}
    last = max(len(phases), len(people))

    def place(task: TaskPlan) -> tuple[int, str, int, str, dt.date]:
        return (
            phases.get(task.phase or "", last), task.phase or "",
            people.get(task.owner or "", last), task.owner or "",
            task.start or dt.date.max,
        )  # fmt: skip

    return sorted((task for task in plan.work.tasks if not apart(task)), key=place)


def named(ids: Iterable[str], names: dict[str, str]) -> list[str]:
    """Return the names of ids, the id itself where it has none."""
    return [names.get(key, key) for key in ids]


def milestones_by_date(plan: Plan) -> list[MilestonePlan]:
    """Return the milestones by the day they fall on, else the day promised; undated ones last."""
    return sorted(plan.work.milestones, key=lambda milestone: milestone.date or milestone.due or dt.date.max)
