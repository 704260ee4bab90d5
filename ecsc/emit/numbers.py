"""Numbers as programs read them."""

from __future__ import annotations

from decimal import Decimal

from ecsc.quantity import EXACT


def number_text(number: Decimal) -> str:
    """Return a number as plain decimal text for programs: no exponent, trailing zeros or negative zero."""
    return format(EXACT.normalize(EXACT.plus(number)), "f")
