"""`ecsc check --format` and `--output`: where reports go, and what goes wrong on the way."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result

from ecsc.report import FORMATS
from ecsc.report.formats import sarif

Run: TypeAlias = Callable[..., Result]
Put: TypeAlias = Callable[[str, str], None]

HEADER = "ecsc: 1\nstrategy:\n  id: launch\n"
MACHINE = tuple(name for name in FORMATS if name not in ("text", "concise", "markdown"))
ALL = tuple(part for name in FORMATS for part in ("--output", f"{name}=out/{name}"))


def documents(format_name: str, written: str) -> list[Any]:
    """What a reader of the format makes of it; raises where it is not of the format."""
    if format_name == "junit":
        return [ET.fromstring(written.encode())]  # noqa: S314 - our own
    if format_name == "jsonl":
        return [json.loads(line) for line in written.splitlines()]
    if format_name in ("json", "sarif", "gitlab", "rdjson"):
        return [json.loads(written)]
    return written.splitlines()


def test_every_format_in_one_run(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    alone = ecsc("check")
    done = ecsc("check", *ALL)
    assert (done.exit_code, done.stdout, done.stderr) == (1, alone.stdout, "")
    assert sorted(path.name for path in (workshop / "out").iterdir()) == sorted(FORMATS)
    for name in FORMATS:
        written = (workshop / "out" / name).read_bytes().decode()
        assert "error found" in written
        assert documents(name, written)
        assert ecsc("check", "--format", name).stdout == written
    assert (workshop / "out" / "text").read_text() == alone.stdout


@pytest.mark.parametrize("found", [None, "info"])
def test_a_clean_run_is_a_document_in_every_format(
    ecsc: Run, put: Put, workshop: Path, found: str | None
) -> None:
    put("strategy.yaml", HEADER + (f"x: {{find: {found}}}\n" if found else ""))
    done = ecsc("check", *ALL)
    assert done.exit_code == 0
    for name in MACHINE:
        made = documents(name, (workshop / "out" / name).read_text())
        assert made or (name == "github" and not found)


def test_standard_output_can_be_named(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("check", "--output", "JSON=-", "--output", "junit=j.xml")
    assert json.loads(done.stdout)["summary"]["errors"] == 1
    assert done.stderr == "1 error in 1 file\n"
    assert (workshop / "j.xml").exists()


@pytest.mark.parametrize(
    ("args", "said", "hint"),
    [
        (["--format", "sarf"], "--format takes no sarf", "sarif"),
        (["--output", "sarf=x"], "--output knows no format sarf", "did you mean sarif"),
        (["--output", "sarif"], "--output sarif is no format and file", "sarif=findings.sarif"),
        (["--output", "json="], "--output json= is no format and file", "sarif=findings.sarif"),
        (["--output", "x.sarif"], "--output x.sarif is no format and file", "sarif=findings.sarif"),
        (
            ["--output", "json=a", "--output", "sarif=./b/../a"],
            "two formats go to ./b/../a",
            "a file of its own",
        ),
        (["--output", "json=-", "--output", "sarif=-"], "two formats go to -", "a file of its own"),
        (["--format", "text", "--output", "json=-"], "both go to standard output", "--output text=FILE"),
        (["--output", "json=strategy.yaml"], "would overwrite strategy.yaml", "findings.sarif"),
    ],
)
def test_what_cannot_be_meant(
    ecsc: Run, put: Put, workshop: Path, args: list[str], said: str, hint: str
) -> None:
    put("strategy.yaml", HEADER)
    done = ecsc("check", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert hint in done.stderr
    assert [path.name for path in workshop.iterdir()] == ["strategy.yaml"]
    assert (workshop / "strategy.yaml").read_text() == HEADER


@pytest.mark.parametrize(
    "name",
    ["ecsc.toml", "s/pyproject.toml", "p.yaml", "s/strategy.yaml", "s/t.csv", "known.json", "s/plan.json", "own.json",
     "link.json"],
)  # fmt: skip
def test_nothing_that_is_read_is_overwritten(ecsc: Run, put: Put, workshop: Path, name: str) -> None:
    put("ecsc.toml", 'policies = ["p.yaml"]\nfindings-baseline = "known.json"\n')
    put("p.yaml", "policies: {}\n")
    put("s/strategy.yaml", HEADER + "  baseline: {file: plan.json}\n")
    put("s/t.csv", "id,name\n")
    put("own.json", "{}")
    (workshop / "link.json").symlink_to(workshop / "s/t.csv")
    before = {path: path.read_bytes() for path in workshop.rglob("*") if path.is_file()}
    done = ecsc("check", "s", "--output", f"json={name}", "--baseline-file", "own.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"--output would overwrite {name}, which this run reads" in done.stderr
    assert {path: path.read_bytes() for path in workshop.rglob("*") if path.is_file()} == before


def test_a_file_is_replaced_whole_and_its_folder_is_made(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER)
    put("reports/old.json", "x" * 100_000)
    assert (
        ecsc("check", "--output", "json=reports/old.json", "--output", "sarif=new/deep/a.sarif").exit_code
        == 0
    )
    assert json.loads((workshop / "reports" / "old.json").read_text())["findings"] == []
    assert [path.name for path in (workshop / "reports").iterdir()] == ["old.json"]
    assert [path.name for path in (workshop / "new" / "deep").iterdir()] == ["a.sarif"]


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_one_that_cannot_be_written_keeps_no_other(ecsc: Run, put: Put, workshop: Path) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    put("plain", "mine")
    (workshop / "folder").mkdir()
    (workshop / "link").symlink_to("plain")
    outputs = ["sarif=folder", "rdjson=new/", "gitlab=link", "junit=plain/x.xml", "json=good.json"]
    done = ecsc("check", *(part for each in outputs for part in ("--output", each)))
    assert done.exit_code == 2
    assert done.stdout.endswith("1 error in 1 file\n")
    for said in ("folder is a folder", "new/ is a folder", "link is a link", "plain/x.xml cannot be written"):
        assert said in done.stderr
    assert done.stderr.count("error:") == 4
    assert json.loads((workshop / "good.json").read_text())["summary"]["errors"] == 1
    assert (workshop / "plain").read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null")
def test_a_device_is_written_to_and_stays_one(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER)
    assert ecsc("check", "--output", "json=/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_bug_in_one_format_loses_no_other(
    ecsc: Run, put: Put, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_report: object) -> Any:
        raise KeyError("boom")

    monkeypatch.setattr(sarif, "render", broken)
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    (workshop / "folder").mkdir()
    args = ("--output", "sarif=a.sarif", "--output", "json=a.json", "--output", "junit=folder")
    done = ecsc("check", *args)
    assert done.exit_code == 3
    assert "boom" in done.stderr
    assert "folder is a folder" in done.stderr
    assert done.stdout.endswith("1 error in 1 file\n")
    assert json.loads((workshop / "a.json").read_text())["summary"]["errors"] == 1
    assert not (workshop / "a.sarif").exists()


def test_programs_name_files_from_the_root_of_the_repository(
    ecsc: Run, put: Put, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("shop/2026/strategy.yaml", HEADER + "x: {find: error}\n")
    monkeypatch.chdir(workshop / "shop" / "2026")

    def named() -> set[str]:
        sarif_run = json.loads(ecsc("check", "--format", "sarif").stdout)["runs"][0]
        return {
            sarif_run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            json.loads(ecsc("check", "--format", "gitlab").stdout)[0]["location"]["path"],
            json.loads(ecsc("check", "--format", "rdjson").stdout)["diagnostics"][0]["location"]["path"],
            ecsc("check", "--format", "github").stdout.split("file=")[1].split(",")[0],
            ecsc("check", "--format", "markdown").stdout.split("yaml:4")[0].split("| ")[-1] + "yaml",
        }

    assert named() == {"strategy.yaml"}
    (workshop / ".git").mkdir()
    assert named() == {"shop/2026/strategy.yaml"}
    put("shop/.git", "gitdir: elsewhere\n")  # a linked work tree
    assert named() == {"2026/strategy.yaml"}
    # People and editors read names from where they stand.
    assert ecsc("check", "--format", "concise").stdout.startswith("strategy.yaml:4")
    assert json.loads(ecsc("check", "--format", "json").stdout)["findings"][0]["file"] == "strategy.yaml"


@pytest.mark.parametrize("format_name", FORMATS)
def test_quiet_tells_people_less_and_programs_all(ecsc: Run, put: Put, format_name: str) -> None:
    put("strategy.yaml", HEADER + "x: {find: warning, y: {find: info}}\n")
    done = ecsc("check", "-q", "--format", format_name)
    assert done.stderr == ""
    assert "warning found" in done.stdout
    assert ("info found" in done.stdout) is (format_name in MACHINE)
    assert "in 1 file" not in done.stdout or format_name == "markdown"


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_closing_line_is_apart_from_what_programs_read(ecsc: Run, put: Put, format_name: str) -> None:
    put("strategy.yaml", HEADER + "x: {find: error}\n")
    done = ecsc("check", "--format", format_name)
    assert done.stderr == ("" if format_name == "text" else "1 error in 1 file\n")


def test_what_fails_the_run_fails_in_junit(ecsc: Run, put: Put) -> None:
    put("strategy.yaml", HEADER + "x: {find: warning}\n")
    counts = [
        ET.fromstring(ecsc("check", "--format", "junit", "--fail-on", level).stdout).get("failures")  # noqa: S314
        for level in ("error", "warning", "info")
    ]
    assert counts == ["0", "1", "1"]


def test_the_help_names_every_format(ecsc: Run) -> None:
    shown = " ".join(ecsc("check", "--help").stdout.split())
    for name in FORMATS:
        assert name in shown
