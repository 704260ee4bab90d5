"""What was reached of each goal, against what it asked for in the same time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ecsc.assess import Assessed, number
from ecsc.assess.identities import told
from ecsc.assess.units import effective_target, fits, goal_value
from ecsc.assess.wholes import TIME_AXES, recurring
from ecsc.model.goals import Goal, Scope
from ecsc.model.learning import Actual
from ecsc.plan.aim_types import ReachedPlan
from ecsc.quantity import EXACT

_Days = tuple[dt.date, dt.date]


def reached_plans(assessed: Assessed) -> Mapping[str, tuple[ReachedPlan, ...]]:
    """Return the actuals of each goal's metric and channel, in the order written, for the times it has a number for.

    A goal about some products, a segment or a region has none: actuals are by channel.
    """
    strategy = assessed.linked.strategy
    if not strategy.actuals:
        return {}
    by_metric: dict[tuple[str, str | None], list[Actual]] = {}
    for actual in strategy.actuals.values():
        by_metric.setdefault((actual.metric, actual.channel), []).append(actual)
    found = {}
    for goal in strategy.goals.values():
        scope = goal.scope or Scope()
        if goal.metric is None or scope.products or scope.segment or scope.region:
            continue
        actuals = by_metric.get((goal.metric, scope.channel), [])
        if actuals:
            asked = _asked(goal, assessed)
            rows = (_reached(one, goal, asked, assessed) for one in actuals)
            found[goal.id] = tuple(row for row in rows if row is not None)
    return found


def _asked(goal: Goal, assessed: Assessed) -> Mapping[_Days, Decimal]:
    """Return what a goal asks for, by the first and last day of the time."""
    views = assessed.breakdowns[goal.id]
    target, period = effective_target(goal), views.period
    asked: dict[_Days, Decimal] = {}
    for view in views.views:
        if len(view.axes) == 1 and view.axes[0] in TIME_AXES:
            for cell in view.cells:
                if cell.keys[0] in view.periods:
                    part = view.periods[cell.keys[0]]
                    asked.setdefault((part.first, part.last), cell.value)
    if target is not None and views.whole is not None and period is not None:
        for each in recurring(goal, period, assessed.linked.strategy.header.fiscal_year_start):
            asked.setdefault((each.first, each.last), number(target))
        asked[(period.first, period.last)] = views.whole
    return asked


def _reached(
    actual: Actual, goal: Goal, asked: Mapping[_Days, Decimal], assessed: Assessed
) -> ReachedPlan | None:
    linked = assessed.linked
    value = told(actual, linked)
    target = asked.get((actual.period.first, actual.period.last))
    currency = linked.strategy.header.currency
    if target is None or not fits(value, linked.metrics.get(actual.metric), currency):
        return None
    over = EXACT.divide(number(value), target) - 1 if target else None
    return ReachedPlan(
        actual=actual.id,
        period=actual.period,
        value=value,
        target=goal_value(target, goal, linked),
        over=over,
        benchmark=actual.benchmark,
    )
