"""The smallest coin of a currency, to which an amount that is split or converted is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation

from ecsc.quantity.values import EXACT

_WHOLE = frozenset((
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
    "XPF",
))  # fmt: skip
_THOUSANDTHS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))

_ONE, _CENT, _MIL = Decimal(1), Decimal("0.01"), Decimal("0.001")


def minor_unit(currency: str) -> Decimal:
    """Return the smallest unit that a currency is counted in by ISO 4217: `0.01` for CNY, `1` for JPY."""
    if currency in _WHOLE:
        return _ONE
    return _MIL if currency in _THOUSANDTHS else _CENT


def to_coins(amount: Decimal, unit: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return an amount in whole coins; one with more digits than are reckoned with as it is."""
    try:
        return amount.quantize(unit, rounding, EXACT)
    except InvalidOperation:
        return amount


def apportion(
    amount: Decimal, weights: Sequence[int | Decimal], whole: int | Decimal, unit: Decimal = Decimal("0.01")
) -> tuple[Decimal, ...]:
    """Split `amount` by `weights` out of `whole` in units of a coin, by largest remainder (Hamilton's method).

    When the weights make the whole, the parts sum to the amount exactly.
    """
    coins = EXACT.divide(amount, unit)
    if isinstance(whole, int) and coins == (count := int(coins)) and sum(weights) == whole:
        return _coin_by_coin(count, weights, whole, unit)  # the same in whole numbers, several times as fast
    exact = [EXACT.divide(EXACT.multiply(amount, Decimal(weight)), Decimal(whole)) for weight in weights]
    floors = [to_coins(part, unit, ROUND_FLOOR) for part in exact]
    due = to_coins(sum(exact, Decimal(0)), unit)
    if sum(weights) == whole:
        due = amount
    short = due - sum(floors, Decimal(0))
    order = sorted(range(len(exact)), key=lambda index: (floors[index] - exact[index], index))
    parts = list(floors)
    for index in order:
        if short <= 0:
            break
        step = min(unit, short)
        parts[index] += step
        short -= step
    return tuple(parts)


def _coin_by_coin(
    count: int, weights: Sequence[int | Decimal], whole: int, unit: Decimal
) -> tuple[Decimal, ...]:
    """Split so many coins by whole weights that make the whole, by largest remainder, the first of equals first."""
    cuts = [divmod(count * int(weight), whole) for weight in weights]
    parts = [part for part, _ in cuts]
    short = count - sum(parts)
    if short:
        for index in sorted(range(len(cuts)), key=lambda number: -cuts[number][1])[:short]:
            parts[index] += 1
    places = -int(unit.as_tuple().exponent)
    return tuple(Decimal(part).scaleb(-places, EXACT) for part in parts)
