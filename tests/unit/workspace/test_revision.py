"""A strategy as it stood at a git revision, and what git must never be made to do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ecsc.pipeline import NotThereError, StrategyInput
from ecsc.workspace import find_strategies
from ecsc.workspace.git import LONGEST_REVISION, ask

HEADER = "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin}\n"
WORK = "people: {lin: {name: Lin}}\ntasks: {shop: {name: Shop, owner: lin, duration: 5d}}\n"

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in an empty repository that knows nothing of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    who = {
        f"GIT_{role}_{part}": "x@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": "2026-01-01T00:00:00Z" for role in ("AUTHOR", "COMMITTER")}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ("git", *arguments),
            cwd=tmp_path,
            env={**os.environ, **who, **when},
            check=True,
            capture_output=True,
        )
        return done.stdout.decode()

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str], None]:
    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def commit(git: Git, tag: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", tag)
    git("tag", tag)


def only(path: Path | str) -> StrategyInput:
    strategies, findings = find_strategies([str(path)])
    assert len(strategies) == 1, findings
    return strategies[0]


def files(given: StrategyInput) -> dict[str, bytes]:
    return {name.rpartition("/")[2]: raw for name, raw in given.files}


def refused(given: StrategyInput, revision: str) -> str:
    with pytest.raises(NotThereError) as caught:
        given.past(revision)
    assert caught.value.hint
    return caught.value.reason


def test_the_files_are_those_of_the_revision(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("plans/strategy.yaml", HEADER)
    put("plans/work/tasks.yaml", WORK)
    put("plans/prices.csv", "id;name\n")
    put("other.yaml", "not: ours\n")
    commit(git, "v1.0")
    put("plans/work/tasks.yaml", WORK.replace("5d", "9d"))
    put("plans/prices.csv", "id;name\na;b\n")
    put("plans/new.yaml", "people: {mo: {name: Mo}}\n")
    commit(git, "v2.0")
    given = only(tmp_path / "plans")
    past = given.past("v1.0")
    assert files(past) == {"strategy.yaml": HEADER.encode(), "tasks.yaml": WORK.encode()}
    assert [name for name, _ in past.files] == [name for name, _ in given.files if "new" not in name]
    assert past.tables["prices.csv"]() == b"id;name\n"
    assert set(files(given.past("main"))) == {"strategy.yaml", "tasks.yaml", "new.yaml"}
    assert files(given.past("v2.0~1")) == files(past)
    assert files(given.past(git("rev-parse", "--short", "v1.0").strip())) == files(past)


def test_what_is_not_the_strategy_stays_out(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("strategy.yaml", HEADER)
    put("deep/inner/strategy.yaml", HEADER.replace("demo", "inner"))
    put("deep/inner/more/tasks.yaml", WORK)
    put(".hidden/tasks.yaml", WORK)
    put(".tasks.yaml", WORK)
    put("node_modules/x/tasks.yaml", WORK)
    put("out/.ecsc-manifest.json", "{}")
    put("out/made.yaml", WORK)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "strategy.yaml")
    commit(git, "v1")
    strategies, _ = find_strategies([str(tmp_path)])
    outer = next(one for one in strategies if not one.folder.endswith("inner"))
    assert set(files(outer.past("v1"))) == {"strategy.yaml"}
    assert set(files(only(tmp_path / "deep/inner").past("v1"))) == {"strategy.yaml", "tasks.yaml"}


def test_a_strategy_of_one_file(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("a.yaml", HEADER)
    put("b.yaml", HEADER.replace("demo", "other"))
    commit(git, "v1")
    put("a.yaml", HEADER + WORK)
    assert files(only(tmp_path / "a.yaml").past("v1")) == {"a.yaml": HEADER.encode()}


def test_names_of_any_script_and_odd_ones(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("策略 2026/头 'x'.yaml", HEADER)
    put("策略 2026/-rf\n.yaml", WORK)
    commit(git, "基线一")
    past = only(tmp_path / "策略 2026").past("基线一")
    assert set(files(past)) == {"头 'x'.yaml", "-rf\n.yaml"}


def test_the_folder_may_not_exist_yet(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("readme.txt", "x")
    commit(git, "v0")
    put("plans/notes.yaml", "x: 1\n")
    commit(git, "v1")
    put("plans/strategy.yaml", HEADER)
    commit(git, "v2")
    given = only(tmp_path / "plans")
    assert "did not exist" in refused(given, "v0")
    assert "no strategy in its folder" in refused(given, "v1")
    assert "no such revision" in refused(given, "v3")


def test_no_repository(put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    put("s.yaml", HEADER)
    assert "no git repository" in refused(only(tmp_path), "main")


def test_no_git(git: Git, put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("s.yaml", HEADER)
    commit(git, "v1")
    given = only(tmp_path)
    empty = tmp_path / "bin"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    assert "not installed" in refused(given, "v1")


def test_a_program_called_git_beside_the_strategy_is_not_run(
    git: Git, put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("s.yaml", HEADER)
    commit(git, "v1")
    put("git", f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    assert files(only(".").past("v1")) == {"s.yaml": HEADER.encode()}
    assert not (tmp_path / "ran").exists()


HOSTILE = (
    "", " ", "-", "--all", "--upload-pack=touch ran", "-c core.pager=touch ran", "$(touch ran)", "`touch ran`",
    "v1; touch ran", "v1 && touch ran", "v1|touch ran", "v1\ntouch ran", "v1\0", "v1:s.yaml", ":/v1", "HEAD:../x",
    "main..v1", "@{1.day.ago}", "main@{yesterday}", "main^{/x}", "v1^{tree}", "*", "v?", "[a]", "x\\y", "\u202e1v",
    "x" * 10_000, "x" * (LONGEST_REVISION + 1), "../../etc/passwd", "refs/heads/none", "\ud800", "v1~999999999999",
)  # fmt: skip


@pytest.mark.parametrize("revision", HOSTILE, ids=range(len(HOSTILE)))
def test_what_names_no_commit_is_refused_and_starts_nothing(
    revision: str, git: Git, put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("s.yaml", HEADER)
    commit(git, "v1")
    monkeypatch.chdir(tmp_path)
    refused(only("."), revision)
    assert not (tmp_path / "ran").exists()


def test_what_the_repository_configures_is_not_run(
    git: Git, put: Callable[..., None], tmp_path: Path
) -> None:
    put("s.yaml", HEADER)
    put("hooks/post-checkout", "#!/bin/sh\ntouch ran\n")
    put("spy", f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    (tmp_path / "spy").chmod(0o755)
    (tmp_path / "hooks/post-checkout").chmod(0o755)
    commit(git, "v1")
    spy = str(tmp_path / "spy")
    for name in (
        "core.pager",
        "core.fsmonitor",
        "core.editor",
        "pager.ls-tree",
        "credential.helper",
        "core.askPass",
    ):
        git("config", name, spy)
    git("config", "core.hooksPath", str(tmp_path / "hooks"))
    git("config", "alias.rev-parse", f"!{spy}")
    git("config", "filter.x.smudge", spy)
    put(".gitattributes", "* filter=x\n")
    assert files(only(tmp_path).past("v1")) == {"s.yaml": HEADER.encode()}
    assert not (tmp_path / "ran").exists()


def test_a_surrounding_call_of_git_does_not_lead_astray(
    git: Git, put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook runs with GIT_DIR and GIT_INDEX_FILE of its own repository."""
    put("s.yaml", HEADER)
    commit(git, "v1")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "touch ran")
    assert files(only(tmp_path).past("v1")) == {"s.yaml": HEADER.encode()}


def test_a_replaced_object_does_not_replace_the_past(
    git: Git, put: Callable[..., None], tmp_path: Path
) -> None:
    put("s.yaml", HEADER)
    commit(git, "v1")
    put("s.yaml", HEADER + WORK)
    commit(git, "v2")
    git("replace", "v1", "v2")
    assert files(only(tmp_path).past("v1")) == {"s.yaml": HEADER.encode()}


def test_a_missing_object_is_told(git: Git, put: Callable[..., None], tmp_path: Path) -> None:
    put("s.yaml", HEADER)
    commit(git, "v1")
    name = git("rev-parse", "v1:s.yaml").strip()
    (tmp_path / ".git/objects" / name[:2] / name[2:]).unlink()
    assert "lacks a file" in refused(only(tmp_path), "v1")


def test_git_that_hangs_is_not_waited_for(
    put: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("bin/git", "#!/bin/sh\nexec sleep 30\n")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("ecsc.workspace.git.PATIENCE", 0.1)
    with pytest.raises(NotThereError, match="does not answer"):
        ask(str(tmp_path), "rev-parse")
