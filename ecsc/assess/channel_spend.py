"""What is spent and given away on a channel, in the periods of its planned sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ecsc.assess.channel_sales import ChannelSales
from ecsc.assess.exposure import exposure
from ecsc.assess.ledger import Ledger, apportion, by_period, in_currency
from ecsc.assess.spending import Days, Spend
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import minor_unit


class ChannelSpend(Struct, frozen=True):
    """What the tactics of a channel cost in each period; `missing` names what it cannot be told without."""

    parts: tuple[Decimal, ...]
    missing: tuple[str, ...]


def tactics_by_channel(strategy: Strategy, ledger: Ledger) -> Mapping[str, Sequence[Spend]]:
    """Return what each tactic costs, in the currency it is stated in, by the channel it runs on."""
    found: dict[str, list[Spend]] = {}
    own = (spend for account in ledger.accounts.values() for spend in account.own)
    for spend in (*own, *ledger.unfunded):
        channel = strategy.tactics[spend.id].channel if spend.section == "tactics" else None
        if channel is not None:
            stated = spend.stated
            as_written = spend if stated is None else replace(spend, amount=stated, stated=None, stretches=())
            found.setdefault(channel, []).append(as_written)
    return found


def spend_of_channel(
    tactics: Sequence[Spend], exchange: Exchange, days: Days, sold: ChannelSales
) -> ChannelSpend:
    """Return what tactics cost in the periods of planned sales, in their currency.

    A single period is the goal's whole time: a tactic without a window lies in it.
    """
    made, missing = [Decimal(0)] * len(sold.periods), []
    for spend in tactics:
        own = in_currency(exchange, spend, sold.currency, days)
        if own is None:
            missing.append(f"`exchange_rates`: {spend.amount.currency}")
        elif own.window is None and len(sold.periods) > 1:
            missing.append(f"`tactics.{spend.id}.window`")
        else:
            parts = by_period(own, sold.periods, days) if own.window is not None else (own.amount,)
            made = [so_far + part.amount for so_far, part in zip(made, parts, strict=True)]
    return ChannelSpend(tuple(made), tuple(dict.fromkeys(missing)))


def given_away(
    strategy: Strategy, days: Days, sold: ChannelSales, rivals: Sequence[ChannelSales]
) -> tuple[Decimal | None, ...]:
    """Return the most that promotions on a channel can give away in each period, None where one has no bound.

    It lies evenly on the days of a promotion; what several channels share is divided by their planned sales.
    """
    unit = minor_unit(sold.currency)
    found: list[Decimal | None] = [Decimal(0)] * len(sold.periods)
    exchange = Exchange(strategy)
    for one in strategy.promotions.values():
        sharing = [other for other in rivals if not one.channels or other.channel in one.channels]
        if sold not in sharing or one.window is None:
            continue
        first, last = one.window.start.date(), one.window.last_day
        touched = [
            i for i, period in enumerate(sold.periods) if period.first <= last and first <= period.last
        ]
        bound = exposure(one, strategy)
        spend = None
        if bound is not None:
            stated = Spend("promotions", one.id, "", None, "offer", bound, "even", one.window)
            spend = in_currency(exchange, stated, sold.currency, days)
        parts = by_period(spend, sold.periods, days) if spend is not None else None
        for index in touched:
            if parts is None:
                found[index] = None
                continue
            weights = [_at(other, index) for other in sharing]
            whole = sum(weights, Decimal(0))
            so_far = found[index]
            if so_far is not None and whole:
                mine = apportion(parts[index].amount, weights, whole, unit)[sharing.index(sold)]
                found[index] = so_far + mine
    return tuple(found)


def _at(sold: ChannelSales, index: int) -> Decimal:
    return sold.amounts[index] if index < len(sold.amounts) else Decimal(0)
