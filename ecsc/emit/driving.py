"""What drives a date, in sentences: the same for every output, from the plan alone.

Each sentence says why one piece of work does not come earlier, and names what the next sentence is about, back
to where the chain begins: the strategy's first day, a pin, a day before which nothing may start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from ecsc.emit.lengths import in_days, lag_words
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import Driver, MilestonePlan, TaskPlan

Item: TypeAlias = TaskPlan | MilestonePlan


class Reason(Struct, frozen=True):
    """One link of a chain: the `item`, the sentence `text` about its date, and what it waits for (`on`)."""

    item: str
    on: str | None
    text: str


class WorkIndex(Struct, frozen=True):
    """The plan's work, phases and people by id; `driven` are the items whose date an item drives, in plan order."""

    items: Mapping[str, Item]
    phases: Mapping[str, str]
    people: Mapping[str, str]
    driven: Mapping[str, tuple[str, ...]]


def index_work(plan: Plan) -> WorkIndex:
    """Return the names and links of a plan's work, to be made once for all its sentences."""
    items: dict[str, Item] = {one.id: one for one in plan.work.tasks}
    items.update((one.id, one) for one in plan.work.milestones)
    driven: dict[str, list[str]] = {}
    for item in items.values():
        if item.driver is not None and item.driver.on is not None:
            driven.setdefault(item.driver.on, []).append(item.id)
    return WorkIndex(
        items,
        {one.id: shortened(one.name) or one.id for one in plan.work.phases},
        {one.id: shortened(one.name) or one.id for one in plan.people},
        {name: tuple(found) for name, found in driven.items()},
    )


def driving_chain(index: WorkIndex, identifier: str, w: Words) -> tuple[Reason, ...]:
    """Return why an item has its date, itself first and then what drives it, back to where that begins.

    Raises `KeyError` for an id that the plan does not have.
    """
    found: list[Reason] = []
    here: str | None = identifier
    while here is not None:
        item = index.items[here]
        on = item.driver.on if item.driver is not None else None
        found.append(Reason(here, on, reason(index, item, w)))
        here = on
    return tuple(found)


def reason(index: WorkIndex, item: Item, w: Words) -> str:
    """Return the sentence about one date: what keeps the item from coming earlier."""
    driver, day = item.driver, _start(item)
    if driver is None or day is None:
        if isinstance(item, TaskPlan) and item.every is not None:
            return w("{name} comes round on dates of its own, which the checklist lists", name=_name(item))
        return w("{name} has no dates", name=_name(item))
    other = index.items.get(driver.on or "")
    if other is not None:
        return w(
            "{claim}: {cause}", claim=_claim(item, driver, w), cause=_cause(index, item, driver, other, w)
        )
    told = {"name": _name(item), "day": w.day(day)}
    match driver.kind:
        case "pin":
            return w("{name} starts on {day}: its start is pinned", **told)
        case "not_before":
            return w("{name} starts on {day}: it may not start earlier", **told)
        case "late":
            return w("{name} starts on {day}: as late as its deadline and what waits for it allow", **told)
        case "due":
            return w("{name} falls on {day}, as promised: it waits for nothing", **told)
        case _:
            return w("{name} starts with the strategy, on {day}", **told)


def cause(index: WorkIndex, item: Item, w: Words) -> str:
    """Return what keeps an item from coming earlier, without the item itself and its date; empty without dates."""
    driver = item.driver
    if driver is None or _start(item) is None:
        return ""
    other = index.items.get(driver.on or "")
    if other is not None:
        return _cause(index, item, driver, other, w)
    match driver.kind:
        case "pin":
            return w("its start is pinned")
        case "not_before":
            return w("it may not start earlier")
        case "late":
            return w("as late as its deadline and what waits for it allow")
        case "due":
            return w("as promised: it waits for nothing")
        case _:
            return w("it starts with the strategy")


def _claim(item: Item, driver: Driver, w: Words) -> str:
    if isinstance(item, MilestonePlan):
        return w("{name} cannot fall before {day}", name=_name(item), day=_day(item.date, w))
    if driver.ends in ("FF", "SF"):
        return w("{name} cannot finish before {day}", name=_name(item), day=_day(item.finish, w))
    if driver.kind == "pin":
        return w("{name} starts on {day}: its start is pinned", name=_name(item), day=_day(item.start, w))
    return w("{name} cannot start before {day}", name=_name(item), day=_day(item.start, w))


def _cause(index: WorkIndex, item: Item, driver: Driver, other: Item, w: Words) -> str:
    starts = driver.ends in ("SS", "SF")
    named = _with_facts(index, other, w)
    if isinstance(other, MilestonePlan):
        cause = w("{name} falls on {day}", name=named, day=_day(other.date, w))
    elif starts:
        cause = w("{name} starts on {day}", name=named, day=_day(other.start, w))
    elif other.buffer and isinstance(item, TaskPlan):
        cause = w(
            "{name} ends on {day} and its buffer on {last}",
            name=named,
            day=_day(other.finish, w),
            last=_day(other.buffer_finish, w),
        )
    else:
        cause = w("{name} ends on {day}", name=named, day=_day(other.finish, w))
    if driver.phase is not None:
        phase = index.phases.get(driver.phase, driver.phase)
        cause = (
            w("{cause} as the first of the phase {phase}", cause=cause, phase=phase)
            if starts
            else w("{cause} as the last of the phase {phase}", cause=cause, phase=phase)
        )
    length, lead = lag_words(driver.lag, w)
    if not length:
        return cause
    if lead:
        return w("{cause}, and the link takes {length} off", cause=cause, length=length)
    return w("{cause}, and the link adds {length}", cause=cause, length=length)


def _with_facts(index: WorkIndex, item: Item, w: Words) -> str:
    """Return a task's name with how long it takes and whose it is."""
    if not isinstance(item, TaskPlan) or item.duration is None:
        return _name(item)
    length = in_days(item.duration, w, on_clock=item.on_clock)
    if item.owner is None:
        return w("{name} ({length})", name=_name(item), length=length)
    owner = index.people.get(item.owner, item.owner)
    return w("{name} ({length}, {owner})", name=_name(item), length=length, owner=owner)


def _name(item: Item) -> str:
    return shortened(item.name) or item.id


def _start(item: Item) -> dt.date | None:
    return item.start if isinstance(item, TaskPlan) else item.date


def _day(day: dt.date | None, w: Words) -> str:
    return w.day(day) if day is not None else "–"
