"""Planned sales: which goal says them, and how they lie on the channels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.verdicts import number
from ecsc.assess.wholes import kind_of
from ecsc.link import LinkedStrategy
from ecsc.link.metrics import currency_of
from ecsc.model.goals import Goal, Scope
from ecsc.quantity import EXACT


class Sales(Struct, frozen=True):
    """The planned sales by one goal over its whole time, in `currency`; `by_channel` where they are divided."""

    goal: str
    amount: Decimal
    currency: str
    by_channel: Mapping[str, Decimal]


def is_sales(goal: Goal, linked: LinkedStrategy, *, of_channel: bool = False) -> bool:
    """Return whether a goal is about money that adds up over time and channels, of the whole business.

    With `of_channel`, one about nothing but one channel is too.
    """
    metric = linked.metrics.get(goal.metric or "")
    if metric is None or not currency_of(metric.unit or "", linked.strategy.header.currency):
        return False
    of_all = goal.scope is None or (
        of_channel and goal.scope.channel is not None and goal.scope == Scope(channel=goal.scope.channel)
    )
    return (
        of_all
        and metric.direction != "down"
        and kind_of(metric, over_time=True) == "sum"
        and kind_of(metric, over_time=False) == "sum"
    )


def channel_shares(goal: Goal) -> tuple[int, Mapping[str, Decimal]] | None:
    """Return the goal's division by channel and nothing else, as shares of what its parts make, and its number."""
    for index, cut in enumerate(goal.breakdown):
        if cut.split != ("channel",):
            continue
        parts = {
            key: number(part)
            for key, part in (cut.shares or cut.values or {}).items()
            if not isinstance(part, Mapping)
        }
        made = sum(parts.values(), Decimal(0))
        if made > 0:
            return index, {key: EXACT.divide(part, made) for key, part in parts.items()}
    return None


def planned_sales(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> Sales | None:
    """Return the sales the strategy plans: of its one goal on sales, of several that on gross merchandise value.

    None where there is no such goal, or more than one, or it has no target. A goal without a division by channel is
    divided by the channels' `share_of_sales`, where these make 100%.
    """
    found = [
        goal
        for goal in linked.strategy.goals.values()
        if is_sales(goal, linked) and goal.id in breakdowns and breakdowns[goal.id].whole is not None
    ]
    if len(found) > 1:
        found = [goal for goal in found if linked.metrics[goal.metric or ""].standard == "gmv"]
    if len(found) != 1:
        return None
    goal = found[0]
    whole = breakdowns[goal.id].whole
    if whole is None:
        return None
    metric = linked.metrics[goal.metric or ""]
    currency = currency_of(metric.unit or "", linked.strategy.header.currency) or ""
    divided = channel_shares(goal)
    shares = divided[1] if divided is not None else stated_shares(linked)
    by_channel = {name: EXACT.multiply(whole, share) for name, share in shares.items()}
    return Sales(goal.id, whole, currency, by_channel)


def stated_shares(linked: LinkedStrategy) -> Mapping[str, Decimal]:
    """Return the channels' `share_of_sales` as far as they make 100 %, else none."""
    stated = {
        one.id: one.share_of_sales.value
        for one in linked.strategy.channels.values()
        if one.share_of_sales is not None
    }
    return stated if sum(stated.values(), Decimal(0)) == 1 else {}
