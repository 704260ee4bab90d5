"""Strategies checked, each once: from what is kept, here, or by other processes; told in their order."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from typing import Protocol

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.runs.asked import Asked, check_one
from ecsc.runs.cache import Cache
from ecsc.runs.observed import Observed, Read

SETTLED = 2_000
"""What a strategy costs beside its bytes, as bytes: a small one takes two milliseconds more than its size says."""

WORTH_A_PROCESS = 300_000
"""Bytes of work for which a process is started: it takes about as long to be ready as they do."""

MOST_PROCESSES = 16
"""So many are started at most unless somebody asks for more: each has the whole compiler in memory."""


class Watcher(Protocol):
    """Who wants to know how far the work is."""

    def step(self, what: str, size: int) -> None:
        """Hear that `what`, of `size` bytes, comes next."""

    def count(self, done: int, total: int) -> None:
        """Hear how many of all strategies are checked."""


def check_all(
    strategies: Sequence[StrategyInput],
    asked: Asked,
    watcher: Watcher,
    *,
    cache: Cache | None = None,
    jobs: int | None = None,
) -> Iterator[Checked]:
    """Yield each strategy as checked, in their order, whoever is ready first.

    `jobs` is how many processes may work, by default as many as there are processors. Raises what `check_one` raises,
    and what `check_in_workers` raises.
    """
    known = [None if cache is None else cache.get(given) for given in strategies]
    missing = [given for given, one in zip(strategies, known, strict=True) if one is None]
    found = _found(missing, asked, watcher, jobs)
    try:
        for given, one in zip(strategies, known, strict=True):
            if one is not None:
                yield one
                continue
            new, reads = next(found)
            if cache is not None:
                cache.put(given, new, reads)
            yield new
    finally:
        found.close()
        if cache is not None:
            cache.save()


def processes(strategies: Sequence[StrategyInput], jobs: int | None) -> int:
    """Return how many processes are worth their start: 1 where this one is ready sooner than another would be."""
    work = sum(SETTLED + sum(len(content) for _, content in given.files) for given in strategies)
    allowed = jobs or min(MOST_PROCESSES, _processors())
    return max(1, min(allowed, len(strategies), work // WORTH_A_PROCESS))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _found(
    strategies: Sequence[StrategyInput], asked: Asked, watcher: Watcher, jobs: int | None
) -> Generator[tuple[Checked, tuple[Read, ...] | None], None, None]:
    """Yield each strategy as checked, and what it read on demand."""
    workers = processes(strategies, jobs)
    if workers == 1:
        for given in strategies:
            watcher.step(given.folder, sum(len(content) for _, content in given.files))
            observed = Observed(given)
            yield check_one(observed.given, asked), observed.reads
        return
    from ecsc.runs.workers import check_in_workers

    watcher.count(0, len(strategies))
    for done, each in enumerate(check_in_workers(strategies, asked, workers), 1):
        watcher.count(done, len(strategies))
        yield each
