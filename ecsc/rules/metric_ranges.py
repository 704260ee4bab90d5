"""Values that a standard metric cannot have: 745. Rates lie from 0 % to 100 %, a score from -100 to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ecsc.assess import Assessed, Value
from ecsc.assess.units import fits
from ecsc.assess.verdicts import number
from ecsc.catalogue import standard_metrics
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.amounts import in_unit
from ecsc.link.metrics import PERCENT
from ecsc.model.goals import Metric
from ecsc.quantity import Count, parse_amount
from ecsc.rules.rule import rule
from ecsc.rules.units import stated_values

SHARE = {"low": "0%", "high": "100%"}


@rule("ECS745", "value-out-of-range", Severity.ERROR)
def value_out_of_range(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Targets, baselines, thresholds and actuals lie in the range of their standard metric.

    A rate is from 0 % to 100 %, a recommendation score from -100 to 100, an average order more than nothing: what
    lies outside was mistyped or measures something else. `ecsc metrics` shows the range of each. A metric that is
    counted in another unit than the shipped one is a measure of its own and is left alone.

    Fails:

    ```yaml
    metrics:
      nps: {standard: nps}
    goals:
      advocates: {name: Advocates, metric: nps, baseline: 30, target: 120}
    ```

    Passes:

    ```yaml
    metrics:
      nps: {standard: nps}
    goals:
      advocates: {name: Advocates, metric: nps, baseline: 30, target: 40}
    ```
    """
    metrics, currency = assessed.linked.metrics, assessed.linked.strategy.header.currency
    for at, name, value in (*stated_values(assessed), *_measured(assessed)):
        metric = metrics.get(name)
        limits = _limits(metric)
        if metric is None or limits is None or not fits(value, metric, currency):
            continue
        if at.section == "goals" and at.path == ("target",) and limits == SHARE:
            continue  # told with the goal's other letters: a share cannot be measured beyond the whole
        what = _beyond(number(value), limits)
        if what is not None:
            yield Finding(
                rule,
                what,
                at,
                params={"value": value, "metric": name, **limits},
                hint="check the value, or give the metric a unit of its own if it measures something else",
                related=(Related(At("metrics", name, part="key"), "the metric"),),
            )


def _limits(metric: Metric | None) -> dict[str, str] | None:
    """Return the range of a metric's standard definition; None for a metric of another unit, or without one."""
    if metric is None or metric.standard is None:
        return None
    shipped: dict[str, Any] = dict(standard_metrics().get(metric.standard, {}))
    same = shipped.get("unit") == metric.unit or (metric.unit in PERCENT and shipped.get("unit") in PERCENT)
    limits: dict[str, str] | None = shipped.get("range") if same else None
    return limits


def _beyond(size: Decimal, limits: dict[str, str]) -> str | None:
    """Return how a number leaves its range, as a message template; None when it does not."""
    ends = {name: number(parse_amount(text)) for name, text in limits.items()}
    if "above" in ends and size <= ends["above"]:
        return "{value} cannot be: {metric} is always more than {above}"
    if size < ends.get("low", size) or size > ends.get("high", size):
        if "high" not in ends:
            return "{value} cannot be: {metric} is never less than {low}"
        if "low" not in ends:
            return "{value} cannot be: {metric} is never more than {high}"
        return "{value} cannot be: {metric} lies from {low} to {high}"
    return None


def _measured(assessed: Assessed) -> Iterator[tuple[At, str, Value]]:
    """Yield (place, metric, value) of everything that was measured."""
    strategy = assessed.linked.strategy
    for actual in strategy.actuals.values():
        for field in ("value", "benchmark"):
            value = getattr(actual, field)
            if value is not None:
                yield (
                    At("actuals", actual.id, (field,)),
                    actual.metric,
                    _in_unit(assessed, actual.metric, value),
                )
    for checkin in strategy.checkins.values():
        for metric, value in checkin.actuals.items():
            yield At("checkins", checkin.id, ("actuals", metric)), metric, _in_unit(assessed, metric, value)


def _in_unit(assessed: Assessed, name: str, value: Value) -> Value:
    """Return a measured value in the unit of its metric: a bare number of money is money."""
    metric = assessed.linked.metrics.get(name)
    if metric is None or not isinstance(value, Count):
        return value
    told: Value = in_unit(value, metric.unit, assessed.linked.strategy.header.currency)
    return told


RULES = (value_out_of_range,)
