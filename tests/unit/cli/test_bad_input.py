"""Whatever somebody saves as a strategy: a finding in every format, an exit code, and never a traceback."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.report import FORMATS
from tests.unit.cli.bad_inputs import AFTER_HEADER, HEADER, ROWS

Run: TypeAlias = Callable[..., Result]

OUTPUTS = tuple(part for name in FORMATS for part in ("--output", f"{name}=../out/{name}"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the whole program in a folder of its own."""
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield lambda *args: CliRunner().invoke(program, args, prog_name="ecsc")
    gc.enable()


def codes(format_name: str, written: str) -> list[str]:
    """The codes that a reader of a format finds, in any order; raises where the document is none."""
    if format_name == "json":
        return [each["code"] for each in json.loads(written)["findings"]]
    if format_name == "jsonl":
        lines = [json.loads(line) for line in written.splitlines()]
        return [each["code"] for each in lines if each["type"] == "finding"]
    if format_name == "sarif":
        return [each["ruleId"] for each in json.loads(written)["runs"][0]["results"]]
    if format_name == "gitlab":
        return [each["check_name"] for each in json.loads(written)]
    if format_name == "rdjson":
        return [each["code"]["value"] for each in json.loads(written)["diagnostics"]]
    if format_name == "junit":
        cases = ET.fromstring(written).iter("testcase")  # noqa: S314 - our own
        return [case.get("name", "").split()[0] for case in cases if len(case)]
    return _codes_in_lines(format_name, written.splitlines())


def _codes_in_lines(format_name: str, lines: list[str]) -> list[str]:
    if format_name == "github":
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:10])
        return [line.split("title=")[1].split()[0] for line in lines if "title=" in line]
    if format_name == "markdown":
        return [line.split(" | ")[1].split()[0] for line in lines if line.startswith("| ")][2:]
    if format_name == "concise":
        return [line.split("[", 1)[1].split("]")[0] for line in lines]
    return [
        line.split("[")[1].split("]")[0] for line in lines if line.startswith(("error[", "warning[", "info["))
    ]


def told_everywhere(out: Path, code: str) -> None:
    """Every format is one, and has the finding; those that list everything have the same findings."""
    found = {}
    for name in FORMATS:
        written = (out / name).read_bytes().decode("utf-8")
        assert "Traceback" not in written
        found[name] = codes(name, written)
        assert code in found[name], name
    whole = {name: sorted(found[name]) for name in FORMATS if name != "text"}
    assert all(each == whole["json"] for each in whole.values()), whole


@pytest.mark.parametrize("name", ROWS)
def test_each_input_is_told_in_each_format(name: str, run: Run, tmp_path: Path) -> None:
    content, code, level = ROWS[name]
    Path("strategy.yaml").write_bytes(content)
    done = run("check", *OUTPUTS)
    assert done.exit_code == (1 if level == "error" else 0), done.output
    assert done.stderr == ""
    assert f"{level}[{code}]" in done.stdout
    told_everywhere(tmp_path / "out", code)


@pytest.mark.parametrize("name", AFTER_HEADER)
def test_a_line_above_changes_no_identity(name: str, run: Run) -> None:
    text = AFTER_HEADER[name][0]
    known = []
    for above in ("", "# a line\n\n"):
        Path("strategy.yaml").write_text(above + HEADER + above + text, "utf-8", newline="")
        known.append(
            [each["identity"] for each in json.loads(run("check", "--format", "json").stdout)["findings"]]
        )
    assert known[0] == known[1]


def folder() -> None:
    Path("a").mkdir()


def folder_named_yaml() -> None:
    Path("strategy.yaml").write_text(HEADER)
    Path("x.yaml").mkdir()


def circle() -> None:
    Path("strategy.yaml").write_text(HEADER)
    Path("x.yaml").symlink_to("x.yaml")


def unreadable() -> None:
    Path("strategy.yaml").write_text(HEADER)
    Path("x.yaml").write_text("people: {}\n")
    Path("x.yaml").chmod(0)
    try:
        Path("x.yaml").read_bytes()
    except PermissionError:
        return
    pytest.skip("nothing is unreadable to this user")


def nameless(content: str = HEADER + "people: {a: {nme: A}}\n") -> None:
    try:
        Path("caf\udce9.yaml").write_text(content)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")


@pytest.mark.skipif(sys.platform == "win32", reason="links and permissions of POSIX")
@pytest.mark.parametrize(
    ("made", "code"),
    [
        (folder, "ECS003"),
        (folder_named_yaml, "ECS004"),
        (circle, "ECS005"),
        (unreadable, "ECS002"),
        (nameless, "ECS101"),
    ],
)
def test_each_path_is_told_in_each_format(
    made: Callable[[], Any], code: str, run: Run, tmp_path: Path
) -> None:
    made()
    done = run("check", *OUTPUTS)
    assert done.exit_code == (0 if code == "ECS004" else 1), done.output
    assert "Traceback" not in done.output
    told_everywhere(tmp_path / "out", code)


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_a_name_that_is_no_text_is_no_obstacle(run: Run, tmp_path: Path) -> None:
    Path("ecsc.toml").write_text('[per-path."*.yaml"]\nignore = ["ECS5"]\n')
    nameless(HEADER)
    for command in (("check",), ("check",), ("build", "-o", "../out")):
        done = run(*command)
        assert (done.exit_code, done.stderr) == (0, ""), done.output
    assert (tmp_path / "out/plan.json").exists()


def test_a_huge_file_is_told_in_each_format(run: Run, tmp_path: Path) -> None:
    tasks = "".join(f"  t{number}: {{nme: '{'林' * 200}'}}\n" for number in range(1500))
    Path("strategy.yaml").write_text(f"{HEADER}tasks:\n{tasks}", "utf-8")
    done = run("check", *OUTPUTS)
    assert done.exit_code == 1
    found = {name: codes(name, (tmp_path / "out" / name).read_text("utf-8")) for name in FORMATS}
    assert len(found["json"]) >= 1500
    whole = {name: len(each) for name, each in found.items() if name not in ("text", "markdown")}
    assert set(whole.values()) == {len(found["json"])}
    assert len((tmp_path / "out" / "markdown").read_text("utf-8")) <= 65_536
