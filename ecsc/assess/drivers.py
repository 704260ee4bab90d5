"""Whether a goal's planned drivers make its target through the metrics' own formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import Value, number
from ecsc.link import LinkedStrategy
from ecsc.messages import Phrase
from ecsc.model.goals import Goal
from ecsc.model.thresholds import threshold
from ecsc.quantity import Rate
from ecsc.targets import last_digit

if TYPE_CHECKING:
    from ecsc.targets.driver_tree import Made
    from ecsc.targets.equations import Equations
    from ecsc.targets.substitution import Substitution

DriverOutcome: TypeAlias = Literal["holds", "misses", "undecidable"]


class Contradiction(Struct, frozen=True):
    """A driver that is planned at one value while the planned drivers below it, `parts`, make another."""

    driver: str
    planned: Decimal
    made: Decimal
    parts: tuple[str, ...]


class DriverView(Struct, frozen=True):
    """The outcome of a driver check, numbers in the metrics' units (rates as fractions).

    `product` is what the drivers make of the goal's metric, `gap` the target less that, `allowed` half a
    unit of the target's last stated digit. `needed` says for each driver what it would have to be for the
    target to be met with the others as they are. `missing` names what would be needed when nothing can be
    derived; it is empty when a value is in a wrong unit, which is told by itself. `through` lists the
    formulas used. `contradictions` are drivers that others of them make at another value.

    `way` leads from the drivers' baselines to the product; None where it cannot be told: `unknown` are then the
    drivers whose baselines nobody stated.
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
    contradictions: tuple[Contradiction, ...] = ()
    way: Substitution | None = None
    unknown: tuple[str, ...] = ()


def check_drivers(linked: LinkedStrategy) -> dict[str, DriverView]:
    """Return the driver check of each goal that has drivers, by its id."""
    planned = [goal for goal in linked.strategy.goals.values() if goal.drivers]
    if not planned:
        return {}
    equations = equations_of(linked)
    return {goal.id: _driver_view(goal, linked, equations) for goal in planned}


def _driver_view(goal: Goal, linked: LinkedStrategy, equations: Equations) -> DriverView:
    from ecsc.targets.driver_tree import beside, made_drivers
    from ecsc.targets.drivers import derive

    known = {name: number(value) for name, value in goal.drivers.items()}
    aimed = effective_target(goal)
    target = number(aimed) if aimed is not None else None
    allowed = linked.strategy.target_steps.get(goal.id, Decimal(0)) / 2
    if not _in_units(goal, aimed, linked):
        return DriverView(goal.id, "undecidable", target, None, None, allowed, {}, ())
    wanted = goal.metric or ""
    made = made_drivers(equations, known, wanted)
    clashes = tuple(_contradictions(linked, known, made))
    derived = derive(wanted, equations, known)
    if derived is None or target is None:
        missing = (
            Phrase("a formula that leads from the drivers to the metric") if target is not None else "target"
        )
        return DriverView(goal.id, "undecidable", target, None, None, allowed, {}, (), (missing,), clashes)
    product = derived.values[wanted]
    gap = target - product
    needed: dict[str, Decimal] = {}
    outcome: DriverOutcome = "holds"
    if abs(gap) > allowed:
        outcome = "misses"
        for name in known:
            solved = derive(name, equations, {**beside(name, known, made), wanted: target})
            if solved is not None:
                needed[name] = solved.values[name]
    way, unknown = _way(goal, known, linked, equations)
    return DriverView(
        goal.id, outcome, target, product, gap, allowed, needed, derived.through,
        contradictions=clashes, way=way, unknown=unknown,
    )  # fmt: skip


def _way(
    goal: Goal, known: Mapping[str, Decimal], linked: LinkedStrategy, equations: Equations
) -> tuple[Substitution | None, tuple[str, ...]]:
    """Return what each driver adds from its baseline to its planned value, and the drivers without a baseline."""
    from ecsc.targets.substitution import substitute

    stated = driver_baselines(goal, linked)
    unknown = tuple(name for name in known if name not in stated)
    if unknown:
        return None, unknown
    before = {name: number(stated[name]) for name in known}
    return substitute(goal.metric or "", equations, before, known), ()


def driver_baselines(goal: Goal, linked: LinkedStrategy) -> dict[str, Value]:
    """Return the baselines of a goal's drivers that are in the units of their metrics, by metric.

    One is what the goal states in `driver_baselines`, else the baseline of a goal for that metric itself,
    where all of those agree and neither is cut to a part of the customers.
    """
    currency, found = linked.strategy.header.currency, dict[str, Value]()
    for name in goal.drivers:
        value = goal.driver_baselines.get(name)
        if value is None and goal.scope is None:
            others = {
                one.baseline
                for one in linked.strategy.goals.values()
                if one.metric == name and one.scope is None and one.baseline is not None
            }
            value = others.pop() if len(others) == 1 else None
        if value is not None and fits(value, linked.metrics.get(name), currency):
            found[name] = value
    return found


def _contradictions(
    linked: LinkedStrategy, known: Mapping[str, Decimal], made: Mapping[str, Made]
) -> Iterator[Contradiction]:
    """Yield the drivers that their own parts miss by more than rounding."""
    room = threshold(linked.strategy, "identity_rounding")
    share = room.value if isinstance(room, Rate) else Decimal(0)
    for name, one in made.items():
        planned = known[name]
        if abs(one.value - planned) > max(last_digit(planned) / 2, abs(planned) * share):
            yield Contradiction(name, planned, one.value, tuple(part for part in known if part in one.below))


def equations_of(linked: LinkedStrategy) -> Equations:
    """Return the trees of the metrics' formulas, by metric, as written; without those nobody can read."""
    from ecsc.expr import parse
    from ecsc.targets.equations import Equations

    header = linked.strategy.header
    equations = {}
    for metric in linked.metrics.values():
        formula = metric.formula
        node = parse(formula, header.currency, header.fiscal_year_start)[0] if formula else None
        if node is not None:
            equations[metric.id] = node
    return Equations(equations)


def _in_units(goal: Goal, target: Value | None, linked: LinkedStrategy) -> bool:
    """Return whether the drivers and the target are in the units of their metrics."""
    currency, metrics = linked.strategy.header.currency, linked.metrics
    return all(fits(value, metrics.get(name), currency) for name, value in goal.drivers.items()) and (
        target is None or fits(target, metrics.get(goal.metric or ""), currency)
    )
