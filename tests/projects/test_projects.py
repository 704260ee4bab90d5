"""Whole strategies, compiled as their authors would: findings and outputs as they were once read and approved.

Every folder of `examples` and of `tests/projects` with a strategy is a project. Its findings, and the files that
come of it when it has no errors, stand in `golden/<project>`. `examples/broken` has one file for each finding that
it teaches, and `broken/<name>.out` beside this file has what it must say. `--update-goldens` rewrites them all.

Of the page for leadership only the smallest is kept (`PAGED`): it has the style and the scripts of every other one,
and nobody reads a change of them four times. What the large ones hold is looked at by the tests of its sections,
by `test_each_page_holds_its_sections` here, and in a real browser by `tests/browser`.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from msgspec.structs import fields

from ecsc.diagnostics import Finding, Severity, Span
from ecsc.emit import Artifact, emit
from ecsc.messages import words
from ecsc.model import SECTIONS
from ecsc.pipeline import Result, compile_strategy
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.report import render_message
from ecsc.workspace import find_strategies

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLDEN = HERE / "golden"
BROKEN_GOLDEN = HERE / "broken"
BROKEN = sorted((ROOT / "examples" / "broken").glob("*.yaml"))
ORGANISATION = HERE / "organisation"
"""Two strategies below one `ecsc.toml`: each is a project, and the policies they share are none."""

NO_PROJECTS = {ROOT / "examples" / "broken", GOLDEN, BROKEN_GOLDEN, ORGANISATION, ORGANISATION / "policies"}
PROJECTS = {
    folder.name: folder
    for parent in (ROOT / "examples", HERE, ORGANISATION)
    for folder in sorted(parent.iterdir())
    if folder.is_dir() and folder not in NO_PROJECTS and any(folder.rglob("*.yaml"))
}
CASES = {f"case {path.stem}": path for path in sorted((ROOT / "tests" / "cases" / "ok").glob("*.yaml"))}
"""Small strategies in order: they keep the same invariants."""

PLACES = {**PROJECTS, **CASES}
SOUND = ["apparel_brand", "grocery_d2c"]
"""Projects that must have nothing worse than an info."""

PAGED = "europe"
"""The project whose page is compared byte by byte: the smallest one."""

DIGEST = """
import sys
sys.path.insert(0, {root!r})
from hashlib import sha256
from ecsc.emit import emit
from ecsc.pipeline import compile_strategy
from ecsc.workspace import find_strategies
(given,), _ = find_strategies([{path!r}])
compiled = compile_strategy(given).compiled
files = emit(compiled, compiled.plan.strategy.language)
print(sha256(b"".join(file.name.encode() + file.content for file in files)).hexdigest())
"""


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings name files from the working directory on, so it is always the same."""
    monkeypatch.chdir(ROOT)


@cache
def compiled(path: Path) -> Result:
    (given,), problems = find_strategies([path.relative_to(ROOT).as_posix()])
    assert not problems
    return compile_strategy(given)


def has_errors(result: Result) -> bool:
    return any(finding.level is Severity.ERROR for finding in result.findings)


@cache
def outputs(path: Path) -> tuple[Artifact, ...]:
    """Return the files that come of the project; none when it has errors, as `ecsc build` writes none."""
    result = compiled(path)
    if result.compiled is None or has_errors(result):
        return ()
    return emit(result.compiled, result.compiled.plan.strategy.language)


def texts(path: Path) -> tuple[Artifact, ...]:
    """Return the files to approve as texts: a workbook is packed as the machine's zlib does it, one page is enough."""
    left = (".xlsx",) if path.name == PAGED else (".xlsx", "index.html")
    return tuple(file for file in outputs(path) if not file.name.endswith(left))


def line(finding: Finding, folder: Path) -> str:
    at = finding.at
    assert isinstance(at, Span), finding
    file = Path(at.file).resolve().relative_to(folder.resolve()).as_posix()
    message = render_message(finding.message, finding.params, words("en"))
    return f"{file}:{at.line}:{at.column} {finding.level}[{finding.rule.code}] {message}\n"


