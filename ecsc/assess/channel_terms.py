"""What a channel takes of one piece that is sold on it: commission, fees, payment fee, and what returns cost.

One truth for the margin of a piece and for what the planned sales of a channel leave over.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ecsc.assess.offer_types import EVERYWHERE
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.reach import Channel, ChannelFee
from ecsc.quantity import Money

NO_COMMISSION = "no commission on an own site"
"""How it is named that an own site which states no commission pays none."""

_READ = (
    "commission", "commission_by_category", "commission_of", "payment_fee", "fees", "return_insurance", "returns",
)  # fmt: skip


def commission_rate(channel: Channel, category: str | None) -> Decimal | None:
    """Return what a channel takes of what is sold of a category; nobody takes any on one's own site."""
    rate = channel.commission_by_category.get(category or "", channel.commission)
    if rate is not None:
        return rate.value
    return Decimal(0) if is_free(channel, category) else None


def is_free(channel: Channel, category: str | None = None) -> bool:
    """Return whether a channel takes no commission because it is one's own and states none."""
    own = channel.kind == "own_site" and channel.commission is None
    return own and (category or "") not in channel.commission_by_category


class Fee(Struct, frozen=True):
    """A fee in units of the currency: a share of what is paid, money an order and a piece, at most so much an order."""

    rate: Fraction
    per_order: Fraction
    per_piece: Fraction
    at_most: Fraction | None = None

    def each(self, price: Fraction, pieces: int) -> Fraction:
        """Return what one piece of an order of `pieces` at a price each bears of the fee."""
        whole = (self.rate * price + self.per_piece) * pieces + self.per_order
        return (whole if self.at_most is None else min(whole, self.at_most)) / pieces

    def full_from(self, pieces: int) -> Fraction | None:
        """Return the price of a piece from which on the fee rises no more; None where it does so for ever."""
        if self.at_most is None or not self.rate:
            return None
        return (self.at_most - self.per_order - self.per_piece * pieces) / (self.rate * pieces)


class ChannelTerms(Struct, frozen=True):
    """What a channel takes, in units of the strategy's currency; None where nobody says it.

    `commission` is of what is paid, of the list price, or of what is paid before others bear their part, as `base`
    says. `returns` is the share of pieces that come back, None where that is not reckoned with, `return_cost` what
    one of them costs; `insurance` is for an order. `missing` names what lacks, `assumed` what is taken for granted.
    """

    commission: Fraction | None = None
    base: str = "paid"
    payment_fee: Fraction | None = None
    fees: tuple[Fee, ...] = ()
    insurance: Fraction = Fraction(0)
    returns: Fraction | None = None
    return_cost: Fraction = Fraction(0)
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def channel_terms(
    strategy: Strategy, channel_id: str, category: str | None, exchange: Exchange
) -> ChannelTerms:
    """Return what a channel takes of products of a category, with all that lacks for it."""
    channel = strategy.channels.get(channel_id)
    if channel is None:
        return ChannelTerms(
            missing=(f"`channels.{channel_id}`" if channel_id != EVERYWHERE else "`channels`",)
        )
    reader = _Reader(strategy, exchange, f"channels.{channel_id}")
    lost = [field for field in _READ if strategy.lacks("channels", channel_id, field)]
    commission = reader.needed("commission", commission_rate(channel, category))
    fee = reader.needed("payment_fee", channel.payment_fee.value if channel.payment_fee is not None else None)
    fees = tuple(_fee(reader, one) for one in channel.fees.values())
    insurance = reader.amount(channel.return_insurance)
    returned, cost = None, Fraction(0)
    if channel.returns is not None:
        share = channel.returns.rate.value if channel.returns.rate is not None else None
        returned = reader.needed("returns.rate", share)
        if channel.returns.cost is None and returned != 0:
            reader.missing.append(f"`channels.{channel_id}.returns.cost`")
        cost = reader.amount(channel.returns.cost)
    missing = (*reader.missing, *(f"`channels.{channel_id}.{field}`" for field in lost))
    return ChannelTerms(
        commission=commission,
        base=channel.commission_of or "paid",
        payment_fee=fee,
        fees=fees,
        insurance=insurance,
        returns=returned,
        return_cost=cost,
        missing=tuple(dict.fromkeys(missing)),
        assumed=(NO_COMMISSION,) if is_free(channel, category) else (),
    )


def _fee(reader: _Reader, fee: ChannelFee) -> Fee:
    return Fee(
        rate=Fraction(fee.rate.value) if fee.rate is not None else Fraction(0),
        per_order=reader.amount(fee.per_order),
        per_piece=reader.amount(fee.per_piece),
        at_most=reader.amount(fee.at_most) if fee.at_most is not None else None,
    )


class _Reader:
    """Turns amounts of one place into fractions of the strategy's currency, and notes what lacks."""

    def __init__(self, strategy: Strategy, exchange: Exchange, place: str) -> None:
        self._currency, self._exchange, self._place = strategy.header.currency, exchange, place
        self.missing: list[str] = []

    def needed(self, field: str, value: Decimal | None) -> Fraction | None:
        if value is None:
            self.missing.append(f"`{self._place}.{field}`")
            return None
        return Fraction(value)

    def amount(self, money: Money | None) -> Fraction:
        """Return an amount, nothing where none is stated; without an exchange rate that is what lacks."""
        if money is None:
            return Fraction(0)
        found = in_currency(money, self._currency, self._exchange)
        if found is None:
            self.missing.append(unrated(money))
        return found or Fraction(0)


def in_currency(money: Money, currency: str, exchange: Exchange) -> Fraction | None:
    """Return an amount as a fraction of a currency, exactly; None without a rate."""
    rate = Decimal(1) if money.currency == currency else exchange.rate(money.currency, currency)
    return None if rate is None else Fraction(money.amount) * Fraction(rate)


def unrated(money: Money) -> str:
    """Return how a missing exchange rate is named."""
    return f"`exchange_rates`: {money.currency}"
