"""KPI targets: every value a metric is held to, by period and channel, from goals and targets alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecsc.assess import Value, number
from ecsc.assess.breakdowns import TIME_AXES, BreakdownView, GoalBreakdowns, recurring, whole_target
from ecsc.assess.units import as_value, effective_target, value_in_unit
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal, Scope, Target
from ecsc.plan.aim_types import TargetRow
from ecsc.plan.aims import thresholds_plan
from ecsc.quantity import Period


def target_rows(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> tuple[TargetRow, ...]:
    """Return the rows by metric, then channel (all channels first), then period, longest first."""
    rows = [
        row for goal in linked.strategy.goals.values() for row in _of_goal(goal, breakdowns[goal.id], linked)
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
    target = value_in_unit(effective_target(goal), linked, goal.metric)
    scope_channel = goal.scope.channel if goal.scope is not None else None
    fiscal = linked.strategy.header.fiscal_year_start
    whole = whole_target(goal, found.period, linked.metrics[goal.metric], fiscal)
    each = recurring(goal, found.period, fiscal)
    if target is not None and whole is not None and (not each or whole != number(target)):
        currency = linked.strategy.header.currency
        yield _row(linked, goal, found.period, scope_channel, as_value(whole, target, currency))
    if target is not None and each and not goal.breakdown:
        yield from (_row(linked, goal, period, scope_channel, target) for period in each)
    for view in (*found.views, *found.crossed):
        yield from _cells(view, goal, found.period, target, linked, scope_channel)


def _cells(
    view: BreakdownView,
    goal: Goal,
    whole: Period,
    target: Value | None,
    linked: LinkedStrategy,
    scope_channel: str | None,
) -> Iterator[TargetRow]:
    currency = linked.strategy.header.currency
    for cell in view.cells:
        keys = dict(zip(view.axes, cell.keys, strict=False))
        named = [view.periods[key] for axis, key in keys.items() if axis in TIME_AXES and key in view.periods]
        others = [f"{axis} {key}" for axis, key in keys.items() if axis not in (*TIME_AXES, "channel")]
        value = as_value(cell.value, target, currency)
        yield _row(
            linked,
            goal,
            named[0] if named else whole,
            keys.get("channel", scope_channel),
            value,
            scope=", ".join(others) or None,
        )


def _row(
    linked: LinkedStrategy,
    goal: Goal,
    period: Period,
    channel: str | None,
    committed: Value,
    scope: str | None = None,
) -> TargetRow:
    metric = linked.metrics[goal.metric or ""]
    source = linked.strategy.data_sources.get(metric.source or "")
    return TargetRow(
        metric=metric.id,
        metric_name=metric.name or metric.id,
        period=period,
        channel=channel,
        channel_name=_channel_name(channel, linked),
        scope=scope or scope_text(goal.scope),
        committed=committed,
        stretch=None,
        floor=None,
        unit=metric.unit,
        formula=metric.formula,
        direction=metric.direction,
        thresholds=thresholds_plan(metric.thresholds, linked, metric.id),
        source=(source.name or source.id) if source is not None else None,
        frequency=metric.frequency or (source.refresh if source is not None else None),
        owner=goal.owner,
        origin=goal.id,
        from_goal=True,
    )


def _of_target(target: Target, linked: LinkedStrategy) -> TargetRow:
    metric = linked.metrics.get(target.metric)
    source = linked.strategy.data_sources.get(metric.source or "") if metric is not None else None
    channel = target.channel or (target.scope.channel if target.scope is not None else None)
    return TargetRow(
        metric=target.metric,
        metric_name=(metric.name or metric.id) if metric is not None else target.metric,
        period=target.period,
        channel=channel,
        channel_name=_channel_name(channel, linked),
        scope=scope_text(target.scope),
        committed=value_in_unit(target.committed, linked, target.metric),
        stretch=value_in_unit(target.stretch, linked, target.metric),
        floor=value_in_unit(target.floor, linked, target.metric),
        unit=metric.unit if metric is not None else None,
        formula=metric.formula if metric is not None else None,
        direction=metric.direction if metric is not None else None,
        thresholds=thresholds_plan(
            target.thresholds or (metric.thresholds if metric is not None else None), linked, target.metric
        ),
        source=(source.name or source.id) if source is not None else None,
        frequency=(metric.frequency if metric is not None else None)
        or (source.refresh if source is not None else None),
        owner=target.owner or (metric.owner if metric is not None else None),
        origin=target.id,
        from_goal=False,
    )


def _channel_name(channel: str | None, linked: LinkedStrategy) -> str | None:
    found = linked.strategy.channels.get(channel or "")
    return (found.name or found.id) if found is not None else channel


def scope_text(scope: Scope | None) -> str | None:
    """Return what a scope narrows beside the channel: products, segment, region."""
    if scope is None:
        return None
    parts = [*scope.products, scope.segment, scope.region]
    return ", ".join(part for part in parts if part) or None
