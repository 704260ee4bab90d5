"""What an amount of one currency is in another, by the strategy's dated rates."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from decimal import Decimal

from ecsc.model.strategy import Strategy
from ecsc.quantity import EXACT, Money, minor_unit, to_coins

_ONE_DAY = dt.timedelta(days=1)


class Exchange:
    """A strategy's exchange rates, looked up by day.

    The latest rate that is not after the day holds; one without a date is older than any other, and of two for one
    day the one written first. A rate is good for both directions. None is made of two others: whoever wants that
    states it.
    """

    def __init__(self, strategy: Strategy) -> None:
        header = strategy.header
        self.last_day = header.as_of or header.period.last
        """The day of the rates for what has no day of its own: the day of assessment, else the period's last."""
        found: dict[tuple[str, str], dict[dt.date, Decimal]] = {}
        for one in strategy.exchange_rates.values():
            if one.rate > 0 and one.base != one.quote:
                day = one.date or dt.date.min
                found.setdefault((one.base, one.quote), {}).setdefault(day, one.rate)
                back = EXACT.divide(Decimal(1), one.rate)
                found.setdefault((one.quote, one.base), {}).setdefault(day, back)
        self._rates = {pair: sorted(by_day.items()) for pair, by_day in found.items()}

    def rate(self, source: str, target: str, day: dt.date | None = None) -> Decimal | None:
        """Return how much of `target` one unit of `source` is worth on a day, None without a rate."""
        rates = self._rates.get((source, target), [])
        number = bisect_right(rates, day or self.last_day, key=lambda rate: rate[0])
        return rates[number - 1][1] if number else None

    def spans(
        self, source: str, target: str, first: dt.date, last: dt.date
    ) -> tuple[tuple[dt.date, dt.date], ...]:
        """Return the days from `first` to `last`, both in, cut where another rate begins to hold."""
        days = [day for day, _ in self._rates.get((source, target), []) if first < day <= last]
        return tuple(zip((first, *days), (*(day - _ONE_DAY for day in days), last), strict=True))

    def converted(self, money: Money, currency: str, day: dt.date | None = None) -> Money | None:
        """Return the money in another currency to its smallest coin, itself where it is in it, None without a rate."""
        if money.currency == currency:
            return money
        rate = self.rate(money.currency, currency, day)
        if rate is None:
            return None
        return Money(to_coins(EXACT.multiply(money.amount, rate), minor_unit(currency)), currency)
