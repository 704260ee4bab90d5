"""Commands on the real compiler: starters are sound, and everything can be built from them."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from ecsc.workspace.starters import STARTERS

Run: TypeAlias = Callable[..., Result]


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    from ecsc.cli.program import program

    def run(*args: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc")
        finally:
            gc.enable()

    return run


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("template", STARTERS)
def test_a_starter_is_sound_and_can_be_built(real: Run, tmp_path: Path, template: str, language: str) -> None:
    begun = real("init", "mine", "--template", template, "--lang", language)
    assert begun.exit_code == 0
    assert "ecsc check mine" in begun.stdout
    checked = real("check", "mine", "--fail-on", "info")
    assert (checked.exit_code, checked.stderr) == (0, ""), checked.stdout
    assert checked.stdout.count("\n") == 1
    built = real("build", "mine")
    assert built.exit_code == 0, built.output
    plan = json.loads((tmp_path / "dist/plan.json").read_text(encoding="utf-8"))
    assert plan
    first = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    real("build", "mine", "-o", "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == first
    assert real("check").stdout == checked.stdout, "what was built is no source"


def test_init_twice(real: Run) -> None:
    assert real("init", "mine").exit_code == 0
    again = real("init", "mine")
    assert again.exit_code == 2
    assert "mine/strategy.yaml is there already" in again.stderr


def test_rules_and_their_manuals(real: Run) -> None:
    listed = real("rules")
    assert listed.exit_code == 0
    rules = json.loads(real("rules", "--format", "json").stdout)
    assert [rule["code"] for rule in rules] == sorted(rule["code"] for rule in rules)
    assert len(listed.stdout.splitlines()) == len(rules) > 50
    one = rules[0]
    manual = real("explain", one["code"].lower()).stdout
    assert manual.startswith(f"{one['severity']}[{one['code']}] {one['name']}\n")
    assert one["summary"] in manual
    for name in (one["name"].upper(), one["code"].removeprefix("ECS"), f"[{one['code']}]"):
        assert real("explain", name).stdout == manual
    assert real("explain", one["code"], rules[1]["name"]).stdout.count("]") >= 2
    wrong = real("explain", one["name"][:-2])
    assert wrong.exit_code == 2
    assert f"did you mean {one['name']}" in wrong.stderr


def test_functions(real: Run) -> None:
    everything = real("functions").stdout
    assert "sum(" in everything
    one = real("functions", "SUM").stdout
    assert one.startswith("sum(")
    assert one in everything


def test_schema(real: Run) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    whole = json.loads(real("schema").stdout)
    Draft202012Validator.check_schema(whole)
    part = json.loads(real("schema", "tasks").stdout)
    Draft202012Validator.check_schema(part)
    assert len(part["$defs"]) < len(whole["$defs"])
    Draft202012Validator(part).validate({"a": {"name": "A", "duration": "5d"}})
    with pytest.raises(ValidationError):
        Draft202012Validator(part).validate({"a": {"ownr": "A"}})
    published = Path(__file__).parents[3] / "schemas" / "plan.schema.json"
    assert real("schema", "plan").stdout_bytes == published.read_bytes()
    wrong = real("schema", "task")
    assert wrong.exit_code == 2
    assert "did you mean tasks" in wrong.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(real: Run, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    script = real("completion", shell).stdout
    assert "_ECSC_COMPLETE" in script
    monkeypatch.setenv("_ECSC_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "ecsc che")
    monkeypatch.setenv("COMP_CWORD", "che" if shell == "fish" else "1")
    assert "check" in real().stdout
    monkeypatch.setenv("COMP_WORDS", "ecsc explain budget-o")
    monkeypatch.setenv("COMP_CWORD", "budget-o" if shell == "fish" else "2")
    assert "budget-overcommitted" in real().stdout
