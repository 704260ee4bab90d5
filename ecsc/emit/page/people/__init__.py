"""Who carries the work: the load of each person by week, against what the week holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.emit.page.markup import fill
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.plan.time_types import PersonLoad, WeekLoad
from ecsc.quantity import EXACT, Rate

_FULL, _NEARLY = Decimal(1), Decimal("0.85")


def section(reader: Reader) -> Section:
    """Return the load by person and week; weeks without work are empty cells."""
    w = reader.w
    title = w("People")
    loaded = [one for one in reader.plan.work.load if any(week.load for week in one.weeks)]
    if not loaded:
        told = w(
            "Here would stand who has how much to do in which week: give tasks an `effort` and an owner."
        )
        return Section("people", title, told, None)
    weeks = sorted({week.week for one in loaded for week in one.weeks if week.load})
    over = [reader.person(one.person) for one in loaded if any(_state(week) == "over" for week in one.weeks)]
    lead = (
        w("Too much to do in some week: {names}.", names=", ".join(over))
        if over
        else w("Nobody has more to do in a week than the week holds.")
    )
    uncounted = sum(len(one.uncounted) for one in reader.plan.work.load)
    people = [reader.person(one.person) for one in loaded]
    named = [w.day(week) for week in weeks]
    cells = [_cells(one, weeks, reader) for one in loaded]
    corner, heads, sides = w("Person"), named, people
    if len(weeks) > len(people):
        # What there is more of runs down the sheet, which has room below and none beside it.
        corner, heads, sides, cells = (
            w("Week"),
            people,
            named,
            [list(row) for row in zip(*cells, strict=True)],
        )
    body = fill(
        "people/people.html.j2",
        w=w,
        corner=corner,
        heads=heads,
        rows=list(zip(sides, cells, strict=True)),
        uncounted=w.count(
            "{n} task states no effort and is not counted.",
            "{n} tasks state no effort and are not counted.",
            uncounted,
        )
        if uncounted
        else "",
    )
    return Section("people", title, lead, body)


def _cells(person: PersonLoad, weeks: list[dt.date], reader: Reader) -> list[tuple[str, str]]:
    """Return state and text of every week: the share of the week that is taken, more than all of it marked."""
    w, by_week = reader.w, {week.week: week for week in person.weeks if week.load}
    cells = []
    for day in weeks:
        week = by_week.get(day)
        if week is None:
            cells.append(("", ""))
            continue
        state = _state(week)
        if not week.capacity:
            cells.append((state, w("! off")))
            continue
        share = w.show(Rate(EXACT.divide(week.load, week.capacity).quantize(Decimal("0.01"))))
        cells.append((state, f"! {share}" if state == "over" else share))
    return cells


def _state(week: WeekLoad) -> str:
    if week.load > week.capacity * _FULL:
        return "over"
    return "full" if week.load >= week.capacity * _NEARLY else "some"
