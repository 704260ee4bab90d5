"""The timetable read back as days: tasks, milestones and phases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.lengths import DAY
from ecsc.assess.project_buffer import buffered_end, project_buffer
from ecsc.assess.timetable import Timetable
from ecsc.model import Dependency, Strategy, WeekNumber
from ecsc.model.execution import Milestone, Task
from ecsc.plan.calendar_days import calendar_plan
from ecsc.plan.launching import launch_of_task, launch_plans, stage_gate_plans
from ecsc.plan.progress import with_progress
from ecsc.plan.regular import recurring_plans
from ecsc.plan.retail_days import retail_day_plans
from ecsc.plan.simulating import simulation_plan
from ecsc.plan.work_types import (
    Driver,
    DriverKind,
    LinkEnds,
    LinkPlan,
    MilestonePlan,
    PhasePlan,
    TaskPlan,
    WorkPlan,
)
from ecsc.quantity import Duration, Period
from ecsc.schedule import MINUTES_PER_DAY, Placed, day_of
from ecsc.schedule import DriverKind as Engine

_KINDS: Mapping[Engine, DriverKind] = {
    Engine.LINK: "predecessor",
    Engine.PROJECT_START: "strategy_start",
    Engine.NOT_BEFORE: "not_before",
    Engine.PIN: "pin",
    Engine.DUE: "due",
}


def work_plan(assessed: Assessed) -> WorkPlan:
    """Return all work with its dates, by start and then as written; work without dates comes last."""
    strategy, table = assessed.linked.strategy, assessed.timetable
    order = {name: number for number, name in enumerate((*strategy.tasks, *strategy.milestones))}
    far = dt.date.max
    stages = launch_of_task(assessed)
    tasks = sorted(
        (_task(task, table, stages.get(task.id)) for task in strategy.tasks.values()),
        key=lambda one: (one.start or far, order[one.id]),
    )
    milestones = sorted(
        (_milestone(one, table) for one in strategy.milestones.values()),
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
        project_buffer=_days(kept) or Decimal(0),
        retail_days=retail_day_plans(assessed, *days),
        recurring=recurring_plans(assessed),
        launches=launch_plans(assessed),
        stage_gates=stage_gate_plans(strategy),
        simulation=simulation_plan(assessed),
    )
    return with_progress(assessed, work)


def _last(instant: int | None) -> dt.date | None:
    return None if instant is None else day_of(instant - 1)


def _days(minutes: int | None, day: int = DAY) -> Decimal | None:
    """Return minutes as days of `day` minutes, exact to a thousandth: working days of eight hours."""
    if minutes is None:
        return None
    days = Decimal(minutes) / day
    return days.quantize(Decimal("0.001")).normalize() + 0 if days != int(days) else Decimal(int(days))


def _task(task: Task, table: Timetable, launch: str | None) -> TaskPlan:
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
        duration=_days(activity[0], day) if activity else None,
        buffer=(_days(activity[1], day) if activity else None) or Decimal(0),
        total_float=_days(placed.total_float, day) if placed else None,
        free_float=_days(placed.free_float, day) if placed else None,
        deadline_float=_days(placed.deadline_float, day) if placed else None,
        critical=placed.critical if placed else False,
        driver=_driver(task.id, table, late=task.schedule == "late") if placed else None,
        after=tuple(_links(task.id, task.after, task.finish_after, table)),
        due=task.due,
        ready_for=task.ready_for,
        serves=task.serves,
        cost=task.cost,
        budget=task.budget,
        checklist=task.checklist,
        contingent=bool(task.contingent),
        description=task.description,
        on_clock=task.id in table.on_clock,
        latest_buffer_finish=_latest_buffer_finish(task.id, table) if placed else None,
        launch=launch,
        every=str(task.every) if task.every is not None else None,
    )


def _latest_buffer_finish(identifier: str, table: Timetable) -> dt.date:
    """Return the last day of a task's buffer when it slips as far as the end and its deadlines allow."""
    schedule = table.schedule
    number = schedule.numbers[identifier]
    activity = schedule.placement.activities[number]
    total, deadline = schedule.total_float[number], schedule.deadline_float[number]
    # A deadline is kept with the buffer where it can be: that is what may be slipped without a warning.
    floats = [total, None if deadline is None else deadline - activity.buffer]
    room = max(min((one for one in floats if one is not None), default=0), 0)
    finish = schedule.early[number] + room + activity.minutes + activity.buffer
    if not activity.minutes:
        return schedule.placed(identifier).last_day
    return day_of(schedule.placement.calendar(number).finish_at(finish) - 1)


def _activity(table: Timetable, identifier: str) -> tuple[int, int] | None:
    number = table.schedule.numbers.get(identifier)
    if number is None:
        return None
    activity = table.schedule.placement.activities[number]
    return activity.minutes, activity.buffer


def _driver(identifier: str, table: Timetable, *, late: bool) -> Driver:
    driver = table.schedule.driver(identifier)
    if late and table.schedule.placed(identifier).start > table.schedule.placed(identifier).early_start:
        return Driver("late")
    return Driver(_KINDS[driver.kind], driver.link.predecessor if driver.link else None)


def _links(
    identifier: str, after: Sequence[Dependency], finish_after: Sequence[Dependency], table: Timetable
) -> Iterator[LinkPlan]:
    binding = None
    if identifier in table.schedule.numbers:
        link = table.schedule.driver(identifier).link
        binding = link.predecessor if link is not None else None
    for dependencies, ends in ((after, ("FS", "SS")), (finish_after, ("FF", "SF"))):
        for one in dependencies:
            kind: LinkEnds = ends[0] if one.end == "finish" else ends[1]  # type: ignore[assignment]
            yield LinkPlan(one.target, kind, _lag(one.lag), one.target == binding)


def _lag(lag: Duration | None) -> str:
    if lag is None:
        return ""
    sign = "-" if lag.value < 0 else "+"
    return f"{sign}{Duration(abs(lag.value), lag.unit, lag.kind)}"


def _milestone(milestone: Milestone, table: Timetable) -> MilestonePlan:
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
        slack=_slack(table, day, due) if due is not None else None,
        critical=placed.critical,
        driver=_driver(milestone.id, table, late=False),
        after=tuple(_links(milestone.id, milestone.after, (), table)),
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


def _slack(table: Timetable, day: dt.date, due: dt.date) -> Decimal:
    """Return the working days after `day` up to `due`; negative when the day lies after it."""
    first, last = sorted((day, due))
    minutes = table.working_minutes(first + dt.timedelta(days=1), last) if first < last else 0
    count = _days(minutes) or Decimal(0)
    return count if day <= due else -count


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
        )


def _critical_path(tasks: Sequence[TaskPlan], milestones: Sequence[MilestonePlan]) -> tuple[str, ...]:
    """Return the critical items in the order of their dates: the chain (or chains) without float."""
    dated = [(one.start, 0, one.id) for one in tasks if one.critical and one.start is not None]
    dated += [(one.date, 1, one.id) for one in milestones if one.critical and one.date is not None]
    return tuple(name for _, _, name in sorted(dated, key=lambda item: (item[0], item[1])))
