"""`ecsc build --stamp`: the plan says from which git revision it was made, and whether files differ from it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecsc.cli.program import program

TEXT = "ecsc: 1\nstrategy: {id: a, name: A, owner: lin, period: 2026-Q1, currency: CNY}\npeople: {lin: {name: Lin}}\n"


def git(folder: Path, *arguments: str) -> str:
    given = ("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run((*given, *arguments), cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def revision(folder: Path, *options: str) -> object:
    done = CliRunner().invoke(
        program, ["build", str(folder), "-o", str(folder.parent / "out"), "--emit", "plan", *options]
    )
    assert done.exit_code == 0, done.output
    return json.loads((folder.parent / "out" / "plan.json").read_text("utf-8"))["strategy"]["revision"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "a.yaml").write_text(TEXT, "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "start")
    return folder


def test_a_plan_names_the_commit_that_is_checked_out(repository: Path) -> None:
    assert revision(repository, "--stamp") == git(repository, "rev-parse", "HEAD")


def test_without_the_option_no_revision_is_named(repository: Path) -> None:
    assert revision(repository) is None


def test_changes_that_are_not_committed_are_told(repository: Path) -> None:
    (repository / "a.yaml").write_text(TEXT + "x-note: new\n", "utf-8")
    assert revision(repository, "--stamp") == f"{git(repository, 'rev-parse', 'HEAD')} + changes"


def test_without_a_repository_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    done = CliRunner().invoke(program, ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--stamp"])
    assert done.exit_code == 2
    assert "git repository" in done.output
    assert not (tmp_path / "out").exists()
