"""Computed numbers in as many digits as people read."""

from __future__ import annotations

from decimal import ROUND_05UP, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation


def to_places(amount: Decimal, places: str, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return a number rounded to the digits of `places` (`0.01`); one with too many digits for that as it is."""
    try:
        return amount.quantize(Decimal(places), rounding)
    except InvalidOperation:
        return amount


def six_figures(amount: Decimal) -> Decimal:
    """Return a number in six figures, and in whole ones from a hundred thousand on."""
    if not amount:
        return amount
    return to_places(amount, str(Decimal(1).scaleb(min(0, amount.adjusted() - 5))))


_WIDE = Context(prec=80)


def to_round_on(amount: Decimal, unit: Decimal) -> Decimal:
    """Return an amount in whole units, so that rounding it on gives what rounding the amount itself would.

    Towards zero, but away from it where the last digit would be 0 or 5: what is not zero never becomes zero.
    """
    return amount.quantize(unit, ROUND_05UP, _WIDE)
