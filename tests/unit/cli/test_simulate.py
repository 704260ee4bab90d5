"""`ecsc simulate` and `ecsc build --simulate`: what is printed, what is written, what is wrong usage."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program
from ecsc.report.columns import width

STRATEGY = """ecsc: 1
strategy: {{id: demo, name: "{name}", period: 2026-01-01..2026-06-30, currency: CNY, owner: lin{asked}}}
people:
  lin: {{name: 林薇}}
metrics:
  gmv: {{standard: gmv, source: shop}}
  orders: {{standard: orders, source: shop}}
  aov: {{standard: aov}}
data_sources:
  shop: {{kind: shop}}
objectives:
  online: {{name: Online}}
goals:
  sales: {{name: "{name}", metric: gmv, baseline: 0, target: 1000000, due: 2026-06-30, owner: lin, supports: online,
    drivers: {{orders: 10000, aov: 100}}, driver_estimates: {{orders: {{low: 8000, high: 13000}}}}}}
tasks:
  视觉: {{name: "{name}", owner: lin, duration: 10d, estimate: {{low: 8d, high: 20d}}, serves: sales}}
  stock: {{name: Stock, owner: lin, duration: 5d, after: 视觉, serves: sales, due: 2026-01-30}}
milestones:
  launch: {{name: "{name}", due: 2026-02-02, after: stock, serves: sales}}
"""
HOSTILE = "<script>alert(1)</script> & 店铺视觉设计与装修" + " 很长的名字" * 12
Run = Callable[..., Result]


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ECSC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run(*args: str, **environment: str) -> Result:
        return CliRunner().invoke(program, args, prog_name="ecsc", env=environment)

    yield run
    gc.enable()


def put(name: str = "Launch", asked: str = "", more: str = "") -> None:
    Path("demo").mkdir(exist_ok=True)
    Path("demo/strategy.yaml").write_text(STRATEGY.format(name=name, asked=asked) + more, "utf-8")


def test_it_says_how_likely_the_dates_are(ecsc: Run) -> None:
    put()
    done = ecsc("simulate", "demo", "--runs", "1000", "--seed", "618")
    assert done.exit_code == 0, done.output
    assert "1,000 runs · triangular distributions (low, likely, high) · seed 618" in done.stdout
    assert "in 80 of 100 runs the work is finished by " in done.stdout
    assert "in all runs the work is finished within the period, by 30 Jun 2026" in done.stdout
    assert "the target of CNY 1,000,000 is reached" in done.stdout
    assert "+10 d" in done.stdout
    assert ecsc("simulate", "demo", "--runs", "1000", "--seed", "618").stdout == done.stdout
    assert ecsc("simulate", "demo", "--runs", "1000", "--seed", "619").stdout != done.stdout


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("columns", [80, 120])
def test_it_fits_the_screen(ecsc: Run, language: str, columns: int) -> None:
    put(HOSTILE)
    done = ecsc("simulate", "demo", "--runs", "200", "--lang", language, COLUMNS=str(columns))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()[2:]  # the title is as long as the strategy's name
    assert max(map(width, lines)) <= columns
    assert ("100 次中有 50 次" if language == "zh-CN" else "in 50 of 100 runs") in done.stdout


def test_json_is_what_the_plan_holds(ecsc: Run) -> None:
    put(asked=", simulation: {runs: 300, seed: 5}")
    done = ecsc("simulate", "demo", "--format", "json")
    assert ecsc("build", "demo").exit_code == 0
    plan = json.loads(Path("dist/plan.json").read_bytes())
    assert json.loads(done.stdout) == {
        "version": 1, "strategies": [{"strategy": "demo", "simulation": plan["work"]["simulation"]}],
    }  # fmt: skip
    assert plan["work"]["simulation"]["runs"] == 300


def test_errors_are_told_and_nothing_is_simulated(ecsc: Run) -> None:
    put(more="risks:\n  r: {name: R, owner: nobody}\n")
    done = ecsc("simulate", "demo")
    assert done.exit_code == 1
    assert "error[" in done.stdout
    assert "nothing was simulated" in done.stderr
    done = ecsc("simulate", "demo", "--keep-going", "--runs", "100", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["strategies"][0]["simulation"]["runs"] == 100


def test_nothing_to_simulate_is_said(ecsc: Run) -> None:
    Path("demo.yaml").write_text(
        "ecsc: 1\nstrategy: {id: demo, name: Demo, period: 2026, currency: CNY}\npeople: {lin: {name: Lin}}\n"
        "tasks: {shop: {name: Shop, owner: lin, duration: 5d}}\n"
    )
    done = ecsc("simulate", "demo.yaml")
    assert done.exit_code == 0
    assert "There is nothing to simulate: add `estimate: {low: 8d, high: 20d}` to tasks" in done.stdout
    assert (
        json.loads(ecsc("simulate", "demo.yaml", "--format", "json").stdout)["strategies"][0]["simulation"]
        is None
    )
    done = ecsc("build", "demo.yaml", "--simulate")
    assert "nothing is simulated" in done.stdout
    assert not Path("dist/simulation.svg").exists()
    assert "nothing is simulated" in ecsc("build", "demo.yaml", "--emit", "simulation").stdout


def test_build_draws_it_when_it_is_asked_to(ecsc: Run) -> None:
    put(HOSTILE)
    assert ecsc("build", "demo").exit_code == 0
    assert not Path("dist/simulation.svg").exists()
    assert ecsc("build", "demo", "--simulate", "--runs", "200", "--lang", "zh-CN").exit_code == 0
    picture = Path("dist/simulation.svg").read_bytes()
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314  # our own bytes
    assert b"<script" not in picture
    assert "200 次".encode() in picture
    assert ecsc("build", "demo").exit_code == 0
    assert not Path("dist/simulation.svg").exists(), "a picture of an earlier build must not stay"


@pytest.mark.parametrize(
    "args",
    [
        ("build", "demo", "--runs", "200"),
        ("simulate", "demo", "--runs", "5"),
        ("simulate", "demo", "--seed", "x"),
    ],
)
def test_wrong_usage(ecsc: Run, args: tuple[str, ...]) -> None:
    put()
    assert ecsc(*args).exit_code == 2


def test_without_numpy_it_says_what_to_install(ecsc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(asked=", simulation: {runs: 300}")
    monkeypatch.setitem(sys.modules, "numpy", None)
    for args in (("simulate", "demo"), ("build", "demo")):
        done = ecsc(*args)
        assert done.exit_code == 2
        assert "pip install 'ecsc[simulate]'" in done.stderr
    assert not Path("dist").exists()
    assert ecsc("check", "demo").exit_code == 0
