"""The rows of the KPI targets in reading order: by goal, metric, channel and period."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ecsc.plan.aim_types import GoalPlan, MetricPlan, TargetRow
from ecsc.plan.types import Plan


class MetricRows(Struct, frozen=True):
    """The targets of one metric for one goal or for none: totals, then by channel, periods in order."""

    metric: MetricPlan | None
    name: str
    rows: tuple[TargetRow, ...]


class GoalRows(Struct, frozen=True):
    """A goal with its metrics; `goal` is None for the metrics that are steered without a goal."""

    goal: GoalPlan | None
    metrics: tuple[MetricRows, ...]


def by_goal(plan: Plan) -> tuple[GoalRows, ...]:
    """Return every goal in the plan's order, those without targets too, then the targets of no goal."""
    goals = {goal.id: goal for goal in plan.goals}
    rows: dict[str | None, list[TargetRow]] = {key: [] for key in goals}
    for row in plan.targets:
        rows.setdefault(row.of if row.of in goals else None, []).append(row)
    return tuple(GoalRows(goals.get(key or ""), _by_metric(plan, found)) for key, found in rows.items())


def in_order(plan: Plan) -> Iterable[TargetRow]:
    """Yield all rows in the order of the page."""
    for group in by_goal(plan):
        for metric in group.metrics:
            yield from metric.rows


def _by_metric(plan: Plan, rows: list[TargetRow]) -> tuple[MetricRows, ...]:
    metrics = {metric.id: metric for metric in plan.metrics}
    channels = {channel.id: number for number, channel in enumerate(plan.channels)}

    def place(row: TargetRow) -> tuple[object, ...]:
        channel = (-1, "") if row.channel is None else (channels.get(row.channel, len(channels)), row.channel)
        return (*channel, row.scope or "", row.period.first, -row.period.days)

    groups: dict[str, list[TargetRow]] = {}
    for row in rows:
        groups.setdefault(row.metric, []).append(row)
    return tuple(
        MetricRows(metrics.get(key), found[0].metric_name, tuple(sorted(found, key=place)))
        for key, found in groups.items()
    )
