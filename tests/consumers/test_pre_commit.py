"""pre-commit reads the hooks that this repository offers, and they see what a commit changes."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_lines import refused

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text("utf-8"))

SOUND = """ecsc: 1

strategy:
  id: x
  name: X
  period: 2026-H1
  currency: CNY
  owner: lin
  timezone: Asia/Shanghai
  buffer: {policy: per_task, size: 10%}
"""
PEOPLE = "people: {lin: {name: Lin}}\n"

needs_pre_commit = pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="the hooks are run by pre-commit: pip install -e '.[dev]'",
)


def test_the_hooks_are_commands_that_there_are() -> None:
    assert [hook["id"] for hook in HOOKS] == ["ecsc-check", "ecsc-check-changed", "ecsc-fix", "ecsc-fmt"]
    for hook in HOOKS:
        name, *arguments = hook["entry"].split()
        assert name == "ecsc"
        assert refused(arguments) == [], hook["id"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of five sound strategies, committed, which runs the hooks of this checkout."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / ".cache"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:  # when a hook runs these tests
        monkeypatch.delenv(name)
    for number in range(5):
        folder = tmp_path / f"s{number}"
        folder.mkdir()
        (folder / "strategy.yaml").write_text(SOUND, "utf-8")
        (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    # As the manifest says, but run from this checkout: nothing is installed, so no network is needed.
    interpreter = f"'{sys.executable}' -m ecsc.cli "
    hooks = [
        hook | {"language": "system", "entry": hook["entry"].replace("ecsc ", interpreter, 1)}
        for hook in HOOKS
    ]
    Path(".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}), "utf-8"
    )
    Path(".gitignore").write_text(".cache/\n", "utf-8")
    Path("note.md").write_text("x\n", "utf-8")
    git("init", "-q")
    commit()
    return tmp_path


def git(*arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(("git", *who, *arguments), check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "--no-verify", "-m", "x")


def hooked(hook: str, *arguments: str) -> tuple[int, str]:
    """Run one hook as a commit does; return its exit code and what pre-commit said."""
    done = subprocess.run(
        (sys.executable, "-m", "pre_commit", "run", hook, "--color", "never", *arguments),
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@needs_pre_commit
def test_pre_commit_takes_the_manifest() -> None:
    done = subprocess.run(
        (sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@needs_pre_commit
def test_sound_strategies_pass(repository: Path) -> None:
    for arguments in ((), ("--all-files",)):
        code, said = hooked("ecsc-check", *arguments)
        assert (code, "Passed" in said) == (0, True), said


@needs_pre_commit
@pytest.mark.parametrize("hook", ["ecsc-check", "ecsc-check-changed"])
def test_a_changed_file_is_seen_with_the_strategy_around_it(repository: Path, hook: str) -> None:
    (repository / "s3/strategy.yaml").write_text(SOUND.replace("owner: lin", "owner: wu"), "utf-8")
    git("add", "-A")
    code, said = hooked(hook)
    assert code == 1
    assert "ECS201" in said
    assert "s3/strategy.yaml" in said
    (repository / "s3/people.yaml").write_text("people: {wu: {name: Wu}}\n", "utf-8")
    git("add", "-A")
    code, said = hooked(hook)
    assert code == 0, said


@needs_pre_commit
@pytest.mark.parametrize("hook", ["ecsc-check", "ecsc-check-changed"])
def test_a_deleted_file_is_missed(repository: Path, hook: str) -> None:
    (repository / "s1/people.yaml").unlink()
    git("add", "-A")
    code, said = hooked(hook)
    assert code == 1, said
    assert "s1/strategy.yaml" in said


@needs_pre_commit
@pytest.mark.parametrize("hook", ["ecsc-check", "ecsc-check-changed"])
def test_changed_settings_are_those_of_every_strategy(repository: Path, hook: str) -> None:
    (repository / "ecsc.toml").write_text('exclude = ["people.yaml"]\n', "utf-8")
    git("add", "-A")
    code, said = hooked(hook)
    assert code == 1
    assert all(f"s{number}/strategy.yaml" in said for number in range(5))


@needs_pre_commit
def test_only_what_the_commit_touches_can_stop_it(repository: Path) -> None:
    (repository / "s1/people.yaml").unlink()
    commit()
    (repository / "s2/people.yaml").write_text("people: {lin: {name: Lin Wei}}\n", "utf-8")
    git("add", "-A")
    assert hooked("ecsc-check-changed")[0] == 0
    assert hooked("ecsc-check")[0] == 1


@needs_pre_commit
def test_a_commit_without_strategies_passes(repository: Path) -> None:
    (repository / "note.md").write_text("y\n", "utf-8")
    git("add", "-A")
    for hook in ("ecsc-check", "ecsc-check-changed", "ecsc-fix", "ecsc-fmt"):
        code, said = hooked(hook)
        assert code == 0, said


@needs_pre_commit
def test_only_what_strategies_are_made_of_is_laid_out(repository: Path) -> None:
    for name in ("s0/people.yaml", "compose.yaml"):
        (repository / name).write_text("people:   {lin:   {name: Lin}}\n", "utf-8")
    git("add", "-A")
    assert hooked("ecsc-fmt")[0] == 1
    assert (repository / "s0/people.yaml").read_text("utf-8") == PEOPLE
    assert (repository / "compose.yaml").read_text("utf-8") != PEOPLE
    git("add", "-A")
    code, said = hooked("ecsc-fmt")
    assert code == 0, said


@needs_pre_commit
def test_what_a_hook_mends_stops_the_commit_once(repository: Path) -> None:
    (repository / "s4/people.yaml").write_text("people：{lin: {name: Lin}}\n", "utf-8")
    git("add", "-A")
    assert hooked("ecsc-fix")[0] == 1
    assert (repository / "s4/people.yaml").read_text("utf-8") == PEOPLE
    git("add", "-A")
    assert hooked("ecsc-fix")[0] == 0
