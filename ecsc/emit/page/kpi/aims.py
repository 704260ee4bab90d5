"""A metric's targets by quarter against its baseline, as a picture."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ecsc.assess.verdicts import Value, number
from ecsc.emit.measures.tables import MetricTable
from ecsc.emit.measures.words import value
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.columns import Level
from ecsc.emit.pictures.levels import Aim, levels
from ecsc.plan.aim_types import GoalPlan, TargetRow

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 8
"""So many quarters are drawn, the first ones: two years."""


def aims_picture(found: MetricTable, goal: GoalPlan | None, reader: Reader) -> Markup | str:
    """Return the picture of a metric with targets for two quarters or more, all channels and customers together."""
    from markupsafe import Markup

    w, rows = reader.w, _by_quarter(found.rows)
    if len(rows) < 2:
        return ""
    aims = [
        Aim(
            w.period(row.period),
            number(row.committed),
            value(row.committed, w),
            _number(row.stretch),
            _number(row.floor),
        )
        for row in rows[:MOST]
        if row.committed is not None
    ]
    baseline, metric = None, found.metric
    if goal is not None and metric is not None and goal.metric == metric.id and metric.aggregation != "sum":
        # What sums up has one baseline for the whole time of the goal, which says nothing of one quarter.
        baseline = goal.baseline
    level = Level(number(baseline), value(baseline, w)) if baseline is not None and number(baseline) else None
    title = w("{name}: targets by quarter", name=found.name)
    return Markup(levels(aims, title, level))  # noqa: S704 - escaped where it is drawn


def _by_quarter(rows: tuple[TargetRow, ...]) -> list[TargetRow]:
    """Return one row a quarter; of several that which states most levels, so that a target refines its goal."""
    found: dict[str, TargetRow] = {}
    for row in rows:
        if row.period.kind != "quarter" or row.channel or row.scope or row.committed is None:
            continue
        before = found.get(row.period.label)
        if before is None or _levels(row) > _levels(before):
            found[row.period.label] = row
    return sorted(found.values(), key=lambda row: row.period.first)


def _levels(row: TargetRow) -> int:
    return sum(one is not None for one in (row.stretch, row.floor))


def _number(stated: Value | None) -> Decimal | None:
    return None if stated is None else number(stated)
