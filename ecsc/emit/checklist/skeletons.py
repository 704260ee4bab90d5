"""The skeleton of a report: its metrics with what is promised for its time, and room for what was reached."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.emit.worklist.directory import Directory
from ecsc.messages import Words, markdown, shortened
from ecsc.plan.aim_types import TargetRow
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan
from ecsc.quantity import parse_recurrence

MOST_ROWS = 40
"""So many rows a report fills in by hand; the sheet of the KPI targets has every one."""

_DAYS = {"day": 1, "workday": 1, "week": 7, "month": 28, "quarter": 90, "half": 181, "year": 365}
"""The fewest days of a unit: a target for a shorter time is finer than the report."""


def skeleton(report: DutyPlan, plan: Plan, names: Directory, w: Words) -> list[str]:
    """Return the lines of a Markdown table to be filled in; none for a report without metrics.

    Of each metric it has the targets of the shortest times that are no shorter than the report's own: a monthly
    report the months where they are set, else the quarters or the goal as a whole.
    """
    if not report.metrics or report.every is None:
        return []
    every = parse_recurrence(report.every)
    least = _DAYS[every.unit] * every.count
    cells = [
        [
            w.period(row.period) if row else "–",
            shortened(names.metrics.get(metric, metric)),
            _target(row, w),
            "",
            "",
        ]
        for metric in report.metrics
        for row in _rows(metric, plan.targets, least)
    ]
    head = [w("Period"), w("Metric"), w("Target"), w("Actual"), w("Difference")]
    lines = [_line(head), "|---|---|--:|--:|--:|", *(_line(one) for one in cells[:MOST_ROWS])]
    if len(cells) > MOST_ROWS:
        more = w("{n} more in kpi_targets.csv", n=len(cells) - MOST_ROWS)
        lines.append(_line([more, "", "", "", ""]))
    return lines


def _rows(metric: str, targets: Sequence[TargetRow], least: int) -> Sequence[TargetRow | None]:
    """Return the targets of a metric over all channels for the shortest times of `least` days; None for no target."""
    told = [row for row in targets if row.metric == metric and row.committed is not None]
    whole = [row for row in told if row.channel is None and row.scope is None] or told
    long_enough = [row for row in whole if row.period.days >= least] or whole
    shortest = min((_length(row) for row in long_enough), default=0)
    return [row for row in long_enough if _length(row) == shortest] or [None]


def _length(row: TargetRow) -> int:
    """Return the fewest days of the unit that a target's time is made of, so that February is as long as March."""
    return _DAYS.get(row.period.kind, row.period.days)


def _target(row: TargetRow | None, w: Words) -> str:
    if row is None:
        return "–"
    where = row.channel_name or row.channel, row.scope
    beside = ", ".join(filter(None, where))
    return f"{w.show(row.committed)} ({beside})" if beside else w.show(row.committed)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(markdown(cell) for cell in cells)} |"
