"""Whether the periods of a breakdown tile the time they cut: no gap, no overlap, nothing outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from ecsc.quantity import Period


class Coverage(Struct, frozen=True):
    """What is wrong with a tiling: days nothing covers, pairs that overlap, periods that reach outside."""

    gaps: tuple[tuple[dt.date, dt.date], ...]
    overlaps: tuple[tuple[Period, Period], ...]
    outside: tuple[Period, ...]

    @property
    def holds(self) -> bool:
        """Return whether the periods tile the whole."""
        return not (self.gaps or self.overlaps or self.outside)


def cover(whole: Period, parts: Sequence[Period]) -> Coverage:
    """Return how `parts` cover `whole`. A part that only sticks out at an end counts as clipped, not outside."""
    day = dt.timedelta(days=1)
    ordered = sorted(parts, key=lambda part: (part.first, part.last))
    outside = tuple(part for part in ordered if not part.overlaps(whole))
    inside = [part for part in ordered if part.overlaps(whole)]
    overlaps = tuple((one, two) for one, two in pairwise(inside) if one.overlaps(two))
    gaps: list[tuple[dt.date, dt.date]] = []
    reached = whole.first
    for part in inside:
        if part.first > reached:
            gaps.append((reached, part.first - day))
        if part.last == dt.date.max:
            return Coverage(tuple(gaps), overlaps, outside)
        reached = max(reached, part.last + day)
    if reached <= whole.last:
        gaps.append((reached, whole.last))
    return Coverage(tuple(gaps), overlaps, outside)
