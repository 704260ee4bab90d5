"""Duties in the plan: everything that is to be done on its dates, besides the work of the schedule."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.duties import Duty, duties
from ecsc.assess.lengths import elapsed_minutes, is_elapsed, working_minutes
from ecsc.model.execution import Meeting, Report, Task
from ecsc.model.risk import Control
from ecsc.plan.time_types import DutyPlan, DutyRun, Occurrence
from ecsc.quantity import Duration
from ecsc.schedule import Entries

MOST_LISTED = 60
"""So many dates are listed one by one, which a year of weeks is; more are told in short where they can be."""

_SHORTER = 4
"""How many times shorter dates have to become."""


def duty_plans(assessed: Assessed) -> tuple[DutyPlan, ...]:
    """Return every duty: recurring tasks, meetings and reports first, then those of the other sections."""
    strategy = assessed.linked.strategy
    week = len(strategy.header.calendar.workweek)
    known: dict[int, tuple[Entries, tuple[Occurrence, ...], DutyRun | None]] = {}
    found = []
    for duty in duties(assessed):
        made = _plan(duty, *_dates(duty.entries, known))
        entity = strategy.section(duty.section).get(duty.id)
        found.append(replace(made, **_details(entity, week)))
    return tuple(found)


def _dates(
    entries: Entries, known: dict[int, tuple[Entries, tuple[Occurrence, ...], DutyRun | None]]
) -> tuple[tuple[Occurrence, ...], DutyRun | None]:
    """Return dates as the plan has them, and in short; duties that share their days share these too."""
    if id(entries) not in known:
        dates = tuple(Occurrence(entry.date, entry.moved_from) for entry in entries.dates)
        # The entries are kept, so that no other takes their id.
        known[id(entries)] = (entries, dates, run_of(dates))
    return known[id(entries)][1:]


def run_of(dates: tuple[Occurrence, ...]) -> DutyRun | None:
    """Return dates in short; None where they are few, or too irregular for that to be much shorter."""
    if len(dates) <= MOST_LISTED:
        return None
    days = {one.date for one in dates}
    first, last = dates[0].date.toordinal(), dates[-1].date.toordinal()
    met = Counter(day.weekday() for day in days)
    weeks = (last - first) // 7 + 1
    weekdays = tuple(sorted(day for day, times in met.items() if times * 2 > weeks))
    every = (dt.date.fromordinal(number) for number in range(first, last + 1))
    left_out = tuple(day for day in every if day.weekday() in weekdays and day not in days)
    added = tuple(one.date for one in dates if one.date.weekday() not in weekdays)
    moved = tuple(one for one in dates if one.moved_from is not None)
    if (len(left_out) + len(added) + len(moved)) * _SHORTER > len(dates):
        return None
    return DutyRun(dates[0].date, dates[-1].date, len(dates), weekdays, left_out, added, moved)


def _plan(duty: Duty, dates: tuple[Occurrence, ...], run: DutyRun | None) -> DutyPlan:
    return DutyPlan(
        section=duty.section,
        id=duty.id,
        field=duty.field,
        name=duty.name,
        owner=duty.owner,
        every=str(duty.every) if duty.every is not None else None,
        dates=dates,
        items=duty.items,
        run=run,
    )


def _details(item: object, week: int) -> Mapping[str, Any]:
    """Return what is said beside the dates: most by tasks, meetings and reports."""
    match item:
        case Task():
            return {
                "phase": item.phase,
                "minutes": _minutes(item.duration or item.effort, week),
                "items": item.checklist,
                "serves": item.serves,
                "description": item.description,
                "weekday": item.weekday,
                "day": item.day,
            }
        case Meeting():
            return {
                "people": item.participants,
                "minutes": _minutes(item.length, week),
                "items": item.agenda,
                "description": item.description,
                "weekday": item.weekday,
                "day": item.day,
                "kind": item.kind,
            }
        case Report():
            return {
                "people": item.recipients,
                "items": item.sections,
                "description": item.description,
                "weekday": item.weekday,
                "day": item.day,
                "metrics": item.metrics,
            }
        case Control():
            return {"description": item.description, "kind": item.kind}
    return {"description": getattr(item, "description", None)}


def _minutes(length: Duration | None, days_per_week: int) -> Decimal | None:
    """Return how long one time takes: a day is a working day of eight hours, an hour one on the clock."""
    if length is None:
        return None
    minutes = elapsed_minutes(length) if is_elapsed(length) else working_minutes(length, days_per_week)
    return Decimal(max(minutes, 0))
