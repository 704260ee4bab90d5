"""What an editor is given for the strategies of a folder."""

from __future__ import annotations

import fnmatch
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program
from ecsc.messages import words
from ecsc.workspace import find_strategies
from ecsc.workspace.editor_settings import CONCISE_LINE, OTHER_LINE, RULE_LINE
from ecsc.workspace.editors import Equipped, equip
from ecsc.workspace.jsonc import parse
from tests.command_lines import refused

HEADER = "ecsc: 1\nstrategy: {id: a, name: A, period: 2026-H1, currency: CNY, owner: lin}\npeople: {lin: {name: L}}\n"
FILES = ("ecsc.schema.json", "settings.json", "extensions.json", "tasks.json")


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str = HEADER) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def equipped(folder: str = ".") -> Equipped:
    return equip(folder, "vscode", find_strategies([folder])[0], words("en"))


def held(name: str) -> Any:
    node = parse(Path(".vscode", name).read_text("utf-8"))
    assert node is not None
    return node.value


def test_a_strategy_gets_schema_settings_recommendation_and_task() -> None:
    put("strategy.yaml")
    assert equipped() == Equipped(tuple(f".vscode/{name}" for name in FILES), (), ())
    ((schema, patterns),) = held("settings.json")["yaml.schemas"].items()
    assert patterns == ["*.yaml", "*.yml"]
    assert json.loads(Path(schema).read_text("utf-8"))["properties"].keys() >= {"strategy", "goals"}
    assert held("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]
    assert equipped() == Equipped((), (), ())


def test_hovers_are_in_the_language_of_whoever_types() -> None:
    put("strategy.yaml")
    put("ecsc.toml", 'lang = "zh-CN"\n')
    assert CliRunner().invoke(program, ["init", ".", "--editor", "vscode"], env={"LANG": "C"}).exit_code == 0
    schema = json.loads(Path(".vscode/ecsc.schema.json").read_text("utf-8"))
    assert schema["properties"]["goals"]["title"] == "目标"
    assert schema["$defs"]["tactic"]["properties"]["kind"]["enumDescriptions"][6] == "电子邮件"
    assert schema["$defs"]["tactic"]["properties"]["kind"]["enum"][6] == "email"
    assert CliRunner().invoke(program, ["init", ".", "--editor", "vscode", "--lang", "en"]).exit_code == 0
    assert (
        json.loads(Path(".vscode/ecsc.schema.json").read_text("utf-8"))["properties"]["goals"]["title"]
        == "Goals"
    )


def test_zed_is_told_of_the_schema_and_keeps_its_other_servers() -> None:
    put("strategy.yaml")
    put(".zed/settings.json", '{"lsp": {"ruff": {}}}')
    assert equip(".", "zed", find_strategies(["."])[0], words("en")).written == (
        ".zed/ecsc.schema.json",
        ".zed/settings.json",
    )
    settings = parse(Path(".zed/settings.json").read_text("utf-8"))
    assert settings is not None
    assert settings.value["lsp"].keys() == {"ruff", "yaml-language-server"}
    ((schema, patterns),) = settings.value["lsp"]["yaml-language-server"]["settings"]["yaml"][
        "schemas"
    ].items()
    assert (Path(schema).is_file(), patterns) == (True, ["*.yaml", "*.yml"])


def test_a_folder_of_strategies_maps_them_and_nothing_else() -> None:
    put("one/strategy.yaml")
    put("两 (b) [x]/strategy.yaml")
    put("docker.yaml", "services: {}\n")
    put("shared/p.yaml", "policies: {}\n")
    put("ecsc.toml", 'policies = ["shared/"]\n')
    equipped()
    (patterns,) = held("settings.json")["yaml.schemas"].values()
    assert patterns == [
        "one/**/*.yaml", "one/**/*.yml", "两 ?b? ?x?/**/*.yaml", "两 ?b? ?x?/**/*.yml", "shared/p.yaml",
    ]  # fmt: skip
    assert any(
        fnmatch.fnmatchcase("两 (b) [x]/deep/strategy.yaml", pattern.replace("**/", "*/"))
        for pattern in patterns
    )
    assert not any(fnmatch.fnmatchcase("docker.yaml", pattern) for pattern in patterns)
    assert set(held("settings.json")["files.associations"]) == {f"**/{pattern}" for pattern in patterns}


def test_names_of_folders_that_are_no_text() -> None:
    for name in (b"\xc3\x28", "「特」🛒\n".encode()):
        folder = Path(os.fsdecode(name))
        try:
            folder.mkdir()
        except OSError:
            pytest.skip("this system takes only names that are text")
        (folder / "strategy.yaml").write_text(HEADER, "utf-8")
    equipped()
    (patterns,) = held("settings.json")["yaml.schemas"].values()
    assert patterns == ["「特」🛒?/**/*.yaml", "「特」🛒?/**/*.yml", "??/**/*.yaml", "??/**/*.yml"]


def test_an_older_schema_is_replaced_and_a_strange_one_left() -> None:
    put("strategy.yaml")
    put(".vscode/ecsc.schema.json", '{"$id": "ecsc.schema.json"}')
    assert ".vscode/ecsc.schema.json" in equipped().written
    for strange in ('{"$id": "mine"}', "[]", "{", "[" * 100_000):
        put(".vscode/ecsc.schema.json", strange)
        (left,) = equipped().left
        assert left.params == {"path": ".vscode/ecsc.schema.json"}
        assert Path(".vscode/ecsc.schema.json").read_text("utf-8") == strange


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": }', "line 1"),
        ('{"名": 1}'.encode("gbk"), "UTF-8"),
        (b"[]", "line 1"),
        (b'{"a":"' + b"x" * 10**7, "large"),
    ],
)
def test_settings_that_cannot_be_added_to_stay_and_the_rest_is_written(content: bytes, reason: str) -> None:
    put("strategy.yaml")
    Path(".vscode").mkdir()
    Path(".vscode/settings.json").write_bytes(content)
    result = equipped()
    assert result.written == (".vscode/ecsc.schema.json", ".vscode/extensions.json", ".vscode/tasks.json")
    (left,) = result.left
    assert reason in left.reason.format(**left.params)
    assert json.loads(left.lacking)["yaml.schemas"]
    assert Path(".vscode/settings.json").read_bytes() == content


