"""The GitLab template: what it comes to with inputs is a pipeline that GitLab takes, and its script runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HEAD, JOBS = yaml.safe_load_all((ROOT / "templates" / "ecsc.yml").read_text("utf-8"))
INPUTS: dict[str, Any] = HEAD["spec"]["inputs"]
HOSTILE = "$(touch x)`touch y`'; touch z; \""


def pipeline(**given: Any) -> dict[str, Any]:
    """Return what GitLab makes of the template: inputs in their places, a lone one with its own type."""
    values = {name: one.get("default") for name, one in INPUTS.items()}
    values |= {name.replace("_", "-"): value for name, value in given.items()}
    assert all(value is not None for value in values.values()), "an input without default must be given"
    made = _filled(JOBS, values)
    assert isinstance(made, dict)
    return made


def _filled(part: Any, values: dict[str, Any]) -> Any:
    if isinstance(part, dict):
        return {_filled(key, values): _filled(one, values) for key, one in part.items()}
    if isinstance(part, list):
        return [_filled(one, values) for one in part]
    if not isinstance(part, str):
        return part
    if alone := re.fullmatch(r"\$\[\[ inputs\.([\w-]+) \]\]", part):
        return values[alone.group(1)]
    return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: str(values[found.group(1)]), part)


def test_gitlab_takes_the_pipeline(tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="GitLab's schema comes with check-jsonschema: '.[dev]'")
    for number, given in enumerate(({}, {"shards": 5, "job": "策略", "lang": "zh-CN", "paths": "a\nb"})):
        (tmp_path / f"{number}.yml").write_text(yaml.safe_dump(pipeline(packages="ecsc", **given)), "utf-8")
    (tmp_path / "inputs.yml").write_text(yaml.safe_dump(HEAD), "utf-8")
    done = subprocess.run(
        (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", *tmp_path.iterdir()),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_inputs_are_told_used_and_kept_out_of_scripts() -> None:
    text = (ROOT / "templates" / "ecsc.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(INPUTS)
    assert all(one["description"] for one in INPUTS.values())
    (job,) = JOBS.values()
    assert "[[" not in "".join(job["script"] + job["before_script"])
    variables = pipeline(packages="ecsc")["ecsc"]["variables"]
    assert all(isinstance(value, str) for value in variables.values()), "GitLab refuses booleans there"


def run(
    folder: Path, program: str, environment: dict[str, str], **given: Any
) -> subprocess.CompletedProcess[str]:
    """Run the script of the job in `folder` as a runner does, with `program` for the installed ecsc."""
    (job,) = pipeline(packages="ecsc", **given).values()
    path = folder / ".ecsc-venv" / "bin" / "ecsc"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + program, "utf-8")
    path.chmod(0o755)
    variables = {name: value for name, value in job["variables"].items() if "$CI_" not in value}
    fixed = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return subprocess.run(
        ("sh", "-e", "-c", "\n".join(job["script"])), cwd=folder, env=fixed | variables | environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="the script is run by sh")


@needs_sh
@pytest.mark.parametrize(
    ("environment", "changed_only", "options"),
    [
        ({}, "true", []),
        ({"CI_NODE_TOTAL": "1"}, "true", []),
        ({"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"}, "true", ["--shard=2/5"]),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}, "true", ["--changed-since=abc"]),
        ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}, "false", []),
    ],
)
def test_what_is_given_reaches_the_check_as_it_is(
    tmp_path: Path, environment: dict[str, str], changed_only: str, options: list[str]
) -> None:
    program = 'for one in "$@"; do printf "%s|" "$one"; done; exit 5\n'
    done = run(
        tmp_path, program, environment, changed_only=changed_only,
        paths=f"a b\n{HOSTILE}\n-n", args=f"--as-of=2026-03-31\n\n{HOSTILE}", lang="zh-CN", fail_on="warning",
    )  # fmt: skip
    assert done.returncode == 5, done.stderr
    seen = done.stdout.split("|")[:-1]
    assert seen == [
        "check", "--format=concise", "--output=gitlab=ecsc-codequality.json", "--output=junit=ecsc-junit.xml",
        "--fail-on=warning", "--lang=zh-CN", *options, "--as-of=2026-03-31", HOSTILE, "--", "a b", HOSTILE, "-n",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == [".ecsc-venv"]


@needs_sh
def test_a_broken_strategy_fails_the_job_with_both_reports(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "broken" / "overspent_budget.yaml", tmp_path / "$(touch x).yaml")
    done = run(tmp_path, f'exec {shlex.quote(sys.executable)} -m ecsc.cli "$@"\n', {})
    assert done.returncode == 1, done.stderr
    (job,) = pipeline(packages="ecsc").values()
    quality, junit = (tmp_path / job["artifacts"]["reports"][name] for name in ("codequality", "junit"))
    issues = json.loads(quality.read_text("utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"$(touch x).yaml"}
    assert ET.parse(junit).getroot().find(".//failure") is not None  # noqa: S314 -- our own file
    assert not (tmp_path / "x").exists()
