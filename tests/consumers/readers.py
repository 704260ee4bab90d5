"""Programs that read our reports, looked up in the folder that `ECSC_CONSUMERS` names (see `install.sh`).

A test whose program is not there is skipped and says so.
"""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.report import Checked, Format, Layout, render
from ecsc.runs import checked as in_words
from tests.unit.report.samples import checked, everything

CASES = sorted((Path(__file__).parents[1] / "cases" / "err").glob("*.yaml"))


def found(name: str, whence: str = "tests/consumers/install.sh puts it there") -> Path:
    """Return a file of the folder of consumers; skip the test where there is none, saying whence it comes."""
    folder = os.environ.get("ECSC_CONSUMERS")
    if not folder:
        pytest.skip("ECSC_CONSUMERS names no folder; tests/consumers/install.sh makes one")
    path = Path(folder).resolve() / name
    if not path.exists():
        pytest.skip(
            f"{name} is not in the folder of ECSC_CONSUMERS; tests/consumers/install.sh puts it there"
        )
    return path


def ran(
    *command: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a consumer and return what it said."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120,
        check=False, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", **environment},
    )  # fmt: skip


@functools.cache
def _compiled(language: str) -> tuple[Checked, ...]:
    w = words(language)
    return tuple(
        in_words(compile_strategy(StrategyInput(path.stem, ((path.name, path.read_bytes()),))), w)
        for path in CASES
    )


@functools.cache
def reports(format_name: Format) -> Mapping[str, str]:
    """Return reports of a format by what they are of: nothing, a sound strategy, hostile texts, every rule we have."""
    given = {
        "nothing": ((), "en"),
        "sound": ((checked(),), "en"),
        "hostile": ((everything(), everything()), "en"),
        "cases": (_compiled("en"), "en"),
        "cases_in_chinese": (_compiled("zh-CN"), "zh-CN"),
    }
    return {
        name: "".join(render(checked_, format_name, words(language), Layout(), prefix="shop/活动 1"))
        for name, (checked_, language) in given.items()
    }


NAMES = ("nothing", "sound", "hostile", "cases", "cases_in_chinese")
