"""What tactics bring: visits by what a click costs, and revenue by what advertising returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.assess.drivers import equations_of
from ecsc.assess.units import effective_target, fits
from ecsc.assess.verdicts import number
from ecsc.assess.wholes import goal_period
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal
from ecsc.model.reach import Tactic
from ecsc.quantity import EXACT, Period

if TYPE_CHECKING:
    from ecsc.expr.tree import Node


def bought_visits(tactic: Tactic) -> Decimal | None:
    """Return how many clicks a tactic's cost buys; None without one of the two, or in two currencies."""
    cost, click = tactic.cost, tactic.cost_per_click
    if cost is None or click is None or not click.amount or cost.currency != click.currency:
        return None
    return EXACT.divide(cost.amount, click.amount)


class TrafficView(Struct, frozen=True):
    """Visitors that a goal needs, and the visits that the tactics for it bring, each with its own."""

    goal: str
    visitors: str
    needed: Decimal
    tactics: tuple[tuple[str, Decimal], ...]

    @property
    def planned(self) -> Decimal:
        """Return all visits that are planned."""
        return sum((visits for _, visits in self.tactics), Decimal(0))


def traffic(linked: LinkedStrategy) -> Iterator[TrafficView]:
    """Yield the traffic of each goal that needs visitors, where every tactic that brings some says how many.

    A goal needs visitors when they are its metric, one of its drivers, or follow from its drivers and target.
    """
    visitors = next((one.id for one in linked.metrics.values() if one.standard == "visitors"), None)
    if visitors is None:
        return
    serving, equations = tactics_for(linked), equations_of(linked)
    for goal in linked.strategy.goals.values():
        bringing = [tactic for tactic in serving.get(goal.id, ()) if tactic.stage in (None, "acquire")]
        visits = [(one.id, number(one.visits) if one.visits else bought_visits(one)) for one in bringing]
        stated = tuple((name, value) for name, value in visits if value is not None)
        if not stated or len(stated) < len(visits):
            continue
        needed = _needed(goal, visitors, linked, equations)
        if needed is not None:
            yield TrafficView(goal.id, visitors, needed, stated)


def tactics_for(linked: LinkedStrategy) -> Mapping[str, list[Tactic]]:
    """Return the tactics that serve each goal."""
    found: dict[str, list[Tactic]] = {}
    for tactic in linked.strategy.tactics.values():
        for purpose in tactic.serves:
            if purpose in linked.strategy.goals:
                found.setdefault(purpose, []).append(tactic)
    return found


def _needed(
    goal: Goal, visitors: str, linked: LinkedStrategy, equations: Mapping[str, Node]
) -> Decimal | None:
    if visitors in goal.drivers:
        return number(goal.drivers[visitors])
    target = effective_target(goal)
    metric = linked.metrics.get(goal.metric or "")
    if target is None or not fits(target, metric, linked.strategy.header.currency):
        return None
    if goal.metric == visitors:
        return number(target)
    if not goal.drivers or goal.metric is None:
        return None
    from ecsc.targets.drivers import derive

    known = {name: number(value) for name, value in goal.drivers.items()}
    derived = derive(visitors, equations, {**known, goal.metric: number(target)})
    return derived.values[visitors] if derived is not None else None


class AdvertisingView(Struct, frozen=True):
    """What the advertising for a goal makes at the planned returns: `low` at the lowest of each, `high` at the best.

    `parts` are tactic, its cost, and the place of its best return; `alone` when nothing but advertising serves it.
    """

    goal: str
    target: Decimal
    low: Decimal
    high: Decimal
    parts: tuple[tuple[str, Decimal, tuple[str, str]], ...]
    alone: bool


def advertising(linked: LinkedStrategy) -> Iterator[AdvertisingView]:
    """Yield what advertising makes of each goal in money, where all of it has a cost and a planned return."""
    returns = _returns(linked)
    if not returns:
        return
    currency = linked.strategy.header.currency
    for name, serving in tactics_for(linked).items():
        goal = linked.strategy.goals[name]
        target, metric = effective_target(goal), linked.metrics.get(goal.metric or "")
        paid = [tactic for tactic in serving if tactic.kind == "paid_ads"]
        if target is None or metric is None or metric.unit != "money" or not fits(target, metric, currency):
            continue
        if not paid or goal.every is not None:
            continue
        period = goal_period(goal, linked.strategy.header.period)
        view = _advertised(goal, number(target), paid, returns, period, currency)
        if view is not None:
            others = len(serving) > len(paid) or bool(linked.strategy.launches)
            yield (
                view
                if not others
                else AdvertisingView(view.goal, view.target, view.low, view.high, view.parts, alone=False)
            )


Return = tuple[Decimal, str | None, Period | None, tuple[str, str]]
"""A planned return: its value, its channel and period, None for all, and where it stands."""


def _returns(linked: LinkedStrategy) -> tuple[Return, ...]:
    roas = {one.id for one in linked.metrics.values() if one.standard == "roas"}
    found: list[Return] = []
    for goal in linked.strategy.goals.values():
        value = effective_target(goal)
        if goal.metric in roas and value is not None:
            channel = goal.scope.channel if goal.scope is not None else None
            found.append((number(value), channel, None, ("goals", goal.id)))
    for target in linked.strategy.targets.values():
        if target.metric in roas and target.committed is not None:
            channel = target.channel or (target.scope.channel if target.scope is not None else None)
            found.append((number(target.committed), channel, target.period, ("targets", target.id)))
    return tuple(found)


def _advertised(
    goal: Goal,
    target: Decimal,
    paid: list[Tactic],
    returns: tuple[Return, ...],
    period: Period | None,
    currency: str,
) -> AdvertisingView | None:
    low = high = Decimal(0)
    parts: list[tuple[str, Decimal, tuple[str, str]]] = []
    for tactic in paid:
        levels = [
            (value, place)
            for value, channel, time, place in returns
            if channel in (None, tactic.channel) and (time is None or period is None or time.overlaps(period))
        ]
        if not levels or tactic.cost is None or tactic.cost.currency != currency:
            return None
        best = max(levels)
        low += tactic.cost.amount * min(levels)[0]
        high += tactic.cost.amount * best[0]
        parts.append((tactic.id, tactic.cost.amount, best[1]))
    return AdvertisingView(goal.id, target, low, high, tuple(parts), alone=True)
