"""TaskJuggler's dates as ours."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.schedules_of_tj3.description import Description, InexpressibleError
from tests.schedules_of_tj3.project import Project


class Dates(NamedTuple):
    """TaskJuggler's instants, the end exclusive, and the first and last day worked that they mean."""

    start: str
    end: str
    first: dt.date
    last: dt.date


def ask(description: Description) -> dict[str, Dates]:
    """Return the dates that TaskJuggler gives every task, milestone and phase.

    Raises `InexpressibleError` where it has no words for the network, or refuses it.
    """
    with TemporaryDirectory(prefix="tj3-") as name:
        folder = Path(name)
        project = Project(description)
        (folder / "p.tjp").write_text(project.text(), encoding="utf-8")
        run = subprocess.run(
            ["tj3", "--silent", "--no-color", "p.tjp"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise InexpressibleError(run.stderr)
        with (folder / "dates.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["Id"].split(".")[-1]: row for row in csv.DictReader(file, delimiter=";")}
    found = {name: _dates(description, name, row["Start"], row["End"]) for name, row in rows.items()}
    for item in description.items.values():
        if item.late and found[item.id].start < found[f"{item.id}__early"].start:
            raise InexpressibleError(f"{item.id} cannot keep what is behind it")
    for marker, start, minutes in project.leads:
        gap = dt.datetime.fromisoformat(found[start].start) - dt.datetime.fromisoformat(found[marker].start)
        if gap != dt.timedelta(minutes=minutes):
            raise InexpressibleError("a lead taken from a start before its first working hour was known")
    return {name: dates for name, dates in found.items() if "__" not in name}


def _dates(description: Description, name: str, start: str, end: str) -> Dates:
    """Return the days of half-open instants; a moment's is the day that it ends, or else that it stands on."""
    begins, ends = dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)
    if begins < ends:
        return Dates(start, end, begins.date(), (ends - dt.timedelta(minutes=1)).date())
    item = description.items.get(name)
    if item is not None and item.start is None and not any(wait.of == "start" for wait in item.waits):
        begins -= dt.timedelta(minutes=1 if begins.hour == begins.minute == 0 else 0)
    return Dates(start, end, begins.date(), begins.date())
