"""Every committed strategy has the dates that TaskJuggler 3 gave it. README.md says how they were asked for."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from ecsc.assess import assess
from ecsc.link import link
from ecsc.model import build
from ecsc.source import read_document
from ecsc.source.shape.gate import check_shape
from tests.schedules_of_tj3.description import describe

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
    days: dict[str, Days] = {}
    for name in schedule.numbers:
        placed = schedule.placed(name)
        days[name] = placed.first_day, placed.last_day
    for phase in given.phases:
        inside = [days[item.id] for item in given.items.values() if item.phase == phase]
        days[phase] = min(first for first, _ in inside), max(last for _, last in inside)
    return days


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
