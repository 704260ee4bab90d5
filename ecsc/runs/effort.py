"""What strategies cost: how many processes are worth their start, and when to clear away what was left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from ecsc.pipeline import StrategyInput

SETTLED = 2_000
"""What a strategy costs beside its bytes, as bytes: a small one takes two milliseconds more than its size says."""

WORTH_A_PROCESS = 300_000
"""Bytes of work for which a process is started: it takes about as long to be ready as they do."""

MOST_PROCESSES = 16
"""So many are started at most unless somebody asks for more: each has the whole compiler in memory."""

LITTER = 2_000_000
"""Bytes of work after which memory is cleared. It takes a few hundredths of the time of the work."""


def size_of(given: StrategyInput) -> int:
    """Return the bytes of a strategy's files."""
    return sum(len(content) for _, content in given.files)


def processes(strategies: Sequence[StrategyInput], jobs: int | None) -> int:
    """Return how many processes are worth their start: 1 where this one is ready sooner than another would be.

    `jobs` is how many may be started, by default as many as there are processors.
    """
    work = sum(SETTLED + size_of(given) for given in strategies)
    allowed = jobs or min(MOST_PROCESSES, _processors())
    return max(1, min(allowed, len(strategies), work // WORTH_A_PROCESS))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Tidying:
    """Clears memory of what strategies left behind, for the collector of a short run is off."""

    def __init__(self) -> None:
        self._work = 0

    def after(self, given: StrategyInput) -> None:
        """Count a strategy that is done, and clear up when there were many."""
        self._work += SETTLED + size_of(given)
        if self._work > LITTER:
            gc.collect()
            self._work = 0
