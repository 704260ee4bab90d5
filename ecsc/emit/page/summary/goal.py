"""The goal that leads, against what its drivers multiply up to."""

from __future__ import annotations

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Figure, State
from ecsc.messages import shortened
from ecsc.plan.aim_types import GoalPlan

_STATES: dict[str, State] = {"pass": "good", "warn": "warn", "fail": "bad", "undecidable": "unknown"}


def leading(reader: Reader) -> GoalPlan | None:
    """Return the goal that leads: of those without a parent the first with drivers, then the first of all."""
    roots = [goal for goal in reader.plan.goals if goal.parent is None]
    driven = [goal for goal in roots if goal.drivers is not None]
    return next(iter(driven or roots), None)


def goal_figure(reader: Reader) -> Figure:
    """Return the leading goal's target against the product of its drivers."""
    w, goal = reader.w, leading(reader)
    label = w("Target")
    if goal is None:
        return Figure(label, "–", "", "unknown", w("No goal is stated."))
    name = shortened(goal.name, 80)
    target = w.show(goal.target) if goal.target is not None else goal.change or "–"
    check = goal.drivers
    if check is None:
        why = w("Not decidable because the drivers of “{name}” are missing.", name=name)
        return Figure(label, target, name, "unknown", why)
    if check.product is None:
        why = (
            w(check.remark.text, **check.remark.params)
            if check.remark
            else w("The drivers do not give a figure.")
        )
        return Figure(label, target, name, "unknown", why)
    reached = w("The planned drivers multiply up to {product}.", product=check.product)
    if check.verdict == "pass" or check.gap is None:
        return Figure(label, target, name, _STATES[check.verdict], reached)
    gap = w("That leaves a gap of {gap}.", gap=check.gap)
    return Figure(label, target, name, _STATES[check.verdict], f"{reached}{reader.blank}{gap}")
