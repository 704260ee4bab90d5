"""Whether participants came in the shares they were meant to: the chi-square test of sample-ratio mismatch."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, exp, lgamma, log, sqrt

from msgspec import Struct

from ecsc.trials.comparing import DIGITS


class SplitTest(Struct, frozen=True):
    """How far the arms are from their planned shares, and how often chance alone takes them so far."""

    chi_square: float
    p: float


def split_test(counts: Sequence[int], shares: Sequence[float]) -> SplitTest | None:
    """Return how well participants by arm fit the planned shares, which add up to 1.

    None where it is not decidable: fewer than two arms, or fewer than five expected in one.
    """
    whole = sum(counts)
    expected = [whole * share for share in shares]
    if len(counts) < 2 or min(expected) < 5:
        return None
    chi_square = sum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    return SplitTest(round(chi_square, DIGITS), round(chi_square_tail(chi_square, len(counts) - 1), DIGITS))


def chi_square_tail(value: float, degrees: int) -> float:
    """Return how often a chi-square of so many degrees of freedom is larger: the finite sums for whole degrees."""
    half = value / 2
    if half <= 0:
        return 1.0
    odd = degrees % 2 / 2
    steps = (k + odd for k in range(degrees // 2))
    sums = sum(exp(step * log(half) - half - lgamma(step + 1)) for step in steps)
    return min(1.0, sums + (erfc(sqrt(half)) if odd else 0.0))