def findings_text(result: Result, folder: Path) -> str:
    return "".join(line(finding, folder) for finding in result.findings)


def compare(golden: Path, found: bytes, *, update: bool) -> None:
    """Compare with the golden file; texts as texts, so that a failure shows the lines that differ."""
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found)
    assert golden.is_file(), f"{golden.relative_to(ROOT)} is missing: read the output, then --update-goldens"
    expected = golden.read_bytes()
    if found != expected:
        assert found.decode("utf-8").splitlines() == expected.decode("utf-8").splitlines()
    assert found == expected


def each_project() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", sorted(PROJECTS))


def plans() -> list[str]:
    """Return the projects that are planned: those without errors."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return [name for name, path in PLACES.items() if not has_errors(compiled(path))]
    finally:
        os.chdir(before)


def each_plan() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", plans())


def plan_of(name: str) -> Plan:
    result = compiled(PLACES[name])
    assert result.compiled is not None
    return result.compiled.plan


@each_project()
def test_findings_are_as_approved(name: str, update_goldens: bool) -> None:
    found = findings_text(compiled(PROJECTS[name]), PROJECTS[name])
    compare(GOLDEN / name / "findings.txt", found.encode(), update=update_goldens)


@each_project()
def test_outputs_are_as_approved(name: str, update_goldens: bool) -> None:
    files = texts(PROJECTS[name])
    if update_goldens and (GOLDEN / name).is_dir():
        for old in (GOLDEN / name).iterdir():
            if old.name not in {"findings.txt", *(file.name for file in files)}:
                old.unlink()
    for file in files:
        compare(GOLDEN / name / file.name, file.content, update=update_goldens)


def test_every_golden_belongs_to_a_project() -> None:
    expected = {GOLDEN / name / "findings.txt" for name in PROJECTS}
    expected |= {GOLDEN / name / file.name for name in PROJECTS for file in texts(PROJECTS[name])}
    expected |= {BROKEN_GOLDEN / f"{path.stem}.out" for path in BROKEN}
    found = {path for top in (GOLDEN, BROKEN_GOLDEN) for path in top.rglob("*") if path.is_file()}
    orphans = sorted(str(path.relative_to(HERE)) for path in found - expected)
    assert not orphans, "these golden files belong to nothing"


@each_plan()
def test_each_page_holds_its_sections(name: str) -> None:
    page = next(file.content.decode() for file in outputs(PLACES[name]) if file.name == "index.html")
    linked = re.findall(r'<li><a href="#([a-z-]+)"', page)
    assert linked[0] == "on-track"
    assert linked == re.findall(r'<section id="([a-z-]+)"', page)
    shown = html.unescape(page)
    work = plan_of(name).work
    names = [one.name for one in work.tasks] + [one.name for one in work.milestones]
    named = [name for name in names if name]
    assert [one for one in named if " ".join(one.split()) not in shown] == []


@pytest.mark.parametrize("name", SOUND)
def test_the_shown_examples_are_clean(name: str) -> None:
    worse = [finding for finding in compiled(PROJECTS[name]).findings if finding.level is not Severity.INFO]
    assert worse == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_example_says_what_it_teaches(path: Path, update_goldens: bool) -> None:
    found = findings_text(compiled(path), path.parent)
    compare(BROKEN_GOLDEN / f"{path.stem}.out", found.encode(), update=update_goldens)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_example_teaches_one_thing(path: Path) -> None:
    first, second, *_ = path.read_text("utf-8").splitlines()
    assert first.startswith("# 教：")
    assert second.startswith("# Teaches: ")
    assert len(compiled(path).findings) == 1


def test_the_raw_case_leaves_no_kind_of_gap_unsaid() -> None:
    """The handbook's own case has gaps of these kinds; should one fall silent, this says which."""
    codes = {finding.rule.code for finding in compiled(PROJECTS["handbook_case"]).findings}
    gaps = {
        "ECS401": "a goal without an owner",
        "ECS402": "a goal that is a direction, or two in one",
        "ECS403": "a target that cannot be measured",
        "ECS405": "a goal without evidence or baseline",
        "ECS407": "a goal that supports nothing",
        "ECS408": "one million and 1.2 million at once",
        "ECS409": "a goal without a day",
        "ECS411": "half by the second quarter, and the rest never",
        "ECS414": "sales that the members cannot make",
        "ECS433": "a market without size, trends, competitors",
        "ECS437": "findings that nobody has found",
        "ECS465": "1.2 million from 23,000 members: not all of them can have bought",
        "ECS480": "two platforms chosen by one criterion alone",
        "ECS502": "more given to lines than there is",
        "ECS508": "offers whose cost has no upper limit",
        "ECS545": "service hours that have lost their sign",
        "ECS602": "work without a length",
        "ECS617": "weeks 6, 8 and 10 against the quarters",
        "ECS630": "work that nobody owns",
        "ECS730": "one figure that is to prove a cause",
        "ECS927": "half price of what",
        "ECS928": "paid posts that are not marked as advertising",
        "ECS931": "letters without consent",
        "ECS932": "pictures without a right to use them",
        "ECS951": "fifty styles, of which three kinds are named",
        "ECS952": "a budget policy over costs that are not stated",
    }
    assert {code: gap for code, gap in gaps.items() if code not in codes} == {}


