"""Levels of goals: what is aimed at, what fits the unit of a metric, and numbers as values again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ecsc.assess.lengths import elapsed_minutes, is_elapsed
from ecsc.assess.verdicts import Value, number
from ecsc.link import LinkedStrategy
from ecsc.link.amounts import in_unit
from ecsc.link.metrics import PERCENT, TIME_UNITS, currency_of
from ecsc.model.goals import Change, Goal, Metric
from ecsc.quantity import EXACT, Count, Duration, Money, Points, Rate


def fits(value: Value, metric: Metric | None, currency: str) -> bool:
    """Return whether a value, put in the unit of its metric where that can be done, is of that unit at all."""
    unit = metric.unit if metric is not None else None
    if unit is None:
        return True
    if unit in PERCENT:
        return isinstance(value, Rate) or value == Count(Decimal(0))
    if code := currency_of(unit, currency):
        return isinstance(value, Money) and value.currency == code
    return isinstance(value, Duration if unit in TIME_UNITS else Count)


def effective_target(goal: Goal) -> Value | None:
    """Return the goal's target: as stated, else what its `change` makes of the baseline."""
    return goal.target if goal.target is not None else changed(goal)


def changed(goal: Goal) -> Value | None:
    """Return the baseline after the goal's `change`; None without one of the two, or where they do not fit."""
    change, baseline = goal.change, goal.baseline
    if change is None or baseline is None or not says_how_much(change, baseline):
        return None
    now, step = number(baseline), number(change.value)
    return as_value(
        EXACT.multiply(now, 1 + step) if change.kind == "relative" else EXACT.add(now, step), baseline
    )


def says_how_much(change: Change, baseline: Value) -> bool:
    """Return whether a change is of its kind: relative a percentage, absolute in the unit of what it changes.

    A rate changes absolutely by percentage points: `-3%` of a rate of 9% has two readings.
    """
    if change.kind == "relative":
        return isinstance(change.value, Rate)
    return not isinstance(change.value, Rate) and isinstance(change.value, Points) == isinstance(
        baseline, Rate
    )


def as_value(amount: Decimal, like: Value) -> Value:
    """Return a number as a value of the same kind and unit as `like`."""
    match like:
        case Money():
            return Money(amount, like.currency)
        case Rate():
            return Rate(amount)
        case Points():
            return Points(amount)
        case Duration():
            return Duration(amount, like.unit, like.kind)
        case Count():
            return Count(amount, like.unit)


def goal_value(amount: Decimal, goal: Goal, linked: LinkedStrategy) -> Value:
    """Return a number in the unit of the goal's target, else of its parts, else of its metric."""
    like = effective_target(goal) or next(
        (part for cut in goal.breakdown for part in _leaves(cut.values)), None
    )
    if like is not None:
        return as_value(amount, like)
    metric, currency = linked.metrics.get(goal.metric or ""), linked.strategy.header.currency
    made: Value = in_unit(Count(amount), metric.unit if metric is not None else None, currency)
    return made


def in_one_unit(one: Value, other: Value) -> tuple[Decimal, Decimal] | None:
    """Return two values as numbers of one unit; None where they are of two, such as money and pieces."""
    match one, other:
        case Money(), Money():
            alike = one.currency == other.currency
        case Duration(), Duration():
            alike = (one.unit, one.kind) == (other.unit, other.kind)
            if not alike and is_elapsed(one) and is_elapsed(other):
                return Decimal(elapsed_minutes(one)), Decimal(elapsed_minutes(other))
        case Count(), Count():
            alike = one.unit == other.unit or not (one.unit and other.unit)
        case _:
            alike = type(one) is type(other)
    return (number(one), number(other)) if alike else None


def _leaves(node: object) -> Iterator[Value]:
    if isinstance(node, Mapping):
        for child in node.values():
            yield from _leaves(child)
    elif isinstance(node, Count | Money | Rate | Points | Duration):
        yield node
