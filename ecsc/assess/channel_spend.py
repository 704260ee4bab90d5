"""What is spent on a channel, in the periods of its planned sales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from ecsc.assess.channel_sales import ChannelSales
from ecsc.assess.laying import by_period, in_currency
from ecsc.assess.ledger import Ledger
from ecsc.assess.spending import Days, Spend
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange


class ChannelSpend(Struct, frozen=True):
    """What the tactics of a channel cost in each period; `missing` names what it cannot be told without."""

    parts: tuple[Decimal, ...]
    missing: tuple[str, ...]


def tactics_by_channel(strategy: Strategy, ledger: Ledger) -> Mapping[str, Sequence[Spend]]:
    """Return what each tactic costs by the channel it runs on."""
    found: dict[str, list[Spend]] = {}
    own = (spend for account in ledger.accounts.values() for spend in account.own)
    for spend in (*own, *ledger.unfunded):
        channel = strategy.tactics[spend.id].channel if spend.section == "tactics" else None
        if channel is not None:
            found.setdefault(channel, []).append(spend)
    return found


def spend_of_channel(
    tactics: Sequence[Spend], exchange: Exchange, days: Days, sold: ChannelSales
) -> ChannelSpend:
    """Return what tactics cost in the periods of planned sales, in their currency.

    A single period is the goal's whole time: a tactic without a window lies in it.
    """
    made, missing = [Decimal(0)] * len(sold.periods), []
    for spend in tactics:
        own = in_currency(exchange, _as_stated(spend, sold.currency), sold.currency, days)
        if own is None:
            missing.append(f"`exchange_rates`: {(spend.stated or spend.amount).currency}")
        elif own.window is None and len(sold.periods) > 1:
            missing.append(f"`tactics.{spend.id}.window`")
        else:
            parts = by_period(own, sold.periods, days) if own.window is not None else (own.amount,)
            made = [so_far + part.amount for so_far, part in zip(made, parts, strict=True)]
    return ChannelSpend(tuple(made), tuple(dict.fromkeys(missing)))


def _as_stated(spend: Spend, currency: str) -> Spend:
    """Return a spend as it is written where its line has it in another currency than the sales: to convert it once."""
    if spend.stated is None or spend.amount.currency == currency:
        return spend
    return replace(spend, amount=spend.stated, stated=None, stretches=())