@each_plan()
def test_compiled_twice_gives_the_same_bytes(name: str) -> None:
    folder = PLACES[name]
    compiled.cache_clear()
    again = compiled(folder).compiled
    assert again is not None
    files = emit(again, again.plan.strategy.language)
    assert files == outputs(folder)
    digest = sha256(b"".join(file.name.encode() + file.content for file in files)).hexdigest()
    script = DIGEST.format(root=str(ROOT), path=folder.relative_to(ROOT).as_posix())
    env = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "America/New_York", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, check=True)
    assert done.stdout.decode().strip() == digest, "another hash seed, time zone or locale changes the output"


@each_plan()
def test_nothing_starts_before_what_it_waits_for(name: str) -> None:
    work = plan_of(name).work
    tasks = {task.id: task for task in work.tasks}
    milestones = {one.id: one for one in work.milestones}
    seen = 0
    items: list[TaskPlan | MilestonePlan] = [*work.tasks, *work.milestones]
    for item in items:
        start, finish = (item.start, item.finish) if isinstance(item, TaskPlan) else (item.date, item.date)
        for link in item.after:
            if link.lag.lstrip().startswith(("-", "−")) or start is None or finish is None:
                continue
            on = tasks.get(link.on)
            if on is None:
                begun = ended = milestones[link.on].date
            else:
                # Work waits for the buffer too, a milestone falls on the finish.
                begun, ended = on.start, on.buffer_finish if isinstance(item, TaskPlan) else on.finish
            if begun is None or ended is None:
                continue
            seen += 1
            waits_for = begun if link.ends in ("SS", "SF") else ended
            if link.ends == "FF" and on is not None and on.finish is not None:
                waits_for = on.finish
            moves = start if link.ends in ("FS", "SS") else finish
            assert moves >= waits_for, f"{item.id} {link}"
    assert seen > 0


@each_plan()
def test_critical_is_zero_float(name: str) -> None:
    dated = [task for task in plan_of(name).work.tasks if task.total_float is not None]
    scheduled = [task for task in dated if task.driver is None or task.driver.kind != "late"]
    assert scheduled
    assert not any(task.critical for task in dated if task not in scheduled)
    assert {task.id for task in scheduled if task.critical} == {
        task.id for task in scheduled if task.total_float == 0
    }


@each_plan()
def test_work_keeps_to_working_days(name: str) -> None:
    work = plan_of(name).work
    off = {day.date for day in work.calendar.holidays}
    extra = set(work.calendar.extra_workdays)
    for task in work.tasks:
        for day in (task.start, task.finish):
            if day is not None:
                worked = day.weekday() in work.calendar.workweek and day not in off
                assert worked or day in extra, f"{task.id} on {day}"


