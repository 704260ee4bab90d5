"""`ecsc check --fix`, `--unsafe-fixes` and `--diff`: what stands in the files, what is told, and how it ends."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

Run: TypeAlias = Callable[..., Result]

HEAD = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin_wei}
people:
  lin_wei: {name: Lin Wei}
"""
TASK = "tasks:\n  a: {name: A, owner: lin_wei, duration: 1d}\n"
SLIP = TASK.replace("owner: lin_wei", "onwer: lin_wei")


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    from ecsc.cli.program import program

    def run(*args: str, typed: bytes | None = None) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc", input=typed)
        finally:
            gc.enable()

    return run


def test_the_report_says_what_can_be_mended(real: Run) -> None:
    Path("s.yaml").write_text(HEAD + SLIP + "  b-c: {owner: lin_wei, duration: 1d}\n")
    done = real("check")
    assert done.exit_code == 1
    assert "error[ECS101] [*] unknown-field: `onwer`" in done.stdout
    assert "error[ECS111] [*]" not in done.stdout
    assert done.stdout.endswith("\n[*] 1 fixable with --fix (1 more with --unsafe-fixes)\n")
    assert real("check", "--unsafe-fixes").stdout.endswith("\n[*] 2 fixable with --fix --unsafe-fixes\n")
    assert "fixable" not in real("check", "-q").stdout


def test_mended_is_sound_and_a_second_run_does_nothing(real: Run) -> None:
    path = Path("s.yaml")
    path.write_bytes(("\ufeff" + HEAD + SLIP).replace("\n", "\r\n").encode())
    path.chmod(0o640)
    done = real("check", "--fix")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "mended: 1 finding, 1 file\necsc: demo is sound: 1 task, 0 goals, 0 findings\n"
    assert path.read_bytes() == ("\ufeff" + HEAD + TASK).replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = path.stat()
    again = real("check", "--fix")
    assert again.stdout == "ecsc: demo is sound: 1 task, 0 goals, 0 findings\n"
    assert path.stat() == before
    assert [each.name for each in Path().iterdir()] == ["s.yaml"]


def test_what_is_left_decides_how_it_ends(real: Run) -> None:
    Path("s.yaml").write_text(HEAD + SLIP + "  b-c: {owner: lin_wei, duration: 1d}\n")
    done = real("check", "--fix")
    assert done.exit_code == 1
    assert done.stdout.endswith(
        "mended: 1 finding, 1 file\n1 error in 1 file\n1 fixable with --fix --unsafe-fixes\n"
    )
    assert "[*]" not in done.stdout
    done = real("check", "--fix", "--unsafe-fixes")
    assert done.exit_code == 0
    assert "b_c:" in Path("s.yaml").read_text()


def test_a_diff_writes_nothing_and_fails_when_there_is_one(real: Run) -> None:
    text = HEAD + SLIP.rstrip("\n")
    Path("s.yaml").write_text(text)
    for options in (("--diff",), ("--fix", "--diff")):
        done = real("check", *options)
        assert done.exit_code == 1
        assert done.stdout == (
            "--- s.yaml\n+++ s.yaml\n@@ -3,4 +3,4 @@\n people:\n   lin_wei: {name: Lin Wei}\n tasks:\n"
            "-  a: {name: A, onwer: lin_wei, duration: 1d}\n\\ No newline at end of file\n"
            "+  a: {name: A, owner: lin_wei, duration: 1d}\n\\ No newline at end of file\n"
        )
        assert done.stderr == "1 finding would be mended\n"
    assert Path("s.yaml").read_text() == text
    Path("s.yaml").write_text(HEAD + TASK)
    assert (real("check", "--diff").exit_code, real("check", "--diff").output) == (0, "")


def test_the_diff_is_a_patch_of_these_bytes(real: Run) -> None:
    raw = (HEAD + SLIP).replace("\n", "\r\n").encode() + "# “\u2028\x85”\r\n".encode()
    Path("s.yaml").write_bytes(raw)
    patch = real("check", "--diff").stdout_bytes
    line = "  a: {name: A, owner: lin_wei, duration: 1d}\r\n"
    wanted = "-" + line.replace("owner", "onwer") + "+" + line + " # “\u2028\x85”\r\n"
    assert wanted.encode() in patch


def test_standard_input_comes_out_mended(real: Run) -> None:
    raw = b"\xef\xbb\xbf" + (HEAD + SLIP).replace("\n", "\r\n").encode()
    done = real("check", "--fix", "-", typed=raw)
    assert done.exit_code == 0
    assert done.stdout_bytes == raw.replace(b"onwer", b"owner")
    assert done.stderr == "mended: 1 finding, 1 file\necsc: demo is sound: 1 task, 0 goals, 0 findings\n"
    diff = real("check", "--diff", "-", typed=raw)
    assert (diff.exit_code, diff.stdout.splitlines()[0]) == (1, "--- <stdin>")


@pytest.mark.parametrize(
    "raw", [b"", b"# only a note\n", b"\xff\xfe\x00", b"- a\n", (HEAD + "x：林薇设计\n").encode("gb18030")]
)
def test_standard_input_that_cannot_be_mended_comes_out_as_it_is(real: Run, raw: bytes) -> None:
    done = real("check", "--fix", "-", typed=raw)
    assert done.stdout_bytes == raw
    assert done.stderr


def test_a_text_in_place_of_a_file_is_mended_and_no_file_is(real: Run) -> None:
    Path("s.yaml").write_text(HEAD + "channels:\n  x: {kind: marketplce}\n")
    Path("t.yaml").write_text("tasks: {}\n")
    done = real("check", "--fix", "-", "--stdin-filename", "t.yaml", typed=SLIP.encode())
    assert done.stdout == TASK
    assert "marketplce" in Path("s.yaml").read_text()
    assert Path("t.yaml").read_text() == "tasks: {}\n"
    assert done.exit_code == 1
    assert "not mended: s.yaml:6:13 ECS104: that file is not part of this run" in done.stderr


