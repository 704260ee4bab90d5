"""`ecsc build`: what is written, when nothing is, and what the reader is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import Result

Run: TypeAlias = Callable[..., Result]
Put: TypeAlias = Callable[[str, str], None]

HEADER = "ecsc: 1\nstrategy:\n  id: launch\n"


def test_everything_is_written_and_named(ecsc: Run, put: Put, workshop: Path) -> None:
    put("launch/strategy.yaml", HEADER)
    done = ecsc("build", "launch")
    assert done.exit_code == 0
    assert done.stdout == (
        "ecsc: launch is sound: 2 tasks, 0 goals, 0 findings\n"
        "  dist/plan.json   for programs\n"
        "  dist/gantt.html  for the leader\n"
        "  dist/kpi.csv     for the team\n"
        "open dist/gantt.html first\n"
    )
    assert (workshop / "dist/plan.json").read_text() == "launch en"
    assert ecsc("check").exit_code == 0


def test_errors_write_nothing(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("build")
    assert done.exit_code == 1
    assert "error[ECS203]" in done.stdout
    assert "nothing was written" in done.stdout
    assert not (workshop / "dist").exists()


def test_keep_going_writes_and_still_fails(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("build", "--keep-going", "-o", "out/here")
    assert done.exit_code == 1
    assert (workshop / "out/here/plan.json").exists()
    put("strategy.yaml", HEADER + "x: {find: error}\nplan: no\n")
    done = ecsc("build", "--keep-going", "-o", "other")
    assert done.exit_code == 1
    assert "nothing was written" in done.stdout
    assert not (workshop / "other").exists()


def test_warnings_are_shown_and_do_not_fail(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: warning}\ny: {find: info}\n")
    done = ecsc("build")
    assert done.exit_code == 0
    assert "warning[ECS402]" in done.stdout
    assert "info[" not in done.stdout


@pytest.mark.parametrize(
    "emit", [["--emit", "plan", "--emit", "kpi"], ["--emit", "plan,kpi"], ["--emit=PLAN, kpi,"]]
)
def test_only_some_outputs(ecsc: Run, put: Put, workshop: Path, emit: list[str]) -> None:
    put("strategy.yaml", HEADER)
    assert ecsc("build", *emit).exit_code == 0
    assert sorted(path.name for path in (workshop / "dist").glob("[!.]*")) == ["kpi.csv", "plan.json"]


def test_the_language_of_the_plan(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    ecsc("build", "--lang", "zh-CN")
    assert (workshop / "dist/plan.json").read_text() == "launch zh-CN"
    ecsc("build", LANG="zh_CN.UTF-8")
    assert (workshop / "dist/plan.json").read_text() == "launch en", (
        "the terminal's language is not the plan's"
    )


def test_several_strategies_get_folders_of_their_own(ecsc: Run, put: Put, workshop: Path) -> None:
    for folder, name in (("a", "launch"), ("b", "food"), ("c", "launch"), ("d", "../../evil")):
        put(f"{folder}/strategy.yaml", f"ecsc: 1\nstrategy:\n  id: {name}\n")
    assert ecsc("build", "-o", "dist").exit_code == 0
    assert sorted(path.name for path in (workshop / "dist").iterdir()) == [
        "food",
        "launch",
        "launch-2",
        "strategy",
    ]


def test_a_foreign_file_is_left_alone(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("docs/plan.json", "mine")
    put("docs/readme.md", "mine")
    done = ecsc("build", "-o", "docs")
    assert done.exit_code == 2
    assert "docs/plan.json was not written by ecsc" in done.stderr.replace("\\", "/")
    assert sorted(path.name for path in (workshop / "docs").iterdir()) == ["plan.json", "readme.md"]
    assert ecsc("build", "-o", "docs", "--force").exit_code == 0
    assert (workshop / "docs/readme.md").read_text() == "mine"
    assert (workshop / "docs/plan.json").read_text() == "launch en"


def test_an_output_that_fails_leaves_the_folder_as_it_was(
    ecsc: Run, put: Put, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("strategy.yaml", HEADER)
    ecsc("build")
    before = {path.name: path.read_bytes() for path in (workshop / "dist").iterdir()}

    def failing(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ecsc.cli.building.emit", failing)
    put("strategy.yaml", HEADER + "# changed\n")
    assert ecsc("build").exit_code == 3
    assert {path.name: path.read_bytes() for path in (workshop / "dist").iterdir()} == before


def test_strategies_of_one_id_are_told_apart(ecsc: Run, put: Put, workshop: Path) -> None:
    put("a/strategy.yaml", HEADER)
    put("b/strategy.yaml", HEADER)
    put("c/strategy.yaml", HEADER.replace("launch", "other"))
    done = ecsc("build")
    assert done.exit_code == 0
    assert sorted(path.name for path in (workshop / "dist").iterdir()) == ["launch", "launch-2", "other"]
    told = "warning: 2 strategies have the id launch; they go to dist/launch and dist/launch-2\n"
    assert done.stderr == told
