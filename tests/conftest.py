"""Options and fixtures that all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples on every machine: a run that fails can be repeated. To look further, raise `max_examples`.
settings.register_profile("repeatable", derandomize=True, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-goldens`, which rewrites expected outputs, and how many random networks and offers to try."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected outputs")
    parser.addoption("--networks", default="1600", help="random networks to schedule, 1600 unless told")
    parser.addoption("--offer-sets", default="100", help="random sets of offers to pay with, 100 unless told")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Return whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))
