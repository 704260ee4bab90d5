"""Strategies compiled one after another, as every command does it that needs more than their findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypedDict

from ecsc.cli.failure import UsageProblem, close_words
from ecsc.cli.progress import Progress
from ecsc.model.header import Baseline
from ecsc.pipeline import NoScenarioError, Result, StrategyInput, compile_strategy


class _Options(TypedDict):
    """What every compilation of a run has in common."""

    as_of: dt.date | None
    baseline: Baseline | None
    scenario: str | None
    waivers: bool


def compiled(
    strategies: Iterable[StrategyInput],
    as_of: dt.date | None,
    progress: Progress,
    *,
    baseline: Baseline | None = None,
    plan: bool = True,
    simulate: Mapping[str, int] | Literal[False] | None = None,
    scenario: str | None = None,
    waivers: bool = True,
) -> Iterator[Result]:
    """Yield the result of each strategy, with a sign of life on the terminal where it takes long.

    The options are those of `compile_strategy`; a scenario that there is not ends the run.
    """
    options: _Options = {"as_of": as_of, "baseline": baseline, "scenario": scenario, "waivers": waivers}
    for given in strategies:
        progress.step(given.folder, sum(len(content) for _, content in given.files))
        try:
            if plan:
                yield _planned(given, simulate, options)
            else:
                yield compile_strategy(given, plan=False, **options)
        except NoScenarioError as problem:
            raise no_scenario(problem, given.folder) from None
    progress.clear()


def no_scenario(problem: NoScenarioError, folder: str) -> UsageProblem:
    """Return what is wrong with a command that names a scenario which the strategy in `folder` has not."""
    told = {"word": problem.name, "folder": folder, "known": list(problem.known)}
    if not problem.known:
        return UsageProblem(
            "the strategy in {folder} has no scenarios", told, hint="write one under `scenarios`"
        )
    close = close_words(problem.name, problem.known)
    hint = "" if close else "it has {known}"
    return UsageProblem("the strategy in {folder} has no scenario {word}", told, near=close, hint=hint)


def _planned(
    given: StrategyInput, simulate: Mapping[str, int] | Literal[False] | None, options: _Options
) -> Result:
    """Return a strategy with its plan; what it asks for and cannot be computed here ends the run."""
    from ecsc.simulate.extra import MissingExtraError

    try:
        return compile_strategy(given, simulate=simulate, **options)
    except MissingExtraError as missing:
        told = {"library": missing.library, "extra": missing.extra}
        hint = "pip install 'ecsc[{extra}]'"
        raise UsageProblem("a simulation needs {library}, which is not installed", told, hint=hint) from None
