"""`ecsc fmt`: what is written, what is only told, what stays out, and how it ends."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import Result

Run: TypeAlias = Callable[..., Result]
Put: TypeAlias = Callable[[str, str], None]

HEADER = "ecsc: 1\nstrategy:\n    id:   launch\n"
TIDY = "ecsc: 1\n\nstrategy:\n  id: launch\n"
BROKEN = "tasks：  x\n"


def test_files_of_a_strategy_are_written_and_named(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("work/tasks.yml", "tasks:\n- a\n")
    put("work/tidy.yaml", "goals:\n  - a\n")
    put("products.csv", "id,name\n a , b\n")
    done = ecsc("fmt")
    assert done.exit_code == 0
    assert done.stdout == "strategy.yaml is laid out anew\nwork/tasks.yml is laid out anew\n"
    assert (workshop / "strategy.yaml").read_text("utf-8") == TIDY
    assert (workshop / "work/tasks.yml").read_text("utf-8") == "tasks:\n  - a\n"
    assert (workshop / "products.csv").read_text("utf-8") == "id,name\n a , b\n"
    again = ecsc("fmt")
    assert (again.exit_code, again.output) == (0, "")
    assert not list(workshop.rglob(".ecsc-*"))


def test_check_names_what_would_change_and_writes_nothing(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("tidy.yaml", "goals:\n  - a\n")
    done = ecsc("fmt", "--check")
    assert done.exit_code == 1
    assert done.stdout == "strategy.yaml would be laid out anew\n"
    assert done.stderr == "1 file is not in canonical layout; ecsc fmt brings it there\n"
    assert (workshop / "strategy.yaml").read_text("utf-8") == HEADER
    put("strategy.yaml", TIDY)
    assert ecsc("fmt", "--check").exit_code == 0
    assert ecsc("fmt", "--check").output == ""


def test_diff_can_be_applied(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "goals: [a,b]")
    done = ecsc("fmt", "--diff")
    assert done.exit_code == 1
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "--- strategy.yaml",
        "+++ strategy.yaml",
        "@@ -1,4 +1,6 @@",
        " ecsc: 1",
        "+",
        " strategy:",
        "-    id:   launch",
        "-goals: [a,b]",
        "\\ No newline at end of file",
        "+  id: launch",
        "+",
        "+goals: [a, b]",
    ]
    assert (workshop / "strategy.yaml").read_text("utf-8").endswith("[a,b]")
    assert "\x1b[" in ecsc("fmt", "--diff", "--color", "always").stdout


def test_only_the_named_file_is_written(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("work.yaml", "tasks:\n- a\n")
    done = ecsc("fmt", "work.yaml", "./work.yaml")
    assert done.output == "work.yaml is laid out anew\n"
    assert (workshop / "strategy.yaml").read_text("utf-8") == HEADER


def test_a_folder_inside_a_strategy_is_not_more_than_itself(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("work/tasks.yaml", "tasks:\n- a\n")
    done = ecsc("fmt", "work")
    assert "strategy.yaml" not in done.stdout
    assert (workshop / "strategy.yaml").read_text("utf-8") == HEADER


def test_a_file_that_cannot_be_read_is_left_and_told(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("broken.yaml", BROKEN)
    done = ecsc("fmt")
    assert done.exit_code == 1
    assert done.stdout == "strategy.yaml is laid out anew\n"
    assert "broken.yaml:1:6" in done.stderr
    assert "broken.yaml is left as it is" in done.stderr
    assert (workshop / "broken.yaml").read_text("utf-8") == BROKEN


def test_in_chinese(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    assert ecsc("fmt", "--lang", "zh-CN").stdout == "strategy.yaml 已重新排版\n"


def test_what_settings_exclude_stays_out(ecsc: Run, put: Put, workshop: Path) -> None:
    put("ecsc.toml", 'exclude = ["old/"]\n')
    put("strategy.yaml", TIDY)
    put("old/tasks.yaml", "tasks:\n- a\n")
    assert ecsc("fmt").output == ""
    named = ecsc("fmt", "old/tasks.yaml")
    assert named.exit_code == 0
    assert named.stdout == ""
    assert "old/tasks.yaml is left out by the settings" in named.stderr
    typed = ecsc("fmt", "-", "--stdin-filename", "old/tasks.yaml", stdin="tasks:\n- a\n")
    assert typed.stdout == "tasks:\n- a\n"
    assert (workshop / "old/tasks.yaml").read_text("utf-8") == "tasks:\n- a\n"


def test_shared_policies_are_laid_out(ecsc: Run, put: Put, workshop: Path) -> None:
    put("ecsc.toml", 'policies = ["house.yaml"]\n')
    put("shop/strategy.yaml", TIDY)
    put("house.yaml", "policies:\n    a:   {require: x}\n")
    assert ecsc("fmt", "shop").output == ""
    assert ecsc("fmt").output == "house.yaml is laid out anew\n"
    put("house.yaml", "policies:\n    a:   {require: x}\n")
    assert ecsc("fmt", "house.yaml").output == "house.yaml is laid out anew\n"


def test_standard_input_goes_to_standard_output(ecsc: Run) -> None:
    done = ecsc("fmt", "-", stdin="a:   上新\n")
    assert (done.exit_code, done.output) == (0, "a: 上新\n")
    assert ecsc("fmt", "-", stdin="a: 1\n").output == "a: 1\n"
    assert ecsc("fmt", "-", stdin="").output == ""
    crlf = ecsc("fmt", "-", stdin=b"a:   1\r\nb: 2\r\n")
    assert crlf.stdout_bytes == b"a: 1\r\nb: 2\r\n"


def test_standard_input_that_cannot_be_read_gives_nothing(ecsc: Run) -> None:
    done = ecsc("fmt", "-", "--stdin-filename", "shop/x.yaml", stdin=BROKEN)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "shop/x.yaml:1:6" in done.stderr


def test_standard_input_is_checked(ecsc: Run) -> None:
    done = ecsc("fmt", "-", "--check", stdin="a:   1\n")
    assert (done.exit_code, done.stdout) == (1, "<stdin> would be laid out anew\n")
    assert ecsc("fmt", "-", "--check", stdin="a: 1\n").exit_code == 0
    assert "-a:   1\n+a: 1\n" in ecsc("fmt", "-", "--diff", stdin="a:   1\n").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["fmt", "nope.yaml"], "there is no file or folder nope.yaml"),
        (["fmt", "table.csv"], "table.csv is no YAML file"),
        (["fmt", "-", "table.csv"], "- stands alone"),
        (["fmt", ".", "--stdin-filename", "x.yaml"], "add - to read from it"),
        (["fmt", "--chek"], "did you mean --check?"),
    ],
)
def test_wrong_usage(ecsc: Run, put: Put, args: list[str], said: str) -> None:
    put("table.csv", "a,b\n")
    done = ecsc(*args)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_settings_that_cannot_be_read_are_wrong_usage(ecsc: Run, put: Put) -> None:
    put("ecsc.toml", "exclude = 3\n")
    put("strategy.yaml", HEADER)
    for args in ([], ["strategy.yaml"], ["-", "--stdin-filename", "strategy.yaml"]):
        done = ecsc("fmt", *args, stdin="a:   1\n")
        assert done.exit_code == 2
        assert "ecsc.toml:1" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links and permissions of POSIX")
def test_links_and_permissions_stay(ecsc: Run, put: Put, workshop: Path) -> None:
    put("shared/real.yaml", HEADER)
    (workshop / "shared/real.yaml").chmod(0o640)
    (workshop / "link.yaml").symlink_to("shared/real.yaml")
    assert ecsc("fmt", "link.yaml").exit_code == 0
    assert (workshop / "link.yaml").is_symlink()
    assert (workshop / "shared/real.yaml").read_text("utf-8") == TIDY
    assert stat.S_IMODE((workshop / "shared/real.yaml").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_is_not_waited_for(ecsc: Run, workshop: Path) -> None:
    os.mkfifo(workshop / "pipe.yaml")
    done = ecsc("fmt", "pipe.yaml")
    assert done.exit_code == 1
    assert "pipe.yaml" in done.stderr


def test_what_cannot_be_written_is_told_and_the_rest_goes_on(
    ecsc: Run, put: Put, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.yaml", HEADER)
    put("b.yaml", "tasks:\n- a\n")
    monkeypatch.setattr(os, "access", lambda path, mode: "a.yaml" not in str(path))
    done = ecsc("fmt")
    assert done.exit_code == 1
    assert done.stdout == "b.yaml is laid out anew\n"
    assert done.stderr == "error: a.yaml may not be written\n"
    assert (workshop / "a.yaml").read_text("utf-8") == HEADER


def test_a_file_of_another_program_is_left_to_it(ecsc: Run, put: Put, workshop: Path) -> None:
    other = "on:   push\njobs:\n    build:   {steps: []}\n"
    put("strategy.yaml", HEADER)
    put("workflow.yaml", other)
    assert ecsc("fmt").exit_code == 0
    assert (workshop / "workflow.yaml").read_text("utf-8") == other
