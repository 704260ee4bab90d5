"""Computed numbers in as many digits as people read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_05UP, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation


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


def to_add_up(parts: Sequence[Decimal], total: Decimal, unit: Decimal) -> tuple[Decimal, ...]:
    """Return parts in whole units that sum up to `total`, which is in whole units and less than one off their sum.

    By largest remainder (Hamilton's method): those are rounded up that lose most otherwise.
    """
    floors = [part.quantize(unit, ROUND_FLOOR, _WIDE) for part in parts]
    by_loss = sorted(range(len(parts)), key=lambda place: (floors[place] - parts[place], place))
    more = int((total - sum(floors, Decimal(0))) / unit)
    for place in by_loss[:more] if more >= 0 else by_loss[more:]:
        floors[place] += unit if more >= 0 else -unit
    return tuple(floors)


_WIDE = Context(prec=80)


def to_round_on(amount: Decimal, unit: Decimal) -> Decimal:
    """Return an amount in whole units, so that rounding it on gives what rounding the amount itself would.

    Towards zero, but away from it where the last digit would be 0 or 5: what is not zero never becomes zero.
    """
    return amount.quantize(unit, ROUND_05UP, _WIDE)
