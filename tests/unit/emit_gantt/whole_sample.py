"""A plan in which all occurs that a picture can show, with hand-made figures beside its dates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from ecsc.plan.time_types import (
    BaselinePlan,
    BufferPlan,
    DutyPlan,
    LaunchPlan,
    Occurrence,
    PersonLoad,
    RetailDayPlan,
    StageTask,
    TaskShare,
    WeekLoad,
)
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver, MilestonePlan, TaskPlan
from tests.unit.emit_gantt.plan_samples import D, half_year, later

AS_OF = D(2026, 3, 18)


def retail(
    key: str, name: str, first: dt.date, last: dt.date, core: dt.date | None = None, *, usual: bool = False
) -> RetailDayPlan:
    return RetailDayPlan(key, name, first, last, core or last, "calendar", usual)


def weekly(first: dt.date, count: int, step: int = 7) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(first + dt.timedelta(days=step * number)) for number in range(count))


def regular(key: str, name: str, dates: tuple[Occurrence, ...], every: str = "1w") -> DutyPlan:
    return DutyPlan("meetings", key, "every", name, "lin_wei", every, dates, people=("lin_wei", "zhao_min"))


def busy(person: str, first: dt.date, days: list[float], capacity: float = 5) -> PersonLoad:
    """Return a person's load of so many `days` in each week from the Monday `first`."""
    weeks = tuple(
        WeekLoad(
            first + dt.timedelta(days=7 * number),
            Decimal(str(load)),
            Decimal(str(capacity)),
            (TaskShare("content", Decimal(str(load))),) if load else (),
        )
        for number, load in enumerate(days)
    )
    return PersonLoad(person, weeks, ("budget_plan",))


def launch(key: str, name: str, day: dt.date) -> LaunchPlan:
    return LaunchPlan(key, name, day, None, "lin_wei", (StageTask("test", "payment", made=False),), ())


def _standing(task: TaskPlan) -> TaskPlan:
    """Return a task with a baseline, and with its forecast where it is behind."""
    if task.start is None or task.finish is None:
        return task
    behind = {"list_products": 6, "first_wave": 5, "review_1": 4}.get(task.id, 0)
    early = len(task.id) % 3
    return replace(
        task,
        driver=Driver("predecessor", task.after[0].on) if task.after else Driver("strategy_start"),
        baseline_start=task.start - dt.timedelta(days=early),
        baseline_finish=task.finish - dt.timedelta(days=early),
        slip=Decimal(behind + early),
        near_critical=not task.critical and task.id in {"erp", "content", "stock_618"},
        forecast_finish=later(task.finish, behind) if behind else None,
        remaining=Decimal(2) if task.id == "positioning" else None,
    )


def _stone(stone: MilestonePlan) -> MilestonePlan:
    if stone.date is None:
        return stone
    ahead = later(stone.date, 4) if stone.id == "roi" else None
    return replace(
        stone,
        baseline_date=stone.date - dt.timedelta(days=9),
        slip=Decimal(7),
        forecast_date=ahead,
        driver=Driver("predecessor", stone.after[0].on),
    )


def whole() -> Plan:
    """Return the half year with all that a plan can say of its time."""
    base = half_year()
    work = base.work
    ends = {task.id: task.finish for task in work.tasks if task.finish}
    after = ends["live_studio"] + dt.timedelta(days=3)
    return replace(
        base,
        strategy=replace(base.strategy, as_of=AS_OF),
        work=replace(
            work,
            tasks=tuple(map(_standing, work.tasks)),
            milestones=tuple(map(_stone, work.milestones)),
            retail_days=(
                retail("spring", "年货节", D(2025, 12, 25), D(2026, 1, 20), D(2026, 1, 10)),
                retail("women", "女神节", D(2026, 3, 1), D(2026, 3, 8)),
                retail("520", "520", D(2026, 5, 20), D(2026, 5, 20)),
                retail("618", "618", D(2026, 5, 13), D(2026, 6, 20), D(2026, 6, 18), usual=True),
                retail("far", "双11", D(2026, 10, 20), D(2026, 11, 11)),
            ),
            buffers=(
                BufferPlan(
                    "feeding", "live_studio", "live_daily", Decimal(5), Decimal(5), after, later(after, 4)
                ),
                BufferPlan("feeding", "members", "run_618", Decimal(6), Decimal(0), None, None),
                BufferPlan(
                    "project", "review_h1", None, Decimal(10), Decimal(3), D(2026, 6, 24), D(2026, 6, 26)
                ),
            ),
            load=(
                busy("lin_wei", D(2026, 1, 5), [5, 4, 3, 5, 6.5, 7, 0, 1, 2, 5, 5, 5, 5, 2, 1, 0, 0, 3, 4]),
                busy("zhao_min", D(2026, 1, 12), [2, 2.5, 5, 5, 5, 5.1, 0, 4, 9, 5, 5, 5, 5, 5, 5, 5, 5, 5]),
                busy("agency", D(2026, 1, 5), [10, 12, 14, 16, 20, 22.5, 3, 2], 20),
                busy("chen_bo", D(2026, 2, 9), [3, 2], 0),
            ),
            duties=(
                regular("standup", "每周例会", weekly(D(2026, 1, 5), 25)),
                regular("report", "周报(渠道、投放与库存)", weekly(D(2026, 1, 9), 25)),
                regular("daily", "日销播报", weekly(D(2026, 1, 5), 170, 1), "1d"),
                regular("monthly", "月度经营会", weekly(D(2026, 1, 30), 6, 28), "1mo"),
            ),
            launches=(
                launch("spring_line", "春季新品首发", D(2026, 3, 16)),
                launch("far", "Later", D(2028, 3, 16)),
            ),
            forecast_finish=D(2026, 6, 30),
            baseline=BaselinePlan("plan-v1.json", D(2026, 6, 15), Decimal(6), ("old_shop",), ("members",)),
        ),
    )
