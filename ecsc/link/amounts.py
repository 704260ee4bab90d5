"""Values in the unit of their metric: a bare number of a money metric is money, `2 hours` of minutes are 120."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from msgspec.structs import replace

from ecsc.link.metrics import TIME_UNITS, currency_of
from ecsc.quantity import EXACT, Count, Duration, Money

if TYPE_CHECKING:
    from ecsc.model import Strategy
    from ecsc.model.goals import Goal, Metric
    from ecsc.quantity import DurationUnit

_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

_Told: TypeAlias = "Callable[[Any, str | None], Any]"
"""Gives a value in the unit of the metric with an id."""


def in_unit(value: Any, unit: str | None, currency: str) -> Any:
    """Return a value as a metric's unit means it; what is in another unit stays as written, for a rule to tell."""
    if unit is None:
        return value
    if isinstance(value, Count) and not value.unit:
        if code := currency_of(unit, currency):
            return Money(value.value, code)
        if unit in TIME_UNITS:
            return Duration(value.value, cast("DurationUnit", TIME_UNITS[unit]))
    if isinstance(value, Duration) and unit in TIME_UNITS:
        return _length(value, TIME_UNITS[unit])
    return value


def _length(value: Duration, unit: str) -> Duration:
    """Return a length in another unit; days and weeks are calendar time here, and months are no number of days."""
    for sizes in (_SECONDS, _MONTHS):
        if value.unit in sizes and unit in sizes and value.kind != "working":
            whole = EXACT.multiply(value.value, Decimal(sizes[value.unit]))
            return Duration(EXACT.divide(whole, Decimal(sizes[unit])), cast("DurationUnit", unit))
    return value


def with_units(strategy: Strategy, metrics: Mapping[str, Metric]) -> Strategy:
    """Return the strategy with its objectives', goals' and targets' values in the units of their metrics."""

    def told(value: Any, metric: str | None) -> Any:
        found = metrics.get(metric or "")
        return in_unit(value, found.unit, strategy.header.currency) if found is not None else value

    return replace(
        strategy,
        objectives={
            name: replace(one, target=told(one.target, one.metric))
            for name, one in strategy.objectives.items()
        },
        goals={name: _goal(goal, told) for name, goal in strategy.goals.items()},
        targets={
            name: replace(
                one,
                **{
                    field: told(getattr(one, field), one.metric)
                    for field in ("committed", "stretch", "floor")
                },
                thresholds=_thresholds(one.thresholds, partial(told, metric=one.metric)),
            )
            for name, one in strategy.targets.items()
        },
    )


def with_threshold_units(metric: Metric, currency: str) -> Metric:
    """Return a metric with its thresholds in its own unit."""
    if metric.thresholds is None:
        return metric
    return replace(
        metric, thresholds=_thresholds(metric.thresholds, lambda value: in_unit(value, metric.unit, currency))
    )


def _goal(goal: Goal, told: _Told) -> Goal:
    def tree(node: Any) -> Any:
        if isinstance(node, Mapping):
            return {key: tree(child) for key, child in node.items()}
        return told(node, goal.metric)

    change = goal.change
    if change is not None and change.kind == "absolute":
        change = replace(change, value=told(change.value, goal.metric))
    return replace(
        goal,
        baseline=told(goal.baseline, goal.metric),
        target=told(goal.target, goal.metric),
        change=change,
        breakdown=tuple(replace(cut, values=tree(cut.values)) for cut in goal.breakdown),
        drivers={metric: told(value, metric) for metric, value in goal.drivers.items()},
        driver_baselines={metric: told(value, metric) for metric, value in goal.driver_baselines.items()},
        driver_estimates={
            metric: replace(
                one, **{field: told(getattr(one, field), metric) for field in ("low", "high", "likely")}
            )
            for metric, one in goal.driver_estimates.items()
        },
    )


def _thresholds(thresholds: Any, told: Callable[[Any], Any]) -> Any:
    if thresholds is None:
        return None
    return replace(thresholds, green=told(thresholds.green), amber=told(thresholds.amber))
