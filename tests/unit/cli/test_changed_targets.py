"""Targets that are others than at the baseline's revision, with and without an entry that says why."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecsc.cli.program import program

Run = Callable[..., Result]

STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY%(head)s}
metrics:
  gmv: {standard: gmv}
  resp: {name: Response time, unit: minutes, direction: down, aggregation: average}
goals:
  sales: {name: 上半年销售额, metric: gmv, target: %(sales)s, due: 2026-06-30}
  members: {metric: gmv, change: {kind: relative, value: %(members)s}, vs: previous_year, due: 2026-06-30}
targets:
  answers: {metric: resp, period: 2026-Q1, committed: %(answers)s}
%(more)s
"""
BEFORE = {"sales": "100万", "members": "+20%", "answers": "1h", "head": "", "more": ""}


def put(**changes: str) -> None:
    Path("s").mkdir(exist_ok=True)
    Path("s/s.yaml").write_text(STRATEGY % {**BEFORE, **changes}, "utf-8")


def git(*arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    subprocess.run(("git", *who, *arguments), check=True)


@pytest.fixture
def ecsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a repository whose tag v1 has the strategy as it was."""
    import gc

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    put(more="revisions: {first: {date: 2026-01-05, reason: 立项, changes: goals.sales.target}}")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "plan"), ("tag", "v1")):
        git(*arguments)

    def run(*args: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc")
        finally:
            gc.enable()

    return run


def told(ecsc: Run, *more: str) -> Sequence[str]:
    done = ecsc("check", "s", "--baseline-rev", "v1", "--format", "concise", *more)
    return [line for line in done.output.splitlines() if "ECS741" in line]


def test_what_is_the_same_however_it_is_written_is_no_change(ecsc: Run) -> None:
    put(sales="１,000,000元", members="20%", answers="60 min")
    assert told(ecsc) == []


def test_a_changed_target_wants_a_reason(ecsc: Run) -> None:
    put(sales="80万")
    (line,) = told(ecsc)
    assert "s.yaml:7" in line
    assert "上半年销售额 was CNY 1,000,000 at v1 and is CNY 800,000" in line
    assert not ecsc("check", "s", "--format", "concise").output.count("ECS741")


def test_several_are_one_finding(ecsc: Run) -> None:
    put(sales="80万", members="+10%", answers="2h")
    (line,) = told(ecsc)
    assert "3 targets are not those of v1" in line


@pytest.mark.parametrize(
    "about", ["", ", changes: goals.sales.target", ", changes: [下调上半年销售额, 其他]"]
)
def test_a_revision_that_is_new_says_why(ecsc: Run, about: str) -> None:
    put(sales="80万", more=f"revisions: {{second: {{date: 2026-04-07, reason: 一季度未达标{about}}}}}")
    assert told(ecsc) == []


def test_a_revision_about_another_target_says_nothing_of_this_one(ecsc: Run) -> None:
    put(
        sales="80万", more="revisions: {second: {date: 2026-04-07, reason: x, changes: goals.members.change}}"
    )
    assert len(told(ecsc)) == 1


def test_a_revision_that_was_there_already_says_nothing_new(ecsc: Run) -> None:
    old = "revisions: {first: {date: 2026-01-05, reason: 立项, changes: goals.sales.target}}"
    put(sales="80万", more=old)
    assert len(told(ecsc)) == 1
    put(sales="80万", more=old.replace("立项", "一季度未达标"))
    assert told(ecsc) == []


def test_a_revision_that_cannot_be_read_may_say_it(ecsc: Run) -> None:
    put(sales="80万", more="revisions: {second: {date: 2026-02-30, reason: x}}")
    assert told(ecsc) == []


def test_new_targets_and_those_of_a_scenario_are_no_change(ecsc: Run) -> None:
    put(more="revisions: {}\nscenarios: {low: {changes: {goals.sales.target: 50万}}}")
    assert told(ecsc, "--scenario", "low") == []
    assert told(ecsc) == []
    Path("s/more.yaml").write_text("goals: {new: {metric: gmv, target: 1, due: 2026-06-30}}\n", "utf-8")
    assert told(ecsc) == []


def test_a_file_knows_no_targets(ecsc: Run) -> None:
    put()
    ecsc("baseline", "s", "--keep-going")
    put(sales="80万")
    assert "ECS741" not in ecsc("check", "s", "--baseline-file", "s/baseline.json").output
