"""What a run is asked for besides its strategies, and one strategy checked as it asks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ecsc.messages import words
from ecsc.pipeline import NoScenarioError, StrategyInput
from ecsc.report import Checked
from ecsc.runs.sources import Sources
from ecsc.runs.telling import checked

if TYPE_CHECKING:
    from ecsc.model.header import Baseline


class Asked(Struct, frozen=True):
    """The options of `compile_strategy` that a check has, and the language in which findings are told."""

    language: str = "en"
    as_of: dt.date | None = None
    baseline: Baseline | None = None
    scenario: str | None = None
    waivers: bool = True


def check_one(given: StrategyInput, asked: Asked) -> Checked:
    """Return what is found in a strategy. Its texts are read again when somebody wants to see one.

    Raises `NoScenarioError`; whatever else goes wrong is a bug of ours, whose note names the strategy.
    """
    from ecsc.pipeline.compiling import compile_strategy

    try:
        result = compile_strategy(
            given,
            as_of=asked.as_of,
            baseline=asked.baseline,
            plan=False,
            scenario=asked.scenario,
            waivers=asked.waivers,
        )
        return replace(checked(result, words(asked.language)), sources=Sources(given))
    except NoScenarioError as problem:
        raise NoScenarioError(problem.name, problem.known, given.folder) from None
    except Exception as bug:
        bug.add_note(f"while checking {given.folder}")
        raise