def test_a_link_or_folder_in_the_way_is_left() -> None:
    put("strategy.yaml")
    put("elsewhere.json", "{}")
    Path(".vscode/tasks.json").mkdir(parents=True)
    Path(".vscode/settings.json").symlink_to("../elsewhere.json")
    assert [left.params["path"] for left in equipped().left] == [
        ".vscode/settings.json",
        ".vscode/tasks.json",
    ]
    assert Path("elsewhere.json").read_text("utf-8") == "{}"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, list(arguments), env={"LANG": "C", "COLUMNS": "120"})
    return result.exit_code, result.output


def test_the_task_finds_every_place_that_concise_output_names() -> None:
    put("strategy.yaml", HEADER + "goals: {销售: {nme: x, due: 2026-02-30}}\n")
    put("空 格/a:b.yaml", HEADER.replace("lin", "nobody", 1))
    equipped()
    task, watching = held("tasks.json")["tasks"]
    assert refused(task["args"]) == refused(watching["args"]) == []
    assert watching["problemMatcher"].items() > task["problemMatcher"].items()
    code, output = run(*task["args"])
    assert code == 1
    pattern = task["problemMatcher"]["pattern"]
    assert pattern["regexp"] == CONCISE_LINE
    found = [re.match(pattern["regexp"], line) for line in output.splitlines() if "[ECS" in line]
    assert len(found) >= 4
    for match in found:
        assert match is not None
        path, line, column, severity = (
            match.group(pattern[key]) for key in ("file", "line", "column", "severity")
        )
        assert int(column) <= len(Path(path).read_text("utf-8").splitlines()[int(line) - 1]) + 1
        assert severity in ("error", "warning", "info")
        assert run("explain", match.group(pattern["code"]))[0] == 0
        assert match.group(pattern["message"])


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(
    "more", ["", "goals: {x: {}}\n", "goals: {x: {nme: 1}}\n", "tasks: {a: {name: A}}\n"]
)
def test_a_report_that_is_whole_is_known_by_the_line_behind_it(language: str, more: str) -> None:
    put("strategy.yaml", HEADER + more)
    _, output = run("check", "--format", "concise", "--color", "never", "--lang", language)
    lines = [line for line in output.splitlines() if line]
    behind = [bool(re.search(OTHER_LINE, line)) for line in lines]
    assert behind[-1]
    assert behind == sorted(behind), "nothing in the report itself ends it"
    assert behind.count(False) == sum("[ECS" in line for line in lines)
    for line in ("─" * 60, "-" * 60):
        assert re.search(RULE_LINE, line)
        assert not re.search(OTHER_LINE, line)


def test_init_sets_up_a_new_strategy_and_one_that_is_there() -> None:
    code, output = run("init", "mine", "--editor", "vscode")
    assert code == 0
    assert output.splitlines()[:2] == ["  mine/strategy.yaml", "  mine/.vscode/ecsc.schema.json"]
    before = Path("mine/strategy.yaml").read_bytes()
    Path("mine/.vscode/settings.json").write_text('{"files.encoding": "gbk"} // mine\n', "utf-8")
    code, output = run("init", "mine", "--editor", "VSCode")
    assert code == 0
    assert "mine/.vscode/settings.json keeps what it says of files.encoding" in output
    assert Path("mine/strategy.yaml").read_bytes() == before
    assert Path("mine/.vscode/settings.json").read_text("utf-8").endswith("// mine\n")
    assert run("init", "mine", "--editor", "vscode", "--template", "minimal")[0] == 2
    assert run("init", "mine")[0] == 2


def test_init_says_what_to_add_where_it_cannot() -> None:
    put("mine/strategy.yaml")
    put("mine/.vscode/settings.json", "{\n")
    code, output = run("init", "mine", "--editor", "vscode")
    assert code == 2
    assert "mine/.vscode/settings.json is left as it is: line 2 is not JSON as editors read it" in output
    assert '"./.vscode/ecsc.schema.json": ["*.yaml", "*.yml"]' in output
    assert run("init", "mine", "--editor", "vim")[0] == 2
