"""The timetable read back as days: tasks, milestones and phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.lengths import DAY, exact_days
from ecsc.assess.load import effort_minutes
from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy, WeekNumber
from ecsc.model.execution import Milestone, Task
from ecsc.plan.buffers import buffer_plans
from ecsc.plan.calendar_days import calendar_plan
from ecsc.plan.driving import driver_plan, link_plans, phase_links
from ecsc.plan.duties import duty_plans
from ecsc.plan.floats import is_near, threshold
from ecsc.plan.launching import launch_of_task, launch_plans, stage_gate_plans
from ecsc.plan.loading import load_plan
from ecsc.plan.progress import with_progress
from ecsc.plan.retail_days import retail_day_plans
from ecsc.plan.simulating import simulation_plan
from ecsc.plan.work_types import (
    MilestonePlan,
    PhasePlan,
    SubjectPlan,
    TaskPlan,
    WorkPlan,
)
from ecsc.quantity import Period
from ecsc.schedule import MINUTES_PER_DAY, Placed, day_of


def work_plan(assessed: Assessed) -> WorkPlan:
    """Return all work with its dates, by start and then as written; work without dates comes last."""
    strategy, table = assessed.linked.strategy, assessed.timetable
    order = {name: number for number, name in enumerate((*strategy.tasks, *strategy.milestones))}
    far = dt.date.max
    stages, subjects = launch_of_task(assessed), _subjects(assessed)
    tasks = sorted(
        (
            _task(task, strategy, table, stages.get(task.id), subjects.get(task.id, ()))
            for task in strategy.tasks.values()
        ),
        key=lambda one: (one.start or far, order[one.id]),
    )
    milestones = sorted(
        (_milestone(one, strategy, table) for one in strategy.milestones.values()),
        key=lambda one: (one.date or far, order[one.id]),
    )
    finish = table.schedule.finish
    kept = project_buffer(strategy, table)
    end = buffered_end(table, kept)
    period = strategy.header.period
    days = period.first, max(period.last, end or period.last)
    starts = [task.start for task in tasks if task.start is not None]
    work = WorkPlan(
        calendar=calendar_plan(table, *days),
        phases=tuple(_phases(strategy, tasks, milestones)),
        tasks=tuple(tasks),
        milestones=tuple(milestones),
        critical_path=_critical_path(tasks, milestones),
        start=min(starts, default=None),
        finish=_last(finish),
        buffer_finish=end,
        project_buffer=exact_days(kept),
        near_critical=threshold(strategy.header),
        buffers=tuple(buffer_plans(strategy, table)),
        load=load_plan(assessed),
        retail_days=retail_day_plans(assessed, *days),
        duties=duty_plans(assessed),
        launches=launch_plans(assessed),
        stage_gates=stage_gate_plans(strategy),
        simulation=simulation_plan(assessed),
    )
    return with_progress(assessed, work)


def _last(instant: int | None) -> dt.date | None:
    return None if instant is None else day_of(instant - 1)


def _subjects(assessed: Assessed) -> Mapping[str, tuple[SubjectPlan, ...]]:
    """Return the entries that the checklists of tasks are for, by task."""
    strategy = assessed.linked.strategy
    return {
        task: tuple(
            SubjectPlan(
                found.section, one, getattr(strategy.section(found.section)[one], "name", None) or one
            )
            for one in found.ids
        )
        for task, found in assessed.subjects.items()
    }


def _task(
    task: Task,
    strategy: Strategy,
    table: Timetable,
    launch: str | None,
    subjects: tuple[SubjectPlan, ...],
) -> TaskPlan:
    placed = table.schedule.placed(task.id) if task.id in table.schedule.numbers else None
    activity = _activity(table, task.id)
    late = placed.late_days if placed else None
    day = MINUTES_PER_DAY if task.id in table.on_clock else DAY
    return TaskPlan(
        id=task.id,
        name=task.name or task.id,
        phase=task.phase,
        owner=task.owner,
        status=task.status or "planned",
        start=placed.first_day if placed else None,
        finish=placed.last_day if placed else None,
        buffer_finish=placed.buffer_day if placed else None,
        late_start=late[0] if late else None,
        late_finish=late[1] if late else None,
        duration=exact_days(activity[0], day) if activity else None,
        buffer=exact_days(activity[1], day) if activity else Decimal(0),
        total_float=_float(placed.total_float, day) if placed else None,
        free_float=_float(placed.free_float, day) if placed else None,
        deadline_float=_float(placed.deadline_float, day) if placed else None,
        critical=placed.critical if placed else False,
        driver=driver_plan(task.id, strategy, table) if placed else None,
        after=tuple(link_plans(task.id, strategy, table)),
        due=task.due,
        ready_for=task.ready_for,
        serves=task.serves,
        cost=task.cost,
        budget=task.budget,
        checklist=task.checklist,
        contingent=bool(task.contingent),
        description=task.description,
        on_clock=task.id in table.on_clock,
        near_critical=is_near(task.id, strategy.header, table),
        latest_buffer_finish=_latest_buffer_finish(task.id, table) if placed else None,
        launch=launch,
        every=str(task.every) if task.every is not None else None,
        for_each=subjects if task.every is None else (),
        effort=exact_days(effort_minutes(strategy, task)) if task.effort is not None else None,
    )


def _float(minutes: int | None, day: int) -> Decimal | None:
    return None if minutes is None else exact_days(minutes, day)


def _latest_buffer_finish(identifier: str, table: Timetable) -> dt.date:
    """Return the last day of a task's buffer when it slips as far as the end and its deadlines allow."""
    schedule = table.schedule
    number = schedule.numbers[identifier]
    activity = schedule.placement.activities[number]
    total, deadline = schedule.total_float[number], schedule.deadline_float[number]
    # A deadline is kept with the buffer where it can be: that is what may be slipped without a warning.
    floats = [total, None if deadline is None else deadline - activity.buffer]
    room = max(min((one for one in floats if one is not None), default=0), 0)
    finish = schedule.scheduled[number] + room + activity.minutes + activity.buffer
    if not activity.minutes:
        return schedule.placed(identifier).last_day
    return day_of(schedule.placement.calendar(number).finish_at(finish) - 1)


