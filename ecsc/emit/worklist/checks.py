"""Checks and deadlines: what other sections than the work ask for, by owner and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.emit.duty_names import LIMITS, WORK, duty_items, duty_name
from ecsc.emit.recurrence import dates_by_month, how_often
from ecsc.emit.worklist.directory import Directory
from ecsc.emit.worklist.entries import Box, Entry
from ecsc.emit.worklist.regular import MOST_DATES_SHOWN, Group, date_boxes, dated_id, dates_in_short
from ecsc.messages import Words, shortened
from ecsc.plan.time_types import DutyPlan
from ecsc.plan.types import Plan


def checks(plan: Plan, names: Directory, w: Words, boxes: int) -> list[Group]:
    """Return checks and deadlines by owner as the plan orders people, each by its first date; nobody comes last.

    What comes round on up to `boxes` dates has a box for each; the dates of the rest are told in a line.
    """
    found: dict[str | None, list[DutyPlan]] = {owner: [] for owner in names.people}
    nobody: list[DutyPlan] = []
    for duty in plan.work.duties:
        if duty.section not in WORK:
            (found.setdefault(duty.owner, []) if duty.owner is not None else nobody).append(duty)
    groups = []
    for owner, owned in (*found.items(), (None, nobody)):
        if owned:
            title = w("No owner") if owner is None else shortened(names.people.get(owner, owner))
            entries = tuple(_entry(duty, w, boxes) for duty in sorted(owned, key=first_date))
            groups.append(Group(title, entries))
    return groups


def first_date(duty: DutyPlan) -> dt.date:
    """Return the first date of a duty, the last day there is for one that has none."""
    return duty.dates[0].date if duty.dates else dt.date.max


def _entry(duty: DutyPlan, w: Words, most: int) -> Entry:
    name, facts = shortened(duty_name(duty, w)), tuple(filter(None, _facts(duty, w, most)))
    if duty.every is not None:
        boxes = date_boxes(duty, w, most)
        return Entry(duty.source, name, how_often(duty, w), facts, boxes, "told", duty.owner)
    parts = duty_items(duty, w) if duty.field == "sections" else ()
    day = duty.dates[0].date if duty.dates else None
    told = tuple(Box("", part) for part in parts)
    return Entry(dated_id(duty, day), name, _once(duty, w), facts, told, "open", duty.owner, day, day)


def _once(duty: DutyPlan, w: Words) -> str:
    if not duty.dates:
        return w("no date")
    one = duty.dates[0]
    if duty.section == "experiments":
        return w.day(one.date)
    return w("by {day}", day=w.day(one.date))


def _facts(duty: DutyPlan, w: Words, most: int) -> Iterator[str]:
    ends = duty.dates[0].moved_from if duty.dates else None
    if ends is not None and duty.section in LIMITS:
        yield w("runs out on {day}", day=w.day(ends))
    if duty.every is not None and (len(duty.dates) > most or not duty.dates):
        yield dates_in_short(duty, w)
        if 1 < len(duty.dates) <= MOST_DATES_SHOWN:
            yield dates_by_month(duty.dates, w)
    if duty.items and duty.field != "sections":
        yield w("About: {items}", items=w.show([shortened(item) for item in duty_items(duty, w)]))
    if duty.description:
        yield duty.description
