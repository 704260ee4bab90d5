"""Two observed shares compared: how surprising their difference is, and how large it may be.

The test is the two-proportion z with the pooled standard error; the interval has the unpooled one.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Literal

from msgspec import Struct

DIGITS = 6
"""Decimal places of every number that comes out: shares, z and p alike."""

SMALLEST_CELL = 10
"""How many of each arm must have done it, and how many not, for the normal distribution to be near enough."""

NORMAL = NormalDist()


class Comparison(Struct, frozen=True):
    """The second arm against the first. `difference`, `low` and `high` are second minus first, as fractions.

    `p` is of the test asked for: for a difference either way, or for one in the better direction alone.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    z: float
    p: float


def compare(
    first: tuple[int, int],
    second: tuple[int, int],
    *,
    alpha: float = 0.05,
    sides: Literal["two", "up", "down"] = "two",
    smallest_cell: int = SMALLEST_CELL,
) -> Comparison | None:
    """Return two arms, each (conversions, participants), compared; the interval covers 1 - `alpha`.

    None where it is not decidable: an arm has fewer than `smallest_cell` conversions or non-conversions.
    """
    (x1, n1), (x2, n2) = first, second
    if min(x1, n1 - x1, x2, n2 - x2) < max(smallest_cell, 1):
        return None
    p1, p2, pooled = x1 / n1, x2 / n2, (x1 + x2) / (n1 + n2)
    z = (p2 - p1) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    half = -NORMAL.inv_cdf(alpha / 2) * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    values = (p1, p2, p2 - p1, p2 - p1 - half, p2 - p1 + half, z, tail(z, sides))
    return Comparison(*(round(value, DIGITS) for value in values))


def tail(z: float, sides: Literal["two", "up", "down"]) -> float:
    """Return how often chance alone makes a z as far out as this one."""
    if sides == "two":
        return 2 * NORMAL.cdf(-abs(z))
    return NORMAL.cdf(-z if sides == "up" else z)
