"""JavaScript for the programs that read our reports."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.consumers.readers import found


@pytest.fixture
def node() -> Callable[[str, str], str]:
    """Run JavaScript among the installed packages with a text as its input, and return what it prints."""
    home = found("node_modules").parent
    if shutil.which("node") is None:
        pytest.skip("node is not installed")

    def run(code: str, given: str) -> str:
        done = subprocess.run(
            ["node", "--input-type=module", "-e", code], cwd=home, input=given, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
