"""The load strip below the rows: who has how much work in which week, the most loaded people first."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from ecsc.emit.pictures.gantt.axis import Scale, Unit, cell_starts
from ecsc.emit.pictures.gantt.shapes import Cell, Load, Strip
from ecsc.plan.time_types import PersonLoad, WeekLoad

MOST_PEOPLE = 12
"""So many people have a row in the strip."""

HEAD, ROW = 26.0, 31.0
FULL = 12.0
"""Height of a cell whose week is just filled."""

HIGHEST = 1.5
"""Cells end here, in weeks of capacity; the figure says how much it is."""

_LEAST_CELL = 6.0
_DAYS: tuple[tuple[Unit, int], ...] = (("week", 7), ("month", 30), ("quarter", 91), ("year", 365))


def load_strip(load: tuple[PersonLoad, ...], scale: Scale, top: float) -> Load | None:
    """Return the strip below `top`, None where nobody has work on the axis.

    A cell is a week, or a month, quarter or year where weeks are too narrow to see; it is then as high as
    its heaviest week, so that nobody's peak is averaged away.
    """
    unit: Unit = next((name for name, days in _DAYS if days * scale.day >= _LEAST_CELL), "year")
    busy = [(one, _on_axis(one, scale)) for one in load]
    busy = [(one, weeks) for one, weeks in busy if any(week.load > 0 for week in weeks)]
    if not busy:
        return None
    busy.sort(key=lambda pair: (_rank(pair[1]), pair[0].person))
    shown, rest = busy[:MOST_PEOPLE], busy[MOST_PEOPLE:]
    edges = [*cell_starts(scale, unit, 0), scale.last + 1]
    strips = tuple(
        Strip(one, top + HEAD + ROW * number, _cells(weeks, edges, scale))
        for number, (one, weeks) in enumerate(shown)
    )
    over = sum(any(overloaded(week) for week in weeks) for _, weeks in rest)
    bottom = top + HEAD + ROW * len(shown) + (20 if rest else 0)
    return Load(top, bottom, unit, strips, len(rest), over)


def overloaded(week: WeekLoad) -> bool:
    """Return whether a week holds more work than time."""
    return week.load > week.capacity


def percent(week: WeekLoad) -> Decimal | None:
    """Return the load of a week in percent of its capacity, whole; None where there is no capacity.

    What is over 100 % never rounds down to it.
    """
    if week.capacity <= 0:
        return None
    whole = (week.load * 100 / week.capacity).to_integral_value()
    return max(whole, Decimal(101)) if overloaded(week) else min(whole, Decimal(100))


def heaviness(week: WeekLoad) -> tuple[bool, Decimal]:
    """Return a key that is greater for a heavier week; work without any capacity is the heaviest."""
    if week.capacity <= 0:
        return week.load > 0, week.load
    return False, week.load / week.capacity


def _rank(weeks: list[WeekLoad]) -> tuple[bool, Decimal, Decimal]:
    """Return a key that puts the most loaded person first: by the heaviest week, then by all work."""
    without, most = max(heaviness(week) for week in weeks)
    return not without, -most, -sum((week.load for week in weeks), Decimal(0))


def _on_axis(person: PersonLoad, scale: Scale) -> list[WeekLoad]:
    return [week for week in person.weeks if scale.first - 7 < week.week.toordinal() <= scale.last]


def _cells(weeks: list[WeekLoad], edges: list[int], scale: Scale) -> tuple[Cell, ...]:
    """Return the cells that hold work; a week belongs to the cell of its middle, its Thursday."""
    found: dict[int, list[WeekLoad]] = {}
    for week in weeks:
        if week.load > 0:
            place = bisect_right(edges, week.week.toordinal() + 3) - 1
            found.setdefault(min(max(place, 0), len(edges) - 2), []).append(week)
    cells = []
    for place, group in sorted(found.items()):
        group.sort(key=lambda week: (heaviness(week), -week.week.toordinal()), reverse=True)
        heaviest = group[0]
        x, right = scale.at(edges[place]), scale.at(edges[place + 1])
        level = float(heaviest.load / heaviest.capacity) if heaviest.capacity > 0 else None
        over = any(overloaded(week) for week in group)
        cells.append(Cell(x, right - x, tuple(group), level, over))
    return tuple(cells)
