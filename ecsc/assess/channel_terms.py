"""What a channel takes of one piece that is sold on it: commission, fees, payment fee, and what returns cost.

One truth for the margin of a piece and for what the planned sales of a channel leave over.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.assess.offers.types import EVERYWHERE
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.reach import Channel, ChannelFee
from ecsc.quantity import EXACT, Money

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

    rate: Decimal
    per_order: Decimal
    per_piece: Decimal
    at_most: Decimal | None = None

    def each(self, price: Decimal, pieces: int) -> Decimal:
        """Return what one piece of an order of `pieces` at a price each bears of the fee."""
        each = EXACT.add(EXACT.multiply(self.rate, price), self.per_piece)
        whole = EXACT.add(EXACT.multiply(each, Decimal(pieces)), self.per_order)
        return EXACT.divide(whole if self.at_most is None else min(whole, self.at_most), Decimal(pieces))

    def of_order(self, pieces: int) -> Decimal:
        """Return what of it one piece bears for the order: it is paid though a piece comes back."""
        money = self.per_order if self.at_most is None else min(self.per_order, self.at_most)
        return EXACT.divide(money, Decimal(pieces))

    def full_from(self, pieces: int) -> Decimal | None:
        """Return the price of a piece from which on the fee rises no more; None where it does so for ever."""
        if self.at_most is None or not self.rate:
            return None
        left = EXACT.subtract(self.at_most, self.per_order)
        left = EXACT.subtract(left, EXACT.multiply(self.per_piece, Decimal(pieces)))
        return EXACT.divide(left, EXACT.multiply(self.rate, Decimal(pieces)))


class ChannelTerms(Struct, frozen=True):
    """What a channel takes, in units of the strategy's currency; None where nobody says it.

    `commission` is of what is paid, of the list price, or of what is paid before others bear their part, as `base`
    says. `returns` is the share of pieces that come back, None where that is not reckoned with, `return_cost` what
    one of them costs; `insurance` is for an order. `missing` names what lacks, `assumed` what is taken for granted.
    """

    commission: Decimal | None = None
    base: str = "paid"
    payment_fee: Decimal | None = None
    fees: tuple[Fee, ...] = ()
    insurance: Decimal = Decimal(0)
    returns: Decimal | None = None
    return_cost: Decimal = Decimal(0)
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
    returned, cost = None, Decimal(0)
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
        rate=fee.rate.value if fee.rate is not None else Decimal(0),
        per_order=reader.amount(fee.per_order),
        per_piece=reader.amount(fee.per_piece),
        at_most=reader.amount(fee.at_most) if fee.at_most is not None else None,
    )


class _Reader:
    """Turns amounts of one place into the strategy's currency, and notes what lacks."""

    def __init__(self, strategy: Strategy, exchange: Exchange, place: str) -> None:
        self._currency, self._exchange, self._place = strategy.header.currency, exchange, place
        self.missing: list[str] = []

    def needed(self, field: str, value: Decimal | None) -> Decimal | None:
        if value is None:
            self.missing.append(f"`{self._place}.{field}`")
            return None
        return value

    def amount(self, money: Money | None) -> Decimal:
        """Return an amount, nothing where none is stated; without an exchange rate that is what lacks."""
        if money is None:
            return Decimal(0)
        found = in_currency(money, self._currency, self._exchange)
        if found is None:
            self.missing.append(unrated(money))
        return found or Decimal(0)


def in_currency(money: Money, currency: str, exchange: Exchange) -> Decimal | None:
    """Return an amount in a currency, not rounded to its coins; None without a rate."""
    if money.currency == currency:
        return money.amount
    rate = exchange.rate(money.currency, currency)
    return None if rate is None else EXACT.multiply(money.amount, rate)


def unrated(money: Money) -> str:
    """Return how a missing exchange rate is named."""
    return f"`exchange_rates`: {money.currency}"
