"""Regular work: tasks that come round, meetings and reports, with their dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from ecsc.emit.recurrence import dates_by_month, how_often
from ecsc.emit.worklist.directory import Directory, named
from ecsc.emit.worklist.entries import Box, Entry
from ecsc.messages import Words, one_line, shortened
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan

MOST_DATES_SHOWN = 30
"""Of how many dates each is named; the sheet has them all."""


class Group(Struct, frozen=True):
    """Entries under one title: a kind of regular work, or an owner."""

    title: str
    entries: tuple[Entry, ...]


def regular_work(plan: Plan, names: Directory, w: Words, boxes: int, *, metrics: bool = True) -> list[Group]:
    """Return the regular work by kind: tasks, meetings, reports, each as written.

    What comes round on up to `boxes` dates has a box for each. Without `metrics` those of a report are left to the
    output, which has a table for them.
    """
    titles = {"tasks": w("Recurring tasks"), "meetings": w("Meetings"), "reports": w("Reports")}
    found = []
    for section, title in titles.items():
        entries = tuple(
            _entry(one, names, w, boxes, metrics=metrics)
            for one in plan.work.duties
            if one.section == section
        )
        if entries:
            found.append(Group(title, entries))
    return found


def _entry(item: DutyPlan, names: Directory, w: Words, most: int, *, metrics: bool) -> Entry:
    beside = [how_often(item, w)]
    if item.owner is not None:
        beside.append(names.people.get(item.owner, item.owner))
    elif item.section != "meetings":
        beside.append(w("No owner"))
    name = one_line(item.name) or item.id
    boxes = date_boxes(item, w, most)
    facts = tuple(filter(None, _facts(item, names, w, boxed=bool(boxes), metrics=metrics)))
    return Entry(item.source, name, " · ".join(beside), facts, boxes, "told", item.owner)


def dated_id(duty: DutyPlan, day: dt.date | None) -> str:
    """Return the id of a duty on one of its days, as the sheet has it: its source and the day."""
    return duty.source if day is None else f"{duty.source}@{day.isoformat()}"


def date_boxes(duty: DutyPlan, w: Words, most: int) -> tuple[Box, ...]:
    """Return a box for each date of a duty; none where it has more than `most`."""
    if len(duty.dates) > most:
        return ()
    return tuple(Box(dated_id(duty, one.date), w.day(one.date), day=one.date) for one in duty.dates)


def _facts(item: DutyPlan, names: Directory, w: Words, *, boxed: bool, metrics: bool) -> Iterator[str]:
    yield " · ".join(filter(None, (dates_in_short(item, w), _length(item, w))))
    if item.people:
        people = w.show([shortened(name) for name in named(item.people, names.people)])
        yield (
            w("Goes to: {names}", names=people)
            if item.section == "reports"
            else w("Takes part: {names}", names=people)
        )
    if item.items:
        yield w("Each time: {items}", items=w.show([shortened(text) for text in item.items]))
    if item.metrics and metrics:
        yield w("Shows: {names}", names=w.show([names.metrics.get(one, one) for one in item.metrics]))
    if item.serves:
        yield w("Serves: {names}", names=w.show([shortened(one) for one in named(item.serves, names.aims)]))
    if item.description:
        yield item.description
    if not boxed and 1 < len(item.dates) <= MOST_DATES_SHOWN:
        yield dates_by_month(item.dates, w)


def dates_in_short(item: DutyPlan, w: Words) -> str:
    """Return how many dates there are, from when to when, and how many of them were moved."""
    if not item.dates:
        return w("no dates")
    count = w.count("{n} date", "{n} dates", len(item.dates))
    when = w("{count}: {days}", count=count, days=w.days(item.dates[0].date, item.dates[-1].date))
    moved = sum(one.moved_from is not None for one in item.dates)
    return when + (
        w.count("; {n} moved because of a day off", "; {n} moved because of days off", moved) if moved else ""
    )


def _length(item: DutyPlan, w: Words) -> str:
    if not item.minutes:
        return ""
    return w.count("{n} minute each time", "{n} minutes each time", item.minutes)
