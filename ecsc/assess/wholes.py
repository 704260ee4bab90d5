"""What a goal's whole is: its time, the periods it recurs in, its target over them, how parts make it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ecsc.assess.units import effective_target
from ecsc.assess.verdicts import number
from ecsc.model.goals import Goal, Metric
from ecsc.quantity import EXACT, Period, split_period
from ecsc.targets.breakdown import Kind

TIME_AXES = ("year", "half", "quarter", "month", "week")
AXES = (*TIME_AXES, "channel", "products", "segment", "region")
"""Everything a goal can be split by."""

_KINDS: Mapping[str, Kind] = {
    "sum": "sum",
    "last": "last",
    "max": "max",
    "min": "min",
    "distinct": "distinct",
    "ratio": "mean",
    "average": "mean",
}


def goal_period(goal: Goal, whole: Period) -> Period | None:
    """Return the days a goal is about: from its `start`, else the strategy's, to its due day."""
    if goal.due is None:
        return None
    first = goal.start or whole.first
    if first > goal.due:
        return None
    if (first, goal.due) == (whole.first, whole.last):
        return whole
    return Period(first, goal.due, "range", f"{first}..{goal.due}")


def recurring(goal: Goal, period: Period | None, fiscal_year_start: int) -> tuple[Period, ...]:
    """Return the periods in each of which a goal with `every` is to be reached anew.

    None without `every`, and none for `every: day`: nobody reads a row a day.
    """
    if goal.every is None or goal.every == "day" or period is None:
        return ()
    return split_period(period, goal.every, fiscal_year_start)


def whole_target(
    goal: Goal, period: Period | None, metric: Metric | None, fiscal_year_start: int
) -> Decimal | None:
    """Return the goal's target over its whole time: 5,000 every month of half a year are 30,000 where they add up."""
    target = effective_target(goal)
    if target is None:
        return None
    if kind_of(metric, over_time=True) != "sum" or period is None:
        return number(target)
    times = period.days if goal.every == "day" else len(recurring(goal, period, fiscal_year_start))
    return EXACT.multiply(number(target), Decimal(max(times, 1)))


def kind_of(metric: Metric | None, *, over_time: bool) -> Kind:
    """Return how the parts of a metric make a whole, over time or over another axis.

    A level at the end of the time (`last`) still adds up over channels; an average or a ratio needs the
    plan of its denominator.
    """
    if metric is None or metric.aggregation is None:
        return "sum" if metric is not None and metric.unit == "money" else "unknown"
    if metric.aggregation == "last" and not over_time:
        return "sum"
    return _KINDS.get(metric.aggregation, "unknown")
