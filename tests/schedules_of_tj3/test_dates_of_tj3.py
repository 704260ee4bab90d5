"""Every committed strategy has the dates that TaskJuggler 3 gave it. README.md says how they were asked for."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from ecsc.assess import assess
from ecsc.link import link
from ecsc.model import build
from ecsc.schedule import Calendar, Schedule, build_calendar, compute
from ecsc.source import read_document
from ecsc.source.shape.gate import check_shape
from tests.schedules_of_tj3.description import Description, Week, describe

Days = tuple[dt.date, dt.date]
NETWORKS = Path(__file__).parent / "networks"
PATHS = sorted(NETWORKS.rglob("*.yaml"))


def computed(text: str) -> dict[str, Days]:
    """Return our first and last day of every task, milestone and phase."""
    document, findings = read_document("strategy.yaml", text.encode())
    shape, refused = check_shape(document)
    strategy, wrong = build([document], [refused])
    linked, unlinked = link(strategy)
    assert {finding.rule.name for finding in (*findings, *shape, *wrong, *unlinked)} <= {"unused-definition"}
    given = describe(text)
    schedule = assess(linked).timetable.schedule
    if given.week.half_days or any(owner.week for owner in given.owners.values()):
        schedule = _on_calendars(schedule, given)
    days: dict[str, Days] = {}
    for name in schedule.numbers:
        placed = schedule.placed(name)
        days[name] = placed.first_day, placed.last_day
    for phase in given.phases:
        inside = [days[item.id] for item in given.items.values() if item.phase == phase]
        days[phase] = min(first for first, _ in inside), max(last for _, last in inside)
    return days


def _on_calendars(schedule: Schedule, given: Description) -> Schedule:
    """Return the schedule on calendars built from the description itself: half days and people's own weeks."""
    network = schedule.placement.network
    base = _calendar(given.week)
    owners = list(given.owners)
    calendars = [base]
    for owner in given.owners.values():
        own = base if owner.week is None else _calendar(owner.week)
        calendars.append(own.without([(day, day) for day in sorted(owner.absent)]))
    clock = build_calendar(given.first, given.first, range(7), hours=((0, 1440),))
    activities = []
    for activity in network.activities:
        item = given.items[activity.id]
        number = owners.index(item.owner) + 1 if item.owner else 0
        activities.append(replace(activity, calendar=len(calendars) if item.length.elapsed else number))
    return compute(replace(network, activities=tuple(activities), calendars=(*calendars, clock)))


def _calendar(week: Week) -> Calendar:
    first = dt.date(2026, 1, 1)
    short = dict.fromkeys(sorted(week.half_days), 240)
    return build_calendar(first, first, week.workweek, week.holidays, week.extra_workdays, short_days=short)


def test_there_are_eight_strategies_of_each_kind() -> None:
    folders = [folder for folder in NETWORKS.iterdir() if folder.is_dir()]
    assert len(folders) >= 20
    assert all(len(list(folder.glob("*.csv"))) >= 8 for folder in folders)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_our_dates_are_those_of_tj3(path: Path) -> None:
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = {row["id"]: (row["first_day"], row["last_day"]) for row in rows}
    found = computed(path.read_text(encoding="utf-8"))
    assert {name: (str(first), str(last)) for name, (first, last) in found.items()} == expected
