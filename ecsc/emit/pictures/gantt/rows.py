"""Which rows the picture has: phases with their work, folded when there are too many to read."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ecsc.plan.time_types import BufferPlan, DutyPlan
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, PhasePlan, TaskPlan

READABLE = 150
"""So many rows of work a person still reads in one picture."""

MOST_PHASES = 400
"""So many phases are drawn when every one is a single row."""

MOST_REGULAR = 6
"""So many recurring works have a row of their own; more would crowd the work that is done once."""

Kind = Literal[
    "phase",
    "folded",
    "task",
    "milestone",
    "rest",
    "more",
    "buffer",
    "regular head",
    "regular",
    "regular rest",
]
HEADS = frozenset({"phase", "folded", "more", "regular head"})
Fold = Literal["none", "uncritical phases", "uncritical tasks", "all"]


class Group(Struct, frozen=True):
    """A phase (None for work without one) with its scheduled work, in plan order."""

    phase: PhasePlan | None
    tasks: tuple[TaskPlan, ...]
    milestones: tuple[MilestonePlan, ...]

    @property
    def critical(self) -> bool:
        """Return whether a task of the group is on the critical path."""
        return any(task.critical for task in self.tasks)


class Row(Struct, frozen=True):
    """One row. `task` or `milestone` for a single item; `group` for a phase, or for what was folded away.

    `more` is the number of phases that stand in a `more` row, or of recurring works in a `regular rest`;
    `days` are the first and last of the project buffer, `held` that buffer where it has a room to keep.
    """

    kind: Kind
    task: TaskPlan | None = None
    milestone: MilestonePlan | None = None
    group: Group | None = None
    more: int = 0
    days: tuple[dt.date, dt.date] | None = None
    held: BufferPlan | None = None
    recurring: DutyPlan | None = None


class Rows(Struct, frozen=True):
    """All rows from top to bottom, and how far they were folded."""

    rows: tuple[Row, ...]
    fold: Fold


def choose_rows(plan: Plan) -> Rows:
    """Return the rows of `plan`, folded step by step until they are readable."""
    groups = group_work(plan)
    headed = bool(plan.work.phases)
    last = (*_project_buffer(plan), *_regular(plan))
    full = sum(len(group.tasks) + len(group.milestones) for group in groups)
    if full <= READABLE:
        return Rows((*_rows(groups, headed, "none"), *last), "none")
    steps: tuple[Fold, ...] = ("uncritical phases", "uncritical tasks")
    for fold in steps:
        rows = _rows(groups, headed, fold)
        if len(rows) <= READABLE:
            return Rows((*rows, *last), fold)
    return Rows((*_rows(groups, headed, "all"), *last), "all")


def _project_buffer(plan: Plan) -> tuple[Row, ...]:
    """Return the row of the project buffer, which begins when the last task's own buffer ends."""
    work = plan.work
    held = [one for one in work.buffers if one.kind == "project"]
    if held:
        days = [(one.start, one.finish) if one.start and one.finish else None for one in held]
        return tuple(Row("buffer", days=span, held=one) for one, span in zip(held, days, strict=True))
    if work.project_buffer <= 0 or work.finish is None or work.buffer_finish is None:
        return ()
    ends = (task.buffer_finish for task in work.tasks if task.buffer_finish and task.start)
    first = max((work.finish, *ends)).toordinal() + 1
    return (
        Row(
            "buffer",
            days=(dt.date.fromordinal(min(first, work.buffer_finish.toordinal())), work.buffer_finish),
        ),
    )


def _regular(plan: Plan) -> tuple[Row, ...]:
    """Return the rows of recurring work under a head of their own, the rest counted in the last."""
    found = [one for one in plan.work.duties if one.dates and one.every]
    if not found:
        return ()
    shown = found if len(found) <= MOST_REGULAR else found[: MOST_REGULAR - 1]
    rows = [Row("regular head", more=len(found)), *(Row("regular", recurring=one) for one in shown)]
    if len(found) > len(shown):
        rows.append(Row("regular rest", more=len(found) - len(shown)))
    return tuple(rows)


def group_work(plan: Plan) -> tuple[Group, ...]:
    """Return the scheduled work by phase in plan order; work of no known phase comes last.

    A phase without any is not drawn: its work runs only when a risk starts it, and is listed at the foot.
    """
    known: dict[str | None, tuple[list[TaskPlan], list[MilestonePlan]]] = {
        phase.id: ([], []) for phase in plan.work.phases
    }
    homeless: tuple[list[TaskPlan], list[MilestonePlan]] = ([], [])
    for task in plan.work.tasks:
        if task.start is not None and task.finish is not None:
            known.get(task.phase, homeless)[0].append(task)
    for stone in plan.work.milestones:
        if stone.date is not None:
            known.get(stone.phase, homeless)[1].append(stone)
    groups = [
        Group(phase, tuple(known[phase.id][0]), tuple(known[phase.id][1]))
        for phase in plan.work.phases
        if any(known[phase.id])
    ]
    if homeless[0] or homeless[1]:
        groups.append(Group(None, tuple(homeless[0]), tuple(homeless[1])))
    return tuple(groups)


def _rows(groups: tuple[Group, ...], headed: bool, fold: Fold) -> tuple[Row, ...]:
    """Return the rows of all groups at one degree of folding."""
    rows: list[Row] = []
    drawn = groups
    if fold == "all" and len(groups) > MOST_PHASES:
        drawn = groups[: MOST_PHASES - 1]
    for group in drawn:
        if fold == "all" or (fold != "none" and headed and not group.critical):
            rows.append(Row("folded", group=group))
            continue
        if headed:
            rows.append(Row("phase", group=group))
        if fold == "uncritical tasks":
            rows.extend(_spine(group))
        else:
            rows.extend(_items(group.tasks, group.milestones))
    if len(drawn) < len(groups):
        left = groups[len(drawn) :]
        tasks = tuple(task for group in left for task in group.tasks)
        stones = tuple(stone for group in left for stone in group.milestones)
        rows.append(Row("more", group=Group(None, tasks, stones), more=len(left)))
    return tuple(rows)


def _spine(group: Group) -> list[Row]:
    """Return the critical tasks and all milestones of a group, then one row for the rest."""
    rows = _items(tuple(task for task in group.tasks if task.critical), group.milestones)
    rest = tuple(task for task in group.tasks if not task.critical)
    if rest:
        rows.append(Row("rest", group=Group(group.phase, rest, ())))
    return rows


def items_of(group: Group) -> list[Row]:
    """Return the rows of a group's work, one an item, in order of time."""
    return _items(group.tasks, group.milestones)


def _items(tasks: tuple[TaskPlan, ...], stones: tuple[MilestonePlan, ...]) -> list[Row]:
    """Return tasks and milestones as rows in one order of time; on one day the task comes first."""
    rows = [Row("task", task=task) for task in tasks] + [
        Row("milestone", milestone=stone) for stone in stones
    ]
    return sorted(
        rows, key=lambda row: str(row.task.start if row.task else row.milestone and row.milestone.date)
    )
