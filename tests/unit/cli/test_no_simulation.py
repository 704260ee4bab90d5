"""Commands that show nothing of a simulation neither run one nor need numpy, whatever the header asks for."""

from __future__ import annotations

import gc
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program

PROJECT = Path(__file__).parents[2] / "projects" / "simulated_launch"


@pytest.mark.parametrize(
    "args",
    [
        ("why", ".", "tasks.shop"),
        ("impact", ".", "tasks.shop", "--slip", "3d"),
        ("level", "."),
        ("baseline", "."),
        ("progress", "."),
        ("check", "."),
    ],
    ids=lambda args: args[0],
)
def test_no_numpy_is_needed(args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PROJECT, tmp_path / "launch")
    monkeypatch.chdir(tmp_path / "launch")
    monkeypatch.setitem(sys.modules, "numpy", None)
    try:
        done = CliRunner().invoke(program, args, prog_name="ecsc", env={"LANG": "C.UTF-8"})
    finally:
        gc.enable()
    assert done.exit_code == 0, done.output
