"""Values in the wrong unit: 424. A target is said in the unit of its metric."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed, Value
from ecsc.assess.units import fits
from ecsc.diagnostics import At, Finding, PathStep, Related, Rule, Severity
from ecsc.link.metrics import PERCENT, TIME_UNITS, currency_of
from ecsc.model.goals import Breakdown, Metric, Thresholds
from ecsc.quantity import Count, Duration, Money, Points, Rate
from ecsc.quantity.per import cut_at_per, per_of
from ecsc.quantity.timewords import per_words
from ecsc.rules.cycle_words import cycle_word
from ecsc.rules.rule import rule

WITHOUT_THOUSANDTHS = frozenset({"money", "people", "visits", "views", "clicks", "orders", "units"})
"""Units of metrics of which three digits behind a dot are hardly ever meant."""


@rule("ECS424", "value-in-wrong-unit", Severity.ERROR)
def value_in_wrong_unit(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Targets, levels, thresholds and drivers are said in the unit of their metric.

    A bare number is in the metric's unit; text carries its own and must be of the same kind: money in the
    strategy's currency for money, a percentage for a share, a number of things for a count. `100.000` of money or of
    things has two readings, a hundred and a hundred thousand.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {name: Sales, metric: gmv, target: 8%}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {name: Sales, metric: gmv, target: 80000}
    ```
    """
    metrics, currency = assessed.linked.metrics, assessed.linked.strategy.header.currency
    for at, name, value in stated_values(assessed):
        metric = metrics.get(name)
        if (rate := _per_time(value, metric)) is not None:
            amount, per = rate
            yield Finding(
                rule,
                "{value} is so much in each {per}, where one amount is due",
                at,
                params={"value": value, "amount": str(amount), "per": cycle_word(per), "cycle": _cycle(per)},
                hint="write `target: {amount}` and `every: {cycle}`"
                if at.path == ("target",) and _cycle(per)
                else "write {amount} alone",
            )
        elif metric is not None and (readings := _two_readings(value, metric.unit)) is not None:
            small, large = readings
            yield Finding(
                rule,
                "{text} has two readings, {small} and {large}",
                at,
                params={"text": _number(value), "small": small, "large": large},
                hint="write {large} without the dot, or {small}",
            )
        elif metric is not None and metric.unit is not None and not fits(value, metric, currency):
            unit = metric.unit
            yield Finding(
                rule,
                _wrong(value, unit),
                at,
                params={
                    "value": value,
                    "metric": metric.id,
                    "unit": unit,
                    "currency": currency_of(unit, currency) or currency,
                },
                hint=_hint(unit, currency, value),
                related=(Related(At("metrics", metric.id, part="key"), "its unit is {unit}"),),
            )


def _two_readings(value: Value, unit: str | None) -> tuple[str, str] | None:
    """Return both readings of `100.000` of what has no thousandths: a dot may group digits, or be the decimal point."""
    if not isinstance(value, Count | Money) or unit not in WITHOUT_THOUSANDTHS:
        return None
    digits = _number(value)
    if not re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits):
        return None
    return format(Decimal(digits).quantize(Decimal("0.01")).normalize(), "f"), digits.replace(".", "")


def _number(value: Value) -> str:
    """Return the digits of a value as they were written."""
    if isinstance(value, Money):
        return format(value.amount, "f")
    return format(value.value, "f") if isinstance(value, Count) else ""


def _per_time(value: Value, metric: Metric | None) -> tuple[Count, str] | None:
    """Return amount and unit of time of a number such as `5000 per month`; None where the metric counts so itself."""
    if not isinstance(value, Count) or not value.unit or (metric is not None and metric.unit == value.unit):
        return None
    cut = cut_at_per(f"1 {value.unit}") or cut_at_per(f"1{value.unit}")
    if cut is None or (per := per_of(cut[1])) is None:
        return None
    return Count(value.value, cut[0].removeprefix("1").strip()), per_words(*per)


def _cycle(per: str) -> str:
    """Return the word of a goal's `every` for a unit of time; empty where it has none."""
    return per if per in ("day", "week", "month", "quarter", "year") else ""


def _wrong(value: Value, unit: str) -> str:
    """Return what is wrong with a value that does not fit the unit, as a message template."""
    if isinstance(value, Points):
        return "{value} is a difference in percentage points, not a level of {metric}"
    if isinstance(value, Count) and not value.unit and unit in PERCENT:
        return "{value} has no percent sign, and {metric} is a share"
    if isinstance(value, Money) and unit.startswith("money"):
        return "{value} is not in the strategy's currency, {currency}"
    return "{value} is not in the unit of {metric}"


def _hint(unit: str, currency: str, value: Value) -> str:
    if isinstance(value, Duration) and value.unit == "w" and unit not in TIME_UNITS:
        return "w is weeks: write 万 for ten thousands"
    if unit in PERCENT:
        return "write a percentage, such as `2.5%`"
    if unit in TIME_UNITS:
        return "write a number of {unit}, or a length such as `8 minutes`"
    if currency_of(unit, currency):
        return "write an amount in {currency}, or a bare number"
    return "write a bare number; it is in {unit}"


def stated_values(assessed: Assessed) -> Iterator[tuple[At, str, Value]]:
    """Yield (place, metric, value) for everything that is said in the unit of a metric."""
    strategy = assessed.linked.strategy
    for metric in assessed.linked.metrics.values():
        yield from _levels(metric.thresholds, "metrics", metric.id, metric.id)
    for goal in strategy.goals.values():
        name = goal.metric or ""
        for field in ("baseline", "target"):
            value = getattr(goal, field)
            if value is not None:
                yield At("goals", goal.id, (field,)), name, value
        for driver, value in goal.drivers.items():
            yield At("goals", goal.id, ("drivers", driver)), driver, value
        for driver, value in goal.driver_baselines.items():
            yield At("goals", goal.id, ("driver_baselines", driver)), driver, value
        for index, cut in enumerate(goal.breakdown):
            yield from _parts(cut, goal.id, index, name)
    for target in strategy.targets.values():
        for field in ("committed", "stretch", "floor"):
            value = getattr(target, field)
            if value is not None:
                yield At("targets", target.id, (field,)), target.metric, value
        yield from _levels(target.thresholds, "targets", target.id, target.metric)


def _levels(
    thresholds: Thresholds | None, section: str, identifier: str, metric: str
) -> Iterator[tuple[At, str, Value]]:
    for field in ("green", "amber"):
        value = getattr(thresholds, field, None)
        if value is not None:
            yield At(section, identifier, ("thresholds", field)), metric, value


def _parts(cut: Breakdown, goal: str, index: int, metric: str) -> Iterator[tuple[At, str, Value]]:
    def walk(node: object, path: tuple[PathStep, ...]) -> Iterator[tuple[At, str, Value]]:
        if isinstance(node, dict):
            for key, child in node.items():
                yield from walk(child, (*path, key))
        elif isinstance(node, Count | Money | Rate | Points | Duration):
            yield At("goals", goal, path), metric, node

    yield from walk(cut.values, ("breakdown", index, "values"))


RULES = (value_in_wrong_unit,)
