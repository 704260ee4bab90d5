"""The figures of a simulation: estimates as distributions, counts as shares, floats as decimals."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecsc.assess.estimates import Estimated
    from ecsc.simulate import Spread

_DIGITS = Context(prec=6)
_THOUSANDTH = Decimal("0.001")


def spread(one: Estimated) -> Spread:
    """Return an estimate as a triangular distribution."""
    from ecsc.simulate import Spread

    likely = one.low if one.likely is None else one.likely
    return Spread(float(one.low), float(likely), float(one.high))


def share(count: int, runs: int) -> Decimal:
    """Return a share of the runs to a thousandth; only all of them are 1, and only none are 0."""
    exact = (Decimal(count) / runs).quantize(_THOUSANDTH)
    if 0 < count < runs:
        exact = min(max(exact, _THOUSANDTH), 1 - _THOUSANDTH)
    return exact.normalize() + 0 if exact != int(exact) else Decimal(int(exact))


def significant(value: Decimal | float) -> Decimal:
    """Return a number to six significant digits."""
    rounded = _DIGITS.create_decimal(value)
    return rounded.normalize() + 0 if rounded != int(rounded) else Decimal(int(rounded))
