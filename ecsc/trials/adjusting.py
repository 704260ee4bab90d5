"""Several comparisons at once: p-values that allow for looking more than one time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal


def adjusted(values: Sequence[float], method: Literal["none", "bonferroni", "holm"]) -> tuple[float, ...]:
    """Return p-values to be held against the whole alpha, in the order given.

    Bonferroni multiplies each by their number; Holm the smallest by it, the next by one less, never falling.
    """
    count = len(values)
    if method == "bonferroni":
        return tuple(min(1.0, value * count) for value in values)
    if method == "none":
        return tuple(values)
    found, least = [0.0] * count, 0.0
    for rank, index in enumerate(sorted(range(count), key=values.__getitem__)):
        least = max(least, min(1.0, values[index] * (count - rank)))
        found[index] = least
    return tuple(found)
