"""The program as a process: pipes, signals, encodings, and what it imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import ecsc
from ecsc.report import FORMATS

ROOT = Path(ecsc.__file__).parents[1]
HEADER = "ecsc: 1\nstrategy: {id: launch, name: 上线, period: 2026-H1, currency: CNY}\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


def environment(**changes: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON", "ECSC"))
    }
    return {**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **changes}


def run(*args: str, cwd: Path, stdin: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ecsc.cli", *args], cwd=cwd, input=stdin, capture_output=True, timeout=60,
        env=environment(**changes), check=False,
    )  # fmt: skip


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    (tmp_path / "strategy.yaml").write_text(HEADER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    lines = "".join(f"  t{number}: {{名称: x}}\n" for number in range(2000))
    (tmp_path / "strategy.yaml").write_text(HEADER + "tasks:\n" + lines, encoding="utf-8")
    return tmp_path


def test_exit_codes(strategy: Path) -> None:
    done = run("check", cwd=strategy)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    (strategy / "tasks.yaml").write_text("tasks: {a: {ownr: x}}\n")
    assert run("check", cwd=strategy).returncode == 1
    assert run("check", "nope", cwd=strategy).returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_no_encoding_of_the_terminal_stops_the_run(broken: Path, encoding: str, language: str) -> None:
    done = run("check", "--lang", language, "--color", "always", cwd=broken, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "ECS" in done.stdout.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_json_is_valid_in_every_encoding(broken: Path, encoding: str) -> None:
    done = run("check", "--format", "json", cwd=broken, PYTHONIOENCODING=encoding)
    document = json.loads(done.stdout.decode("utf-8" if encoding == "utf-8" else "ascii"))
    assert document["summary"]["errors"] >= 2000
    assert any("名称" in finding["message"] for finding in document["findings"])


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_no_encoding_keeps_a_report_from_being_one(strategy: Path, format_name: str, encoding: str) -> None:
    (strategy / "任务.yaml").write_text("tasks: {t1: {名称😀: x}}\n", encoding="utf-8")
    args = ("check", "--format", format_name, "--output", f"{format_name}=out")
    done = run(*args, cwd=strategy, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    said = done.stdout.decode(encoding)
    written = (strategy / "out").read_text("utf-8")
    assert "名称😀" in written
    if format_name == "junit":
        assert "名称😀" in "".join(ET.fromstring(said).itertext())  # noqa: S314 - our own
    elif format_name in ("json", "sarif", "gitlab", "rdjson"):
        assert json.loads(said) == json.loads(written)
    elif format_name == "jsonl":
        assert [json.loads(line) for line in said.splitlines()] == [
            json.loads(line) for line in written.splitlines()
        ]
    else:
        assert len(said.splitlines()) == len(written.splitlines())


@posix
@pytest.mark.parametrize("format_name", ["text", "json", "concise", "jsonl", "sarif", "github", "junit"])
def test_a_reader_that_goes_away(broken: Path, format_name: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ecsc.cli", "check", "--format", format_name], cwd=broken, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    if sys.platform == "linux":  # else a short report is in the pipe before it is closed
        import fcntl

        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@posix
def test_a_reader_that_was_never_there(strategy: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "ecsc.cli", "check"], cwd=strategy, env=environment(), stdout=writing,
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_the_output(strategy: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ecsc.cli", "check"], cwd=strategy, env=environment(), stdout=full,
            stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: ")
    assert b"Traceback" not in done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "json"), ("rules",), ("--version",)])
def test_a_full_disk_behind_a_long_output(broken: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ecsc.cli", *arguments], cwd=broken, env=environment(), stdout=full,
            stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith(b"error: No space left on device")
    assert b"report" not in done.stderr


@posix
@pytest.mark.parametrize("command", ["check -", "check - --fix", "fmt -"])
def test_closed_standard_input_is_told(strategy: Path, command: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m ecsc.cli {command} <&-"], cwd=strategy, env=environment(),
        timeout=60, check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"error: standard input is closed" in done.stderr


@posix
def test_standard_streams_that_are_closed(strategy: Path) -> None:
    line = f"{sys.executable} -m ecsc.cli check"
    for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{line} {closed}"], cwd=strategy, env=environment(), timeout=60, check=False,
            capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, closed
        assert b"Traceback" not in done.stderr


@posix
def test_an_interrupt_is_quiet(strategy: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ecsc.cli", "check", "-"], cwd=strategy, env=environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)  # it reads standard input by now
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def modules_of(code: str, cwd: Path) -> set[str]:
    tail = "import sys; sys.stdout.write(chr(10) + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tail}"], cwd=cwd, env=environment(ECSC_DEBUG="1"),
        capture_output=True, timeout=60, check=True, text=True,
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


RUN = """
import sys
from ecsc.cli import main
sys.argv[:] = ["ecsc", *{args!r}]
try:
    main()
except SystemExit as done:
    assert done.code == 0, done.code
"""


def test_the_help_imports_click_alone(strategy: Path) -> None:
    loaded = modules_of(RUN.format(args=["--help"]), strategy)
    assert "click" in loaded
    assert {name for name in loaded if name.startswith("ecsc")} == {
        "ecsc", "ecsc.cli", "ecsc.cli.program", "ecsc.cli.failure", "ecsc.cli.language",
    }  # fmt: skip
    foreign = {
        "msgspec",
        "yaml",
        "jsonschema",
        "jsonschema_rs",
        "networkx",
        "lark",
        "jinja2",
        "babel",
        "wcwidth",
    }
    assert not loaded & foreign


def test_a_clean_check_imports_only_what_it_needs(strategy: Path) -> None:
    loaded = modules_of(RUN.format(args=["check"]), strategy)
    assert "yaml" in loaded
    unneeded = {"jinja2", "babel", "wcwidth", "networkx", "lark", "jsonschema", "holidays", "pydantic"}
    assert not loaded & unneeded
    assert not {
        name for name in loaded if name.startswith(("ecsc.emit", "ecsc.report.text", "ecsc.report.env"))
    }
