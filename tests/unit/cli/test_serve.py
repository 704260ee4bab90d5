"""`ecsc serve` as a process: what it shows, what it outlives, and how it ends."""

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
from typing import IO, TypeAlias
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import Result

import ecsc

pytest.importorskip("watchfiles", reason="the extra serve is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

Run: TypeAlias = Callable[..., Result]
ROOT = Path(ecsc.__file__).parents[1]
STRATEGY = "ecsc: 1\nstrategy: {{id: demo, name: {name}, period: 2026-Q1, currency: CNY}}\n"
OVER = '<div class="ecsc-over"'


class Served:
    """A running `ecsc serve`."""

    def __init__(self, folder: Path, *args: str) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ecsc.cli", "serve", "--port", "0", *args],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**environment, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
            # A test run in the background has Ctrl-C turned off, which a child would take over.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        output = self.process.stdout
        assert output is not None
        self.output: IO[str] = output
        self.said = ""
        for line in self.output:
            self.said += line
            if "http://" in line:
                self.address = line.split(" ")[0]
                return
        raise AssertionError(self.said)

    def get(self, path: str = "") -> str:
        with build_opener(ProxyHandler({})).open(self.address + path, timeout=5) as answer:
            content: bytes = answer.read()
        return content.decode()

    def until(self, shown: Callable[[str], bool], path: str = "") -> str:
        """Return the page once it is as expected."""
        end = time.monotonic() + 15
        while not shown(page := self.get(path)):
            assert time.monotonic() < end, self.address
            time.sleep(0.05)
        return page

    def interrupt(self) -> tuple[int, float]:
        """Press Ctrl-C; return the exit code and the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(10)
        return code, time.monotonic() - begun


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plan"
    made.mkdir()
    (made / "strategy.yaml").write_text(STRATEGY.format(name="Alpha"))
    return made


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def start(*args: str) -> Served:
        running.append(Served(tmp_path, *args))
        return running[-1]

    yield start
    for one in running:
        one.process.kill()
        one.output.close()
        one.process.wait()


def test_the_page_and_the_other_files(folder: Path, serve: Callable[..., Served]) -> None:
    served = serve("plan")
    assert served.address.startswith("http://127.0.0.1:")
    assert "<h1>Alpha</h1>" in served.get()
    assert json.loads(served.get("plan.json"))["strategy"]["name"] == "Alpha"
    with pytest.raises(HTTPError, match="404"):
        served.get("strategy.yaml")
    assert [path.name for path in folder.iterdir()] == ["strategy.yaml"], "nothing is written"


def test_ctrl_c_ends_it_at_once_though_somebody_listens(folder: Path, serve: Callable[..., Served]) -> None:
    served = serve("plan")
    with build_opener(ProxyHandler({})).open(served.address + "events", timeout=5) as events:
        assert events.readline().startswith(b"retry")
        code, seconds = served.interrupt()
    assert code == 130
    assert seconds < 1
    assert "Traceback" not in served.output.read()


def test_a_change_an_error_and_its_mending(folder: Path, serve: Callable[..., Served]) -> None:
    served, file = serve("plan"), folder / "strategy.yaml"
    file.write_text(STRATEGY.format(name="Beta"))
    served.until(lambda page: "<h1>Beta</h1>" in page)
    file.write_text(STRATEGY.format(name="Gamma") + "tasks:\n  a: {ownr: lin}\n")
    page = served.until(lambda page: OVER in page)
    assert "<h1>Beta</h1>" in page, "the last plan without errors stays"
    assert "plan/strategy.yaml:4:7" in page
    file.write_text(STRATEGY.format(name="Delta") + "tasks: [\n")
    assert "<h1>Beta</h1>" in served.until(lambda page: "ECS030" in page)
    file.write_text(STRATEGY.format(name="Delta"))
    page = served.until(lambda page: "<h1>Delta</h1>" in page)
    assert OVER not in page


def test_a_strategy_that_is_broken_from_the_start(folder: Path, serve: Callable[..., Served]) -> None:
    (folder / "strategy.yaml").write_text("ecsc: 1\nstrategy: {id: 1\n")
    served = serve("plan")
    assert "strategy.yaml:2" in served.get()
    (folder / "strategy.yaml").write_text(STRATEGY.format(name="Alpha"))
    served.until(lambda page: "<h1>Alpha</h1>" in page)


def test_a_folder_that_goes_and_comes_back(folder: Path, serve: Callable[..., Served]) -> None:
    served = serve("plan")
    shutil.rmtree(folder)
    page = served.until(lambda page: OVER in page)
    assert "there is no file or folder plan" in page
    assert "<h1>Alpha</h1>" in page
    folder.mkdir()
    (folder / "strategy.yaml").write_text(STRATEGY.format(name="Beta"))
    assert OVER not in served.until(lambda page: "<h1>Beta</h1>" in page)


def test_ten_saves_a_second(folder: Path, serve: Callable[..., Served]) -> None:
    served = serve("plan")
    for number in range(20):
        new = folder / ".strategy.yaml.new"
        new.write_text(STRATEGY.format(name=f"Name {number}"))
        new.replace(folder / "strategy.yaml")
        time.sleep(0.1)
    served.until(lambda page: "<h1>Name 19</h1>" in page)
    assert served.interrupt()[0] == 130


def test_settings_that_cannot_be_read(folder: Path, serve: Callable[..., Served]) -> None:
    served = serve("plan")
    settings = folder / "ecsc.toml"
    settings.write_text("exclude = 3\n")
    assert "<h1>Alpha</h1>" in served.until(lambda page: OVER in page)
    settings.unlink()
    served.until(lambda page: OVER not in page)


def test_several_strategies(folder: Path, tmp_path: Path, serve: Callable[..., Served]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "strategy.yaml").write_text(STRATEGY.format(name="Omega"))
    served = serve(".")
    assert 'href="/other/"' in served.get()
    assert "<h1>Omega</h1>" in served.get("other/")
    (other / "strategy.yaml").write_text("ecsc: 1\nstrategy: {id: demo, name: [\n")
    served.until(lambda page: OVER in page, "other/")
    assert "<h1>Omega</h1>" in served.get("other/")
    assert OVER not in served.get("plan/")
    shutil.rmtree(other)
    served.until(lambda page: "<h1>Alpha</h1>" in page)


def test_options_are_those_of_build(folder: Path, serve: Callable[..., Served]) -> None:
    changed = "scenarios: {late: {name: Late, changes: {strategy.name: Later}}}\n"
    (folder / "strategy.yaml").write_text(STRATEGY.format(name="Alpha") + changed)
    served = serve("plan", "--lang", "zh-CN", "--as-of", "2026-02-03", "--scenario", "late")
    page = served.get()
    assert '<html lang="zh-CN">' in page
    assert "2026年2月3日" in page
    assert json.loads(served.get("plan.json"))["strategy"]["scenario"]["id"] == "late"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere"], "there is no file or folder nowhere"),
        (["plan", "--scenario", "late"], "has no scenarios"),
        (["plan", "--port", "70000"], "--port"),
        (["plan", "--as-of", "2026-02-30"], "not a day"),
    ],
)
def test_wrong_usage_ends_it(ecsc: Run, folder: Path, args: list[str], said: str) -> None:
    done = ecsc("serve", *args)
    assert done.exit_code == 2
    assert said in done.stderr


def test_without_the_library(ecsc: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = ecsc("serve", "plan")
    assert done.exit_code == 2
    assert "pip install 'ecsc[serve]'" in done.stderr


def test_a_port_that_is_taken(folder: Path, serve: Callable[..., Served], ecsc: Run) -> None:
    port = serve("plan").address.rstrip("/").rpartition(":")[2]
    done = ecsc("serve", "plan", "--port", port)
    assert done.exit_code == 2
    assert f"port {port} cannot be had" in done.stderr
    assert "--port 0" in done.stderr
