"""Goals below goals: what the children make of their parent's target, by the roll-up that the parent states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import number
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal
from ecsc.quantity import EXACT

Outcome: TypeAlias = Literal["holds", "misses", "undecidable"]


class RollUpView(Struct, frozen=True):
    """What the goals below one make of its target. `gap` is the target less what they make.

    `children` are those that count, with their value: over the whole time where values are added, so that 5,000
    every month of half a year are 30,000. `missing` names what would be needed to decide.
    """

    goal: str
    outcome: Outcome
    children: tuple[tuple[str, Decimal], ...] = ()
    target: Decimal | None = None
    made: Decimal | None = None
    gap: Decimal | None = None
    missing: tuple[str, ...] = ()


def roll_ups(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> Iterator[RollUpView]:
    """Yield the view of each goal that its children are said to make, or several of which share its metric."""
    children: dict[str, list[Goal]] = {}
    for goal in linked.strategy.goals.values():
        if goal.parent is not None and goal.parent != goal.id:
            children.setdefault(goal.parent, []).append(goal)
    for name, below in children.items():
        parent = linked.strategy.goals.get(name)
        if parent is None or parent.roll_up == "none":
            continue
        if parent.roll_up is None:
            alike = [child for child in below if child.metric == parent.metric is not None]
            if len(alike) > 1 and not linked.strategy.lacks("goals", name, "roll_up"):
                yield RollUpView(name, "undecidable", missing=("roll_up",))
            continue
        yield _rolled_up(parent, below, linked, breakdowns)


def _rolled_up(
    parent: Goal, below: list[Goal], linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]
) -> RollUpView:
    values = {goal.id: _value(goal, parent, linked, breakdowns) for goal in (parent, *below)}
    missing = tuple(
        f"goals.{name}.target in the unit of goals.{parent.id}" if name != parent.id else "target"
        for name, value in values.items()
        if value is None
    )
    if missing:
        return RollUpView(parent.id, "undecidable", missing=missing)
    target = values[parent.id] or Decimal(0)
    parts = tuple((goal.id, values[goal.id] or Decimal(0)) for goal in below)
    made, allowed = _made(parent.roll_up or "sum", below, dict(parts), _steps(below, linked, dict(parts)))
    gap = target - made
    return RollUpView(parent.id, "holds" if abs(gap) <= allowed else "misses", parts, target, made, gap)


def _value(
    goal: Goal, parent: Goal, linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]
) -> Decimal | None:
    """Return a goal's number as its parent counts it; None without one, or in another unit."""
    metric, above = linked.metrics.get(goal.metric or ""), linked.metrics.get(parent.metric or "")
    target = effective_target(goal)
    if metric is None or above is None or target is None or metric.unit != above.unit:
        return None
    if not fits(target, metric, linked.strategy.header.currency):
        return None
    return breakdowns[goal.id].whole if parent.roll_up == "sum" else number(target)


def _steps(below: list[Goal], linked: LinkedStrategy, values: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Return half a unit of the last digit stated in each child's target, as often as the target counts."""
    found = {}
    for goal in below:
        step, target = linked.strategy.target_steps.get(goal.id, Decimal(0)), effective_target(goal)
        stated = number(target) if target is not None else Decimal(0)
        times = EXACT.divide(values[goal.id], stated) if stated else Decimal(1)
        found[goal.id] = EXACT.multiply(step / 2, times)
    return found


def _made(
    how: str, below: list[Goal], values: Mapping[str, Decimal], steps: Mapping[str, Decimal]
) -> tuple[Decimal, Decimal]:
    """Return what the children make, and how far that may miss for their rounding."""
    count = Decimal(len(below))
    total, allowed = sum(values.values(), Decimal(0)), sum(steps.values(), Decimal(0))
    if how == "sum":
        return total, allowed
    if how == "average":
        return EXACT.divide(total, count), EXACT.divide(allowed, count)
    if how == "last":
        name = max(below, key=lambda goal: (goal.due is not None, goal.due)).id
    else:
        name = (min if how == "min" else max)(values, key=lambda child: values[child])
    return values[name], steps[name]
