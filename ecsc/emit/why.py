"""`why`: one piece of work in full: its dates, its room, what drives it and what it drives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ecsc.emit.driving import Item, WorkIndex, driving_chain, index_work
from ecsc.emit.lateness import days_late
from ecsc.emit.lengths import in_days
from ecsc.emit.plain import plain
from ecsc.messages import Words, shortened
from ecsc.plan.types import Plan
from ecsc.plan.work_types import TaskPlan

FORMAT_VERSION = 1
CHAIN_SHOWN = 40
"""Sentences of a chain that the text tells; the document has them all."""

DRIVEN_SHOWN = 20
"""Successors that the text names; the document has them all."""


def why_text(plan: Plan, names: Sequence[str], w: Words) -> Iterator[tuple[int, str]]:
    """Yield lines as (depth, text) about tasks and milestones. Raises `KeyError` for an unknown id."""
    index = index_work(plan)
    for number, name in enumerate(names):
        item = index.items[name]
        if number:
            yield 0, ""
        yield 0, f"{_section(item)}.{name}  {shortened(item.name) or name}"
        yield from ((1, fact) for fact in _facts(plan, index, item, w))
        yield 0, w("What drives it")
        chain = driving_chain(index, name, w)
        yield from ((1, one.text) for one in chain[:CHAIN_SHOWN])
        if len(chain) > CHAIN_SHOWN:
            yield 1, w("and {n} more", n=len(chain) - CHAIN_SHOWN)
        driven = index.driven.get(name, ())
        yield 0, w("What it drives") if driven else w("It drives no other date")
        for other in driven[:DRIVEN_SHOWN]:
            yield 1, _driven(index.items[other], w)
        if len(driven) > DRIVEN_SHOWN:
            yield 1, w("and {n} more", n=len(driven) - DRIVEN_SHOWN)


def why_document(plan: Plan, names: Sequence[str], w: Words) -> dict[str, Any]:
    """Return the same for programs: dates as ISO 8601, lengths as decimal text in working days."""
    index = index_work(plan)
    return {
        "format": "ecsc-why",
        "version": FORMAT_VERSION,
        "language": w.language,
        "strategy": plan.strategy.id,
        "items": [_entry(plan, index, name, w) for name in names],
    }


_TASK_FIELDS = (
    "id", "name", "owner", "phase", "start", "finish", "buffer_finish", "late_start", "late_finish", "duration",
    "buffer", "total_float", "free_float", "deadline_float", "critical", "near_critical", "on_clock", "due",
    "ready_for", "driver",
)  # fmt: skip
_MILESTONE_FIELDS = ("id", "name", "owner", "phase", "date", "due", "slack", "critical", "driver")


def _entry(plan: Plan, index: WorkIndex, name: str, w: Words) -> dict[str, Any]:
    item = index.items[name]
    fields = _TASK_FIELDS if isinstance(item, TaskPlan) else _MILESTONE_FIELDS
    late = days_late(item, plan.work.calendar) if isinstance(item, TaskPlan) else None
    return {
        "section": _section(item),
        **{field: plain(getattr(item, field)) for field in fields},
        **({"days_late": plain(late)} if late is not None else {}),
        "chain": [{"id": one.item, "on": one.on, "text": one.text} for one in driving_chain(index, name, w)],
        "drives": list(index.driven.get(name, ())),
    }


def _section(item: Item) -> str:
    return "tasks" if isinstance(item, TaskPlan) else "milestones"


def _facts(plan: Plan, index: WorkIndex, item: Item, w: Words) -> Iterator[str]:
    if not isinstance(item, TaskPlan):
        if item.date is not None:
            yield w.day(item.date)
        if item.due is not None and item.slack is not None:
            yield _promise(w.day(item.due), item.slack, w)
        if item.critical:
            yield w("on the critical path")
        return
    if item.start is None or item.finish is None:
        return
    parts = [w.days(item.start, item.finish)]
    if item.duration is not None:
        parts.append(in_days(item.duration, w, on_clock=item.on_clock))
    if item.buffer and item.buffer_finish is not None:
        length = in_days(item.buffer, w, on_clock=item.on_clock)
        parts.append(w("buffer of {length}, to {day}", length=length, day=w.day(item.buffer_finish)))
    if item.owner is not None:
        parts.append(index.people.get(item.owner, item.owner))
    yield " · ".join(parts)
    yield from _room(plan, item, w)


def _room(plan: Plan, item: TaskPlan, w: Words) -> Iterator[str]:
    def length(number: Decimal) -> str:
        return in_days(number, w, on_clock=item.on_clock)

    apart = ends_after_the_rest(plan.work.tasks)
    if item.critical:
        yield (
            w("on the critical path of the work that is not put off") if apart else w("on the critical path")
        )
    elif item.near_critical:
        yield w("near-critical: little room is left")
    if item.total_float is not None and item.late_start is not None and item.late_finish is not None:
        told = {"length": length(item.total_float), "days": w.days(item.late_start, item.late_finish)}
        if apart:
            yield w(
                "total float: {length} before the end of the work that is not put off moves, at the latest {days}",
                **told,
            )
        else:
            yield w("total float: {length} before the end of all moves, at the latest {days}", **told)
    if item.free_float is not None:
        yield w("free float: {length} before other work moves", length=length(item.free_float))
    if item.due is not None:
        late = days_late(item, plan.work.calendar)
        day = w.day(item.due)
        yield (
            w("due {day}: {length} late", day=day, length=in_days(late, w))
            if late
            else w("due {day}", day=day)
        )
    if item.ready_for:
        names = {one.id: shortened(one.name) or one.id for one in plan.promotions}
        yield w("Must be ready for: {names}", names=[names.get(one, one) for one in item.ready_for])
    if item.deadline_float is not None:
        if item.deadline_float < 0:
            yield w(
                "a deadline or a pin behind it is missed by {length}", length=length(-item.deadline_float)
            )
        else:
            yield w("room before a deadline or a pin: {length}", length=length(item.deadline_float))


def ends_after_the_rest(tasks: Sequence[TaskPlan]) -> bool:
    """Return whether work that is put off (`schedule: late`) ends after all else: float is not counted to its end."""
    late = [one.buffer_finish for one in tasks if one.driver is not None and one.driver.kind == "late"]
    rest = [one.buffer_finish for one in tasks if one.driver is None or one.driver.kind != "late"]
    ends = [max((one for one in group if one is not None), default=None) for group in (late, rest)]
    return ends[0] is not None and ends[1] is not None and ends[0] > ends[1]


def _promise(day: str, slack: Decimal, w: Words) -> str:
    if slack < 0:
        return w("due {day}: {length} late", day=day, length=in_days(-slack, w))
    return w("due {day}: {length} of slack", day=day, length=in_days(slack, w))


def _driven(item: Item, w: Words) -> str:
    day = item.start if isinstance(item, TaskPlan) else item.date
    named = f"{_section(item)}.{item.id}"
    return w("{item}: {name}, {day}", item=named, name=shortened(item.name), day=w.day(day) if day else "–")
