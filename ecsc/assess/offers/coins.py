"""Money of a strategy in whole coins of its currency, as the offers take it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ecsc.assess.offers.types import Assumed
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.quantity import EXACT, Money, minor_unit, to_coins

NO_RATE = "`exchange_rates` states no rate of {source} in {target}"

DIGITS = 18
"""Digits of the largest amount in coins; more is nobody's price, and would only slow the search."""
TOO_LARGE = "{amount} is too large to reckon with"


class NoCoins(Exception):  # noqa: N818
    """An amount that cannot be put in coins, its field, and why: a template with the parameters of `params`."""

    def __init__(self, reason: str, field: str, **params: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.params = tuple(params.items())


class Coins:
    """Turns amounts into whole coins, half up, and keeps what was rounded or converted in `assumed`."""

    def __init__(self, strategy: Strategy) -> None:
        self.currency = strategy.header.currency
        self.unit = minor_unit(self.currency)
        self.exchange = Exchange(strategy)
        self.assumed: list[Assumed] = []

    @property
    def places(self) -> int:
        """Return how many decimal places a coin has: 2 for CNY, 0 for JPY."""
        return -int(self.unit.as_tuple().exponent)

    def of(self, money: Money, section: str, identifier: str, field: str) -> int:
        """Return an amount in coins, noting under its field what it was taken for if it is not a whole number of them.

        Raises `NoCoins` where no rate leads to the strategy's currency, or the amount is beyond all prices.
        """
        amount = money.amount
        if money.currency != self.currency:
            rate = self.exchange.rate(money.currency, self.currency)
            if rate is None:
                raise NoCoins(NO_RATE, field, source=money.currency, target=self.currency)
            amount = EXACT.multiply(amount, rate)
        if not amount.is_finite() or amount.adjusted() + self.places >= DIGITS:
            raise NoCoins(TOO_LARGE, field, amount=str(money))
        rounded = to_coins(amount, self.unit, ROUND_HALF_UP)
        if rounded != money.amount or money.currency != self.currency:
            taken = Assumed(section, identifier, field, str(Money(rounded, self.currency)))
            if taken not in self.assumed:
                self.assumed.append(taken)
        return int(rounded.scaleb(self.places, EXACT))

    def money(self, coins: int | Decimal) -> Money:
        """Return coins as money."""
        return Money(Decimal(coins).scaleb(-self.places, EXACT), self.currency)
