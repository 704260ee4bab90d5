"""What sales leave over, step by step: gross, net sales, the channel's part, goods, spend, contribution."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.quantity import EXACT, to_coins

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
    tax_share: Decimal | None = _NONE,
    refund_rate: Decimal | None = _NONE,
    discounts: Decimal | None = _NONE,
    commission: Decimal | None = _NONE,
    payment_fee: Decimal | None = _NONE,
    goods: Decimal | None = _NONE,
    spend: Decimal | None = _NONE,
) -> Contribution:
    """Return the steps. Rates are fractions, `goods` what is sold costs before refunds, all in one currency.

    Discounts are taken off before refunds, refunds are of what is paid. `tax_share` is the part of the gross price
    that is tax. Commission and fee are of what is paid and kept, tax included; refunded goods come back.
    """
    paid = None if discounts is None else EXACT.subtract(gross, discounts)
    refunds = _times(paid, refund_rate)
    kept = _less(paid, refunds)
    kept_share = None if refund_rate is None else 1 - refund_rate
    return _left(
        gross,
        tax=_times(kept, tax_share),
        refunds=refunds,
        discounts=discounts,
        commission=_times(kept, commission),
        fees=_times(kept, payment_fee),
        goods=_times(goods, kept_share),
        spend=spend,
    )


_STEPS = ("tax", "refunds", "discounts", "commission", "fees", "goods", "spend")


def in_coins(steps: Contribution, unit: Decimal) -> Contribution:
    """Return the steps rounded to a currency's smallest coin: rows of them sum down as they do across."""
    found = {field: _rounded(getattr(steps, field), unit) for field in _STEPS}
    return _left(to_coins(steps.gross, unit), **found)


def summed(rows: Sequence[Contribution]) -> Contribution:
    """Return the sum of rows, step by step; a step that one of them does not know is not known."""
    found = {field: _sum([getattr(row, field) for row in rows]) for field in _STEPS}
    return _left(sum((row.gross for row in rows), _NONE), **found)


def _left(
    gross: Decimal,
    *,
    tax: Decimal | None,
    refunds: Decimal | None,
    discounts: Decimal | None,
    commission: Decimal | None,
    fees: Decimal | None,
    goods: Decimal | None,
    spend: Decimal | None,
) -> Contribution:
    net = _less(_less(_less(gross, discounts), refunds), tax)
    left = net
    for part in (commission, fees, goods, spend):
        left = _less(left, part)
    margin = EXACT.divide(left, net) if left is not None and net else None
    return Contribution(gross, tax, refunds, discounts, net, commission, fees, goods, spend, left, margin)


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, _NONE) if len(known) == len(parts) else None


def _rounded(amount: Decimal | None, unit: Decimal) -> Decimal | None:
    return None if amount is None else to_coins(amount, unit)


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACT.multiply(one, other)


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACT.subtract(one, other)
