"""One piece of work as an entry: its line, the facts below it, and what is ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.emit.criteria import criterion_words
from ecsc.emit.worklist.directory import Directory, named
from ecsc.emit.worklist.item_ids import items_of
from ecsc.emit.worklist.wording import promise, purposes, timing, waits
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import MilestonePlan, TaskPlan

MOST_SUBJECTS_SHOWN = 100
"""For so many entries a checklist is written out; the sheet has it for all."""


class Condition(Struct, frozen=True):
    """A fact with a formula in it: `told` is a sentence in which `{criterion}` stands for the formula."""

    told: str
    formula: str


Fact: TypeAlias = str | Condition


class Box(Struct, frozen=True):
    """Something to tick: `id` as in the sheet, its text, and its day where it has one.

    One with `parts` is their heading and is not ticked by itself; without an id it is told only.
    """

    id: str
    text: str
    parts: tuple[Box, ...] = ()
    day: dt.date | None = None


class Entry(Struct, frozen=True):
    """A piece of work: `id` as in the sheet, its name, what stands beside it, facts, and boxes below it.

    `state` says whether it can be ticked: `told` is neither open nor done. `first` and `last` are the days it
    covers, `owner` is an id. `length` is how the first fact begins where that is how long the work takes.
    """

    id: str
    name: str
    beside: str
    facts: tuple[Fact, ...]
    boxes: tuple[Box, ...]
    state: Literal["open", "done", "told"]
    owner: str | None
    first: dt.date | None = None
    last: dt.date | None = None
    length: str = ""


def task_entry(task: TaskPlan, beside: str, plan: Plan, names: Directory, w: Words) -> Entry:
    """Return a task as an entry, `beside` standing next to its name."""
    timed = tuple(timing(task, plan.work.calendar, w))
    facts = (
        " · ".join(timed),
        " · ".join(purposes(task, names, w)),
        task.description or "",
        *_each(task, w),
    )
    state: Literal["open", "done", "told"] = (
        "told" if task.status == "dropped" else "done" if task.status == "done" else "open"
    )
    return Entry(
        task.id, names.work[task.id], beside, tuple(filter(None, facts)), tuple(_boxes(task)),
        state, task.owner, task.start, task.finish, timed[0] if task.duration is not None else "",
    )  # fmt: skip


def _boxes(task: TaskPlan) -> Iterator[Box]:
    """Yield the boxes of a task: its acceptance items, of a template those of each entry below the entry."""
    if not task.for_each:
        yield from (Box(item.id, item.text) for item in items_of(task))
        return
    if len(task.for_each) > MOST_SUBJECTS_SHOWN:
        return
    below: dict[str, list[Box]] = {}
    for item in items_of(task):
        if item.subject is not None:
            below.setdefault(item.subject.id, []).append(Box(item.id, item.text))
    for subject in task.for_each:
        found, name = below[subject.id], shortened(subject.name)
        yield Box("", name, tuple(found)) if task.checklist else Box(found[0].id, name)


def _each(task: TaskPlan, w: Words) -> Iterator[str]:
    """Yield for how many entries a checklist is; where they are too many to show, what is done for each."""
    if not task.for_each:
        return
    count = len(task.for_each)
    if count <= MOST_SUBJECTS_SHOWN:
        yield w.count("For {n} entry, each by itself", "For {n} entries, each by itself", count)
        return
    yield w.count(
        "For {n} entry, all of them in the sheet", "For {n} entries, all of them in the sheet", count
    )
    if task.checklist:
        yield w("For each: {items}", items=w.show([shortened(item) for item in task.checklist]))


def milestone_entry(milestone: MilestonePlan, plan: Plan, names: Directory, w: Words) -> Entry:
    """Return a milestone as an entry with its date beside it."""
    promised = w("Promised for {day}", day=w.day(milestone.due)) if milestone.due else ""
    waited = waits(milestone.after, names, w)
    serves = w.show([shortened(name) for name in named(milestone.serves, names.aims)])
    facts: tuple[Fact, ...] = (
        " · ".join(filter(None, (promised, promise(milestone, w), _by_now(milestone, w)))),
        _reached(milestone.criterion, plan, w) if milestone.criterion else "",
        w("Waits for: {names}", names=waited) if waited else "",
        w("Serves: {names}", names=serves) if serves else "",
    )
    when = w.day(milestone.date) if milestone.date else w("no date")
    name = f"◆ {names.work[milestone.id]}"
    day = milestone.date
    return Entry(milestone.id, name, when, tuple(filter(None, facts)), (), "open", milestone.owner, day, day)


def _by_now(milestone: MilestonePlan, w: Words) -> str:
    """Return the forecast date of a milestone where it differs from the plan's; empty where it does not."""
    day = milestone.forecast_date
    return w("forecast {days}", days=w.day(day)) if day is not None and day != milestone.date else ""


def _reached(criterion: str, plan: Plan, w: Words) -> Fact:
    """Return when a milestone is reached; a condition that is more than a comparison stands as it is written."""
    if said := criterion_words(criterion, plan, w):
        return w("Reached when {criterion}", criterion=said)
    return Condition(w("Reached when {criterion}"), criterion)
