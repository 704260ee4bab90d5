"""The page about choosing shows settings, comments and a baseline that do what it says."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program

PAGE = (Path(__file__).parent.parent / "docs" / "choosing.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The strategy of the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "strategy.yaml").write_text(block("yaml"), "utf-8")
    return tmp_path


def ecsc(*arguments: str) -> Result:
    try:
        return CliRunner().invoke(program, arguments, env={"COLUMNS": "120", "LANG": "C.UTF-8"})
    finally:
        gc.enable()


def codes(done: Result) -> list[str]:
    return re.findall(r"\[(ECS\d+)\]", done.stdout)


@pytest.mark.usefixtures("folder")
def test_the_comments_of_the_page_set_aside_what_it_says() -> None:
    done = ecsc("check", "--format", "json")
    document = json.loads(done.stdout)
    assert document["findings"] == []
    told = [(each["finding"]["code"], each["reason"]) for each in document["suppressed"]]
    assert told == [
        ("ECS630", "the agency starts in March"),
        ("ECS505", "the agency starts in March"),
        ("ECS630", "one of us will, nobody knows yet who"),
        ("ECS505", "from the petty cash"),
    ]
    assert sorted(set(codes(ecsc("check", "--no-ignores")))) == ["ECS505", "ECS630"]


def test_the_settings_of_the_page_choose_what_it_says(folder: Path) -> None:
    (folder / "ecsc.toml").write_text(block("toml"), "utf-8")
    (folder / "drafts").mkdir()
    draft = block("yaml").replace("id: tea", "id: tea_2027")
    (folder / "drafts" / "strategy.yaml").write_text(draft, "utf-8")
    told = json.loads(ecsc("check", "--no-ignores", "--format", "json").stdout)
    found = [(each["file"], each["code"], each["severity"]) for each in told["findings"]]
    assert [each[1:] for each in found if each[0] == "strategy.yaml"] == [
        ("ECS630", "warning"), ("ECS505", "error"), ("ECS630", "warning"), ("ECS505", "error"),
    ]  # fmt: skip
    assert not [each for each in found if each[0].startswith("drafts/")], "drafts are left alone"
    assert ecsc("check", "--no-ignores").exit_code == 1, "fail-on = warning"
    assert ecsc("check").stdout.startswith("ecsc："), "lang = zh-CN"


def test_the_baseline_of_the_page_is_what_is_written(folder: Path) -> None:
    for text in (block("yaml"), re.sub(r"# ecsc.*", "", block("yaml"))):
        (folder / "strategy.yaml").write_text(text, "utf-8")
        first, second = (line.split("#")[0].split()[1:] for line in block("sh").splitlines())
        assert ecsc(*first, "--select", "ECS630").exit_code == 0
        assert ecsc(*second, "--select", "ECS630").exit_code == 0
    assert (folder / "findings.json").read_text("utf-8") == block("json")
