"""A pipeline that finds what the sources ask for, so that commands are tested apart from the compiler."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
from click.testing import CliRunner, Result

from ecsc.choosing import choose
from ecsc.compiled import Compiled
from ecsc.diagnostics import Finding, Rule, Severity, undecidable
from ecsc.emit import Artifact
from ecsc.model.header import Baseline
from ecsc.pipeline import NoScenarioError, StrategyInput
from ecsc.pipeline import Result as Outcome
from ecsc.plan.types import Plan, StrategyHead
from ecsc.plan.work_types import CalendarPlan, WorkPlan
from ecsc.quantity import Period
from ecsc.source import SourceText

RULES = {
    "error": Rule("ECS203", "unknown-id", Severity.ERROR, "Ids are defined.\n\nWhy it matters."),
    "warning": Rule("ECS402", "goal-vague", Severity.WARNING, "A goal says a result.\n\nWhy."),
    "info": Rule("ECS011", "full-width-number", Severity.INFO, "Digits.\n\nWhy."),
}


def plan_of(identifier: str) -> Plan:
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 6, 30), "half", "2026-H1")
    head = StrategyHead(
        identifier, identifier.title(), None, period, "CNY", "UTC", "en", 1, None, f"hash {identifier}"
    )
    calendar = CalendarPlan((0, 1, 2, 3, 4), (), (), (), Decimal(8))
    work = WorkPlan(calendar, (), (), (), (), None, None, None, Decimal(0))
    empty: dict[str, Any] = {
        name: () for name in Plan.__struct_fields__ if name not in ("strategy", "work", "version")
    }
    return Plan(strategy=head, work=work, **empty)


def fake_compile(
    given: StrategyInput,
    *,
    as_of: dt.date | None = None,
    baseline: Baseline | None = None,
    plan: bool = True,
    simulate: Mapping[str, int] | Literal[False] | None = None,
    scenario: str | None = None,
    waivers: bool = True,
) -> Outcome:
    """`find: error` in a source is an error there, `boom:` a bug; `find: undecidable` the third outcome."""
    findings: list[Finding] = []
    sources = {}
    for name, content in given.files:
        source = sources[name] = SourceText(name, content.decode("utf-8", "replace"))
        if "boom:" in source.text:
            raise KeyError("boom")
        if "interrupt:" in source.text:
            raise KeyboardInterrupt
        for found in re.finditer(r"find: (\w+)", source.text):
            span = source.span(*found.span(1))
            if found[1] == "undecidable":
                findings.append(undecidable(RULES["error"], span, "as_of", subject="x"))
            else:
                findings.append(
                    Finding(RULES[found[1]], "{word} found", span, {"word": found[1]}, hint="fix it")
                )
        if scenario is not None:
            raise NoScenarioError(scenario, re.findall(r"scenario: (\w+)", source.text))
        if not waivers:
            findings.append(Finding(RULES["info"], "nothing is waived", source.span(0, 1)))
        if as_of is not None:
            findings.append(Finding(RULES["info"], "today is {day}", source.span(0, 1), {"day": as_of}))
    counted = choose(findings, given.choices)
    findings = list(counted.findings)
    broken = any(finding.level is Severity.ERROR for finding in findings)
    text = "".join(source.text for source in sources.values())
    identifier = re.search(r"id: (\S+)", text)
    name = identifier[1] if identifier else "x"
    planned = plan and not (broken and "plan: no" in text)
    compiled = Compiled(plan_of(name), tuple(findings)) if planned else None
    return Outcome(
        given.folder, tuple(findings), sources, compiled, name, {"tasks": 2}, fail_on=given.choices.fail_on
    )


def fake_emit(
    compiled: Compiled, language: str, names: tuple[str, ...] | None = None
) -> tuple[Artifact, ...]:
    head = compiled.plan.strategy
    made = {
        "plan": Artifact("plan.json", f"{head.id} {language}".encode(), "for programs"),
        "gantt": Artifact("gantt.html", b"<html>", "for the leader"),
        "kpi": Artifact("kpi.csv", b"a,b", "for the team"),
    }
    return tuple(artifact for name, artifact in made.items() if names is None or name in names)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty, with the fake pipeline and a plain terminal around it."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ECSC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    from ecsc.cli import building, compiling
    from ecsc.pipeline import compiling as stages

    monkeypatch.setattr(compiling, "compile_strategy", fake_compile)
    monkeypatch.setattr(stages, "compile_strategy", fake_compile)
    monkeypatch.setattr(building, "emit", fake_emit)
    return tmp_path


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str], None]:
    """Write a file below the current folder."""

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    return write


@pytest.fixture
def ecsc(workshop: Path) -> Callable[..., Result]:
    """Run the program on arguments."""
    import gc

    from ecsc.cli.program import program

    def run(*args: str, stdin: str | bytes = "", **environment: str) -> Result:
        try:
            return CliRunner().invoke(program, args, prog_name="ecsc", input=stdin, env=environment)
        finally:
            gc.enable()  # commands end their process and leave it off

    return run
