"""Wrong usage, bugs and interrupts: exit codes, and one look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from click.testing import Result

Run: TypeAlias = Callable[..., Result]
Put: TypeAlias = Callable[[str, str], None]

HEADER = "ecsc: 1\nstrategy:\n  id: launch\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek"], "did you mean check?"),
        (["BUILD"], "did you mean build?"),
        (["zzz"], "it is one of init, check, fmt, build"),
        (["check", "--formt", "json"], "did you mean --format?"),
        (["check", "--format", "jsno"], "did you mean json / jsonl?"),
        (["check", "--format", "xyz"], "it is one of text, concise, json"),
        (["check", "--format"], "--format needs a value"),
        (["check", "nope"], "there is no file or folder nope"),
        (["check", "--fail-on", "eror"], "did you mean error?"),
        (["build", "--emit", "gant"], "did you mean gantt?"),
        (["build", "a", "b"], "ecsc build --help"),
        (["completion", "tcsh"], "bash"),
        (["completion"], "is missing"),
        (["init"], "DIR is missing"),
        (["functions", "summ"], "did you mean sum?"),
        (["--verson"], "did you mean --version?"),
    ],
)
def test_wrong_usage_says_what_would_be_right(ecsc: Run, args: list[str], said: str) -> None:
    done = ecsc(*args)
    assert done.exit_code == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("error: ")
    assert said in done.stderr
    assert len(lines) == 2
    assert lines[1].startswith("  help: ")


def test_wrong_usage_in_chinese(ecsc: Run) -> None:
    done = ecsc("chek", LANG="zh_CN.UTF-8")
    assert done.exit_code == 2
    assert "check" in done.stderr


def test_help_and_version(ecsc: Run) -> None:
    from ecsc import __version__

    assert ecsc("--version").output == f"ecsc {__version__}\n"
    done = ecsc("-h")
    assert done.exit_code == 0
    for name in (
        "init",
        "check",
        "build",
        "explain",
        "rules",
        "functions",
        "metrics",
        "schema",
        "completion",
    ):
        assert f"\n  {name} " in done.output
        assert ecsc(name, "--help").exit_code == 0
    alone = ecsc()
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "Commands:" in alone.stderr


def test_a_bug_of_ours(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "boom: 1\n")
    done = ecsc("check")
    assert done.exit_code == 3
    assert "Traceback" not in done.output
    assert "KeyError: 'boom'" in done.stderr
    assert "Python 3" in done.stderr
    assert "conftest.py" in done.stderr
    assert str(put.__globals__["__file__"]) not in done.stderr
    full = ecsc("check", ECSC_DEBUG="1")
    assert full.exit_code == 3
    assert "Traceback" in full.stderr


def test_an_interrupt(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "interrupt: 1\n")
    done = ecsc("check")
    assert (done.exit_code, done.output) == (130, "")
