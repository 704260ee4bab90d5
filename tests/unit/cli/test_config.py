"""`ecsc config`: every setting in force, where it comes from, and what is said for paths."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.report.columns import width
from ecsc.workspace.setting_kinds import KINDS

Put: TypeAlias = Callable[[str, str], None]
HEADER = "ecsc: 1\nstrategy: {id: a, name: A, period: 2026, currency: CNY}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "草稿" / "茶").mkdir(parents=True)
    (tmp_path / "草稿" / "茶" / "策略.yaml").write_text(HEADER, "utf-8")


def ecsc(*arguments: str, **environment: str) -> Result:
    try:
        return CliRunner().invoke(program, ["config", *arguments], env={"COLUMNS": "80", **environment})
    finally:
        gc.enable()


SETTINGS = """exclude = ["old/"]
ignore = [
  "ECS4",
  "owner-missing",
]
fail-on = "warning"

[severity]
unfunded = "info"

[thresholds]
source_age = "18 months"

[per-path."草稿/**"]
ignore = ["ECS6"]
severity = {ECS505 = "error"}

[per-path."*.csv"]
select = ["ECS0"]
"""


def test_without_settings_all_are_defaults() -> None:
    document = json.loads(ecsc("--format", "json").stdout)
    assert document["file"] is None
    assert {one["name"] for one in document["settings"]} == set(KINDS) - {"per-path"}
    assert {one["origin"] for one in document["settings"]} == {"default"}
    assert "there is no ecsc.toml above it" in ecsc().stdout


def test_each_setting_has_its_line(put: Put) -> None:
    put("ecsc.toml", SETTINGS)
    assert ecsc("草稿", "--lang", "en").stdout == (
        """settings in force for 草稿, from ecsc.toml
  setting                   value                 from
  exclude                   old/                  ecsc.toml:1
  policies                  nothing               default
  packs                     handbook              default
  plugins                   nothing               default
  thresholds.source_age     18 months             ecsc.toml:12
  select                    every rule            default
  ignore                    ECS4                  ecsc.toml:2
                            ECS630 owner-missing
  severity.ECS505 unfunded  info                  ecsc.toml:9
  fail-on                   warning               ecsc.toml:6
  strict                    false                 default
  lang                      en                    command line
  format                    text                  default
  findings-baseline         none                  default
for 草稿/**: 1 of 1 file
  setting                   value  from
  ignore                    ECS6   ecsc.toml:15
  severity.ECS505 unfunded  error  ecsc.toml:16
for *.csv: 0 of 1 file
  setting  value  from
  select   ECS0   ecsc.toml:19
"""
    )


def test_a_file_is_looked_at_alone(put: Put) -> None:
    put("ecsc.toml", SETTINGS)
    document = json.loads(ecsc("草稿/茶/策略.yaml", "--format", "json").stdout)
    assert [(one["pattern"], one["fits"], one["of"]) for one in document["per_path"]] == [
        ("草稿/**", 1, 1),
        ("*.csv", 0, 1),
    ]
    ignored = document["per_path"][0]["settings"][0]
    assert ignored == {
        "name": "ignore", "values": ["ECS6"], "origin": "file", "file": "ecsc.toml", "line": 15,
    }  # fmt: skip


def test_the_language_comes_from_the_environment_or_the_file(put: Put) -> None:
    def language(**environment: str) -> tuple[str, str]:
        found = json.loads(ecsc("--format", "json", **environment).stdout)["settings"]
        (one,) = (each for each in found if each["name"] == "lang")
        return one["values"][0], one["origin"]

    assert language() == ("en", "default")
    assert language(LANG="zh_CN.UTF-8") == ("zh-CN", "environment")
    put("ecsc.toml", 'lang = "en"\n')
    assert language(LANG="zh_CN.UTF-8") == ("en", "file")


def test_what_is_long_keeps_to_eighty_columns(put: Put) -> None:
    rules = ", ".join(f'"ECS{number}"' for number in (402, 403, 404, 405, 406))
    put("ecsc.toml", f'ignore = [{rules}]\nexclude = ["{"长" * 60}/"]\n')
    done = ecsc(LANG="zh_CN.UTF-8")
    assert done.exit_code == 0
    assert {"ECS402", "ECS406", "长"} <= set(re.findall(r"ECS\d+|长", done.stdout))
    assert max(map(width, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("path", ["nothing", "nothing/x.yaml", "ecsc.toml/x"])
def test_a_path_that_is_not_there(put: Put, path: str) -> None:
    put("ecsc.toml", "")
    done = ecsc(path)
    assert done.exit_code == 2
    assert f"there is no file or folder {path}" in done.stderr
