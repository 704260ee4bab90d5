"""What the planned sales of each channel leave over, period by period, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.appraisal import Contribution, contribution, in_coins, summed
from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.channel_sales import ChannelSales, channel_sales
from ecsc.assess.channel_shares import ChannelShares, channel_shares
from ecsc.assess.channel_spend import ChannelSpend, spend_of_channel, tactics_by_channel
from ecsc.assess.goods_cost import NO_GOODS, GoodsCost
from ecsc.assess.ledger import Ledger
from ecsc.assess.price_tax import tax_by_channel
from ecsc.assess.refunds import expected_refunds
from ecsc.assess.spending import Days
from ecsc.link import LinkedStrategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import EXACT, Period, minor_unit

REFUND_TARGET = "the target of a refund rate"
"""How what refunds cannot be told without is named."""


class PeriodMargin(Struct, frozen=True):
    """The contribution of a channel in one period; `missing` names what some step cannot be told without."""

    period: Period
    steps: Contribution
    missing: tuple[str, ...]


class ChannelMargin(Struct, frozen=True):
    """The contribution of one channel to one goal on sales; `missing` names what some step cannot be told without.

    `periods` are of the kind `by`: months, or quarters and longer where the goal is not broken down further; `steps`
    are their sum. `assumed` names what is taken for granted because nothing says otherwise.
    """

    channel: str
    goal: str
    currency: str
    steps: Contribution
    missing: tuple[str, ...]
    by: str
    periods: tuple[PeriodMargin, ...]
    assumed: tuple[str, ...] = ()


def channel_margins(
    linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns], ledger: Ledger, days: Days
) -> Iterator[ChannelMargin]:
    """Yield the contribution of each channel that planned sales are divided by, in the order of the division.

    Sales are at the prices customers pay, before refunds. Goods cost what one piece of each product sold there costs,
    sending included, of its list price: nobody says how much of each is sold. Spend is what its tactics cost, where
    they fall; a tactic without a window leaves it open, unless the goal's whole time is the only period.
    """
    strategy = linked.strategy
    sold = [one for one in channel_sales(linked, breakdowns) if one.channel in strategy.channels]
    names = {one.channel for one in sold}
    tax = tax_by_channel(strategy, names)
    exchange, tactics = Exchange(strategy), tactics_by_channel(strategy, ledger)
    goods = GoodsCost(strategy, exchange)
    taken = {name: channel_shares(strategy, name, exchange) for name in names}
    for one in sold:
        spend = spend_of_channel(tactics.get(one.channel, ()), exchange, days, one)
        yield _margin(linked, one, tax[one.channel], taken[one.channel], goods, spend)


def _margin(
    linked: LinkedStrategy,
    sold: ChannelSales,
    tax: Decimal | None,
    taken: ChannelShares,
    goods: GoodsCost,
    spend: ChannelSpend,
) -> ChannelMargin:
    unit = minor_unit(sold.currency)
    rows = []
    for index, (period, gross) in enumerate(zip(sold.periods, sold.amounts, strict=True)):
        cost = goods.share(sold.channel, sold.currency, period.first)
        aimed = expected_refunds(linked, sold.channel, period)
        refunds = aimed if aimed is not None else taken.returned
        steps = contribution(
            gross,
            tax_share=tax,
            refund_rate=refunds,
            commission=taken.commission,
            payment_fee=taken.all_fees(refunds),
            goods=None if cost.share is None else EXACT.multiply(gross, cost.share),
            spend=None if spend.missing else spend.parts[index],
        )
        lacking = (
            *(["`pricing.tax`"] if tax is None else []),
            *([REFUND_TARGET] if refunds is None else []),
            *taken.missing,
            *([cost.missing or NO_GOODS] if cost.share is None else []),
        )
        rows.append(PeriodMargin(period, in_coins(steps, unit), (*lacking, *spend.missing)))
    # A rate that is missing on the first day of each month is named once, for the first of them.
    named: dict[str, str] = {}
    for what in (what for row in rows for what in row.missing):
        named.setdefault(what[: len("`exchange_rates`: USD")] if "`exchange_rates`" in what else what, what)
    missing = tuple(named.values())
    whole = summed([row.steps for row in rows])
    return ChannelMargin(
        sold.channel,
        sold.goal,
        sold.currency,
        whole,
        missing,
        sold.by,
        tuple(rows),
        taken.assumed,
    )
