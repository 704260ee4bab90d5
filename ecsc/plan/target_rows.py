"""KPI targets: every value a metric is held to, by period and channel, from goals and targets alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ecsc.assess import Value
from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.units import effective_target, goal_value
from ecsc.assess.wholes import TIME_AXES, recurring
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal, Metric, Scope, Target, Thresholds
from ecsc.plan.aim_types import TargetRow
from ecsc.plan.aims import thresholds_plan
from ecsc.quantity import Period


def target_rows(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> tuple[TargetRow, ...]:
    """Return the rows by metric, then channel (all channels first), then period, longest first."""
    rows = [
        row for goal in linked.strategy.goals.values() for row in _of_goal(goal, breakdowns[goal.id], linked)
    ]
    rows += [
        row for goal in linked.strategy.goals.values() for row in _drivers(goal, breakdowns[goal.id], linked)
    ]
    rows += [_of_target(target, linked) for target in linked.strategy.targets.values()]
    metrics = {name: number for number, name in enumerate(linked.metrics)}
    channels = {name: number for number, name in enumerate(linked.strategy.channels, start=1)}
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                metrics.get(row.metric, len(metrics)),
                channels.get(row.channel or "", 0),
                row.scope or "",
                row.period.first,
                -row.period.days,
            ),
        )
    )


def _of_goal(goal: Goal, found: GoalBreakdowns, linked: LinkedStrategy) -> Iterator[TargetRow]:
    if goal.metric is None or goal.metric not in linked.metrics or found.period is None:
        return
    target = effective_target(goal)
    scope = goal.scope or Scope()
    each = recurring(goal, found.period, linked.strategy.header.fiscal_year_start)
    if target is not None:
        whole = goal_value(found.whole, goal, linked) if found.whole is not None else target
        if not each or whole != target:
            yield _row(linked, goal, goal.metric, found.period, scope, whole)
        if not goal.breakdown:
            yield from (_row(linked, goal, goal.metric, period, scope, target) for period in each)
    for view in (*found.views, *found.crossed):
        for cell in view.cells:
            keys = dict(zip(view.axes, cell.keys, strict=False))
            named = [
                view.periods[key] for axis, key in keys.items() if axis in TIME_AXES and key in view.periods
            ]
            yield _row(
                linked,
                goal,
                goal.metric,
                min(named, key=lambda period: period.days, default=found.period),
                scope,
                goal_value(cell.value, goal, linked),
                keys,
                derived=view.form == "crossed",
            )


def _drivers(goal: Goal, found: GoalBreakdowns, linked: LinkedStrategy) -> Iterator[TargetRow]:
    """Yield a row for each driver that a goal counts on, over the time of the goal."""
    for name, planned in goal.drivers.items():
        if name in linked.metrics and found.period is not None:
            yield _row(linked, goal, name, found.period, goal.scope or Scope(), planned)


def _row(
    linked: LinkedStrategy,
    goal: Goal,
    name: str,
    period: Period,
    scope: Scope,
    committed: Value,
    keys: Mapping[str, str] = MappingProxyType({}),
    *,
    derived: bool = False,
) -> TargetRow:
    """Return a row of a goal for the metric `name`; `keys` say, by axis, which part of it the row is about."""
    parts = [f"{axis} {key}" for axis, key in keys.items() if axis not in (*TIME_AXES, "channel")]
    cut = [scope_text(scope), *parts]
    return TargetRow(
        period=period,
        scope=", ".join(part for part in cut if part) or None,
        committed=committed,
        stretch=None,
        floor=None,
        owner=goal.owner,
        origin=goal.id,
        from_goal=True,
        of=goal.id,
        derived=derived,
        **_of_metric(name, keys.get("channel", scope.channel), linked.metrics[name].thresholds, linked),
    )


def _of_target(target: Target, linked: LinkedStrategy) -> TargetRow:
    metric = linked.metrics.get(target.metric)
    scope = target.scope or Scope()
    return TargetRow(
        period=target.period,
        scope=scope_text(scope),
        committed=target.committed,
        stretch=target.stretch,
        floor=target.floor,
        owner=target.owner or (metric.owner if metric is not None else None),
        origin=target.id,
        from_goal=False,
        of=target.of,
        **_of_metric(
            target.metric,
            target.channel or scope.channel,
            target.thresholds or (metric.thresholds if metric is not None else None),
            linked,
        ),
    )


def _of_metric(
    name: str, channel: str | None, thresholds: Thresholds | None, linked: LinkedStrategy
) -> dict[str, Any]:
    """Return what a row says of its metric and channel; of a metric that is not defined, its id."""
    metric = linked.metrics.get(name) or Metric(name)
    source = linked.strategy.data_sources.get(metric.source or "")
    return {
        "metric": name,
        "metric_name": metric.name or name,
        "channel": channel,
        "channel_name": _channel_name(channel, linked),
        "unit": metric.unit,
        "formula": metric.formula,
        "direction": metric.direction,
        "thresholds": thresholds_plan(thresholds),
        "source": (source.name or source.id) if source is not None else None,
        "frequency": metric.frequency or (source.refresh if source is not None else None),
    }


def _channel_name(channel: str | None, linked: LinkedStrategy) -> str | None:
    found = linked.strategy.channels.get(channel or "")
    return (found.name or found.id) if found is not None else channel


def scope_text(scope: Scope) -> str | None:
    """Return what a scope narrows beside the channel: products, segment, region."""
    parts = [*scope.products, scope.segment, scope.region]
    return ", ".join(part for part in parts if part) or None
