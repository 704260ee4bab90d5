"""What an amount of one currency is in another, by the strategy's dated rates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.model.resources import ExchangeRate
from ecsc.model.strategy import Strategy
from ecsc.quantity import EXACT, Money

_CENT = Decimal("0.01")


def rate_on(strategy: Strategy, source: str, target: str, day: dt.date) -> Decimal | None:
    """Return how much of `target` one unit of `source` is worth on a day, None without a rate.

    The latest rate that is not after the day holds; one without a date is older than any other. A rate is good for
    both directions. None is made of two others: whoever wants that states it.
    """
    found: ExchangeRate | None = None
    for one in strategy.exchange_rates.values():
        if {one.base, one.quote} != {source, target} or source == target or one.rate <= 0:
            continue
        if one.date is not None and one.date > day:
            continue
        if found is None or (one.date or dt.date.min) > (found.date or dt.date.min):
            found = one
    if found is None:
        return None
    return found.rate if found.base == source else EXACT.divide(Decimal(1), found.rate)


def last_day_of_rates(strategy: Strategy) -> dt.date:
    """Return the day of the rates for what has no day of its own: the day of assessment, else the period's last."""
    return strategy.header.as_of or strategy.header.period.last


def converted(strategy: Strategy, money: Money, currency: str, day: dt.date) -> Money | None:
    """Return the money in another currency to the cent, itself where it is in it, None without a rate."""
    if money.currency == currency:
        return money
    rate = rate_on(strategy, money.currency, currency, day)
    if rate is None:
        return None
    return Money(EXACT.multiply(money.amount, rate).quantize(_CENT), currency)
