"""Options and fixtures that all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-goldens`, which rewrites expected outputs, and `--networks`, how many random ones to try."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected outputs")
    parser.addoption("--networks", default="1600", help="random networks to schedule, 1600 unless told")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Return whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))
