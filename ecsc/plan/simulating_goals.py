"""Goals with uncertain drivers: what their metrics come to, and how likely the targets are reached."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ecsc.assess import Assessed
from ecsc.assess.drivers import equations_of
from ecsc.assess.uncertainty import uncertain_drivers
from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import number
from ecsc.model.goals import Goal
from ecsc.plan.simulated_figures import share, significant, spread
from ecsc.plan.simulation_types import SimulatedGoal, Swing, UndecidedGoal

if TYPE_CHECKING:
    from ecsc.assess.estimates import Estimated
    from ecsc.expr.tree import Node
    from ecsc.model.header import Simulation

_NOISE = Decimal("1e-12")
"""What the last bits of a float may make of a target that is met exactly, as a share of it."""

_FORMULA = "a formula that leads from the drivers to the metric"


def simulated_goals(
    assessed: Assessed, settings: Simulation
) -> tuple[tuple[SimulatedGoal, ...], tuple[UndecidedGoal, ...]]:
    """Return the goals with uncertain drivers, and those of them that cannot be decided."""
    linked = assessed.linked
    found: list[SimulatedGoal] = []
    undecided: list[UndecidedGoal] = []
    equations: Mapping[str, Node] | None = None
    for goal in linked.strategy.goals.values():
        estimates = uncertain_drivers(goal, linked)
        if not estimates:
            continue
        missing = _missing(goal, assessed)
        if not missing:
            equations = equations_of(linked) if equations is None else equations
            played = _played(goal, assessed, estimates, equations, settings)
            if played is not None:
                found.append(played)
                continue
            missing = (_FORMULA,)
        undecided.append(UndecidedGoal(goal.id, missing))
    return tuple(found), tuple(undecided)


def _missing(goal: Goal, assessed: Assessed) -> tuple[str, ...]:
    """Return what is missing to say whether a run reaches the target."""
    linked = assessed.linked
    metric = linked.metrics.get(goal.metric or "")
    target, currency = effective_target(goal), linked.strategy.header.currency
    missing = []
    if target is None or not fits(target, metric, currency):
        missing.append("target")
    if metric is None or metric.direction is None:
        missing.append("metric.direction")
    if not all(fits(value, linked.metrics.get(name), currency) for name, value in goal.drivers.items()):
        missing.append("drivers")
    return tuple(missing)


def _played(
    goal: Goal,
    assessed: Assessed,
    estimates: Mapping[str, Estimated],
    equations: Mapping[str, Node],
    settings: Simulation,
) -> SimulatedGoal | None:
    """Return a goal's simulation; None where no formula makes its metric of the drivers in every run."""
    from ecsc.simulate.drivers import play_drivers

    linked, metric = assessed.linked, goal.metric or ""
    target = effective_target(goal)
    known = {name: number(value) for name, value in goal.drivers.items()}
    spreads = {name: spread(one) for name, one in estimates.items()}
    values = play_drivers(metric, equations, known, spreads, settings.runs, settings.seed, goal.id)
    if values is None or target is None:
        return None
    falling = linked.metrics[metric].direction == "down"
    # As in the drivers' check, a target is met to half a unit of its last stated digit.
    aimed = number(target)
    room = linked.strategy.target_steps.get(goal.id, Decimal(0)) / 2 + abs(aimed) * _NOISE
    reaching = values.reaching(float(aimed + room if falling else aimed - room), falling=falling)
    p50, p80, p95 = (significant(values.kept(percent, falling=falling)) for percent in (50, 80, 95))
    swings = _swings(metric, equations, known, estimates)
    return SimulatedGoal(goal.id, p50, p80, p95, share(reaching, settings.runs), swings)


def _swings(
    metric: str,
    equations: Mapping[str, Node],
    known: Mapping[str, Decimal],
    estimates: Mapping[str, Estimated],
) -> tuple[Swing, ...]:
    """Return what each uncertain driver does to the metric by itself, the most first, then as written."""
    from ecsc.simulate.drivers import swing

    likely = {**known, **{name: one.likely for name, one in estimates.items() if one.likely is not None}}
    found = []
    for name, one in estimates.items():
        low = swing(metric, equations, likely, name, one.low)
        high = swing(metric, equations, likely, name, one.high)
        if low is not None and high is not None:
            found.append(Swing(name, significant(low), significant(high), significant(abs(high - low))))
    return tuple(sorted(found, key=lambda each: -each.span))
