"""The page about policies shows files that do what it says."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.workspace.setting_kinds import KINDS

PAGE = (Path(__file__).parent.parent / "docs" / "policies.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the page, each under the name in its first line."""
    monkeypatch.chdir(tmp_path)
    for text in blocks("yaml"):
        file = tmp_path / text.split("\n", 1)[0].removeprefix("# ")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    (settings,) = blocks("toml")
    (tmp_path / "ecsc.toml").write_text(settings, "utf-8")
    return tmp_path


def ecsc(*arguments: str) -> str:
    try:
        return CliRunner().invoke(program, arguments, env={"COLUMNS": "120", "LANG": "C.UTF-8"}).output
    finally:
        gc.enable()


@pytest.mark.usefixtures("folder")
def test_the_strategy_of_the_page_keeps_the_policies_of_the_page() -> None:
    found = ecsc("check", "--format", "concise")
    assert "error[" not in found
    assert "warning[" not in found
    (listed,) = blocks("text")
    assert ecsc("policies").startswith(listed)


def test_a_policy_of_ones_own_switches_one_of_a_pack_off(folder: Path) -> None:
    strategy = folder / "strategy.yaml"
    strategy.write_text(strategy.read_text("utf-8").replace("window: 2026-03-01..2026-03-07, ", ""), "utf-8")
    assert "Promotions state their period" in ecsc("check")
    (off,) = re.findall(r"switches it off \(`(check: .*?)`\)", PAGE)
    (folder / "policies" / "off.yaml").write_text(f"policies:\n  cn_promotion_window: {{{off}}}\n", "utf-8")
    assert "Promotions state their period" not in ecsc("check")
    assert "ECS1" not in ecsc("check")


def test_this_page_or_that_about_choosing_names_every_setting() -> None:
    pages = PAGE + (Path(__file__).parent.parent / "docs" / "choosing.md").read_text("utf-8")
    assert set(re.findall(r"^\| `\[?([\w-]+)(?:\.\"glob\")?\]?` \|", pages, re.MULTILINE)) >= set(KINDS)
