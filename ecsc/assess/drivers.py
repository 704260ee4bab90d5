"""Whether a goal's planned drivers make its target through the metrics' own formulas."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import Value, number
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal

if TYPE_CHECKING:
    from ecsc.expr.tree import Node

DriverOutcome: TypeAlias = Literal["holds", "misses", "undecidable"]


class DriverView(Struct, frozen=True):
    """The outcome of a driver check, numbers in the metrics' units (rates as fractions).

    `product` is what the drivers make of the goal's metric, `gap` the target less that, `allowed` half a
    unit of the target's last stated digit. `needed` says for each driver what it would have to be for the
    target to be met with the others as they are. `missing` names what would be needed when nothing can be
    derived; it is empty when a value is in a wrong unit, which is told by itself. `through` lists the
    formulas used.
    """

    goal: str
    outcome: DriverOutcome
    target: Decimal | None
    product: Decimal | None
    gap: Decimal | None
    allowed: Decimal
    needed: Mapping[str, Decimal]
    through: tuple[str, ...]
    missing: tuple[str, ...] = ()


def check_drivers(goal: Goal, linked: LinkedStrategy) -> DriverView | None:
    """Return the driver check of a goal, None for a goal without drivers."""
    if not goal.drivers:
        return None
    from ecsc.targets.drivers import derive

    equations = equations_of(linked)
    known = {name: number(value) for name, value in goal.drivers.items()}
    aimed = effective_target(goal)
    target = number(aimed) if aimed is not None else None
    allowed = linked.strategy.target_steps.get(goal.id, Decimal(0)) / 2
    if not _in_units(goal, aimed, linked):
        return DriverView(goal.id, "undecidable", target, None, None, allowed, {}, ())
    wanted = goal.metric or ""
    derived = derive(wanted, equations, known)
    if derived is None or target is None:
        missing = "a formula that leads from the drivers to the metric" if target is not None else "target"
        return DriverView(goal.id, "undecidable", target, None, None, allowed, {}, (), (missing,))
    product = derived.values[wanted]
    gap = target - product
    needed: dict[str, Decimal] = {}
    outcome: DriverOutcome = "holds"
    if abs(gap) > allowed:
        outcome = "misses"
        for name in known:
            others = {key: value for key, value in known.items() if key != name}
            solved = derive(name, equations, {**others, wanted: target})
            if solved is not None:
                needed[name] = solved.values[name]
    return DriverView(goal.id, outcome, target, product, gap, allowed, needed, derived.through)


def equations_of(linked: LinkedStrategy) -> dict[str, Node]:
    """Return the trees of the metrics' formulas, by metric, as written; without those nobody can read."""
    from ecsc.expr import parse

    equations = {}
    for metric in linked.metrics.values():
        node = parse(metric.formula)[0] if metric.formula else None
        if node is not None:
            equations[metric.id] = node
    return equations


def _in_units(goal: Goal, target: Value | None, linked: LinkedStrategy) -> bool:
    """Return whether the drivers and the target are in the units of their metrics."""
    currency, metrics = linked.strategy.header.currency, linked.metrics
    return all(fits(value, metrics.get(name), currency) for name, value in goal.drivers.items()) and (
        target is None or fits(target, metrics.get(goal.metric or ""), currency)
    )
