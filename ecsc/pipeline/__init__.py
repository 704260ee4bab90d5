"""One strategy from its files to its findings and its plan: the only place that knows the order of stages.

In: a `StrategyInput`. Out: a `Result`. `reading` is bytes → documents, `measuring` the plan that progress is
measured against, `compiling` the order of all. May import every floor below. The compiler itself is imported when
somebody asks for it: who finds strategies, and finds them unchanged, needs none of it.
"""

from typing import TYPE_CHECKING, Any

from ecsc.pipeline.inputs import (
    NO_FILE,
    NO_FILE_HINT,
    NoScenarioError,
    NotThereError,
    Organisation,
    StrategyInput,
    source_hash,
)

if TYPE_CHECKING:
    from ecsc.pipeline.compiling import Result, compile_strategy

__all__ = [
    "NO_FILE",
    "NO_FILE_HINT",
    "NoScenarioError",
    "NotThereError",
    "Organisation",
    "Result",
    "StrategyInput",
    "compile_strategy",
    "source_hash",
]


def __getattr__(name: str) -> Any:
    """Return a part of the compiler (PEP 562)."""
    if name not in ("Result", "compile_strategy"):
        raise AttributeError(name)
    from ecsc.pipeline import compiling

    return getattr(compiling, name)
