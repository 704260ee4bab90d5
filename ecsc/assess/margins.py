"""What the planned sales of each channel leave over, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from ecsc.appraisal import Contribution, contribution
from ecsc.assess.breakdowns import GoalBreakdowns
from ecsc.assess.ledger import Ledger
from ecsc.assess.sales import planned_sales
from ecsc.link import LinkedStrategy
from ecsc.model import Strategy
from ecsc.quantity import EXACT, Rate


class ChannelMargin(Struct, frozen=True):
    """The contribution of one channel to one goal on sales; `missing` names what some step cannot be told without."""

    channel: str
    goal: str
    currency: str
    steps: Contribution
    missing: tuple[str, ...]


def channel_margins(
    linked: LinkedStrategy, breakdowns: Mapping[str, GoalBreakdowns], ledger: Ledger
) -> Iterator[ChannelMargin]:
    """Yield the contribution of each channel that the planned sales are divided by, in the order of the division.

    Sales are at the prices customers pay, before refunds. Goods cost what one piece of each product sold there costs,
    sending included, of its list price: nobody says how much of each is sold. Spend is what its tactics cost.
    """
    sales = planned_sales(linked, breakdowns)
    if sales is None:
        return
    strategy = linked.strategy
    tax = _tax(strategy)
    spent = _spent(strategy, ledger, sales.currency)
    goods_by_channel = _goods(strategy, set(sales.by_channel), sales.currency)
    for name, gross in sales.by_channel.items():
        channel = strategy.channels.get(name)
        if channel is None:
            continue
        share = goods_by_channel[name]
        known = {
            "`pricing.tax`": tax,
            "the target of a refund rate": _refunds(linked, name),
            f"`channels.{name}.commission`": _value(channel.commission),
            f"`channels.{name}.payment_fee`": _value(channel.payment_fee),
            "`list_price`, `unit_cost` and `fulfilment` of every product": share,
        }
        tax_rate, refunds, commission, fee, _ = known.values()
        steps = contribution(
            gross,
            tax_rate=tax_rate,
            refund_rate=refunds,
            commission=commission,
            payment_fee=fee,
            goods=None if share is None else EXACT.multiply(gross, share),
            spend=spent.get(name, Decimal(0)),
        )
        missing = tuple(what for what, value in known.items() if value is None)
        yield ChannelMargin(name, sales.goal, sales.currency, steps, missing)


def _value(rate: Rate | None) -> Decimal | None:
    return rate.value if rate is not None else None


def _tax(strategy: Strategy) -> Decimal | None:
    """Return the tax contained in prices, none where they are stated without it, None where nothing says so."""
    tax = strategy.pricing.tax if strategy.pricing is not None else None
    if tax is None or tax.included is None:
        return None
    return _value(tax.rate) if tax.included else Decimal(0)


def _refunds(linked: LinkedStrategy, channel: str) -> Decimal | None:
    """Return the highest refund rate that is aimed at for the channel, else for all channels."""
    found: dict[str | None, Decimal] = {}
    for target in linked.strategy.targets.values():
        metric = linked.metrics.get(target.metric)
        if metric is None or "refund_rate" not in (metric.id, metric.standard):
            continue
        scope = target.channel or (target.scope.channel if target.scope is not None else None)
        if isinstance(target.committed, Rate):
            found[scope] = max(found.get(scope, Decimal(0)), target.committed.value)
    return found.get(channel, found.get(None))


def _spent(strategy: Strategy, ledger: Ledger, currency: str) -> Mapping[str, Decimal]:
    """Return what the tactics on each channel cost."""
    found: dict[str, Decimal] = {}
    every = [spend for account in ledger.accounts.values() for spend in account.own]
    for spend in (*every, *ledger.unfunded):
        tactic = strategy.tactics.get(spend.id) if spend.section == "tactics" else None
        if tactic is not None and tactic.channel is not None and spend.amount.currency == currency:
            found[tactic.channel] = EXACT.add(found.get(tactic.channel, Decimal(0)), spend.amount.amount)
    return found


def _goods(strategy: Strategy, channels: set[str], currency: str) -> Mapping[str, Decimal | None]:
    """Return what goods cost on each channel as a share of their list prices; None where a product does not say."""
    prices = dict.fromkeys(channels, Decimal(0))
    costs: dict[str, Decimal | None] = dict.fromkeys(channels, Decimal(0))
    for product in strategy.products.values():
        parts = (product.list_price, product.unit_cost, product.fulfilment)
        amounts = [part.amount for part in parts if part is not None and part.currency == currency]
        for name in channels.intersection(product.channels) if product.channels else channels:
            cost = costs[name]
            if cost is None or len(amounts) < len(parts):
                costs[name] = None
                continue
            prices[name] = EXACT.add(prices[name], amounts[0])
            costs[name] = EXACT.add(cost, EXACT.add(amounts[1], amounts[2]))
    return {
        name: None if cost is None or not prices[name] else EXACT.divide(cost, prices[name])
        for name, cost in costs.items()
    }
