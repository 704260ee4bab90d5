"""The scheduled work by phase, owner and week, the milestones of each phase, and what stands apart."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from msgspec import Struct

from ecsc.emit.worklist.directory import (
    Directory,
    apart,
    milestones_by_date,
    scheduled,
    sunday_of,
    week_of,
)
from ecsc.emit.worklist.entries import Entry, milestone_entry, task_entry
from ecsc.emit.worklist.wording import days, standing_apart
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import TaskPlan


class Week(Struct, frozen=True):
    """What one owner starts in one week; `monday` is its first day, `days` its first and last in words."""

    monday: dt.date | None
    days: str
    entries: tuple[Entry, ...]


class Share(Struct, frozen=True):
    """One owner's part of a phase: the owner's id, None for nobody, and the name."""

    owner: str | None
    name: str
    weeks: tuple[Week, ...]


class Phase(Struct, frozen=True):
    """A phase with its owners and milestones."""

    name: str
    when: str
    shares: tuple[Share, ...]
    milestones: tuple[Entry, ...]


class Aside(Struct, frozen=True):
    """Work that is not scheduled, and why."""

    title: str
    reason: str
    entries: tuple[Entry, ...]


def owner_name(owner: str | None, names: Directory, w: Words) -> str:
    """Return who answers for a piece of work."""
    return names.people.get(owner, owner) if owner else w("No owner")


def phases(plan: Plan, names: Directory, w: Words) -> list[Phase]:
    """Return the phases as the plan orders them, those that hold no work left out; work without one comes last."""
    of_phase = {key: list(group) for key, group in groupby(scheduled(plan), key=lambda task: task.phase)}
    stones: dict[str | None, list[Entry]] = {}
    for milestone in milestones_by_date(plan):
        key = names.milestone_phases.get(milestone.id)
        stones.setdefault(key, []).append(milestone_entry(milestone, plan, names, w))
    stated = {phase.id: phase for phase in plan.work.phases}
    keys: list[str | None] = [*stated, *(key for key in of_phase if key and key not in stated), None]
    result = []
    for key in keys:
        members, reached = of_phase.get(key, []), tuple(stones.get(key, ()))
        if members or reached:
            phase = stated.get(key or "")
            when = days(phase.start, phase.finish, w) if phase and phase.start else ""
            name = shortened(names.phases.get(key, key)) if key else w("Without a phase")
            result.append(Phase(name, when, tuple(_shares(members, plan, names, w)), reached))
    return result


def _shares(tasks: list[TaskPlan], plan: Plan, names: Directory, w: Words) -> list[Share]:
    shares = []
    for owner, owned in groupby(tasks, key=lambda task: task.owner):
        weeks = []
        for monday, started in groupby(owned, key=lambda task: task.start and week_of(task.start)):
            entries = tuple(
                task_entry(task, days(task.start, task.finish, w), plan, names, w) for task in started
            )
            weeks.append(Week(monday, w.days(monday, sunday_of(monday)) if monday else "", entries))
        shares.append(Share(owner, shortened(owner_name(owner, names, w)), tuple(weeks)))
    return shares


def asides(plan: Plan, names: Directory, w: Words) -> list[Aside]:
    """Return the work that is not scheduled, by why it is not, each with its owner beside it."""
    found = []
    for reason in ("contingent", "undated", "dropped"):
        entries = tuple(
            task_entry(task, owner_name(task.owner, names, w), plan, names, w)
            for task in plan.work.tasks
            if apart(task) == reason
        )
        if entries:
            title, why = standing_apart(reason, w)
            found.append(Aside(title, why, entries))
    return found
