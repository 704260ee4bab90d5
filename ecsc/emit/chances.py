"""How likely a thing is, and what the simulation's inputs are called, as all outputs for people say it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal

from ecsc.assess.units import as_value
from ecsc.emit.pictures.text import clean
from ecsc.messages import Words
from ecsc.plan.simulation_types import SimulationPlan
from ecsc.plan.types import Plan

_PERCENT = Decimal("0.01")
_DIGITS = Context(prec=4)


def in_runs(share: Decimal, w: Words) -> str:
    """Return a share of the runs in words: `in 80 of 100 runs`, cut and never rounded up."""
    if share >= 1:
        return w("in all runs")
    if 0 < share < _PERCENT:
        return w("in less than 1 of 100 runs")
    if share > 1 - _PERCENT:
        return w("in more than 99 of 100 runs")
    return w("in {n} of 100 runs", n=int(share / _PERCENT))


def work_names(plan: Plan) -> Mapping[str, str]:
    """Return the names of tasks and milestones by id."""
    names = {one.id: clean(one.name) or one.id for one in plan.work.tasks}
    return names | {one.id: clean(one.name) or one.id for one in plan.work.milestones}


def goal_amount(amount: Decimal, goal: str, plan: Plan, w: Words) -> str:
    """Return a number of a goal's metric in the unit of its target, to the four digits that runs can tell."""
    amount = _DIGITS.create_decimal(amount)
    if amount == amount.to_integral_value():
        amount = Decimal(int(amount))
    target = next((one.target for one in plan.goals if one.id == goal), None)
    return w.show(amount if target is None else as_value(amount, target))


def moved(days: Decimal, w: Words) -> str:
    """Return by how many working days the end moves, with its sign: `+5 d`."""
    if not days:
        return "0"
    shown = w.show(abs(days).quantize(Decimal("0.1")).normalize() + 0)
    return w("{sign}{days} d", sign="+" if days > 0 else "−", days=shown)


def how(simulation: SimulationPlan, w: Words) -> list[str]:
    """Return the sentence pieces that say how the simulation was made."""
    parts = [
        w.count("{n} run", "{n} runs", simulation.runs),
        w("triangular distributions (low, likely, high)"),
        w("seed {seed}", seed=str(simulation.seed)),
    ]
    if simulation.finish is not None:
        parts.append(w("without buffers"))
        parts.append(w.count("{n} task is estimated", "{n} tasks are estimated", len(simulation.tornado)))
    return parts
