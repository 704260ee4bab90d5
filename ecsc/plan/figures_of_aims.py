"""What goals come to in all, in a month and in a week, and how many launches a pace makes in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed, number
from ecsc.assess.launch_pace import TIMES_A_YEAR, axis_of, wanted
from ecsc.assess.units import as_value, effective_target, goal_value
from ecsc.assess.verdicts import Remark, Value
from ecsc.assess.wholes import kind_of, recurring
from ecsc.model.goals import Goal
from ecsc.plan.figure_types import Figure
from ecsc.quantity import EXACT, Count, Period

_WEEKS_OF_A_YEAR, _MONTHS_OF_A_YEAR = 52, 12
_LEAST_DAYS = 14
"""In a shorter time an average week says no more than the number itself."""


def goal_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield what the goals come to whose metric adds up over time; others have no total and no monthly part."""
    linked = assessed.linked
    for goal in linked.strategy.goals.values():
        found = assessed.breakdowns[goal.id]
        target = effective_target(goal)
        if target is None or found.whole is None or found.period is None:
            continue
        if kind_of(linked.metrics.get(goal.metric or ""), over_time=True) != "sum":
            continue
        if goal.every is None:
            yield from averages("goals", goal.id, target, found.period)
        else:
            yield from _whole(goal, target, goal_value(found.whole, goal, linked), found.period, assessed)


def _whole(goal: Goal, one: Value, whole: Value, period: Period, assessed: Assessed) -> Iterator[Figure]:
    parts = recurring(goal, period, assessed.linked.strategy.header.fiscal_year_start)
    times = period.days if goal.every == "day" else len(parts)
    if times > 1:
        yield Figure("goals", goal.id, "whole", whole, repeated(goal.every or "", one, times))


def launch_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield how many launches a year the pace of the launch plan makes: 3 per quarter are 12."""
    plan = assessed.linked.strategy.launch_plan
    if plan is None:
        return
    axis, asked = axis_of(plan.pace), wanted(plan.pace)
    if axis is None or asked is None or axis == "year":
        return
    n = TIMES_A_YEAR[axis]
    value = Count(Decimal(asked * n))
    yield Figure("launch_plan", "", "a_year", value, repeated(axis, Count(Decimal(asked)), n))


def repeated(every: str, one: Value, n: int) -> Remark:
    """Return how so many times one number come about."""
    params = {"one": one, "n": n}
    match every:
        case "day":
            return Remark("{one} × {n} days", params)
        case "week":
            return Remark("{one} × {n} weeks", params)
        case "month":
            return Remark("{one} × {n} months", params)
        case "quarter":
            return Remark("{one} × {n} quarters", params)
        case "half":
            return Remark("{one} × {n} half-years", params)
        case _:
            return Remark("{one} × {n} years", params)


def averages(
    section: str, name: str, whole: Value, period: Period, *, weeks: bool = True
) -> Iterator[Figure]:
    """Yield what a number for a time is a month and a week; a month only of two whole months or more.

    A year has 52 weeks here, as plans count them, and whole months their part of these: half a year has 26. A time
    that is not made of whole months has a seventh of its days.
    """
    amount, months = number(whole), whole_months(period)
    if months > 1:
        value = as_value(EXACT.divide(amount, Decimal(months)), whole)
        yield Figure(
            section, name, "month", value, Remark("{whole} ÷ {n} months", {"whole": whole, "n": months})
        )
    if not weeks or period.days < _LEAST_DAYS:
        return
    if months:
        in_weeks = EXACT.divide(Decimal(months * _WEEKS_OF_A_YEAR), Decimal(_MONTHS_OF_A_YEAR))
        way = Remark("{whole} ÷ {n} weeks, 52 a year", {"whole": whole, "n": in_weeks})
    else:
        in_weeks = EXACT.divide(Decimal(period.days), Decimal(7))
        way = Remark("{whole} ÷ {n} days × 7", {"whole": whole, "n": period.days})
    yield Figure(section, name, "week", as_value(EXACT.divide(amount, in_weeks), whole), way)


def whole_months(period: Period) -> int:
    """Return how many months a time has, from any day to the one before it in a later month; 0 for no whole ones."""
    if period.last == dt.date.max:
        return 0
    first, after = period.first, period.last + dt.timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if after.day == first.day else 0