def _activity(table: Timetable, identifier: str) -> tuple[int, int] | None:
    number = table.schedule.numbers.get(identifier)
    if number is None:
        return None
    activity = table.schedule.placement.activities[number]
    return activity.minutes, activity.buffer


def _milestone(milestone: Milestone, strategy: Strategy, table: Timetable) -> MilestonePlan:
    placed: Placed = table.schedule.placed(milestone.id)
    due = table.due.get(milestone.id)
    day = placed.last_day
    return MilestonePlan(
        id=milestone.id,
        name=milestone.name or milestone.id,
        phase=milestone.phase,
        owner=milestone.owner,
        date=day,
        due=due,
        due_as_written=_due_text(milestone),
        slack=table.days_between(day, due) if due is not None else None,
        critical=placed.critical,
        driver=driver_plan(milestone.id, strategy, table),
        after=tuple(link_plans(milestone.id, strategy, table)),
        criterion=milestone.criterion,
        serves=milestone.serves,
        description=milestone.description,
    )


def _due_text(milestone: Milestone) -> str | None:
    match milestone.due:
        case WeekNumber(number=number):
            return f"week {number}"
        case Period(label=label):
            return label
        case dt.date() as day:
            return day.isoformat()
        case _:
            return None


def _phases(
    strategy: Strategy, tasks: Iterable[TaskPlan], milestones: Iterable[MilestonePlan]
) -> Iterator[PhasePlan]:
    members: dict[str, list[TaskPlan]] = {}
    for task in tasks:
        members.setdefault(task.phase or "", []).append(task)
    events: dict[str, list[str]] = {}
    for milestone in milestones:
        events.setdefault(milestone.phase or "", []).append(milestone.id)
    for phase in strategy.phases.values():
        inside = members.get(phase.id, [])
        yield PhasePlan(
            id=phase.id,
            name=phase.name or phase.id,
            owner=phase.owner,
            start=min((task.start for task in inside if task.start), default=None),
            finish=max((task.finish for task in inside if task.finish), default=None),
            buffer_finish=max((task.buffer_finish for task in inside if task.buffer_finish), default=None),
            tasks=tuple(task.id for task in inside),
            milestones=tuple(events.get(phase.id, ())),
            after=tuple(phase_links(phase, inside)),
        )


def _critical_path(tasks: Sequence[TaskPlan], milestones: Sequence[MilestonePlan]) -> tuple[str, ...]:
    """Return the critical items in the order of their dates: the chain (or chains) without float."""
    dated = [(one.start, 0, one.id) for one in tasks if one.critical and one.start is not None]
    dated += [(one.date, 1, one.id) for one in milestones if one.critical and one.date is not None]
    return tuple(name for _, _, name in sorted(dated, key=lambda item: (item[0], item[1])))
