"""Cash by month: what channels pay out, what stock takes, what the budget lines spend, and its lowest point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from math import ceil

from msgspec import Struct

from ecsc.assess.assessed import Assessed
from ecsc.assess.elapsed import days_in
from ecsc.assess.laying import by_period, in_currency
from ecsc.assess.margins import REFUND_TARGET, ChannelMargin
from ecsc.assess.purchases import purchases
from ecsc.assess.sending import sending_share, without_stock
from ecsc.model.exchange import Exchange
from ecsc.quantity import EXACT, Money, Period, apportion, minor_unit, split_period, to_coins

NO_SENDING = "`list_price` and `fulfilment` of every product"
"""How what sending cannot be told without is named."""

_NAMED = 3


class Flow(Struct, frozen=True):
    """Money that comes or goes by month of the strategy, in its currency; `before` and `after` lie outside.

    `missing` names what it cannot be told without; the figures are then of what is known, and no sum is made.
    """

    before: Decimal
    months: tuple[Decimal, ...]
    after: Decimal
    missing: tuple[str, ...] = ()


class Cash(Struct, frozen=True):
    """The cash of a strategy. `cumulative` is what has come less what has gone at the end of each month.

    It begins with what is paid before the period, and is empty where some flow is not known; `lowest` is the month
    at whose end the least is there; `opening` is what is there before the first, less still where much is paid early.
    `passed_on` is the tax in prices and what sending costs, on the day of sale.
    """

    currency: str
    months: tuple[Period, ...]
    sales: Flow
    stock: Flow
    passed_on: Flow
    spend: Flow
    cumulative: tuple[Decimal, ...]
    lowest: int | None
    opening: Decimal

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return what comes, then all that goes."""
        return self.sales, self.stock, self.passed_on, self.spend

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what the cumulative cash cannot be told without."""
        every = (what for flow in self.flows for what in flow.missing)
        return tuple(dict.fromkeys(every))


def cash_of(assessed: Assessed) -> Cash | None:
    """Return the cash by month; None for a strategy that says neither a payout nor when its stock is paid."""
    strategy = assessed.linked.strategy
    terms = any(one.payment is not None for one in strategy.suppliers.values())
    if not terms and not any(one.payout is not None for one in strategy.channels.values()):
        return None
    header = strategy.header
    months = split_period(header.period, "month", header.fiscal_year_start)
    exchange = Exchange(strategy)
    sales, *gone = flows = (
        _sales(assessed, months, exchange),
        _stock(assessed, months, exchange),
        _passed_on(assessed, months, exchange),
        _spend(assessed, months, exchange),
    )
    cumulative: tuple[Decimal, ...] = ()
    opening = sales.before - sum((flow.before for flow in gone), Decimal(0))
    if not any(flow.missing for flow in flows):
        steps = (come - sum(parts) for come, *parts in zip(*(flow.months for flow in flows), strict=True))
        cumulative = tuple(accumulate(steps, initial=opening))[1:]
    lowest = min(range(len(cumulative)), key=cumulative.__getitem__, default=None)
    return Cash(header.currency, months, *flows, cumulative, lowest, opening)


def _sales(assessed: Assessed, months: Sequence[Period], exchange: Exchange) -> Flow:
    """Return what channels pay out: sales less refunds, commission and fees, the payout after each day of sale."""
    strategy = assessed.linked.strategy
    parts: list[tuple[dt.date, dt.date, Decimal]] = []
    missing: list[str] = []
    margins = _once(assessed.margins)
    if not margins:
        missing.append("`goals`")
    for one in margins:
        payout = strategy.channels[one.channel].payout
        if payout is None:
            missing.append(f"`channels.{one.channel}.payout`")
            continue
        delay = max(ceil(days_in(payout)), 0)
        needed = (REFUND_TARGET, f"`channels.{one.channel}.", "`exchange_rates`")
        for row in one.periods:
            steps = row.steps
            taken = (steps.refunds, steps.commission, steps.fees)
            known = [part for part in taken if part is not None]
            if len(known) < len(taken):
                missing += [what for what in row.missing if what.startswith(needed)]
                continue
            money = Money(steps.gross - sum(known, Decimal(0)), one.currency)
            own = exchange.converted(money, strategy.header.currency, row.period.first)
            if own is None:
                missing.append(f"`exchange_rates`: {one.currency}")
            else:
                parts.append((_later(row.period.first, delay), _later(row.period.last, delay), own.amount))
    return _flow(parts, months, minor_unit(strategy.header.currency), missing)


def _once(margins: Iterable[ChannelMargin]) -> list[ChannelMargin]:
    """Return the margins without those of goals whose sales another goal already plans for the same days."""
    found: list[ChannelMargin] = []
    for one in margins:
        if not any(
            other.channel == one.channel
            and any(mine.period.overlaps(its.period) for mine in one.periods for its in other.periods)
            for other in found
        ):
            found.append(one)
    return found


def _stock(assessed: Assessed, months: Sequence[Period], exchange: Exchange) -> Flow:
    strategy = assessed.linked.strategy
    parts: list[tuple[dt.date, dt.date, Decimal]] = []
    missing = [f"`inventory`: {name}" for name in _few(without_stock(strategy))]
    if not strategy.products and not strategy.inventory:
        missing.append("`inventory`")
    for one in purchases(strategy):
        missing += one.missing
        for bought in one.purchases:
            for day, amount in bought.payments:
                own = exchange.converted(amount, strategy.header.currency, day)
                if own is None:
                    missing.append(f"`exchange_rates`: {amount.currency}")
                else:
                    parts.append((day, day, own.amount))
    return _flow(parts, months, minor_unit(strategy.header.currency), missing)


def _few(names: Sequence[str]) -> Iterator[str]:
    """Yield names, of many the first ones and how many more there are."""
    yield from names[:_NAMED]
    if len(names) > _NAMED:
        yield f"+{len(names) - _NAMED}"


def _passed_on(assessed: Assessed, months: Sequence[Period], exchange: Exchange) -> Flow:
    """Return what of the sales is not kept: the tax in their prices and what sending them costs, as they are made.

    What is refunded was sent all the same.
    """
    strategy = assessed.linked.strategy
    unit = minor_unit(strategy.header.currency)
    parts: list[tuple[dt.date, dt.date, Decimal]] = []
    missing: list[str] = []
    for one in _once(assessed.margins):
        for row in one.periods:
            share = sending_share(strategy, exchange, one.channel, one.currency, row.period.first)
            if share is None:
                missing.append(NO_SENDING)
            if row.steps.tax is None:
                missing += [what for what in row.missing if what in ("`pricing.tax`", REFUND_TARGET)]
            if row.steps.tax is None or share is None:
                continue
            sending = to_coins(EXACT.multiply(row.steps.gross, share), minor_unit(one.currency))
            money = Money(row.steps.tax + sending, one.currency)
            own = exchange.converted(money, strategy.header.currency, row.period.first)
            if own is None:
                missing.append(f"`exchange_rates`: {one.currency}")
            else:
                parts.append((row.period.first, row.period.last, own.amount))
    return _flow(parts, months, unit, missing)


def _spend(assessed: Assessed, months: Sequence[Period], exchange: Exchange) -> Flow:
    """Return what is committed on budget lines and on none, without what promotions give away: that is no payment."""
    currency = assessed.linked.strategy.header.currency
    made = [Decimal(0)] * len(months)
    elsewhere, missing = Decimal(0), []
    ledger = assessed.ledger
    every = (spend for account in ledger.accounts.values() for spend in account.own)
    for spend in (*every, *ledger.unfunded):
        if spend.section == "promotions":
            continue
        own = in_currency(exchange, spend, currency, assessed.timetable)
        if own is None:
            missing.append(f"`exchange_rates`: {spend.amount.currency}")
            continue
        parts = [part.amount for part in by_period(own, months, assessed.timetable)]
        made = [so_far + part for so_far, part in zip(made, parts, strict=True)]
        elsewhere += own.amount.amount - sum(parts, Decimal(0))
    # What has no day is paid for sure, so it is counted before the first month.
    return Flow(elsewhere, tuple(made), Decimal(0), tuple(dict.fromkeys(missing)))


def _flow(
    parts: Iterable[tuple[dt.date, dt.date, Decimal]],
    months: Sequence[Period],
    unit: Decimal,
    missing: list[str],
) -> Flow:
    """Return amounts that lie evenly on stretches of days as a flow: cut by month, coin by coin."""
    made = [Decimal(0)] * (len(months) + 2)
    for first, last, amount in parts:
        weights = [max((months[0].first - first).days - max((months[0].first - last).days - 1, 0), 0)]
        weights += [max((min(last, month.last) - max(first, month.first)).days + 1, 0) for month in months]
        whole = (last - first).days + 1
        weights.append(whole - sum(weights))
        for index, part in enumerate(apportion(amount, weights, whole, unit)):
            made[index] += part
    return Flow(made[0], tuple(made[1:-1]), made[-1], tuple(dict.fromkeys(missing)))


def _later(day: dt.date, days: int) -> dt.date:
    """Return a day some days later, the calendar's last at the latest."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
