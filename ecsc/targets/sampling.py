"""How exact the answers of a survey are: the margin of error of a share, at a confidence of 95 %."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

_HALF_WIDTH = NormalDist().inv_cdf(0.975)
"""1.96 standard errors to either side hold 95 % of the answers that could have come."""


_EVERYBODY = 10**12
"""More answers than there are people: what is written beyond is as exact."""


def margin_of_error(answers: int, share: float = 0.5) -> float:
    """Return the half width of the interval for a share of `answers` (1 or more) as a fraction: 384 give 0.05."""
    return _HALF_WIDTH * sqrt(share * (1 - share) / float(min(answers, _EVERYBODY)))


def answers_for(margin: float, share: float = 0.5) -> int:
    """Return how many answers give `margin`, to the nearest: 384 for 5 points."""
    return round(_HALF_WIDTH**2 * share * (1 - share) / margin**2)
