"""Values in the unit of their metric: a bare number of a money metric is money."""

from __future__ import annotations

from decimal import Decimal

from ecsc.assess.verdicts import Value, number
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal
from ecsc.quantity import EXACT, Count, Money, Points, Rate


def value_in_unit(value: Value | None, linked: LinkedStrategy, metric: str | None) -> Value | None:
    """Return a value as the metric's unit means it; other values and unknown metrics as they are."""
    found = linked.metrics.get(metric or "")
    if found is None or found.unit is None:
        return value
    if isinstance(value, Count) and not value.unit and found.unit.startswith("money"):
        return Money(value.value, linked.strategy.header.currency)
    return value


def effective_target(goal: Goal) -> Value | None:
    """Return the goal's target: as stated, else what its `change` makes of the baseline."""
    return goal.target if goal.target is not None else changed(goal)


def changed(goal: Goal) -> Value | None:
    """Return the baseline after the goal's `change`; None without one of the two, or where they do not fit."""
    change, baseline = goal.change, goal.baseline
    if change is None or baseline is None:
        return None
    now, step = number(baseline), number(change.value)
    if change.kind == "relative":
        relative = isinstance(change.value, Rate)
        return as_value(EXACT.multiply(now, 1 + step), baseline, "") if relative else None
    return as_value(EXACT.add(now, step), baseline, "")


def as_value(amount: Decimal, like: Value | None, currency: str) -> Value:
    """Return a number as a value of the same kind as `like` (money, a rate, a count)."""
    match like:
        case Money():
            return Money(amount, like.currency)
        case Rate():
            return Rate(amount)
        case Points():
            return Points(amount)
        case Count():
            return Count(amount, like.unit)
        case _:
            return Money(amount, currency)


def goal_value(amount: Decimal, goal: Goal, linked: LinkedStrategy) -> Value:
    """Return a number in the unit of the goal's target, or of its metric when it has no target."""
    like = value_in_unit(effective_target(goal) or Count(amount), linked, goal.metric)
    return as_value(amount, like, linked.strategy.header.currency)
