"""The file for Microsoft Project: a scheduler that knows only the file comes to the days of the plan."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

from ecsc.compiled import Compiled
from ecsc.emit.ms_project import render
from ecsc.pipeline import compile_strategy
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver, MilestonePlan, PhasePlan, TaskPlan
from ecsc.workspace import find_strategies
from tests.unit.emit_text.plan_samples import day, empty, link, milestone, task, with_work
from tests.unit.emit_text.test_hostile_text import HOSTILE, renamed

ROOT = Path(__file__).parents[3]
SPACE = {"p": "http://schemas.microsoft.com/project"}
ORDER = (
    "UID", "ID", "Name", "Type", "OutlineLevel", "Start", "Finish", "Duration", "DurationFormat", "Milestone",
    "Summary", "Critical", "ConstraintType", "CalendarUID", "ConstraintDate", "Deadline", "Notes", "PredecessorLink",
    "ExtendedAttribute",
)  # fmt: skip
"""The order in which the schema of MSPDI wants the elements of a task."""

PROJECTS = ["examples/apparel_brand", "examples/grocery_d2c", "tests/projects/simulated_launch"]


def read(compiled: Compiled) -> ET.Element:
    (file,) = render(compiled, "en")
    return ET.fromstring(file.content)  # noqa: S314  # our own bytes


def value(found: ET.Element, path: str, default: str = "") -> str:
    return found.findtext("/".join(f"p:{part}" for part in path.split("/")), default, SPACE)


def project(path: str) -> Compiled:
    (given,), _ = find_strategies([str(ROOT / path)])
    compiled = compile_strategy(given).compiled
    assert compiled is not None
    return compiled


class Scheduler:
    """A forward pass over a file: an axis of working minutes, links with lags, and earliest starts."""

    def __init__(self, root: ET.Element) -> None:
        self.opens = dt.time.fromisoformat(value(root, "DefaultStartTime"))
        self.minutes = int(value(root, "MinutesPerDay"))
        calendar = root.find("p:Calendars/p:Calendar", SPACE)
        assert calendar is not None
        week = {
            (int(value(one, "DayType")) - 2) % 7
            for one in calendar.iterfind("p:WeekDays/p:WeekDay", SPACE)
            if value(one, "DayWorking") == "1"
        }
        differs = {
            dt.date.fromisoformat(value(one, "TimePeriod/FromDate")[:10]): value(one, "DayWorking") == "1"
            for one in calendar.iterfind("p:Exceptions/p:Exception", SPACE)
        }
        first = dt.date.fromisoformat(value(root, "StartDate")[:10])
        days = [first + dt.timedelta(days=number) for number in range(1500)]
        self.days = [one for one in days if differs.get(one, one.weekday() in week)]
        self.places = {one: number * self.minutes for number, one in enumerate(self.days)}
        self.tasks = {
            value(one, "UID"): one
            for one in root.iterfind("p:Tasks/p:Task", SPACE)
            if value(one, "Summary") == "0"
        }
        self.known: dict[str, tuple[int, int]] = {}

    def place(self, text: str, *, end: bool) -> int:
        on = dt.date.fromisoformat(text[:10])
        if on in self.places:
            return self.places[on] + (self.minutes if end else 0)
        return sum(one < on for one in self.days) * self.minutes

    def span(self, uid: str) -> tuple[int, int]:
        """Return start and finish as working minutes; work on the clock lies where its constraint has it."""
        if uid not in self.known:
            one = self.tasks[uid]
            still = value(one, "Milestone") == "1"
            if value(one, "DurationFormat") == "8":
                start = self.place(value(one, "ConstraintDate"), end=False)
                self.known[uid] = start, self.place(value(one, "Finish"), end=True)
                return self.known[uid]
            hours, rest = value(one, "Duration").removeprefix("PT").split("H")
            length = int(hours) * 60 + int(rest.split("M")[0])
            starts = [0]
            if value(one, "ConstraintType") == "4":
                starts.append(self.place(value(one, "ConstraintDate"), end=still))
            for found in one.iterfind("p:PredecessorLink", SPACE):
                before = self.span(value(found, "PredecessorUID"))
                kind = int(value(found, "Type"))  # FF FS SF SS
                tied = before[1 if kind < 2 else 0] + int(value(found, "LinkLag")) // 10
                starts.append(tied - (length if kind in (0, 2) else 0))
            self.known[uid] = max(starts), max(starts) + length
        return self.known[uid]

    def dates(self) -> dict[str, tuple[dt.date, dt.date]]:
        found = {}
        for uid, one in self.tasks.items():
            key = value(one, "ExtendedAttribute/Value")
            start, finish = self.span(uid)
            last = self.days[max(0, finish - 1) // self.minutes]
            first = last if value(one, "Milestone") == "1" else self.days[start // self.minutes]
            if value(one, "DurationFormat") == "8":
                first, last = (dt.date.fromisoformat(value(one, name)[:10]) for name in ("Start", "Finish"))
            found[key] = first, last
        return found


def planned(plan: Plan) -> dict[str, tuple[dt.date, dt.date]]:
    items: list[TaskPlan | MilestonePlan] = [*plan.work.tasks, *plan.work.milestones]
    found = {}
    for item in items:
        if isinstance(item, MilestonePlan):
            if item.date:
                found[f"milestones.{item.id}"] = item.date, item.date
        elif item.start and item.finish and item.status != "dropped":
            found[f"tasks.{item.id}"] = item.start, item.finish
    return found


@pytest.mark.parametrize("path", PROJECTS)
def test_another_scheduler_comes_to_the_same_days(path: str) -> None:
    compiled = project(path)
    wanted = planned(compiled.plan)
    assert len(wanted) > 5
    assert Scheduler(read(compiled)).dates() == wanted


@pytest.mark.parametrize("path", PROJECTS)
def test_the_file_is_built_as_the_schema_wants_it(path: str) -> None:
    root = read(project(path))
    assert [one.tag.partition("}")[2] for one in root][-4:] == [
        "Calendars",
        "Tasks",
        "Resources",
        "Assignments",
    ]
    uids = set()
    for one in root.iterfind("p:Tasks/p:Task", SPACE):
        tags = [ORDER.index(inner.tag.partition("}")[2]) for inner in one]
        assert tags == sorted(tags)
        uids.add(value(one, "UID"))
    links = [value(one, "PredecessorUID") for one in root.iterfind(".//p:PredecessorLink", SPACE)]
    assert links
    assert {*links} <= uids
    assert {value(one, "TaskUID") for one in root.iterfind("p:Assignments/p:Assignment", SPACE)} <= uids
    resources = {value(one, "UID") for one in root.iterfind("p:Resources/p:Resource", SPACE)}
    assert {
        value(one, "ResourceUID") for one in root.iterfind("p:Assignments/p:Assignment", SPACE)
    } <= resources


def sample(*tasks: TaskPlan, **work: Any) -> dict[str, ET.Element]:
    root = read(with_work(empty(), tasks=tasks, **work))
    found = root.iterfind("p:Tasks/p:Task", SPACE)
    return {value(one, "ExtendedAttribute/Value"): one for one in found}


@pytest.mark.parametrize(
    ("ends", "start", "finish", "kind", "lag"),
    [
        ("FS", "01-14", "01-16", "1", 2),  # the ninth is a Friday; Monday and Tuesday lie between
        ("FS", "01-09", "01-12", "1", -1),  # on the day on which the other ends
        ("SS", "01-07", "01-08", "3", 2),
        ("FF", "01-09", "01-13", "0", 2),
        ("SF", "01-01", "01-05", "2", 1),
    ],
)
def test_links_have_their_kind_and_lag(ends: str, start: str, finish: str, kind: str, lag: int) -> None:
    first = task("a", "A", "01-05", "01-09")
    second = task(
        "b", "B", start, finish, after=(link("a", ends, binding=True),), driver=Driver("predecessor", "a")
    )
    found = sample(first, second)["tasks.b"]
    assert value(found, "PredecessorLink/Type") == kind
    assert int(value(found, "PredecessorLink/LinkLag")) == lag * 4800
    assert value(found, "ConstraintType") == ""


def test_what_no_link_holds_is_held_by_a_constraint() -> None:
    found = sample(task("a", "A", "01-05", "01-09", due=day("01-12")))["tasks.a"]
    assert value(found, "ConstraintType") == "4"
    assert value(found, "ConstraintDate") == value(found, "Start") == "2026-01-05T08:00:00"
    assert value(found, "Duration") == "PT40H0M0S"
    assert value(found, "Deadline") == "2026-01-12T16:00:00"


def test_phases_are_summaries_of_what_lies_in_them() -> None:
    phases = (
        PhasePlan("p", "P", None, None, None, None, ("a",), ()),
        PhasePlan("q", "Q", None, None, None, None, (), ()),
    )
    found = sample(
        task("b", "B", "01-05", "01-05"), task("a", "A", "01-05", "01-05", phase="p"), phases=phases
    )
    assert list(found) == ["phases.p", "tasks.a", "tasks.b"]
    assert [value(one, "OutlineLevel") for one in found.values()] == ["1", "2", "1"]


def test_days_off_and_extra_days_are_exceptions() -> None:
    compiled = with_work(
        empty(), tasks=(task("a", "A", "02-13", "02-18"),), milestones=(milestone("m", "M", "02-18"),)
    )
    root = read(compiled)
    days = {
        value(one, "TimePeriod/FromDate")[:10]: value(one, "DayWorking")
        for one in root.iterfind(".//p:Exception", SPACE)
    }
    assert days == {"2026-02-14": "1", "2026-02-17": "0"}
    assert Scheduler(root).dates() == planned(compiled.plan)


def test_work_on_a_day_off_keeps_its_days() -> None:
    found = sample(task("a", "A", "01-10", "01-11"))["tasks.a"]
    assert value(found, "DurationFormat") == "8"
    assert (value(found, "Start"), value(found, "Finish")) == ("2026-01-10T00:00:00", "2026-01-11T23:59:00")
    assert value(found, "Duration") == "PT47H59M0S"


@pytest.mark.parametrize("hours", ["24", "18", "7.5", "1"])
def test_days_of_any_length(hours: str) -> None:
    compiled = with_work(empty(), tasks=(task("a", "A", "01-05", "01-09"),))
    calendar = structs.replace(compiled.plan.work.calendar, hours_per_day=Decimal(hours))
    compiled = with_work(compiled, calendar=calendar)
    root = read(compiled)
    start, end = value(root, "DefaultStartTime"), value(root, "DefaultFinishTime")
    assert start < end or hours == "24"
    assert Scheduler(root).dates() == planned(compiled.plan)


@pytest.mark.parametrize("name", HOSTILE, ids=[ascii(name[:20]) for name in HOSTILE])
def test_no_name_breaks_out(name: str) -> None:
    plain, found = read(renamed("plain name")), read(renamed(name))
    assert [one.tag for one in found.iter()] == [one.tag for one in plain.iter()]


def test_an_empty_strategy_is_a_project() -> None:
    assert not list(read(empty()).iterfind(".//p:Task", SPACE))


def test_ten_thousand_tasks_take_seconds() -> None:
    tasks = tuple(
        task(f"t{n}", f"T{n}", "01-05", "01-09", after=(link(f"t{n - 1}", "SS"),) if n else ())
        for n in range(10_000)
    )
    start = time.perf_counter()
    read(with_work(empty(), tasks=tasks))
    assert time.perf_counter() - start < 8
