"""What a channel takes of its sales as shares of them, over all products that are sold there.

Nobody says how much of each product is sold, nor how many pieces an order holds: products are weighed by their list
prices, and an order holds one piece.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.assess.channel_terms import ChannelTerms, channel_terms, in_currency
from ecsc.model import Strategy
from ecsc.model.exchange import Exchange
from ecsc.model.offer import Product
from ecsc.quantity import EXACT

ONE_PIECE = "one piece an order"
"""How it is named that what is charged for an order is reckoned for an order of one piece."""


class ChannelShares(Struct, frozen=True):
    """Shares of what is sold: the commission, the payment fee with all other fees, and what returns cost.

    `on_orders` is what every order costs and `on_returns` what every returned one does, kept apart as refunds undo
    neither. None where it cannot be told; `missing` names what for, `assumed` what is taken for granted.
    """

    commission: Decimal | None
    fees: Decimal | None
    on_orders: Decimal = Decimal(0)
    on_returns: Decimal = Decimal(0)
    returned: Decimal | None = None
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    def all_fees(self, refunds: Decimal | None) -> Decimal | None:
        """Return all fees as a share of what is kept, where a share of what is sold is refunded.

        What every order and every return costs is paid of what is kept, too.
        """
        if self.fees is None or not (self.on_orders or self.on_returns):
            return self.fees
        if refunds is None or refunds >= 1:
            return None
        whole = EXACT.add(self.on_orders, EXACT.multiply(self.on_returns, refunds))
        return EXACT.add(self.fees, EXACT.divide(whole, 1 - refunds))


def channel_shares(strategy: Strategy, channel_id: str, exchange: Exchange) -> ChannelShares:
    """Return what a channel takes of its sales."""
    channel = strategy.channels[channel_id]
    plain = channel_terms(strategy, channel_id, None, exchange)
    by_product = channel.commission_by_category or channel.fees or channel.return_insurance or channel.returns
    if not by_product:
        return ChannelShares(
            plain.commission,
            plain.payment_fee,
            missing=plain.missing,
            assumed=plain.assumed,
        )
    sold = [one for one in strategy.products.values() if not one.channels or channel_id in one.channels]
    prices = [_price(one, strategy, exchange) for one in sold]
    known = [(one, price) for one, price in zip(sold, prices, strict=True) if price is not None]
    if len(known) < len(sold) or not any(prices):
        terms = [channel_terms(strategy, channel_id, one.category, exchange) for one in sold] or [plain]
        return ChannelShares(None, None, missing=_named(terms), assumed=_taken_for_granted(terms))
    return _weighed(strategy, channel_id, exchange, known)


def _weighed(
    strategy: Strategy, channel_id: str, exchange: Exchange, sold: list[tuple[Product, Decimal]]
) -> ChannelShares:
    found: dict[str | None, ChannelTerms] = {}
    commission: Decimal | None = Decimal(0)
    fees: Decimal | None = Decimal(0)
    orders = returns = whole = Decimal(0)
    for product, price in sold:
        if product.category not in found:
            found[product.category] = channel_terms(strategy, channel_id, product.category, exchange)
        terms = found[product.category]
        whole = EXACT.add(whole, price)
        commission = _plus(commission, price, terms.commission)
        fees = _plus(fees, price, terms.payment_fee)
        for fee in terms.fees:
            of_order = fee.of_order(1)
            fees = None if fees is None else EXACT.add(fees, EXACT.subtract(fee.each(price, 1), of_order))
            orders = EXACT.add(orders, of_order)
        orders = EXACT.add(orders, terms.insurance)
        returns = EXACT.add(returns, terms.return_cost)
    every = list(found.values())
    missing = _named(every)
    if any(not what.endswith(".commission`") for what in missing):
        fees = None
    by_order = any(one.insurance or any(fee.at_most or fee.per_order for fee in one.fees) for one in every)
    return ChannelShares(
        EXACT.divide(commission, whole) if commission is not None else None,
        EXACT.divide(fees, whole) if fees is not None else None,
        EXACT.divide(orders, whole),
        EXACT.divide(returns, whole),
        every[0].returns,
        missing,
        (*_taken_for_granted(every), *([ONE_PIECE] if by_order else [])),
    )


def _price(product: Product, strategy: Strategy, exchange: Exchange) -> Decimal | None:
    if product.list_price is None:
        return None
    return in_currency(product.list_price, strategy.header.currency, exchange)


def _plus(total: Decimal | None, price: Decimal, share: Decimal | None) -> Decimal | None:
    return None if total is None or share is None else EXACT.add(total, EXACT.multiply(price, share))


def _named(terms: list[ChannelTerms]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(what for one in terms for what in one.missing))


def _taken_for_granted(terms: list[ChannelTerms]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(what for one in terms for what in one.assumed))
