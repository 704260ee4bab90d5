"""`ecsc check` again and again: from the cache, by several processes, after every change, for a part of the work."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ecsc.cli.progress import Progress
from ecsc.messages import words
from tests.unit.cli.test_process import RUN, environment, modules_of, posix, run

HEADER = "ecsc: 1\nstrategy: {id: launch, name: 上线, period: 2026-H1, currency: CNY, owner: lin}\n"
WORK = "people: {lin: {name: 林}}\ntasks: {shop: {name: Shop, owner: lin, duration: 5d}}\n"
FAULTY = HEADER + WORK + "x: 1\n"
COMPILER = {
    "yaml",
    "jsonschema_rs",
    "multiprocessing",
    "ecsc.model",
    "ecsc.pipeline.compiling",
    "ecsc.rules",
    "ecsc.link",
}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Eight strategies with a mistake in each, some of which are large."""
    for number in range(8):
        home = tmp_path / f"s{number}"
        home.mkdir()
        tasks = "".join(
            f"  t{n}: {{name: T{n}, owner: lin, duration: 2d}}\n" for n in range(500 * (number % 4))
        )
        text = HEADER.replace("launch", f"launch_{number}") + "people: {lin: {name: 林}}\ntasks:\n" + tasks
        (home / "strategy.yaml").write_text(text + f"  last: {{name: L, ownr{number}: lin}}\n", "utf-8")
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., None]:
    def git(*arguments: str) -> None:
        config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        subprocess.run(
            ("git", *who, *arguments),
            cwd=tmp_path,
            env={**os.environ, **config},
            check=True,
            capture_output=True,
        )

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "strategy.yaml").write_text(HEADER.replace("launch", name) + WORK, "utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "1")
    return git


def test_what_is_unchanged_loads_no_compiler(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    assert modules_of(RUN.format(args=["check"]), tmp_path) >= COMPILER - {"multiprocessing"}
    assert not modules_of(RUN.format(args=["check"]), tmp_path) & COMPILER


def test_settings_load_no_compiler_either(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    (tmp_path / "ecsc.toml").write_text(
        'exclude = ["x/"]\nignore = ["ECS203"]\npacks = ["handbook"]\n', "utf-8"
    )
    assert modules_of(RUN.format(args=["check"]), tmp_path) >= COMPILER - {"multiprocessing"}
    assert not modules_of(RUN.format(args=["check"]), tmp_path) & COMPILER


@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_all_ways_say_the_same(many: Path, form: str) -> None:
    alone = run("check", "--no-cache", "--jobs", "1", "--format", form, cwd=many)
    assert not (many / ".ecsc_cache").exists()
    assert alone.returncode == 1
    assert alone.stdout.count(b"ECS101") >= 8
    for options in (["--no-cache", "--jobs", "3"], [], []):
        done = run("check", "--format", form, *options, cwd=many)
        assert (done.returncode, done.stdout, done.stderr) == (1, alone.stdout, alone.stderr)
    assert (many / ".ecsc_cache").exists()


def test_standard_input_is_not_kept(tmp_path: Path) -> None:
    done = run("check", "-", cwd=tmp_path, stdin=(HEADER + WORK).encode())
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_has_no_cache(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(FAULTY, "utf-8")
    tmp_path.chmod(0o555)
    done = run("check", cwd=tmp_path)
    tmp_path.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_scenario_that_there_is_not_is_told_by_any_process(many: Path) -> None:
    said = {run("check", "--scenario", "x", "--jobs", jobs, cwd=many).stderr for jobs in ("1", "3")}
    assert len(said) == 1
    assert said.pop().startswith(b"error: the strategy in s0 has no scenarios")


def members(group: int) -> int:
    """How many processes a group has."""
    if not Path("/proc/self/stat").exists():
        told = subprocess.run(["ps", "-A", "-o", "pgid="], capture_output=True, text=True, check=True).stdout
        return told.split().count(str(group))
    stats = (read_or_nothing(one / "stat") for one in Path("/proc").iterdir() if one.name.isdigit())
    return [of[2] for stat in stats if (of := stat.rpartition(")")[2].split())].count(str(group))


def read_or_nothing(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # it has ended meanwhile
        return ""


@posix
def test_ctrl_c_ends_all_processes(tmp_path: Path) -> None:
    tasks = "".join(f"  t{n}: {{name: T{n}, owner: lin, duration: 2d}}\n" for n in range(60_000))
    for name in "abcd":
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.yaml").write_text(
            HEADER + "people: {lin: {name: L}}\ntasks:\n" + tasks, "utf-8"
        )
    for everybody in (True, False):
        process = subprocess.Popen(
            [sys.executable, "-m", "ecsc.cli", "check", "--no-cache", "--jobs", "2"], cwd=tmp_path,
            env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        helpers = 3 if sys.platform == "darwin" else 4  # two that check, and those that start and clear up
        until = time.monotonic() + 30
        while members(process.pid) < 1 + helpers and time.monotonic() < until:
            time.sleep(0.05)
        assert process.poll() is None
        (os.killpg if everybody else os.kill)(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)  # ends when the last process has closed its end
        assert (process.returncode, out, err) == (130, b"", b"")


def test_only_what_changed(repository: Callable[..., None], tmp_path: Path) -> None:
    done = run("check", "--changed-since", "main", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"ecsc: no strategy has changed since main\n")
    (tmp_path / "b/strategy.yaml").write_text(FAULTY, "utf-8")
    done = run("check", "--changed-since", "main", "--format", "json", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert [one["folder"] for one in told["strategies"]] == ["b"]


def test_what_lost_its_header_is_told_when_that_changed(
    repository: Callable[..., None], tmp_path: Path
) -> None:
    damaged = tmp_path / "b/strategy.yaml"
    damaged.write_text(damaged.read_text("utf-8").replace("strategy:", "stratgy:"), "utf-8")
    done = run("check", "--changed-since", "main", cwd=tmp_path)
    assert done.returncode == 1
    assert b"error[ECS003]" in done.stdout
    assert b"has changed" not in done.stdout
    repository("commit", "-q", "-a", "-m", "2")
    done = run("check", "--changed-since", "main", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"ecsc: no strategy has changed since main\n")
    shutil.rmtree(tmp_path / "a")
    done = run("check", "--changed-since", "nowhere", cwd=tmp_path)
    assert done.returncode == 2  # also where findings are all there is


def test_nothing_changed_is_an_empty_report_for_programs(
    repository: Callable[..., None], tmp_path: Path
) -> None:
    done = run("check", "--changed-since", "main", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"] == []
    assert done.stderr == b"ecsc: no strategy has changed since main\n"


@pytest.mark.parametrize("revision", ["nowhere", "-x", "main..HEAD"])
def test_a_revision_that_is_none_is_wrong_usage(
    repository: Callable[..., None], tmp_path: Path, revision: str
) -> None:
    done = run("check", f"--changed-since={revision}", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert revision.encode() in done.stderr
    assert b"help: " in done.stderr


def test_no_repository_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    done = run("check", "--changed-since", "main", cwd=tmp_path)
    assert done.returncode == 2
    assert b"there is no git repository around ." in done.stderr


def test_shares_of_what_changed(repository: Callable[..., None], tmp_path: Path) -> None:
    for name in "cde":
        (tmp_path / name).mkdir()
        (tmp_path / name / "strategy.yaml").write_text(FAULTY, "utf-8")
    (tmp_path / "f.yaml").mkdir()  # wrong, and no strategy's own
    (tmp_path / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    options = ("check", "--changed-since", "main", "--format", "concise", "-q")
    whole = run(*options, cwd=tmp_path).stdout.splitlines()
    shares = [run(*options, "--shard", f"{k}/6", cwd=tmp_path).stdout.splitlines() for k in range(1, 7)]
    assert len(whole) == 4
    assert sorted(line for share in shares for line in share) == sorted(whole)
    done = run("check", "--changed-since", "main", "--shard", "6/6", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"ecsc: there are no strategies for share 6/6\n")


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "/", "a/b", "1/", "１/２", "1/999999", "-1/2"])
def test_what_is_no_share_is_wrong_usage(tmp_path: Path, share: str) -> None:
    done = run("check", f"--shard={share}", cwd=tmp_path)
    assert done.returncode == 2
    assert b"write the second of five as 2/5" in done.stderr


@pytest.mark.parametrize("options", [["--watch"], ["--changed-since", "main"], ["--shard", "1/2"]])
def test_options_about_files_refuse_standard_input(tmp_path: Path, options: list[str]) -> None:
    done = run("check", "-", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert options[0].encode() in done.stderr


def test_programs_do_not_follow(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    done = run("check", "--watch", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2
    assert b"choose --format text or concise" in done.stderr


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that waits until a text is told since the last time and returns all since then."""
    home = tmp_path / "策略"
    home.mkdir()
    (home / "strategy.yaml").write_text(HEADER + WORK, "utf-8")
    log = tmp_path / "log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "ecsc.cli", "check", "策略", "--watch"], cwd=tmp_path,
            env=environment(), stdout=sink, stderr=sink,
        )  # fmt: skip
    at = 0

    def until(text: str) -> str:
        nonlocal at
        for _ in range(600):
            said = log.read_bytes()[at:].decode()
            if text in said:
                at += len(said.encode())
                return said
            assert process.poll() is None, said
            time.sleep(0.05)
        raise AssertionError(f"not told within half a minute: {text}; but {said}")

    try:
        yield until
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        process.kill()
        process.wait()


@posix
def test_every_change_is_checked(watched: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "策略/strategy.yaml"
    watched("Ctrl-C ends it\n")
    file.write_text(FAULTY, "utf-8")
    said = watched("1 error in 1 file\n")
    assert said.startswith("─" * 60 + "\nerror[ECS110]")
    file.write_bytes(b"\xff\xfe\x00: [")
    watched("error")
    (tmp_path / "ecsc.toml").write_text("packs = 3\n")
    watched("`packs` is a list of texts")
    (tmp_path / "ecsc.toml").unlink()
    file.rename(tmp_path / "elsewhere")
    file.parent.rmdir()
    watched("there is no file or folder 策略")
    file.parent.mkdir()
    (tmp_path / "elsewhere").rename(file)
    file.write_text(HEADER + WORK, "utf-8")
    assert watched("launch is sound").startswith("─" * 60)


def test_the_line_of_progress_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ecsc.cli.progress.is_terminal", lambda _: True)
    progress = Progress(words("en"))
    progress.count(0, 1_000)
    assert capsys.readouterr().err == "\r\x1b[2K0 of 1,000 strategies are checked ..."
    progress.count(1, 1_000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("ecsc.cli.progress.PATIENCE", -1)
    progress.count(2, 1_000)
    assert capsys.readouterr().err == "\r\x1b[2K2 of 1,000 strategies are checked ..."
    progress.clear()
    assert capsys.readouterr().err == "\r\x1b[2K"
