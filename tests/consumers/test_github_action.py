"""The GitHub Action: pinned, safe from what a workflow gives it, and true to what the check said."""

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

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
HOSTILE = "$(touch x)`touch y`'; touch z; \"%0A::error::"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are run by bash")


def step(name: str) -> dict[str, Any]:
    return next(one for one in STEPS if one["name"] == name)


def test_github_takes_it() -> None:
    pytest.importorskip("check_jsonschema", reason="GitHub's schema comes with check-jsonschema: '.[dev]'")
    done = subprocess.run(
        (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_from_outside_stands_in_a_script() -> None:
    scripts = [one["run"] for one in STEPS if "run" in one]
    assert len(scripts) >= 2
    assert not any("${{" in script for script in scripts)
    assert all(one["shell"] == "bash" for one in STEPS if "run" in one)


def test_other_actions_are_pinned_to_a_commit() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used), used


def test_every_input_is_used_and_every_output_is_set() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    wanted = set(re.findall(r"steps\.check\.outputs\.([\w-]+)", text))
    assert wanted == set(ACTION["outputs"]) == set(re.findall(r'echo "([\w-]+)=', step("Check")["run"]))


class Runner:
    """What the steps of an action find on a runner: its files and folders, and an ecsc that was installed."""

    def __init__(self, home: Path, program: str) -> None:
        self.temp = home / "temp"
        self.bin = home / "bin"
        self.output = home / "output"
        self.summary = home / "summary"
        self.work = home / "work"
        for folder in (self.temp, self.bin, self.work):
            folder.mkdir()
        self._put("ecsc", program)
        self._put("python", f'exec {shlex.quote(sys.executable)} "$@"\n')

    def _put(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text("#!/usr/bin/env bash\n" + script, "utf-8")
        path.chmod(0o755)

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step `Check` with the inputs given, `fail_on` for `fail-on`, and the defaults of the others."""
        given = {name: one["default"] for name, one in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        wanted = step("Check")
        values = {f"inputs.{name}": value for name, value in given.items()}
        values["steps.install.outputs.bin"] = str(self.bin)
        env = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found.group(1)], text)
            for name, text in wanted["env"].items()
        }
        for file in (self.output, self.summary):
            file.write_text("", "utf-8")
        fixed = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }
        script = self.temp / "step.sh"
        script.write_text(wanted["run"], "utf-8")
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)),
            cwd=self.work, env=fixed | env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def outputs(self) -> dict[str, str]:
        lines = self.output.read_text("utf-8").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}


@needs_bash
def test_what_is_given_reaches_the_check_as_it_is_and_is_never_run(tmp_path: Path) -> None:
    runner = Runner(tmp_path, 'printf "%s\\0" "$@" > "$RUNNER_TEMP/seen"; exit 7\n')
    lines = f"a b\r\n\n{HOSTILE}\n-n\n  *"
    done = runner.check(
        paths=lines, args=f"--scenario={HOSTILE}\n-q", fail_on=HOSTILE, changed_since="origin/main", shard="2/5",
        findings_baseline="known findings.json", as_of="2026-03-31", lang="zh-CN", strict="true",
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    seen = (runner.temp / "seen").read_text("utf-8").split("\0")[:-1]
    reports = runner.temp / "ecsc-reports"
    assert seen == [
        "check", "--format=github", f"--output=sarif={reports}/ecsc.sarif", f"--output=json={reports}/ecsc.json",
        f"--fail-on={HOSTILE}", "--changed-since=origin/main", "--shard=2/5",
        "--findings-baseline=known findings.json", "--as-of=2026-03-31", "--lang=zh-CN", "--strict",
        f"--output=markdown={reports}/ecsc.md", f"--scenario={HOSTILE}", "-q",
        "--", "a b", HOSTILE, "-n", "  *",
    ]  # fmt: skip
    assert sorted(path.name for path in runner.work.iterdir()) == []
    assert runner.outputs() == {"exit-code": "7"}


@needs_bash
def test_without_inputs_the_folder_is_checked_as_its_settings_say(tmp_path: Path) -> None:
    runner = Runner(tmp_path, 'printf "%s\\n" "$@" > "$RUNNER_TEMP/seen"\n')
    assert runner.check(summary="false").returncode == 0
    options = (runner.temp / "seen").read_text("utf-8").splitlines()
    assert [option.partition("=")[0] for option in options] == [
        "check",
        "--format",
        "--output",
        "--output",
        "--",
        ".",
    ]


@pytest.fixture
def real(tmp_path: Path) -> Runner:
    return Runner(tmp_path, f'exec {shlex.quote(sys.executable)} -m ecsc.cli "$@"\n')


@needs_bash
def test_findings_are_annotated_reported_and_fail_the_job(real: Runner) -> None:
    shutil.copytree(ROOT / "examples" / "grocery_d2c", real.work / "sound")
    (real.work / "broken").mkdir()
    name = "$(touch x) ‘名’.yaml"
    shutil.copy(ROOT / "examples" / "broken" / "overspent_budget.yaml", real.work / "broken" / name)
    done = real.check()
    assert done.returncode == 1, done.stderr
    (annotation,) = (line for line in done.stdout.splitlines() if line.startswith("::error "))
    assert f"file=broken/{name},line=" in annotation
    told = real.outputs()
    sarif = json.loads(Path(told["sarif-file"]).read_text("utf-8"))
    assert sarif["version"] == "2.1.0"
    answer = json.loads(Path(told["json-file"]).read_text("utf-8"))
    assert (told["exit-code"], int(told["findings"])) == ("1", len(answer["findings"]))
    assert int(told["findings"]) == len(sarif["runs"][0]["results"]) > 0
    assert "ECS501" in real.summary.read_text("utf-8")
    assert {path.name for path in real.work.iterdir()} == {"broken", "sound", ".ecsc_cache"}


@needs_bash
def test_a_sound_strategy_passes(real: Runner) -> None:
    shutil.copytree(ROOT / "examples" / "grocery_d2c", real.work / "sound")
    done = real.check(paths="sound", fail_on="warning")
    assert done.returncode == 0, done.stdout + done.stderr
    assert real.outputs()["findings"] == "0"


@needs_bash
def test_wrong_usage_is_code_2_and_leaves_no_report(real: Runner) -> None:
    done = real.check(paths="nowhere")
    assert done.returncode == 2
    assert real.outputs() == {"exit-code": "2"}
