"""The smallest coin of a currency, to which an amount that is split or converted is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

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
