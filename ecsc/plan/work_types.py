"""The plan's work: phases, tasks and milestones with their dates, and the calendar they were counted on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.plan.simulation_types import SimulationPlan
from ecsc.plan.time_types import (
    BaselinePlan,
    BufferPlan,
    DutyPlan,
    LaunchPlan,
    PersonLoad,
    RetailDayPlan,
    StageGatePlan,
)
from ecsc.quantity import Money

DriverKind = Literal["predecessor", "pin", "not_before", "strategy_start", "late", "due"]
LinkEnds = Literal["FS", "SS", "FF", "SF"]


class LinkPlan(Struct, frozen=True):
    """One dependency as scheduled: on task or milestone `on`, by which ends, with the lag as written.

    `binding` tells that moving `on` by a day would move this item: the link has no slack of its own.
    """

    on: str
    ends: LinkEnds
    lag: str
    binding: bool


class Driver(Struct, frozen=True):
    """Why an item starts when it does: the predecessor `on`, or a date of its own, or the strategy's start.

    Of a predecessor `ends` and `lag` are those of the binding link; `phase` is the phase that the link names,
    of which `on` is the task that starts first or ends last.
    """

    kind: DriverKind
    on: str | None = None
    ends: LinkEnds | None = None
    lag: str = ""
    phase: str | None = None


class SubjectPlan(Struct, frozen=True):
    """An entry of `section` that a checklist is worked through for."""

    section: str
    id: str
    name: str


class TaskPlan(Struct, frozen=True):
    """A task with computed dates. Days are first and last working day, both in.

    Where `on_clock`, the length is time on the clock (`72h`), and durations and floats count days of 24 hours.
    `latest_buffer_finish` is how late its buffer may end without moving the end or missing a deadline.
    `near_critical` work has little float left, though some. `effort` and `remaining` are in working days of
    eight hours. `slip` is how many working days the forecast finish (the planned one where there is no
    forecast) lies after `baseline_finish`, negative when before. `launch` is the launch of which this is a
    stage. The `checklist` is worked through once, or for each entry of `for_each`. `every` tells recurring work,
    which has dated entries in `WorkPlan.duties` and no dates here.
    `finish` is without the buffer, `buffer_finish` with it. Durations and floats are in working days: minutes
    are exact, days are rounded to a thousandth, half to even. Dates are None when the task is not scheduled:
    `contingent` work that only a risk or trigger starts, work that was `dropped`, or a task without a duration.
    """

    id: str
    name: str
    phase: str | None
    owner: str | None
    status: Literal["planned", "started", "done", "dropped"]
    start: dt.date | None
    finish: dt.date | None
    buffer_finish: dt.date | None
    late_start: dt.date | None
    late_finish: dt.date | None
    duration: Decimal | None
    buffer: Decimal
    total_float: Decimal | None
    free_float: Decimal | None
    deadline_float: Decimal | None
    critical: bool
    driver: Driver | None
    after: tuple[LinkPlan, ...]
    due: dt.date | None
    ready_for: tuple[str, ...]
    serves: tuple[str, ...]
    cost: Money | None
    budget: str | None
    checklist: tuple[str, ...]
    contingent: bool
    description: str | None
    on_clock: bool = False
    latest_buffer_finish: dt.date | None = None
    near_critical: bool = False
    effort: Decimal | None = None
    started: dt.date | None = None
    finished: dt.date | None = None
    remaining: Decimal | None = None
    baseline_start: dt.date | None = None
    baseline_finish: dt.date | None = None
    slip: Decimal | None = None
    forecast_start: dt.date | None = None
    forecast_finish: dt.date | None = None
    launch: str | None = None
    every: str | None = None
    for_each: tuple[SubjectPlan, ...] = ()


class MilestonePlan(Struct, frozen=True):
    """A milestone: `date` is the day it falls on by the work it waits for, `due` the day promised.

    `slack` is working days from `date` to `due`, negative when it is missed, None without a promise. `slip` is
    how many working days the forecast date (`date` where there is none) lies after `baseline_date`.
    """

    id: str
    name: str
    phase: str | None
    owner: str | None
    date: dt.date | None
    due: dt.date | None
    due_as_written: str | None
    slack: Decimal | None
    critical: bool
    driver: Driver | None
    after: tuple[LinkPlan, ...]
    criterion: str | None
    serves: tuple[str, ...]
    description: str | None
    baseline_date: dt.date | None = None
    slip: Decimal | None = None
    forecast_date: dt.date | None = None


class PhasePlan(Struct, frozen=True):
    """A phase: the first start and last finish of its scheduled tasks (None when it has none).

    What it waits for (`after`), each of its tasks waits for; a link is binding where it is for one of them.
    """

    id: str
    name: str
    owner: str | None
    start: dt.date | None
    finish: dt.date | None
    buffer_finish: dt.date | None
    tasks: tuple[str, ...]
    milestones: tuple[str, ...]
    after: tuple[LinkPlan, ...] = ()


class DayOff(Struct, frozen=True):
    """A declared or national holiday with its name."""

    date: dt.date
    name: str


class CalendarPlan(Struct, frozen=True):
    """The calendar over the plan's days: weekdays worked (0 is Monday), holidays, and extra workdays.

    `provisional_years` are years whose national arrangement is not published yet.
    """

    workweek: tuple[int, ...]
    holidays: tuple[DayOff, ...]
    extra_workdays: tuple[dt.date, ...]
    provisional_years: tuple[int, ...]
    hours_per_day: Decimal
    half_days: tuple[dt.date, ...] = ()


class WorkPlan(Struct, frozen=True):
    """All work in plan order (by start, then as written), with the project's edges.

    `finish` is the last scheduled finish, `buffer_finish` the same with task buffers and the project
    buffer; `critical_path` lists task and milestone ids from the start to the end. Work whose total float is
    at most `near_critical` working days, and which is not critical, is near-critical. `forecast_finish` is
    where the work ends as it really stands on the day of assessment.
    """

    calendar: CalendarPlan
    phases: tuple[PhasePlan, ...]
    tasks: tuple[TaskPlan, ...]
    milestones: tuple[MilestonePlan, ...]
    critical_path: tuple[str, ...]
    start: dt.date | None
    finish: dt.date | None
    buffer_finish: dt.date | None
    project_buffer: Decimal
    near_critical: Decimal = Decimal(2)
    retail_days: tuple[RetailDayPlan, ...] = ()
    load: tuple[PersonLoad, ...] = ()
    duties: tuple[DutyPlan, ...] = ()
    buffers: tuple[BufferPlan, ...] = ()
    launches: tuple[LaunchPlan, ...] = ()
    stage_gates: tuple[StageGatePlan, ...] = ()
    forecast_finish: dt.date | None = None
    baseline: BaselinePlan | None = None
    simulation: SimulationPlan | None = None
