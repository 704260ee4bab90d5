"""Objectives, metrics and goals as the plan shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecsc.assess import Assessed
from ecsc.assess.breakdowns import BreakdownView
from ecsc.assess.drivers import DriverView, driver_baselines
from ecsc.assess.units import effective_target, goal_value
from ecsc.link import LinkedStrategy
from ecsc.model import Strategy
from ecsc.model.goals import Goal, Metric, Thresholds
from ecsc.plan.aim_types import (
    BreakdownPlan,
    DriverCheck,
    DriverStep,
    GoalPlan,
    MetricPlan,
    ObjectivePlan,
    ReachedPlan,
    ShareOf,
    SmartPlan,
    ThresholdsPlan,
)
from ecsc.plan.reaching import reached_plans
from ecsc.quantity import EXACT, Duration


def objective_plans(strategy: Strategy) -> tuple[ObjectivePlan, ...]:
    """Return the objectives with the goals that support each."""
    supporters: dict[str, list[str]] = {}
    for goal in strategy.goals.values():
        if goal.supports is not None:
            supporters.setdefault(goal.supports, []).append(goal.id)
    return tuple(
        ObjectivePlan(
            one.id, one.name or one.id, one.owner, tuple(supporters.get(one.id, ())), one.description
        )
        for one in strategy.objectives.values()
    )


def thresholds_plan(thresholds: Thresholds | None) -> ThresholdsPlan | None:
    """Return thresholds as the plan has them, None without any."""
    return ThresholdsPlan(thresholds.green, thresholds.amber) if thresholds is not None else None


def metric_plans(linked: LinkedStrategy) -> tuple[MetricPlan, ...]:
    """Return the metrics, filled from the catalogue where the strategy says `standard`."""
    return tuple(_metric(metric, linked) for metric in linked.metrics.values())


def _metric(metric: Metric, linked: LinkedStrategy) -> MetricPlan:
    source = linked.strategy.data_sources.get(metric.source or "")
    return MetricPlan(
        id=metric.id,
        name=metric.name or metric.id,
        unit=metric.unit,
        aggregation=metric.aggregation,
        direction=metric.direction,
        formula=metric.formula,
        definition=metric.definition,
        source=metric.source,
        source_name=(source.name or source.id) if source is not None else None,
        frequency=metric.frequency or (source.refresh if source is not None else None),
        thresholds=thresholds_plan(metric.thresholds),
        owner=metric.owner,
        standard=metric.standard,
        window=_window(metric, linked),
    )


def _window(metric: Metric, linked: LinkedStrategy) -> Duration | None:
    """Return the metric's window, of a return on ad spend else that of a metric its formula is made of."""
    if metric.window is not None or metric.standard != "roas":
        return metric.window
    parts = (linked.strategy.metrics.get(name) for name in re.findall(r"\w+", metric.formula or ""))
    return next((part.window for part in parts if part is not None and part.window is not None), None)


def goal_plans(assessed: Assessed) -> tuple[GoalPlan, ...]:
    """Return the goals with verdicts, breakdowns and driver checks."""
    reached = reached_plans(assessed)
    return tuple(
        _goal(goal, assessed, reached.get(goal.id, ())) for goal in assessed.linked.strategy.goals.values()
    )


def _goal(goal: Goal, assessed: Assessed, reached: tuple[ReachedPlan, ...]) -> GoalPlan:
    linked = assessed.linked
    found = assessed.breakdowns[goal.id]
    views = [*found.views, *found.crossed]
    return GoalPlan(
        id=goal.id,
        name=goal.name or goal.id,
        type=goal.type,
        dimension=goal.dimension,
        metric=goal.metric,
        baseline=goal.baseline,
        target=effective_target(goal),
        change=str(goal.change.value) if goal.change is not None else None,
        start=goal.start,
        due=goal.due,
        owner=goal.owner,
        supports=goal.supports,
        parent=goal.parent,
        smart=tuple(
            SmartPlan(letter.letter, letter.verdict, tuple(reason.remark for reason in letter.reasons))
            for letter in assessed.smart[goal.id]
        ),
        breakdowns=tuple(_breakdown(view, goal, linked) for view in views),
        drivers=_drivers(assessed.drivers.get(goal.id), goal, linked),
        served_by=linked.served_by(goal.id),
        description=goal.description,
        reached=reached,
    )


def _breakdown(view: BreakdownView, goal: Goal, linked: LinkedStrategy) -> BreakdownPlan:
    shares: Sequence[object] = view.shares or (None,) * len(view.cells)
    index = view.path[1] if len(view.path) > 1 else None
    stones = goal.breakdown[index].milestones if isinstance(index, int) else {}
    cells = tuple(
        ShareOf(
            dict(zip(view.axes, cell.keys, strict=False)),
            goal_value(cell.value, goal, linked),
            share,  # type: ignore[arg-type]
            next((stones[key] for key in cell.keys if key in stones), None),
        )
        for cell, share in zip(view.cells, shares, strict=False)
    )
    return BreakdownPlan(view.axes, cells, view.form == "crossed")


def _drivers(view: DriverView | None, goal: Goal, linked: LinkedStrategy) -> DriverCheck | None:
    if view is None:
        return None
    way = view.way
    before = driver_baselines(goal, linked) if way is not None else {}
    verdict = {"holds": "pass", "misses": "fail", "undecidable": "undecidable"}[view.outcome]
    return DriverCheck(
        formula="; ".join(f"{name} = {linked.metrics[name].formula}" for name in view.through),
        drivers=goal.drivers,
        product=goal_value(EXACT.plus(view.product), goal, linked) if view.product is not None else None,
        gap=goal_value(EXACT.plus(view.gap), goal, linked) if view.gap is not None else None,
        verdict=verdict,  # type: ignore[arg-type]
        start=goal_value(way.start, goal, linked) if way is not None else None,
        steps=tuple(
            DriverStep(name, before[name], goal.drivers[name], goal_value(effect, goal, linked))
            for name, effect in way.effects.items()
        )
        if way is not None
        else (),
        unknown=view.unknown,
    )
