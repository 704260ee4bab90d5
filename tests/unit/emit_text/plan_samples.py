"""Builders of plans by hand, with plain defaults."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from msgspec import structs

from ecsc.assess.verdicts import Value
from ecsc.compiled import Compiled
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, Span
from ecsc.plan.aim_types import (
    GoalPlan,
    MetricPlan,
    TargetRow,
)
from ecsc.plan.types import (
    Plan,
    StrategyHead,
)
from ecsc.plan.work_types import (
    CalendarPlan,
    DayOff,
    Driver,
    LinkPlan,
    MilestonePlan,
    TaskPlan,
    WorkPlan,
)
from ecsc.quantity import Money, Period, parse_period

YEAR = 2026


def day(text: str) -> dt.date:
    """Return a day of the sample year: `01-05`."""
    return dt.date.fromisoformat(f"{YEAR}-{text}")


def yuan(amount: str) -> Money:
    return Money(Decimal(amount), "CNY")


def period(label: str) -> Period:
    return parse_period(label)


def link(on: str, ends: str = "FS", lag: str = "", *, binding: bool = False) -> LinkPlan:
    return LinkPlan(on, ends, lag, binding)  # type: ignore[arg-type]  # a short builder for tests


def task(key: str, name: str, start: str | None = None, finish: str | None = None, **fields: Any) -> TaskPlan:
    """Return a task with plain defaults; `start` and `finish` as `01-05`."""
    first = day(start) if start else None
    last = day(finish) if finish else None
    plain: dict[str, Any] = {
        "phase": None,
        "owner": None,
        "status": "planned",
        "buffer_finish": last,
        "late_start": first,
        "late_finish": last,
        "duration": None,
        "buffer": Decimal(0),
        "total_float": Decimal(0),
        "free_float": Decimal(0),
        "deadline_float": None,
        "critical": False,
        "driver": Driver("strategy_start"),
        "after": (),
        "due": None,
        "ready_for": (),
        "serves": (),
        "cost": None,
        "budget": None,
        "checklist": (),
        "contingent": False,
        "description": None,
    }
    return TaskPlan(id=key, name=name, start=first, finish=last, **{**plain, **fields})


def milestone(key: str, name: str, date: str | None = None, **fields: Any) -> MilestonePlan:
    plain: dict[str, Any] = {
        "phase": None,
        "owner": None,
        "due": None,
        "due_as_written": None,
        "slack": None,
        "critical": False,
        "driver": None,
        "after": (),
        "criterion": None,
        "serves": (),
        "description": None,
    }
    return MilestonePlan(id=key, name=name, date=day(date) if date else None, **{**plain, **fields})


def target(metric: MetricPlan, label: str, committed: Value | None, **fields: Any) -> TargetRow:
    plain: dict[str, Any] = {
        "channel": None,
        "channel_name": None,
        "scope": None,
        "stretch": None,
        "floor": None,
        "owner": "lin_wei",
        "origin": "revenue_h1",
        "from_goal": True,
    }
    said = {**plain, **fields}
    said.setdefault("of", said["origin"] if said["from_goal"] else None)
    return TargetRow(
        metric=metric.id,
        metric_name=metric.name,
        period=period(label),
        committed=committed,
        unit=metric.unit,
        formula=metric.formula,
        direction=metric.direction,
        thresholds=metric.thresholds,
        source=metric.source,
        frequency=metric.frequency,
        **said,
    )


def metric(key: str, name: str, **fields: Any) -> MetricPlan:
    plain: dict[str, Any] = {
        "unit": None,
        "aggregation": "sum",
        "direction": "up",
        "formula": None,
        "definition": None,
        "source": "shop",
        "source_name": "生意参谋",
        "frequency": "daily",
        "thresholds": None,
        "owner": None,
        "standard": None,
    }
    return MetricPlan(id=key, name=name, **{**plain, **fields})


def goal(key: str, name: str, **fields: Any) -> GoalPlan:
    plain: dict[str, Any] = {
        "type": "financial",
        "dimension": None,
        "metric": None,
        "baseline": None,
        "target": None,
        "change": None,
        "start": None,
        "due": None,
        "owner": None,
        "supports": None,
        "parent": None,
        "smart": (),
        "breakdowns": (),
        "drivers": None,
        "served_by": (),
        "description": None,
    }
    return GoalPlan(id=key, name=name, **{**plain, **fields})


def head(name: str, language: str = "en") -> StrategyHead:
    return StrategyHead(
        "apparel_online_2026h1",
        name,
        "lin_wei",
        period("2026-01-01..2026-06-30"),
        "CNY",
        "Asia/Shanghai",
        language,  # type: ignore[arg-type]  # one of the two languages
        1,
        None,
        "0" * 64,
    )


CALENDAR = CalendarPlan((0, 1, 2, 3, 4), (DayOff(day("02-17"), "春节"),), (day("02-14"),), (), Decimal(8))


def empty(language: str = "en", name: str = "Empty") -> Compiled:
    """Return a strategy with a header and nothing else."""
    work = WorkPlan(CALENDAR, (), (), (), (), None, None, None, Decimal(0))
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "objectives",
            "sources",
            "metrics",
            "goals",
            "targets",
            "people",
            "budgets",
            "channels",
            "tactics",
            "promotions",
            "products",
            "risks",
            "policies",
            "trace",
        ),
        (),
    )
    return Compiled(Plan(strategy=head(name, language), work=work, **nothing), ())


def with_work(compiled: Compiled, **fields: Any) -> Compiled:
    """Return the same plan with other fields in its `work`."""
    plan = compiled.plan
    return Compiled(structs.replace(plan, work=structs.replace(plan.work, **fields)), compiled.findings)


def with_plan(compiled: Compiled, **fields: Any) -> Compiled:
    """Return the same plan with other fields."""
    return Compiled(structs.replace(compiled.plan, **fields), compiled.findings)


RULE = Rule("ECS501", "budget-overcommitted", Severity.ERROR, "A line holds what is committed to it.\n")
OPEN = Rule("ECS412", "goal-without-baseline", Severity.WARNING, "A change needs a start.\n")


def findings() -> tuple[Finding, ...]:
    return (
        Finding(
            RULE,
            "{line} is committed to {committed}, {over} over its limit",
            Span("plan/campaigns.yaml", 120, 126, 14, 11, 14, 17),
            params={"line": "marketing", "committed": yuan("560000.00"), "over": yuan("6E+4")},
            hint="lower a commitment, or raise the limit",
            related=(
                Related(At("budgets", "marketing", ("limit",)), "limit is {limit}", {"limit": yuan("5E5")}),
            ),
        ),
        Finding(
            OPEN, "{goal} cannot be decided", At("goals", "brand"), {"goal": "品牌"}, missing=("baseline",)
        ),
    )
