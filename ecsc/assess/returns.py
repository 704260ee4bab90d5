"""What automation returns, and what members' points will cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.appraisal import Return, return_on
from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.sales import planned_sales
from ecsc.assess.spending import Spend
from ecsc.link import LinkedStrategy
from ecsc.messages import Phrase
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.thresholds import threshold
from ecsc.quantity import EXACT, Count, Money, window_of

_CENT = Decimal("0.01")


class ToolReturn(Struct, frozen=True):
    """The return on one tool in the strategy's currency; `missing` names what it cannot be computed without."""

    tool: str
    result: Return | None
    missing: tuple[str, ...] = ()


def tool_returns(strategy: Strategy) -> Iterator[ToolReturn]:
    """Yield the return on each tool that says anything about its costs or savings.

    Of the two costs one may be left out: then there is none of it. Years left out are the threshold's.
    """
    usual = threshold(strategy, "roi_years")
    exchange = Exchange(strategy)
    for tool in strategy.automation.values():
        roi = tool.roi
        if roi is None:
            continue
        missing: list[str] = []
        if roi.cost_once is None and roi.cost_per_year is None:
            missing.append(Phrase("`cost_once` or `cost_per_year`"))
        if roi.saving_base is None:
            missing.append(Phrase("`saving_base`, what is spent a year today"))
        if roi.saving_rate is None:
            missing.append("`saving_rate`")
        stated = (roi.cost_once, roi.cost_per_year, roi.saving_base)
        amounts = [_amount(strategy, exchange, money) for money in stated]
        missing += [
            Phrase("the rate of {currency} under `exchange_rates`", currency=money.currency)
            for money, amount in zip(stated, amounts, strict=True)
            if money is not None and amount is None
        ]
        if missing or roi.saving_rate is None:
            yield ToolReturn(tool.id, None, tuple(dict.fromkeys(missing)))
            continue
        once, yearly, base = (amount or Decimal(0) for amount in amounts)
        years = roi.years or (int(usual.value) if isinstance(usual, Count) else 1)
        saving = EXACT.multiply(base, roi.saving_rate.value)
        yield ToolReturn(tool.id, return_on(once, yearly, saving, years))


def _amount(strategy: Strategy, exchange: Exchange, money: Money | None) -> Decimal | None:
    if money is None:
        return None
    changed = exchange.converted(money, strategy.header.currency)
    return changed.amount if changed is not None else None


class PointsLiability(Struct, frozen=True):
    """What the points that are given out on the planned sales will cost; `missing` names what is not known."""

    amount: Money | None
    missing: tuple[str, ...] = ()


def points_liability(
    linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]
) -> PointsLiability | None:
    """Return the liability, None for a strategy whose points say neither a value nor a line that pays.

    It is the planned sales of the membership's channels, by what must be spent for a point, times its value and the
    share that is redeemed; all of them where that is not stated.
    """
    membership = linked.strategy.membership
    points = membership.points if membership is not None else None
    if membership is None or points is None or (points.value is None and points.budget is None):
        return None
    missing: list[str] = []
    if points.value is None:
        missing.append(Phrase("`value`, what a point is worth"))
    if points.per_amount is None or not points.per_amount.amount:
        missing.append(Phrase("`per_amount`, what must be spent for a point"))
    sales = planned_sales(linked, breakdowns)
    base = sales.amount if sales is not None else None
    if sales is None:
        missing.append(Phrase("a goal on sales with a target"))
    elif membership.channels:
        parts = [sales.by_channel.get(name) for name in membership.channels]
        base = None if None in parts else sum((part for part in parts if part is not None), Decimal(0))
        if base is None:
            missing.append(Phrase("the share of sales of the membership's channels"))
    if base is None or points.value is None or points.per_amount is None or missing:
        return PointsLiability(None, tuple(missing))
    if sales is not None and points.per_amount.currency != sales.currency:
        return PointsLiability(None, (Phrase("`per_amount` in {currency}", currency=sales.currency),))
    count = EXACT.divide(base, points.per_amount.amount)
    redeemed = points.redeemed.value if points.redeemed is not None else Decimal(1)
    amount = EXACT.multiply(EXACT.multiply(count, points.value.amount), redeemed).quantize(_CENT)
    return PointsLiability(Money(amount, points.value.currency))


def points_spend(linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns]) -> tuple[Spend, ...]:
    """Return the liability as something that spends, evenly over the strategy's period; nothing where it is unknown."""
    membership = linked.strategy.membership
    liability = points_liability(linked, breakdowns)
    if membership is None or membership.points is None or liability is None or liability.amount is None:
        return ()
    name, line = membership.name or "membership", membership.points.budget
    window = window_of(linked.strategy.header.period)
    return (Spend("membership", "", name, line, "points.value", liability.amount, "even", window),)
