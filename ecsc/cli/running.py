"""A run over many strategies as a command asks for it: from the cache, by several processes, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ecsc.cli.failure import Broken
from ecsc.cli.progress import Progress
from ecsc.pipeline import NoScenarioError, StrategyInput
from ecsc.report import Checked
from ecsc.runs import Asked, Cache, check_all
from ecsc.runs.failing import WorkerDiedError

if TYPE_CHECKING:
    pass


def run(
    strategies: Sequence[StrategyInput],
    asked: Asked,
    progress: Progress,
    *,
    cache: Cache | None = None,
    jobs: int | None = None,
) -> Iterator[Checked]:
    """Yield each strategy as checked. A scenario that there is not ends the run, as does a process that dies."""
    try:
        yield from check_all(strategies, asked, progress, cache=cache, jobs=jobs)
    except NoScenarioError as problem:
        from ecsc.cli.compiling import no_scenario

        raise no_scenario(problem, problem.folder) from None
    except WorkerDiedError as died:
        raise Broken(
            "a process was ended from outside while it checked {folder}, most likely because memory ran out",
            {"folder": died.folder},
            hint="give it more memory, or less to do at a time: --jobs 1",
        ) from None
    finally:
        progress.clear()
