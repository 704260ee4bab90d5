"""The KPI targets as a spreadsheet: a row a metric, period and channel."""

from __future__ import annotations

from ecsc.emit.measures.grouping import in_order
from ecsc.emit.measures.words import cell, direction, frequency, unit
from ecsc.messages import Words, csv_file
from ecsc.plan.aim_types import TargetRow
from ecsc.plan.types import Plan

Row = list[str | None]


def sheet(plan: Plan, w: Words) -> bytes:
    """Return the targets as CSV: days as ISO 8601, amounts as plain numbers, rates in percent."""
    people = {person.id: person.name for person in plan.people}
    origins = {goal.id: goal.name for goal in plan.goals}
    sources = {metric.id: metric.source_name or metric.source for metric in plan.metrics}
    rows: list[Row] = [_heading(w)]
    for row in in_order(plan):
        owner = people.get(row.owner or "", row.owner)
        origin = origins.get(row.of or "")
        said = w("worked out from two splits") if row.derived else w("said")
        rows.append(
            [*_levels(row, w), sources.get(row.metric) or row.source, owner, row.origin, origin, said]
        )
    return csv_file(rows)


def _heading(w: Words) -> Row:
    return [
        w("Metric id"), w("Metric"), w("Period"), w("From"), w("To"), w("Channel id"), w("Channel"), w("For"),
        w("Committed"), w("Stretch"), w("Floor"), w("Unit"), w("Formula"), w("Better"), w("Green"),
        w("Amber"), w("Frequency"), w("Source"), w("Owner"), w("Goal or target id"), w("Goal"),
        w("Said or worked out"),
    ]  # fmt: skip


def _levels(row: TargetRow, w: Words) -> Row:
    limits = row.thresholds
    return [
        row.metric, row.metric_name, row.period.label, row.period.first.isoformat(),
        row.period.last.isoformat(), row.channel, row.channel_name or row.channel,
        row.scope, cell(row.committed, w), cell(row.stretch, w), cell(row.floor, w),
        unit(row.unit, row.committed, w), row.formula, direction(row.direction, w),
        cell(limits.green, w) if limits else "", cell(limits.amber, w) if limits else "",
        frequency(row.frequency, w),
    ]  # fmt: skip
