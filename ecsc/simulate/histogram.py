"""What many runs say, in counts: no sum of floats, whose rounding depends on its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rank(percent: int, runs: int) -> int:
    """Return the place, from 0, of the value that `percent` of 100 of the sorted runs do not exceed."""
    return max(-(-percent * runs // 100) - 1, 0)


class Histogram:
    """How many runs fall on each whole number, such as the ordinal of a day; it grows as runs are added."""

    __slots__ = ("_base", "_counts", "runs")

    def __init__(self) -> None:
        """Begin without runs."""
        self.runs = 0
        self._base = 0
        self._counts: NDArray[np.int64] | None = None

    def add(self, numbers: NDArray[np.int64]) -> None:
        """Count each of `numbers`, of which there is at least one."""
        import numpy as np

        base, last = int(numbers.min()), int(numbers.max())
        here = np.bincount(numbers - base, minlength=last - base + 1)
        self.runs += len(numbers)
        if self._counts is None:
            self._base, self._counts = base, here
            return
        first = min(base, self._base)
        whole = np.zeros(max(last, self._base + len(self._counts) - 1) - first + 1, np.int64)
        whole[self._base - first : self._base - first + len(self._counts)] += self._counts
        whole[base - first : base - first + len(here)] += here
        self._base, self._counts = first, whole

    def percentile(self, percent: int) -> int:
        """Return the least number that `percent` of 100 runs do not exceed (nearest rank)."""
        import numpy as np

        if self._counts is None:
            raise ValueError("there are no runs")
        reached = np.cumsum(self._counts)
        return self._base + int(np.searchsorted(reached, rank(percent, self.runs), "right"))

    def up_to(self, number: int) -> int:
        """Return how many runs fall on `number` or before."""
        if self._counts is None or number < self._base:
            return 0
        return int(self._counts[: number - self._base + 1].sum())

    def counts(self) -> tuple[tuple[int, int], ...]:
        """Return (number, runs) in ascending order, without numbers on which no run falls."""
        if self._counts is None:
            return ()
        return tuple((self._base + at, count) for at, count in enumerate(self._counts.tolist()) if count)


class Values:
    """The values of many runs, sorted."""

    __slots__ = ("_sorted",)

    def __init__(self, values: NDArray[np.float64]) -> None:
        """Take the values of all runs, none of which is missing."""
        import numpy as np

        self._sorted = np.sort(values)

    def kept(self, percent: int, *, falling: bool) -> float:
        """Return the value that `percent` of 100 runs reach or better; less is better where `falling`."""
        place = rank(percent, len(self._sorted))
        return float(self._sorted[place if falling else len(self._sorted) - 1 - place])

    def reaching(self, target: float, *, falling: bool) -> int:
        """Return how many runs reach `target` or better it."""
        import numpy as np

        if falling:
            return int(np.searchsorted(self._sorted, target, "right"))
        return len(self._sorted) - int(np.searchsorted(self._sorted, target, "left"))
