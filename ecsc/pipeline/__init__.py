"""One strategy from its files to its findings and its plan: the only place that knows the order of stages.

In: a `StrategyInput`. Out: a `Result`. `reading` is bytes → documents, `measuring` the plan that progress is
measured against, `compiling` the order of all. May import every floor below.
"""

from ecsc.pipeline.compiling import Result, compile_strategy
from ecsc.pipeline.inputs import (
    NO_FILE,
    NO_FILE_HINT,
    NoScenarioError,
    NotThereError,
    StrategyInput,
    source_hash,
)

__all__ = [
    "NO_FILE",
    "NO_FILE_HINT",
    "NoScenarioError",
    "NotThereError",
    "Result",
    "StrategyInput",
    "compile_strategy",
    "source_hash",
]
