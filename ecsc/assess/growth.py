"""Growth that goals and objectives promise for one metric, and whether the promises can all hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.assess.rounding import to_places
from ecsc.assess.wholes import goal_period, kind_of, recurring
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal, Objective, scope_key
from ecsc.quantity import Rate
from ecsc.targets import last_digit

Reading: TypeAlias = Literal["step", "whole", "unsaid"]

IN_A_YEAR = {"week": 52, "month": 12, "quarter": 4, "half": 2}
"""How many steps a year has."""

_BEYOND = 1000
"""A growth by more than a thousandfold is a slip of the pen, and has no meaning over several steps."""

_COMPARED = 20
"""Promises for one metric and scope that a later one is held against; more would say nothing new."""


class Growth(Struct, frozen=True):
    """A relative change of a metric: `step` grows from each `every` to the next, `whole` over `steps` of them.

    Of a `whole`, `steps` maps the kinds of step to how many its time has. `unsaid` is what it is compared with.
    """

    section: str
    id: str
    rate: Rate
    reading: Reading
    every: str = ""
    steps: tuple[tuple[str, int], ...] = ()


class GrowthClash(Struct, frozen=True):
    """Two promises of growth. `implied` is what the step makes of the whole, `needed` the step that makes it.

    `certain` is False where one of them leaves open what it is compared with.
    """

    step: Growth
    whole: Growth
    every: str
    times: int
    implied: Rate
    needed: Rate
    certain: bool


def growth_clashes(linked: LinkedStrategy) -> Iterator[GrowthClash]:
    """Yield each pair of promises for one metric and scope that cannot both be kept."""
    alike: dict[tuple[object, ...], list[Growth]] = {}
    for key, growth in _promises(linked):
        alike.setdefault(key, []).append(growth)
    for (name, *_), found in alike.items():
        kind = kind_of(linked.metrics.get(str(name)), over_time=True)
        if len(found) < 2 or kind not in ("sum", "last"):
            continue
        yield from _clashes(found, level=kind == "last")


def _promises(linked: LinkedStrategy) -> Iterator[tuple[tuple[object, ...], Growth]]:
    strategy = linked.strategy
    for objective in strategy.objectives.values():
        if (rate := _rate(objective)) is not None:
            reading: Reading = "unsaid" if objective.vs is None else "whole"
            growth = Growth("objectives", objective.id, rate, reading, steps=tuple(IN_A_YEAR.items()))
            yield (objective.metric, *scope_key(None)), growth
    for goal in strategy.goals.values():
        if (rate := _rate(goal)) is not None:
            one = _of_goal(goal, rate, linked)
            if one is not None:
                yield (goal.metric, *scope_key(goal.scope)), one


def _rate(one: Goal | Objective) -> Rate | None:
    change = one.change
    if change is None or change.kind != "relative" or one.metric is None:
        return None
    if not isinstance(change.value, Rate) or not -1 < change.value.value <= _BEYOND:
        return None
    return change.value


def _of_goal(goal: Goal, rate: Rate, linked: LinkedStrategy) -> Growth | None:
    """Return what a goal promises; None where its time is not one that steps of others can be counted in."""
    if goal.vs is None:
        return Growth("goals", goal.id, rate, "unsaid", goal.every or "", tuple(IN_A_YEAR.items()))
    if goal.every in IN_A_YEAR and goal.vs == "previous_period":
        return Growth("goals", goal.id, rate, "step", goal.every or "")
    header = linked.strategy.header
    period = goal_period(goal, header.period)
    steps = dict(IN_A_YEAR)
    if goal.every is None and period is not None:
        if goal.vs == "same_period_last_year":
            steps = {
                every: len(recurring(_with(goal, every), period, header.fiscal_year_start)) for every in steps
            }
        elif period.days < 360:
            return None  # half a year against a whole one, or against the period just before
    elif goal.every not in (None, "year") and goal.vs != "same_period_last_year":
        return None
    return Growth("goals", goal.id, rate, "whole", steps=tuple(steps.items()))


def _with(goal: Goal, every: str) -> Goal:
    from msgspec.structs import replace

    return replace(goal, every=every)


def _clashes(found: list[Growth], *, level: bool) -> Iterator[GrowthClash]:
    """Yield the clash of each promise with the first that it clashes with."""
    for index, one in enumerate(found):
        for other in found[: min(index, _COMPARED)]:
            clash = _clash(one, other, level=level)
            if clash is not None:
                yield clash
                break


def _clash(one: Growth, other: Growth, *, level: bool) -> GrowthClash | None:
    from ecsc.targets.growth import growth_of_level, growth_of_sum, step_of_level, step_of_sum

    made, solved = (growth_of_level, step_of_level) if level else (growth_of_sum, step_of_sum)
    step, whole = _sides(one, other)
    if step is None or whole is None:
        return None
    certain = "unsaid" not in (one.reading, other.reading)
    every = step.every if step.every in IN_A_YEAR else "quarter"
    times = dict(whole.steps)[every]
    if not times:
        return None
    if certain and _meet(step.rate.value, whole.rate.value, times, made):
        return None
    if not certain and step.rate.value == whole.rate.value:
        return None
    return GrowthClash(
        step,
        whole,
        every,
        times,
        Rate(to_places(made(step.rate.value, times), "0.001")),
        Rate(to_places(solved(whole.rate.value, times), "0.0001")),
        certain,
    )


def _sides(one: Growth, other: Growth) -> tuple[Growth | None, Growth | None]:
    """Return which of two is the step and which the whole; where nothing says it, the goal or the lower rate steps."""
    readings = (one.reading, other.reading)
    if "unsaid" not in readings:
        if readings == ("step", "whole"):
            return one, other
        return (other, one) if readings == ("whole", "step") else (None, None)
    if "step" in readings:
        return (one, other) if one.reading == "step" else (other, one)
    if "whole" in readings:
        return (other, one) if one.reading == "whole" else (one, other)
    if one.section != other.section:
        return (one, other) if one.section == "goals" else (other, one)
    return (one, other) if one.rate.value < other.rate.value else (other, one)


def _meet(step: Decimal, whole: Decimal, times: int, made: Callable[[Decimal, int], Decimal]) -> bool:
    """Return whether the two rates agree, each within half a unit of its last stated digit."""
    low, high = made(step - last_digit(step) / 2, times), made(step + last_digit(step) / 2, times)
    room = last_digit(whole) / 2
    return low <= whole + room and whole - room <= high
