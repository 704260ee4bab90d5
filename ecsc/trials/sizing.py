"""How many must take part in each arm, and what a sample of a given size can show.

One formula for all three questions, with the pooled variance where nothing has changed and the unpooled one
where it has (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, without continuity
correction), for one arm:

    n = (z_alpha * sqrt(2 * m * (1 - m)) + z_power * sqrt(p1 * (1 - p1) + p2 * (1 - p2)))² / (p2 - p1)²

with m = (p1 + p2) / 2 and z_alpha for half of alpha in a two-sided test.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import Literal

from msgspec import Struct

from ecsc.trials.comparing import DIGITS, NORMAL

HALVINGS = 30
"""After so many halvings the way from 0 to 1 is shorter than any place that is printed."""

MOST = 10**15
"""More participants than anyone will ever have: where a difference is too small for any sample."""


class Design(Struct, frozen=True):
    """What a test is to hold to. `comparisons` above one divides alpha by their number (Bonferroni)."""

    alpha: float = 0.05
    power: float = 0.8
    sides: Literal["two", "one"] = "two"
    comparisons: int = 1

    @property
    def z_alpha(self) -> float:
        """Return the z a result must reach."""
        alpha = self.alpha / self.comparisons
        return -NORMAL.inv_cdf(alpha / 2 if self.sides == "two" else alpha)


def sample_per_arm(base: float, aim: float, design: Design) -> int | None:
    """Return how many must take part in each arm to see `base` become `aim`; None for more than can be had.

    Raises `ValueError` for shares that are not between 0 and 1, or equal.
    """
    if not (0 < base < 1 and 0 < aim < 1) or base == aim:
        raise ValueError("two different shares between 0 and 1 are needed")
    middle = (base + aim) / 2
    spread = design.z_alpha * sqrt(2 * middle * (1 - middle))
    spread += NORMAL.inv_cdf(design.power) * sqrt(base * (1 - base) + aim * (1 - aim))
    size = (spread / (aim - base)) ** 2
    return ceil(round(size, DIGITS)) if size < MOST else None


def power_of(base: float, aim: float, n: float, design: Design) -> float:
    """Return how often a test with `n` in each arm sees `base` become `aim`, as a fraction."""
    middle = (base + aim) / 2
    reached = abs(aim - base) * sqrt(n) - design.z_alpha * sqrt(2 * middle * (1 - middle))
    return round(NORMAL.cdf(reached / sqrt(base * (1 - base) + aim * (1 - aim))), DIGITS)


def detectable(base: float, n: float, design: Design, direction: Literal["up", "down"]) -> float | None:
    """Return the share nearest to `base` that a test with `n` in each arm sees, or None: not even the farthest.

    Found by halving the way to 0 or 1; raises `ValueError` for a base that is not between them.
    """
    if not 0 < base < 1:
        raise ValueError("a share between 0 and 1 is needed")
    z_alpha, z_power, root = design.z_alpha, NORMAL.inv_cdf(design.power), sqrt(n)

    def seen(aim: float) -> bool:
        middle = (base + aim) / 2
        spread = z_alpha * sqrt(2 * middle * (1 - middle))
        return abs(aim - base) * root >= spread + z_power * sqrt(base * (1 - base) + aim * (1 - aim))

    near, far = base, 1 - 1e-9 if direction == "up" else 1e-9
    if not seen(far):
        return None
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        near, far = (near, middle) if seen(middle) else (middle, far)
    return round(far, DIGITS)


def chance_below(true: float, seen: float, n: float) -> float:
    """Return how often a share of `true` is seen as `seen` or worse among `n` by chance alone.

    Worse is farther from `true`: under it for a `seen` under it, else over it.
    """
    return round(NORMAL.cdf(-abs(true - seen) / sqrt(true * (1 - true) / n)), DIGITS)
