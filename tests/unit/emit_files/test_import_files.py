"""The files for Jira, Asana and Trello, read back: ids, names, days, owners and links are the plan's."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from ecsc.compiled import Compiled
from ecsc.emit.import_files import render
from ecsc.emit.import_files.trello import _first, _last
from ecsc.plan.types import PersonPlan
from ecsc.plan.work_types import PhasePlan
from tests.unit.emit_text.apparel_sample import apparel
from tests.unit.emit_text.plan_samples import empty, link, milestone, task, with_plan, with_work
from tests.unit.emit_text.test_hostile_text import HOSTILE, renamed

ASANA = "Name,Description,Section,Assignee,Collaborators,Start Date,Due Date,Type,Tags,Parent task,Dependents,Task ID"
TRELLO = (
    "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Attachment Count,Attachment Links,"
    "Checklist Item Total Count,Checklist Item Completed Count,Vote Count,Comment Count,Last Activity Date,List ID,"
    "List Name,Board ID,Board Name,Archived,Start Date,Due Complete"
)
JIRA = "Summary,Issue Type,Issue Id,Parent,Description,Assignee,Reporter,Priority,Labels,Labels,Start Date,Due Date"


def tables(compiled: Compiled, language: str = "en") -> dict[str, list[list[str]]]:
    """Return the rows of each file; every row of a file has as many cells as its header."""
    found = {}
    for file in render(compiled, language):
        assert not file.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(file.content.decode(), newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        found[file.name] = rows
    return found


def by(rows: list[list[str]], column: str) -> dict[str, dict[str, str]]:
    """Return the rows as records by one of their columns, which no two share; of equal columns the first."""
    header = rows[0]
    records = {}
    for row in rows[1:]:
        record = dict(zip(reversed(header), reversed(row), strict=True))
        assert record[column] not in records
        records[record[column]] = record
    return records


def sample() -> Compiled:
    plan = with_work(
        empty(),
        phases=(PhasePlan("build", "Build", "lin", None, None, None, ("design", "open"), ()),),
        tasks=(
            task("open", "Open, at last", "01-12", "01-14", phase="build", owner="lin", critical=True,
                 after=(link("design"), link("open_day"), link("paint", "SS", "2d"))),
            task("design", "Design, and fonts", "01-05", "01-09", phase="build", owner="lin", status="done",
                 checklist=("Logo", "Fonts")),
            task("paint", "Paint", "01-05", "01-06", owner="wu"),
            task("rush", "Rush", contingent=True),
            task("gone", "Gone", "01-05", "01-06", status="dropped"),
            task("weekly", "Weekly", every="week"),
        ),
        milestones=(milestone("open_day", "Open day", "01-10", after=(link("design"),), owner="lin"),),
    )  # fmt: skip
    people = (
        PersonPlan("lin", "Lin Wei", "person", None, (), "lin@example.com"),
        PersonPlan("wu", "Wu Di", "person", None, (), "ask the front desk"),
    )
    head = structs.replace(plan.plan.strategy, owner="lin")
    return with_plan(plan, people=people, strategy=head)


KEYS = ["tasks.design", "tasks.paint", "milestones.open_day", "tasks.open", "tasks.rush"]


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_columns_are_those_of_the_tools(language: str) -> None:
    found = tables(sample(), language)
    assert ",".join(found["jira.csv"][0]) == JIRA + ",Blocked By" * 2
    assert ",".join(found["asana.csv"][0]) == ASANA
    assert ",".join(found["trello.csv"][0]) == TRELLO


def test_jira_gets_ids_days_owners_and_links() -> None:
    rows = tables(sample())["jira.csv"]
    issues = by(rows, "Labels")
    assert sorted(issues) == sorted(["phases.build", *KEYS])
    assert [row[1] for row in rows[1:]] == ["Epic"] + ["Task"] * 5
    numbers = {record["Issue Id"]: key for key, record in issues.items()}
    assert len(numbers) == 6
    opening = issues["tasks.open"]
    assert opening["Summary"] == "Open, at last"
    assert (opening["Start Date"], opening["Due Date"]) == ("2026-01-12", "2026-01-14")
    assert (opening["Assignee"], opening["Reporter"]) == ("lin@example.com", "lin@example.com")
    assert numbers[opening["Parent"]] == "phases.build"
    assert opening["Priority"] == "High"
    links = rows[[row[8] for row in rows].index("tasks.open")][len(JIRA.split(",")) :]
    assert {numbers[number] for number in links} == {"tasks.design", "milestones.open_day"}
    assert "2 working days after Paint starts" in opening["Description"]
    assert issues["tasks.design"]["Description"].endswith("\n* Logo\n* Fonts")
    assert issues["tasks.paint"]["Assignee"] == ""
    assert issues["tasks.paint"]["Description"].startswith("Owner: Wu Di")
    assert issues["tasks.rush"]["Due Date"] == ""


def test_asana_gets_ids_days_owners_links_and_subtasks() -> None:
    rows = by(tables(sample())["asana.csv"], "Task ID")
    opening, design = rows["tasks.open"], rows["tasks.design"]
    assert (opening["Start Date"], opening["Due Date"]) == ("2026-01-12", "2026-01-14")
    assert (opening["Name"], opening["Section"], opening["Assignee"]) == (
        "Open, at last",
        "Build",
        "lin@example.com",
    )
    named = {record["Name"]: key for key, record in rows.items()}
    assert {named[name] for name in opening["Dependents"].split(",")} == {
        "tasks.design",
        "milestones.open_day",
    }
    assert rows["milestones.open_day"]["Type"] == "Milestone"
    steps = [record["Name"] for record in rows.values() if record["Parent task"] == design["Name"]]
    assert steps == ["Logo", "Fonts"]
    assert rows["tasks.rush"]["Section"] == "Only when needed"


def test_trello_gets_ids_days_owners_and_lists() -> None:
    rows = by(tables(sample())["trello.csv"], "Card ID")
    assert list(rows) == KEYS
    design = rows["tasks.design"]
    assert (design["Start Date"][:10], design["Due Date"][:10]) == ("2026-01-05", "2026-01-09")
    assert (design["Card Name"], design["Members"], design["List Name"]) == (
        "Design, and fonts",
        "Lin Wei",
        "Build",
    )
    assert (design["Checklist Item Total Count"], design["Checklist Item Completed Count"]) == ("2", "2")
    assert design["Due Complete"] == "true"
    assert "Waits for" in rows["tasks.open"]["Card Description"]


def test_what_waits_stands_below_what_it_waits_for() -> None:
    plan = apparel().plan
    rows = list(by(tables(apparel())["trello.csv"], "Card ID"))
    placed = 0
    for kind, items in (("tasks", plan.work.tasks), ("milestones", plan.work.milestones)):
        for item in items:
            for waited in (one for one in item.after if one.on != item.id):
                keys = {f"tasks.{waited.on}", f"milestones.{waited.on}"} & {*rows}
                if waited.ends == "FS" and keys and f"{kind}.{item.id}" in rows:
                    placed += 1
                    assert rows.index(keys.pop()) < rows.index(f"{kind}.{item.id}")
    assert placed > 2


def test_work_in_a_circle_is_not_lost() -> None:
    plan = with_work(
        empty(),
        tasks=(task("a", "A", after=(link("b"),)), task("b", "B", after=(link("a"),)), task("c", "C")),
    )
    assert [*by(tables(plan)["trello.csv"], "Card ID")] == ["tasks.c", "tasks.a", "tasks.b"]


def test_asana_tells_equal_names_apart() -> None:
    plan = with_work(
        empty(),
        tasks=(task("a", "Same"), task("b", "Same", after=(link("a"),)), task("c", "C", checklist=("Same",))),
    )
    rows = by(tables(plan)["asana.csv"], "Task ID")
    assert rows["tasks.b"]["Dependents"] == rows["tasks.a"]["Name"] == "Same (tasks.a)"


def test_jira_gets_no_longer_summary_than_it_takes() -> None:
    plan = with_work(empty(), tasks=(task("a", "长" * 500, "01-05", "01-05"),))
    issue = by(tables(plan)["jira.csv"], "Labels")["tasks.a"]
    assert len(issue["Summary"]) == 255
    assert issue["Description"].startswith("长" * 500 + "\n")


@pytest.mark.parametrize("name", HOSTILE, ids=[ascii(name[:20]) for name in HOSTILE])
def test_no_name_breaks_out(name: str) -> None:
    plain, found = tables(renamed("plain name")), tables(renamed(name))
    for file, rows in found.items():
        assert len(rows) == len(plain[file])
        cells = [cell for row in rows for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "UTC", "Pacific/Kiritimati"])
def test_an_instant_of_trello_names_its_day_in_every_place(zone: str) -> None:
    there = ZoneInfo(zone)
    for day in (dt.date(2026, 1, 5), dt.date(2026, 6, 30), dt.date(2024, 2, 29)):
        for text in (_first(day, there), _last(day, there)):
            instant = dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.000Z").replace(tzinfo=dt.UTC)
            assert instant.date() == instant.astimezone(there).date() == day
        assert _first(day, there) < _last(day, there)


def test_an_empty_strategy_has_headers_only() -> None:
    assert {name: len(rows) for name, rows in tables(empty()).items()} == {
        "jira.csv": 1, "asana.csv": 1, "trello.csv": 1,
    }  # fmt: skip


def test_ten_thousand_tasks_take_seconds_and_few_columns() -> None:
    tasks = tuple(
        task(
            f"t{n}",
            f"Task {n}",
            "01-05",
            "01-09",
            checklist=("One", "Two"),
            after=(link(f"t{n - 1}"),) if n else (),
        )
        for n in range(10_000)
    )
    ends = milestone("end", "End", "01-09", after=tuple(link(f"t{n}") for n in range(10_000)))
    start = time.perf_counter()
    found = tables(with_work(empty(), tasks=tasks, milestones=(ends,)))
    assert time.perf_counter() - start < 8
    assert len(found["jira.csv"]) == 10_002
    assert len(found["jira.csv"][0]) == len(JIRA.split(",")) + 30
    assert len(found["asana.csv"]) == 30_002
