"""What sales leave over, step by step: gross, net sales, the channel's part, goods, spend, contribution."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.quantity import EXACT

_NONE = Decimal(0)


class Contribution(Struct, frozen=True):
    """The steps from gross sales to contribution, each as an amount that is taken away.

    `net` is what is kept of the sales: without tax, refunds and discounts. A step that is not known is None, and so
    is everything that hangs on it. `margin` is the contribution as a share of net sales, None without any.
    """

    gross: Decimal
    tax: Decimal | None
    refunds: Decimal | None
    discounts: Decimal | None
    net: Decimal | None
    commission: Decimal | None
    fees: Decimal | None
    goods: Decimal | None
    spend: Decimal | None
    contribution: Decimal | None
    margin: Decimal | None


def contribution(
    gross: Decimal,
    *,
    tax_rate: Decimal | None = _NONE,
    refund_rate: Decimal | None = _NONE,
    discounts: Decimal | None = _NONE,
    commission: Decimal | None = _NONE,
    payment_fee: Decimal | None = _NONE,
    goods: Decimal | None = _NONE,
    spend: Decimal | None = _NONE,
) -> Contribution:
    """Return the steps. Rates are fractions, `goods` what is sold costs before refunds, all in one currency.

    Discounts are taken off before refunds, refunds are of what is paid. `tax_rate` is on the net price and contained
    in the gross one. Commission and fee are of what is paid and kept, tax included; refunded goods come back.
    """
    paid = None if discounts is None else EXACT.subtract(gross, discounts)
    refunds = _times(paid, refund_rate)
    kept = _less(paid, refunds)
    tax = (
        None
        if kept is None or tax_rate is None
        else EXACT.divide(EXACT.multiply(kept, tax_rate), 1 + tax_rate)
    )
    net = _less(kept, tax)
    kept_share = None if refund_rate is None else 1 - refund_rate
    sold, taken, fees = _times(goods, kept_share), _times(kept, commission), _times(kept, payment_fee)
    left = net
    for part in (taken, fees, sold, spend):
        left = _less(left, part)
    margin = EXACT.divide(left, net) if left is not None and net else None
    return Contribution(gross, tax, refunds, discounts, net, taken, fees, sold, spend, left, margin)


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACT.multiply(one, other)


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACT.subtract(one, other)
