"""A plan as sections of Mermaid lines: phases with their work, buffers, retail days, promotions and launches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from ecsc.emit.mermaid.escape import clean, heading, label, safe_ids
from ecsc.messages import Words
from ecsc.plan.time_types import BufferPlan, LaunchPlan, RetailDayPlan
from ecsc.plan.types import Plan, PromotionPlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.quantity import Window


class Section(Struct, frozen=True):
    """A section: its coded name and its lines, each one row of the diagram."""

    name: str
    lines: tuple[str, ...]


def sections(plan: Plan, w: Words) -> tuple[Section, ...]:
    """Return what has dates, by phase in plan order; phases with nothing scheduled are left out."""
    promotions, launches, days = near_promotions(plan), near_launches(plan), near_retail_days(plan)
    buffers = tuple(item for item in plan.work.buffers if item.start is not None)
    keys = [task.id for task in plan.work.tasks] + [stone.id for stone in plan.work.milestones]
    keys += [f"promotion {item.id}" for item in promotions] + [f"launch {item.id}" for item in launches]
    keys += [f"retail {item.id} {item.first}" for item in days]
    keys += [f"buffer {number}" for number in range(len(buffers))]
    ids = safe_ids(keys)
    people = {person.id: person.name for person in plan.people}
    phases = {phase.id for phase in plan.work.phases}
    rows: dict[str | None, list[tuple[dt.date, int, str]]] = {phase.id: [] for phase in plan.work.phases}
    homeless: list[tuple[dt.date, int, str]] = []
    for task in plan.work.tasks:
        if task.start is not None and task.finish is not None:
            place = rows[task.phase] if task.phase in phases else homeless
            place.append((task.start, 0, _task(task, ids[task.id], people)))
    for stone in plan.work.milestones:
        if stone.date is not None:
            place = rows[stone.phase] if stone.phase in phases else homeless
            place.append((stone.date, 1, _milestone(stone, ids[stone.id])))
    named = [(phase.name, phase.id, rows[phase.id]) for phase in plan.work.phases]
    named.append((w("Without a phase") if phases else w("Tasks"), "", homeless))
    named.append((w("Buffers"), "", _buffers(plan, buffers, ids, w)))
    retail = [(day.first, 0, _retail(day, ids[f"retail {day.id} {day.first}"], w)) for day in days]
    named.append((w("Retail days"), "", retail))
    windows = [
        (item.window.start.date(), 0, _promotion(item.name, item.window, ids[f"promotion {item.id}"]))
        for item in promotions
        if item.window is not None
    ]
    named.append((w("Promotions"), "", windows))
    starts = [(item.date, 0, _launch(item, ids[f"launch {item.id}"])) for item in launches]
    named.append((w("Launches"), "", starts))
    return tuple(_unique((name, key, found) for name, key, found in named if found))


def near_promotions(plan: Plan) -> tuple[PromotionPlan, ...]:
    """Return the promotions that may be drawn: one years away from the rest would squash all of it."""
    first, last = _reach(plan)
    return tuple(
        item
        for item in plan.promotions
        if item.window is not None
        and item.window.start.toordinal() >= first
        and item.window.end.toordinal() <= last
    )


def near_launches(plan: Plan) -> tuple[LaunchPlan, ...]:
    """Return the launches that may be drawn, as with promotions."""
    first, last = _reach(plan)
    return tuple(item for item in plan.work.launches if first <= item.date.toordinal() <= last)


def near_retail_days(plan: Plan) -> tuple[RetailDayPlan, ...]:
    """Return the retail days whose windows lie within reach, each of its years once."""
    first, last = _reach(plan)
    found = {
        (item.id, item.first): item
        for item in plan.work.retail_days
        if item.first.toordinal() >= first and item.last.toordinal() <= last
    }
    return tuple(found.values())


def _reach(plan: Plan) -> tuple[int, int]:
    """Return the first and last day ordinal to draw: the period and the work, and a quarter of that around."""
    days = [plan.strategy.period.first, plan.strategy.period.last]
    days += [day for day in (plan.work.start, plan.work.finish) if day is not None]
    days += [stone.date for stone in plan.work.milestones if stone.date is not None]
    first, last = min(days).toordinal(), max(days).toordinal()
    reach = max(14, (last - first) // 4)
    return first - reach, last + reach


def _unique(named: Iterable[tuple[str, str, list[tuple[dt.date, int, str]]]]) -> Iterable[Section]:
    """Yield sections with names of their own: Mermaid draws sections of one name as one."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for name, key, found in named:
        shown = plain = heading(name, key)
        while shown in taken:
            counts[plain] = counts.get(plain, 1) + 1
            shown = f"{plain} ({counts[plain]})"
        taken.add(shown)
        yield Section(shown, tuple(line for _, _, line in sorted(found, key=lambda row: row[:2])))


def _task(task: TaskPlan, key: str, people: dict[str, str]) -> str:
    tags = "crit, " if task.critical else ""
    tags += {"done": "done, ", "started": "active, "}.get(task.status, "")
    owner = people.get(task.owner, task.owner) if task.owner else ""
    name = label(f"{task.name or task.id} ({owner})" if owner else task.name, task.id)
    return f"{name} :{_data(tags, key, *_span(task.start, task.finish))}"


def _milestone(stone: MilestonePlan, key: str) -> str:
    tags = ("crit, " if stone.critical else "") + "milestone, "
    return f"{label(stone.name, stone.id)} :{_data(tags, key, *_span(stone.date, stone.date))}"


def _buffers(
    plan: Plan, buffers: tuple[BufferPlan, ...], ids: dict[str, str], w: Words
) -> list[tuple[dt.date, int, str]]:
    """Return the rows of the project buffer and the feeding buffers that have days of their own."""
    names = {item.id: item.name or item.id for item in plan.work.tasks}
    rows = []
    for number, item in enumerate(buffers):
        if item.kind == "project":
            said = w("Project buffer")
        else:
            said = w("Feeding buffer after {name}", name=clean(names.get(item.after, item.after)))
        if item.start is not None:
            span = _span(item.start, max(item.finish or item.start, item.start))
            rows.append(
                (item.start, 0, f"{label(said, item.after)} :{_data('', ids[f'buffer {number}'], *span)}")
            )
    return rows


def _retail(day: RetailDayPlan, key: str, w: Words) -> str:
    """Return the row of a retail day's window, which says whether it is announced."""
    name = clean(day.name) or day.id
    said = w("{name} (not announced yet)", name=name) if day.provisional else name
    return f"{label(said, day.id)} :{_data('', key, *_span(day.first, max(day.first, day.last)))}"


def _launch(launch: LaunchPlan, key: str) -> str:
    return f"{label(launch.name, launch.id)} :{_data('milestone, ', key, *_span(launch.date, launch.date))}"


def _data(tags: str, key: str, first: str, end: str) -> str:
    return f"{tags}{key}, {first}, {end}"


def _span(first: dt.date | None, last: dt.date | None) -> tuple[str, str]:
    """Return start and end as Mermaid reads them: the end is the first day no longer in."""
    if first is None or last is None:
        raise ValueError("an item without dates cannot be drawn")
    following = last if last == dt.date.max else last + dt.timedelta(days=1)
    return first.isoformat(), following.isoformat()


def _promotion(name: str, window: Window, key: str) -> str:
    """Return the row of a promotion: the whole days its half-open window touches."""
    first, end = window.start.date(), window.end
    last = (end - dt.timedelta(microseconds=1)).date() if end > window.start else first
    return f"{label(name, key)} :{_data('', key, *_span(first, last))}"
