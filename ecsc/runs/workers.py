"""Strategies checked by several processes, and told in their order whoever is ready first.

Each process has one strategy at a time over a pipe of its own: so it is known what a process was at that died, and
no process waits for a pipe that is full while the other end waits for it. A process whose pipe closes ends.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from ecsc.pipeline import NoScenarioError, StrategyInput
from ecsc.report import Checked
from ecsc.report.crash import Crash, CrashError, crash_of
from ecsc.runs.asked import Asked, check_one
from ecsc.runs.effort import Tidying
from ecsc.runs.failing import WorkerDiedError
from ecsc.runs.observed import Observed, Read
from ecsc.runs.sources import Sources


class _Found(Struct, frozen=True):
    """A strategy as checked, without its texts, and what it read on demand."""

    checked: Checked
    reads: tuple[Read, ...] | None


class _NoScenario(Struct, frozen=True):
    name: str
    known: tuple[str, ...]


class _Died(Struct, frozen=True):
    """The process ended before it had an answer."""


_Answer: TypeAlias = _Found | _NoScenario | _Died | Crash


def check_in_workers(
    strategies: Sequence[StrategyInput], asked: Asked, workers: int
) -> Iterator[tuple[Checked, tuple[Read, ...] | None]]:
    """Yield each strategy as checked and what it read on demand, in their order.

    Raises what `check_one` raises, `CrashError` for a bug, and `WorkerDiedError`: of several the first in that order.
    """
    with _Pool(asked, workers) as pool:
        for given, answer in zip(strategies, pool.answers(strategies), strict=True):
            if isinstance(answer, _NoScenario):
                raise NoScenarioError(answer.name, answer.known, given.folder)
            if isinstance(answer, Crash):
                raise CrashError(answer)
            if isinstance(answer, _Died):
                raise WorkerDiedError(given.folder)
            yield replace(answer.checked, sources=Sources(given)), answer.reads


class _Worker:
    """A process, and the index of the strategy that it is at."""

    def __init__(self, context: BaseContext, asked: Asked) -> None:
        self.connection, theirs = context.Pipe()
        self.at: int | None = None
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, asked), daemon=True)  # type: ignore[attr-defined]
        with _without_main():
            self.process.start()
        theirs.close()

    def ask(self, index: int, given: StrategyInput) -> None:
        self.at = index
        with suppress(OSError):  # it died: that is its answer, and comes as every other one
            self.connection.send(given)

    def answer(self) -> _Answer:
        self.at = None
        try:
            answer: _Answer = self.connection.recv()
        except (EOFError, OSError):
            answer = _Died()
        return answer


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the program that runs: a new process would load it again, and whatever it does unasked with it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Pool:
    """The processes, which are all ended when it is left, however it is left."""

    def __init__(self, asked: Asked, workers: int) -> None:
        # A server that forks has loaded the compiler once and has no threads; where forking is not safe (macOS) or
        # not known (Windows), each process loads it itself.
        context = get_context("forkserver" if sys.platform.startswith("linux") else "spawn")
        context.set_forkserver_preload(["ecsc.runs.preloaded"])
        self._workers: list[_Worker] = []
        try:
            self._workers += (_Worker(context, asked) for _ in range(workers))
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()

    def answers(self, strategies: Sequence[StrategyInput]) -> Iterator[_Answer]:
        """Yield the answer about each strategy, in order, as far as the first one that ends the run."""
        answers: dict[int, _Answer] = {}
        to_ask = iter(range(len(strategies)))
        failed = False
        ready = self._workers
        for index in range(len(strategies)):
            while index not in answers:
                if not failed:  # what comes after a failure is not asked any more
                    for worker, asked in zip(ready, to_ask, strict=False):
                        worker.ask(asked, strategies[asked])
                ready = self._ready()
                for worker in ready:
                    assert worker.at is not None  # noqa: S101 - it was busy
                    at = worker.at
                    answers[at] = worker.answer()
                    failed |= not isinstance(answers[at], _Found)
            yield answers.pop(index)

    def _ready(self) -> list[_Worker]:
        """Wait until somebody has an answer; return who has."""
        busy: dict[object, _Worker] = {one.connection: one for one in self._workers if one.at is not None}
        return [busy[one] for one in wait(list(busy))]  # type: ignore[arg-type] # connections are what they are


def _work(connection: Connection, asked: Asked) -> None:
    """Answer until the other end is closed. Ctrl-C is for the process that started this one, which then ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    tidying = Tidying()
    try:
        while True:
            given: StrategyInput = connection.recv()
            connection.send(_answer(given, asked))
            tidying.after(given)
    except (EOFError, OSError):
        os._exit(0)


def _answer(given: StrategyInput, asked: Asked) -> _Answer:
    observed = Observed(given)
    try:
        found = check_one(observed.given, asked)
    except NoScenarioError as problem:
        return _NoScenario(problem.name, problem.known)
    except Exception as bug:
        return crash_of(bug)
    return _Found(replace(found, sources={}), observed.reads)
