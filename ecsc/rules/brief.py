"""How statistics are told: with as many digits as they can bear."""

from __future__ import annotations

from decimal import Context, Decimal

_FIGURES = Context(prec=3)


def brief(value: Decimal) -> Decimal:
    """Return a number with three significant digits, as statistics are told."""
    return _FIGURES.plus(value)
