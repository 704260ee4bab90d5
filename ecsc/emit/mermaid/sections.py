"""A plan as sections of Mermaid lines: phases, their tasks and milestones, and the promotions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from ecsc.emit.mermaid.escape import heading, label, safe_ids
from ecsc.messages import Words
from ecsc.plan.types import Plan, PromotionPlan
from ecsc.plan.work_types import MilestonePlan, TaskPlan
from ecsc.quantity import Window


class Section(Struct, frozen=True):
    """A section: its coded name and its lines, each one row of the diagram."""

    name: str
    lines: tuple[str, ...]


def sections(plan: Plan, w: Words) -> tuple[Section, ...]:
    """Return what has dates, by phase in plan order; phases with nothing scheduled are left out."""
    promotions = near_promotions(plan)
    keys = [task.id for task in plan.work.tasks] + [stone.id for stone in plan.work.milestones]
    ids = safe_ids([*keys, *(f"promotion {item.id}" for item in promotions)])
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
    windows = [
        (item.window.start.date(), 0, _promotion(item.name, item.window, ids[f"promotion {item.id}"]))
        for item in promotions
        if item.window is not None
    ]
    named.append((w("Promotions"), "", windows))
    return tuple(_unique((name, key, found) for name, key, found in named if found))


def near_promotions(plan: Plan) -> tuple[PromotionPlan, ...]:
    """Return the promotions that may be drawn: one years away from the rest would squash all of it.

    A window may reach beyond the strategy's period and its work by a quarter of their length.
    """
    days = [plan.strategy.period.first, plan.strategy.period.last]
    days += [day for day in (plan.work.start, plan.work.finish) if day is not None]
    days += [stone.date for stone in plan.work.milestones if stone.date is not None]
    first, last = min(days).toordinal(), max(days).toordinal()
    reach = max(14, (last - first) // 4)
    return tuple(
        item
        for item in plan.promotions
        if item.window is not None
        and item.window.start.toordinal() >= first - reach
        and item.window.end.toordinal() <= last + reach
    )


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
