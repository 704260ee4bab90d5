"""How far the work has come: facts, forecast and baseline, laid beside the dates of the plan."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.actuals import stated_minutes
from ecsc.assess.baseline import Baseline, slip
from ecsc.assess.lengths import DAY
from ecsc.plan.time_types import BaselinePlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan, WorkPlan
from ecsc.schedule import MINUTES_PER_DAY


def with_progress(assessed: Assessed, work: WorkPlan) -> WorkPlan:
    """Return the work with what was done, where it will end by now, and how far it has slipped."""
    strategy = assessed.linked.strategy
    forecast, baseline = assessed.forecast, _baseline(assessed)
    told = any(task.started or task.finished or task.remaining for task in strategy.tasks.values())
    if not told and forecast is None and baseline is None:
        return work
    finish = None if forecast is None else forecast.finish
    return replace(
        work,
        tasks=tuple(_task(assessed, baseline, one) for one in work.tasks),
        milestones=tuple(_milestone(assessed, baseline, one) for one in work.milestones),
        forecast_finish=finish,
        baseline=None if baseline is None else _against(assessed, baseline, finish or work.finish),
    )


def _baseline(assessed: Assessed) -> Baseline | None:
    return assessed.baseline if isinstance(assessed.baseline, Baseline) else None


def _against(assessed: Assessed, baseline: Baseline, finish: dt.date | None) -> BaselinePlan:
    strategy = assessed.linked.strategy
    return BaselinePlan(
        source=baseline.source,
        finish=baseline.dates.finish,
        slip=slip(assessed.timetable, baseline.dates.finish, finish),
        gone=baseline.gone(strategy),
        new=baseline.new(strategy),
    )


def _task(assessed: Assessed, baseline: Baseline | None, one: TaskPlan) -> TaskPlan:
    task = assessed.linked.strategy.tasks.get(one.id)
    if task is None:
        return one
    days = assessed.forecast.days_of(one.id) if assessed.forecast is not None else None
    before = baseline.dates.tasks.get(one.id) if baseline is not None else None
    finish = before.finish if before else None
    return replace(
        one,
        started=task.started,
        finished=task.finished,
        remaining=_remaining(assessed, one),
        baseline_start=before.start if before else None,
        baseline_finish=finish,
        slip=slip(assessed.timetable, finish, days[1] if days else one.finish),
        forecast_start=days[0] if days else None,
        forecast_finish=days[1] if days else None,
    )


def _remaining(assessed: Assessed, one: TaskPlan) -> Decimal | None:
    """Return the days that are left: as stated, else as reckoned for work under way."""
    task, table = assessed.linked.strategy.tasks[one.id], assessed.timetable
    minutes = stated_minutes(task, table)
    known = assessed.forecast.actuals.get(one.id) if assessed.forecast is not None else None
    if minutes is None and known is not None:
        minutes = known.left
    if minutes is None:
        return None
    days = Decimal(minutes) / (MINUTES_PER_DAY if one.on_clock else DAY)
    return Decimal(int(days)) if days == int(days) else days.quantize(Decimal("0.001")).normalize()


def _milestone(assessed: Assessed, baseline: Baseline | None, one: MilestonePlan) -> MilestonePlan:
    days = assessed.forecast.days_of(one.id) if assessed.forecast is not None else None
    before = baseline.dates.milestones.get(one.id) if baseline is not None else None
    return replace(
        one,
        baseline_date=before,
        slip=slip(assessed.timetable, before, days[1] if days else one.date),
        forecast_date=days[1] if days else None,
    )
