"""Ratios put together again: the parts of a rate weigh as much as the plan of what it is divided by.

A conversion of 2 % in one quarter and 3 % in the next is 2.5 % for both only if both have as many visitors; rates
are never averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from ecsc.assess.breakdowns import BreakdownView, GoalBreakdowns
from ecsc.assess.wholes import TIME_AXES, kind_of
from ecsc.link import LinkedStrategy
from ecsc.model.goals import Goal, Metric, scope_key
from ecsc.quantity import EXACT
from ecsc.targets import SumCheck, last_digit


def with_ratios(
    breakdowns: Mapping[str, GoalBreakdowns], linked: LinkedStrategy
) -> Mapping[str, GoalBreakdowns]:
    """Return the breakdowns with those of ratios decided, wherever the divisor is planned along the same parts."""
    open_ones = [name for name, found in breakdowns.items() if any(_is_open(view) for view in found.views)]
    if not open_ones:
        return breakdowns
    planned: dict[tuple[object, ...], list[Goal]] = {}
    for goal in linked.strategy.goals.values():
        planned.setdefault((goal.metric, *scope_key(goal.scope)), []).append(goal)
    decided = dict(breakdowns)
    for name in open_ones:
        goal, found = linked.strategy.goals[name], breakdowns[name]
        parts = divided(linked.metrics.get(goal.metric or ""))
        if parts is None or found.whole is None:
            continue
        divisors = planned.get((parts[1], *scope_key(goal.scope)), [])
        views = tuple(
            _weighed(view, found.whole, parts, divisors, breakdowns, linked) if _is_open(view) else view
            for view in found.views
        )
        decided[name] = replace(found, views=views)
    return decided


def _is_open(view: BreakdownView) -> bool:
    return view.kind == "mean" and view.sums is not None and view.sums.holds is None


def divided(metric: Metric | None) -> tuple[str, str] | None:
    """Return the metrics that a ratio divides, and divides by; None for a formula of another form."""
    if metric is None or not metric.formula:
        return None
    from ecsc.expr import parse
    from ecsc.expr.tree import Chain, Name

    match parse(metric.formula)[0]:
        case Chain(first=Name(path=above), rest=((("/", Name(path=below))),)):
            return above[-1], below[-1]
    return None


def _weighed(
    view: BreakdownView,
    whole: Decimal,
    parts: tuple[str, str],
    divisors: list[Goal],
    breakdowns: Mapping[str, GoalBreakdowns],
    linked: LinkedStrategy,
) -> BreakdownView:
    """Return the view with its sum decided by the first goal on the divisor that is split along the same keys."""
    over_time = any(axis in TIME_AXES for axis in view.axes)
    if kind_of(linked.metrics.get(parts[0]), over_time=over_time) != "sum":
        return view
    adds_up = kind_of(linked.metrics.get(parts[1]), over_time=over_time) == "sum"
    for goal in divisors:
        found = breakdowns[goal.id]
        for other in found.views:
            weights = {cell.keys: cell.value for cell in other.cells}
            if other.axes != view.axes or any(cell.keys not in weights for cell in view.cells):
                continue
            total = sum((weights[cell.keys] for cell in view.cells), Decimal(0)) if adds_up else found.whole
            if not total or len(weights) != len(view.cells):
                continue
            return replace(view, sums=_check(view, whole, weights, total), weighed_by=goal.id)
    return view


def _check(
    view: BreakdownView, whole: Decimal, weights: Mapping[tuple[str, ...], Decimal], total: Decimal
) -> SumCheck:
    made, allowed = Decimal(0), last_digit(whole) / 2
    for cell in view.cells:
        share = EXACT.divide(weights[cell.keys], total)
        made = EXACT.add(made, EXACT.multiply(cell.value, share))
        allowed += EXACT.multiply(last_digit(cell.value) / 2, share)
    return SumCheck(abs(whole - made) <= allowed, made, whole - made, allowed)