@each_plan()
def test_pictures_are_well_formed(name: str) -> None:
    pictures = [file for file in outputs(PLACES[name]) if file.name.endswith(".svg")]
    assert pictures
    for picture in pictures:
        assert ET.fromstring(picture.content).tag.endswith("svg")  # noqa: S314  # our own bytes


@each_plan()
def test_every_id_of_the_source_is_in_the_plan(name: str) -> None:
    plan = plan_of(name)
    there = planned_ids(plan)
    missing = {
        f"{section}.{identifier}"
        for section, identifier in source_ids(PLACES[name])
        if not SECTIONS[section].single and identifier not in there[section]
    }
    assert missing == set()


def planned_ids(plan: Plan) -> dict[str, set[str]]:
    people = {one.id for one in plan.people}
    as_written = {
        section: {one.id for one in getattr(chapter, section)}
        for name in plan.chapters.__struct_fields__
        for chapter in (getattr(plan.chapters, name),)
        for section in chapter.__struct_fields__
        if isinstance(getattr(chapter, section), tuple)
    }
    return as_written | {
        "objectives": {one.id for one in plan.objectives},
        "metrics": {one.id for one in plan.metrics},
        "data_sources": {one.id for one in plan.sources},
        "goals": {one.id for one in plan.goals},
        "targets": {row.origin for row in plan.targets},
        "people": people,
        "teams": people,
        "budgets": {line.path for line in plan.budgets},
        "products": {one.id for one in plan.products},
        "promotions": {one.id for one in plan.promotions},
        "channels": {one.id for one in plan.channels},
        "tactics": {one.id for one in plan.tactics},
        "capabilities": {one.id for one in plan.chapters.resources.capabilities},
        "constraints": {one.id for one in plan.chapters.resources.constraints},
        "exchange_rates": {one.id for one in plan.chapters.resources.exchange_rates},
        "automation": {one.id for one in plan.chapters.operations.automation},
        "phases": {one.id for one in plan.work.phases},
        "tasks": {one.id for one in plan.work.tasks},
        "milestones": {one.id for one in plan.work.milestones},
        "meetings": {one.id for one in plan.work.duties if one.section == "meetings"},
        "reports": {one.id for one in plan.work.duties if one.section == "reports"},
        "launches": {one.id for one in plan.work.launches},
        "stage_gates": {one.id for one in plan.work.stage_gates},
        "risks": {one.id for one in plan.risks},
        "policies": {one.id for one in plan.policies},
        **chapter_ids(plan),
    }


def chapter_ids(plan: Plan) -> dict[str, set[str]]:
    """Return the ids in the chapters that the plan carries as written, by section."""
    found = {}
    for chapter in (field.name for field in fields(plan.chapters)):
        part = getattr(plan.chapters, chapter)
        for name in (field.name for field in fields(part)):
            entries = getattr(part, name)
            inner = f"{chapter}.{name}" if chapter == "market" else name.replace("_", ".", 1)
            section = name if name in SECTIONS else inner
            if section in SECTIONS and isinstance(entries, tuple):
                found[section] = {one.id for one in entries}
    return found


def source_ids(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (section, id) of everything that the YAML files define, budget lines by their dotted path."""
    for path in sorted(folder.rglob("*.yaml")) or [folder]:
        document = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # texts only
        for section, entries in document.items():
            if section == "budgets":
                yield from (("budgets", line) for line in budget_lines(entries))
            elif section in SECTIONS and SECTIONS[section].single:
                for inner in (key for key in entries if f"{section}.{key}" in SECTIONS):
                    yield from ((f"{section}.{inner}", identifier) for identifier in entries[inner])
            elif isinstance(entries, dict) and section not in ("strategy", "tables"):
                yield from ((section, identifier) for identifier in entries)


def budget_lines(entries: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, entry in entries.items():
        yield f"{above}{key}"
        yield from budget_lines(entry.get("lines", {}), f"{above}{key}.")
