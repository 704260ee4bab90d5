"""Planned sales by channel and time: as the goals on sales are broken down, to the smallest coin.

The finest row of months, quarters, halves or years that covers a goal's time is taken; a goal without one has its
whole time as its only period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.breakdowns import BreakdownView, GoalBreakdowns
from ecsc.assess.sales import channel_shares, is_sales, stated_shares
from ecsc.assess.wholes import TIME_AXES
from ecsc.link import LinkedStrategy
from ecsc.link.metrics import currency_of
from ecsc.model.goals import Goal
from ecsc.quantity import EXACT, Period, apportion, minor_unit, to_coins

_TIMES = tuple(axis for axis in TIME_AXES if axis != "week")  # a week lies in two months


class ChannelSales(Struct, frozen=True):
    """What one goal on sales plans for one channel: an amount for each of `periods`, of a kind (`by`) of time.

    `by` is `whole` where the goal is not broken down by time.
    """

    goal: str
    channel: str
    currency: str
    by: str
    periods: tuple[Period, ...]
    amounts: tuple[Decimal, ...]


def channel_sales(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> Iterator[ChannelSales]:
    """Yield the planned sales of each channel, goal by goal.

    Goals on gross merchandise value count; without any, the one goal on money that adds up. A goal about one channel
    counts where none is about all.
    """
    for goal in _goals(linked, breakdowns):
        found = breakdowns[goal.id]
        currency = currency_of(linked.metrics[goal.metric or ""].unit or "", linked.strategy.header.currency)
        for name, (by, cells) in _by_channel(goal, found, linked, minor_unit(currency or "")).items():
            periods, amounts = zip(*cells, strict=True)
            yield ChannelSales(goal.id, name, currency or "", by, periods, amounts)


def _goals(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> Sequence[Goal]:
    goals = [
        goal
        for goal in linked.strategy.goals.values()
        if is_sales(goal, linked, of_channel=True) and goal.id in breakdowns and breakdowns[goal.id].whole
    ]
    gross = [goal for goal in goals if linked.metrics[goal.metric or ""].standard == "gmv"]
    goals = gross or goals
    whole = [goal for goal in goals if goal.scope is None]
    if whole:
        return whole if gross or len(whole) == 1 else []
    return goals if gross or len({goal.metric for goal in goals}) == 1 else []


def _by_channel(
    goal: Goal, found: GoalBreakdowns, linked: LinkedStrategy, unit: Decimal
) -> Mapping[str, tuple[str, list[tuple[Period, Decimal]]]]:
    """Return by channel the kind of time, and the amounts by period: their sum is the goal's, coin by coin."""
    matrix = _finest(found.views, with_channels=True)
    if matrix is not None:
        by = _time_axis(matrix)
        weights: dict[tuple[str, Period], Decimal] = {}
        where, when = matrix.axes.index("channel"), matrix.axes.index(by)
        for cell in matrix.cells:
            key = (cell.keys[where], matrix.periods[cell.keys[when]])
            weights[key] = weights.get(key, Decimal(0)) + cell.value
        return _divided(weights, by, unit)
    divided = channel_shares(goal)
    shares = divided[1] if divided is not None else stated_shares(linked)
    if goal.scope is not None and goal.scope.channel is not None:
        shares = {goal.scope.channel: Decimal(1)}
    row = _finest(found.views, with_channels=False)
    if row is not None:
        by = row.axes[0]
        times = {row.periods[cell.keys[0]]: cell.value for cell in row.cells}
    elif found.period is not None and found.whole is not None:
        by, times = "whole", {found.period: found.whole}
    else:
        return {}
    weights = {
        (name, period): EXACT.multiply(share, amount)
        for name, share in shares.items()
        for period, amount in times.items()
    }
    return _divided(weights, by, unit)


def _divided(
    weights: Mapping[tuple[str, Period], Decimal], by: str, unit: Decimal
) -> Mapping[str, tuple[str, list[tuple[Period, Decimal]]]]:
    """Return the weights as amounts in whole coins that sum to what the weights sum to."""
    if not weights or any(weight < 0 for weight in weights.values()):
        return {}
    whole = sum(weights.values(), Decimal(0))
    amounts = apportion(to_coins(whole, unit), tuple(weights.values()), whole, unit) if whole else ()
    found: dict[str, tuple[str, list[tuple[Period, Decimal]]]] = {}
    for (name, period), amount in zip(weights, amounts, strict=False):
        found.setdefault(name, (by, []))[1].append((period, amount))
    return found


def _finest(views: Sequence[BreakdownView], *, with_channels: bool) -> BreakdownView | None:
    """Return the view with the finest time that covers the goal's, of channels too or of nothing else."""
    fitting = [
        view
        for view in views
        if view.kind == "sum"
        and view.cells
        and not view.bad_keys
        and view.coverage is not None
        and view.coverage.holds
        and sum(axis in TIME_AXES for axis in view.axes) == 1
        and _time_axis(view) in _TIMES
        and (("channel" in view.axes) if with_channels else len(view.axes) == 1)
        and all(len(cell.keys) == len(view.axes) for cell in view.cells)
    ]
    return max(fitting, key=lambda view: _TIMES.index(_time_axis(view)), default=None)


def _time_axis(view: BreakdownView) -> str:
    return next(axis for axis in view.axes if axis in TIME_AXES)
