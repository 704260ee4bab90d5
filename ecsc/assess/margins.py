"""What the planned sales of each channel leave over, period by period, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.appraisal import Contribution, contribution, in_coins, summed
from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.channel_sales import ChannelSales, channel_sales
from ecsc.assess.channel_spend import ChannelSpend, spend_of_channel, tactics_by_channel
from ecsc.assess.goods_cost import NO_GOODS, GoodsCost
from ecsc.assess.ledger import Ledger
from ecsc.assess.price_tax import tax_by_channel
from ecsc.assess.refunds import expected_refunds
from ecsc.assess.spending import Days
from ecsc.link import LinkedStrategy
from ecsc.model.exchange import Exchange
from ecsc.model.reach import Channel
from ecsc.quantity import EXACT, Period, Rate, minor_unit

REFUND_TARGET = "the target of a refund rate"
"""How what refunds cannot be told without is named."""

NO_COMMISSION = "no commission on an own site"
"""How it is named that an own site which states no commission pays none."""


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
    for one in sold:
        spend = spend_of_channel(tactics.get(one.channel, ()), exchange, days, one)
        yield _margin(linked, one, tax[one.channel], goods, spend)


def _margin(
    linked: LinkedStrategy,
    sold: ChannelSales,
    tax: Decimal | None,
    goods: GoodsCost,
    spend: ChannelSpend,
) -> ChannelMargin:
    channel, unit = linked.strategy.channels[sold.channel], minor_unit(sold.currency)
    rows = []
    for index, (period, gross) in enumerate(zip(sold.periods, sold.amounts, strict=True)):
        cost = goods.share(sold.channel, sold.currency, period.first)
        known = {
            "`pricing.tax`": tax,
            REFUND_TARGET: expected_refunds(linked, sold.channel, period),
            f"`channels.{sold.channel}.commission`": _commission(channel),
            f"`channels.{sold.channel}.payment_fee`": _value(channel.payment_fee),
            cost.missing or NO_GOODS: cost.share,
        }
        tax_share, refunds, commission, fee, share = known.values()
        steps = contribution(
            gross,
            tax_share=tax_share,
            refund_rate=refunds,
            commission=commission,
            payment_fee=fee,
            goods=None if share is None else EXACT.multiply(gross, share),
            spend=None if spend.missing else spend.parts[index],
        )
        lacking = (what for what, value in known.items() if value is None)
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
        (NO_COMMISSION,) if _is_free(channel) else (),
    )


def _commission(channel: Channel) -> Decimal | None:
    """Return what a channel takes of what is sold; nobody takes any on one's own site."""
    return Decimal(0) if _is_free(channel) else _value(channel.commission)


def _is_free(channel: Channel) -> bool:
    return channel.kind == "own_site" and channel.commission is None


def _value(rate: Rate | None) -> Decimal | None:
    return rate.value if rate is not None else None
