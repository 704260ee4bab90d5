"""The guide to pipelines shows files that their readers take and commands that there are."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from ecsc.report import Format
from tests.command_lines import refused

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]


def commands() -> list[str]:
    """Return each command line of the guide, in blocks and in running text, without `ecsc` and remarks."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
    lines = re.findall(r"^(?:\S*/)?ecsc (.*)$", blocks, re.MULTILINE) + re.findall(r"`ecsc ([^`]+)`", GUIDE)
    assert len(lines) > 12
    return sorted({line.partition("  #")[0].strip() for line in lines})


@pytest.mark.parametrize("line", commands())
def test_every_command_is_one_that_there_is(line: str) -> None:
    assert refused(shlex.split(line)) == []


@pytest.mark.parametrize(
    "option", sorted(set(re.findall(r"`(--[a-z-]+)[ `]", GUIDE)) - {"--all-files", "--editor"})
)
def test_every_option_in_the_text_is_one_of_check(option: str) -> None:
    assert refused(["check", option]) == []


def test_the_formats_are_all_that_there_are() -> None:
    (table,) = re.findall(r"\| Format \|.*?\n\n", GUIDE, re.DOTALL)
    named = re.findall(r"`(\w+)`", "\n".join(row.split("|")[1] for row in table.splitlines() if row))
    assert sorted(named) == sorted(get_args(Format))


def steps_of(block: dict[str, Any]) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = block.get("steps", [])
    return steps + [step for job in block.get("jobs", {}).values() for step in job["steps"]]


def test_the_action_is_given_inputs_that_it_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    ours = [step for block in BLOCKS for step in steps_of(block) if "/ecsc@" in step["uses"]]
    assert len(ours) >= 5
    for step in ours:
        assert set(step.get("with", {})) <= set(action["inputs"])
    (table,) = re.findall(r"\| Input \|.*?\n\n", GUIDE, re.DOTALL)
    told = {
        name for row in table.splitlines() if row for name in re.findall(r"`([\w-]+)`", row.split("|")[1])
    }
    assert told == set(action["inputs"])
    assert all(f"`{output}`" in GUIDE for output in action["outputs"])


def test_the_template_is_given_inputs_that_it_has() -> None:
    head, _ = yaml.safe_load_all((ROOT / "templates" / "ecsc.yml").read_text("utf-8"))
    (included,) = [one for block in BLOCKS for one in block.get("include", [])]
    inputs = head["spec"]["inputs"]
    assert set(included["inputs"]) <= set(inputs)
    assert {name for name, one in inputs.items() if "default" not in one} <= set(included["inputs"])
    assert all(f"`{name}`" in GUIDE or f"`{name}:" in GUIDE or name in included["inputs"] for name in inputs)


def test_the_hooks_are_those_that_are_offered() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    entries = {hook["id"]: hook["entry"] for hook in offered}
    used = {hook["id"] for block in BLOCKS for repo in block.get("repos", []) for hook in repo["hooks"]}
    assert used <= set(entries)
    told = dict(re.findall(r"^\| `(ecsc-[\w-]+)` \| `([^`]+)` \|", GUIDE, re.MULTILINE))
    assert told == entries


def test_other_actions_are_pinned_to_a_commit() -> None:
    used = {step["uses"] for block in BLOCKS for step in steps_of(block)}
    assert all(re.fullmatch(r"YOUR-ORG/ecsc@v\d+\.\d+\.\d+|[\w./-]+@[0-9a-f]{40}", one) for one in used), used


def test_the_settings_are_taken(tmp_path: Path) -> None:
    from ecsc.workspace import find_strategies

    (settings,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert tomllib.loads(settings)
    (tmp_path / "ecsc.toml").write_text(settings, "utf-8")
    (tmp_path / "strategy.yaml").write_text("ecsc: 1\nstrategy: {id: a}\n", "utf-8")
    assert find_strategies([str(tmp_path)])[0]


@pytest.mark.parametrize(
    ("marker", "schema"), [("jobs", "vendor.github-workflows"), ("include", "vendor.gitlab-ci")]
)
def test_whole_files_are_taken_by_their_readers(tmp_path: Path, marker: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema", reason="the schemas come with check-jsonschema: '.[dev]'")
    found = 0
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)):
        if marker in yaml.safe_load(block):
            found += 1
            # A part of a workflow is shown where the rest is as it was.
            whole = block if "\non:" in block or marker != "jobs" else "on: push\n" + block
            (tmp_path / f"{number}.yml").write_text(whole, "utf-8")
    assert found
    done = subprocess.run(
        (sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *sorted(tmp_path.iterdir())),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
