"""Strategies checked, each once: from what is kept, here, or by other processes; told in their order."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Protocol

from ecsc.pipeline import StrategyInput
from ecsc.report import Checked
from ecsc.runs.asked import Asked, check_one
from ecsc.runs.cache import Cache
from ecsc.runs.effort import Tidying, processes, size_of
from ecsc.runs.observed import Observed, Read
from ecsc.runs.stray import with_stray


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
    save: bool = True,
) -> Iterator[Checked]:
    """Yield each strategy as checked, in their order, whoever is ready first.

    `jobs` is how many processes may work, by default as many as there are processors. Without `save` it is for the
    caller to save the cache, when there is nothing more to check. Raises what `check_one` raises,
    and what `check_in_workers` raises.
    """
    known = [None if cache is None else cache.get(given) for given in strategies]
    missing = [given for given, one in zip(strategies, known, strict=True) if one is None]
    found = _found(missing, asked, watcher, jobs)
    try:
        for given, one in zip(strategies, known, strict=True):
            if one is not None:
                yield with_stray(given, one, asked.language)
                continue
            new, reads = next(found)
            if cache is not None:
                cache.put(given, new, reads)
            yield with_stray(given, new, asked.language)
    finally:
        found.close()
        if cache is not None and save:
            cache.save()


def _found(
    strategies: Sequence[StrategyInput], asked: Asked, watcher: Watcher, jobs: int | None
) -> Generator[tuple[Checked, tuple[Read, ...] | None], None, None]:
    """Yield each strategy as checked, and what it read on demand."""
    workers = processes(strategies, jobs)
    if workers == 1:
        tidying = Tidying()
        for given in strategies:
            watcher.step(given.folder, size_of(given))
            observed = Observed(given)
            yield check_one(observed.given, asked), observed.reads
            tidying.after(given)
        return
    from ecsc.runs.workers import check_in_workers

    watcher.count(0, len(strategies))
    for done, each in enumerate(check_in_workers(strategies, asked, workers), 1):
        watcher.count(done, len(strategies))
        yield each
