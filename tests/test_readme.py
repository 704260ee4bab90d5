"""What the README shows is what ecsc does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found.group(1)


def said(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    (folder / "tea.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(
        program, ["check", "tea.yaml", "--color", "never"], env={"COLUMNS": "120", "LANG": "C"}
    )
    return result.output


def test_the_strategy_gives_the_output_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_goldens: bool
) -> None:
    output = said(tmp_path, monkeypatch, block("yaml"))
    if update_goldens:
        (ROOT / "README.md").write_text(README.replace(block("text"), output), "utf-8", newline="\n")
        return
    assert output == block("text")


def test_it_is_thirty_lines() -> None:
    assert block("yaml").count("\n") <= 31


def test_with_both_figures_mended_it_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mended = block("yaml").replace("conversion: 2.2%", "conversion: 2.5%").replace("cost: 32万", "cost: 28万")
    assert "is sound" in said(tmp_path, monkeypatch, mended)
