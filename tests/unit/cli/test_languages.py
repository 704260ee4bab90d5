"""Everything the command line prints, in the language of its reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import Result

from ecsc.cli.program import COMMANDS

Run: TypeAlias = Callable[..., Result]
CHINESE = {"LANG": "zh_CN.UTF-8"}
ENGLISH = ("Usage:", "Options:", "Commands:", "Show ", "default:", " the ", " and ")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_chinese(ecsc: Run, command: str) -> None:
    told = ecsc(*filter(None, [command]), "--help", **CHINESE)
    assert told.exit_code == 0
    assert "用法：ecsc" in told.stdout
    assert not [word for word in ENGLISH if word in told.stdout]
    assert ecsc(*filter(None, [command]), "--help", LANG="C").stdout.startswith("Usage: ecsc")


def test_the_option_comes_before_the_machine(ecsc: Run) -> None:
    assert ecsc("check", "--lang", "zh", "--help", LANG="C").stdout.startswith("用法：")
    assert ecsc("check", "--lang=en", "--help", **CHINESE).stdout.startswith("Usage:")
    assert ecsc("check", "--lang", "zh", "nowhere", LANG="C").stderr.startswith("错误：")
    assert ecsc("check", "--lang", "en", "nowhere", **CHINESE).stderr.startswith("error:")


@pytest.mark.parametrize(
    "args",
    [
        ["chek"],
        ["check", "--formt", "json"],
        ["check", "--format"],
        ["check", "--strict=1"],
        ["check", "--format", "xyz"],
        ["build", "a", "b"],
        ["init"],
        ["simulate", "--runs", "3"],
        ["simulate", "--runs", "３０"],
        ["simulate", "--seed", "x"],
        ["serve", "--port", "70000"],
        ["check", "--as-of", "2026-02-30"],
        ["explain", "ECS9999"],
        ["functions", "summ"],
    ],
)
def test_wrong_usage_is_told_in_chinese(ecsc: Run, args: list[str]) -> None:
    told = ecsc(*args, **CHINESE)
    assert told.exit_code == 2
    first, second = told.stderr.splitlines()
    assert first.startswith("错误：")
    assert second.startswith("  建议：")
    assert not [word for word in (" is ", " the ", "nvalid", "unexpected", "no such") if word in told.stderr]


def test_lists_and_manuals_are_in_chinese(ecsc: Run) -> None:
    rules = ecsc("rules", **CHINESE).stdout.splitlines()
    assert len(rules) > 400
    assert all(any("一" <= char <= "鿿" for char in line) for line in rules)
    manual = ecsc("explain", "budget-overcommitted", "--lang", "zh-CN", COLUMNS="60").stdout
    assert "不通过：\n\n```yaml\n" in manual
    assert "各值相加" in ecsc("functions", "sum", **CHINESE).stdout
    first = json.loads(ecsc("rules", "--format", "json", "--lang", "zh-CN").stdout)[0]
    assert (first["code"], first["name"], first["severity"]) == ("ECS001", "unreadable-file", "error")
    assert first["summary"] == "策略的每个文件都能打开"


def test_english_manuals_are_those_of_the_documentation(ecsc: Run) -> None:
    from ecsc.rules import catalogue

    rule = next(one for one in catalogue() if one.code == "ECS501")
    assert rule.manual.strip() in ecsc("explain", "ECS501").stdout


@pytest.mark.parametrize(
    "args",
    [
        ["explain", "goals"],
        ["explain", "ECS501"],
        ["fmt", "--check", "nowhere"],
        ["why", "nothing"],
        ["price", "nothing"],
        ["functions", "sum"],
        ["metrics", "gmv"],
        ["policies"],
        ["chek"],
        ["schema", "goals"],
    ],
)
def test_every_command_speaks_as_the_settings_say(
    ecsc: Run, args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ecsc.toml").write_text('lang = "zh-CN"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    spoken, asked = ecsc(*args, LANG="C"), ecsc(*args, "--lang", "zh-CN", LANG="C")
    assert (spoken.stdout, spoken.stderr) == (asked.stdout, asked.stderr)
    assert re.search("[一-鿿]", spoken.stdout + spoken.stderr)
    english = ecsc(*args, "--lang", "en", LANG="C")
    assert (english.stdout, english.stderr) != (asked.stdout, asked.stderr)


def test_settings_that_cannot_be_read_do_not_silence_a_complaint(
    ecsc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ecsc.toml").write_text("lang = [", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert ecsc("chek", LANG="C").stderr.startswith("error: there is no")
    assert ecsc("functions", "summ", LANG="C").exit_code == 2
