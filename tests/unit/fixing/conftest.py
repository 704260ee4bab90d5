"""What the tests of mending share: a strategy of one file, mended as the command does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ecsc.diagnostics import Finding
from ecsc.fixing import Mended, mend
from ecsc.pipeline import StrategyInput, compile_strategy

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY}
people:
  lin_wei: {name: Lin Wei}
"""


def check(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return what is found in a strategy of these files."""
    return compile_strategy(StrategyInput("demo", tuple(files.items())), plan=False).findings


@pytest.fixture
def mended() -> Callable[..., Mended]:
    """Return a function that mends one file of these bytes."""

    def run(raw: bytes, *, unsafe: bool = False) -> Mended:
        return mend({"demo/s.yaml": raw}, check, unsafe=unsafe)

    return run