def test_a_link_stays_one(real: Run, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "s.txt").write_text(HEAD + SLIP)
    Path("s.yaml").symlink_to(elsewhere / "s.txt")
    assert real("check", "--fix", "s.yaml").exit_code == 0
    assert Path("s.yaml").is_symlink()
    assert (elsewhere / "s.txt").read_text() == HEAD + TASK


def test_what_cannot_be_written_is_told_and_not_mended(real: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("s.yaml").write_text(HEAD + SLIP)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = real("check", "--fix")
    assert done.exit_code == 1
    assert "s.yaml may not be written" in done.stderr
    assert "unknown-field: `onwer`" in done.stdout
    assert "mended" not in done.stdout
    assert Path("s.yaml").read_text() == HEAD + SLIP


def test_another_encoding_is_told_and_left(real: Run) -> None:
    raw = (HEAD + SLIP.replace("name: A", "name: 店铺首页设计")).encode("gb18030")
    Path("s.yaml").write_bytes(raw)
    done = real("check", "--fix")
    assert done.exit_code == 1
    assert "not mended: s.yaml:6:21 ECS101: save the file as UTF-8 first" in done.stdout
    assert Path("s.yaml").read_bytes() == raw


def test_a_shared_policy_is_mended_for_all_that_share_it(real: Run) -> None:
    Path("ecsc.toml").write_text('policies = ["house.yaml"]\n')
    slip = "policies:\n  steps: {for_each: tasks, check: duraton <= 20 days, message: Cut it.}\n"
    Path("house.yaml").write_text(slip)
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, "s.yaml").write_text(HEAD.replace("demo", name) + TASK)
    done = real("check", "--fix")
    assert Path("house.yaml").read_text() == slip.replace("duraton", "duration")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("mended: 1 finding, 1 file\n")


def test_a_policy_that_settings_share_with_those_below_is_mended_once(real: Run) -> None:
    slip = "policies:\n  steps: {for_each: tasks, check: duraton <= 20 days, message: Cut it.}\n"
    Path("below/two").mkdir(parents=True)
    Path("one").mkdir()
    Path("ecsc.toml").write_text('policies = ["below/x.yaml"]\n')
    Path("below/ecsc.toml").write_text('policies = ["x.yaml", "y.yaml"]\n')
    Path("below/x.yaml").write_text(slip)
    Path("below/y.yaml").write_text("policies: {}\n")
    for name in ("one", "below/two"):
        Path(name, "s.yaml").write_text(HEAD.replace("demo", name[-3:]) + TASK)
    assert real("check", "--diff").stdout.count("+++") == 1
    done = real("check", "--fix")
    assert done.exit_code == 0, done.output
    assert (done.stdout.splitlines()[0], done.stderr) == ("mended: 1 finding, 1 file", "")
    assert Path("below/x.yaml").read_text() == slip.replace("duraton", "duration")


@pytest.mark.parametrize("table", ["t.csv", "T.CSV"])
def test_a_table_of_several_strategies_is_mended_once(real: Run, table: str) -> None:
    for name in ("one", "two"):
        Path(f"{name}.yaml").write_text(f"{HEAD.replace('demo', name)}tables: {{products: {table}}}\n{TASK}")
    Path(table).write_text("id,name,list_prise\na,A,5\n")
    assert real("check", "--diff", "one.yaml", "two.yaml").stdout.count("+++") == 1
    done = real("check", "--fix", "one.yaml", "two.yaml")
    assert (done.stdout.splitlines()[0], done.stderr) == ("mended: 1 finding, 1 file", "")
    assert Path(table).read_text() == "id,name,list_price\na,A,5\n"


def test_fixes_that_nobody_tried_are_told_so(real: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecsc.fixing.mending.MOST_CHECKS", 0)
    Path("s.yaml").write_text(HEAD + SLIP)
    said = "not mended: s.yaml:6:16 ECS101: there were too many to try them all; mend once more"
    assert said in real("check", "--fix").stdout


def test_a_fix_that_helps_one_and_harms_another_is_left_out(real: Run) -> None:
    Path("ecsc.toml").write_text('policies = ["house.yaml"]\n')
    house = "policies:\n  steps: {check: count(tasks) > 0 and shop_walkers > 0, message: Count.}\n"
    Path("house.yaml").write_text(house)
    for name, metric in (("one", "shop_walker"), ("two", "shop_walkers")):
        Path(name).mkdir()
        metrics = f"metrics:\n  {metric}: {{unit: people}}\n"
        Path(name, "s.yaml").write_text(HEAD.replace("demo", name) + TASK + metrics)
    real("check", "--fix")
    assert Path("house.yaml").read_text() == house
    assert "shop_walker" in real("check", "one", "--diff").stdout, "alone, nobody knows of the other"


def test_a_shipped_pack_is_nobodys_to_mend(real: Run) -> None:
    Path("ecsc.toml").write_text('packs = ["handbook"]\n')
    Path("s.yaml").write_text(HEAD + SLIP)
    done = real("check", "--fix")
    assert Path("s.yaml").read_text() == HEAD + TASK
    assert "not mended" not in done.output


def test_in_chinese(real: Run) -> None:
    Path("s.yaml").write_text(HEAD + SLIP)
    assert real("check", "--lang", "zh-CN").stdout.endswith("[*] 1 个可用 --fix 改正\n")
    assert real("check", "--fix", "--lang", "zh-CN").stdout.startswith("已改正：1 个问题，1 个文件\n")
