"""How much work there is, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.emit.duty_names import WORK
from ecsc.emit.worklist.directory import apart, scheduled
from ecsc.emit.worklist.item_ids import item_count
from ecsc.messages import Words
from ecsc.plan.types import Plan


def finish(plan: Plan, w: Words) -> str:
    """Return from when to when the work lasts, with its buffers; empty where nothing has a date."""
    work = plan.work
    if work.start is None or work.finish is None:
        return ""
    when = w("Work: {days}", days=w.days(work.start, work.finish))
    if work.buffer_finish is not None and work.buffer_finish != work.finish:
        when += w("; with buffers to {day}", day=w.day(work.buffer_finish))
    return when


def counts(plan: Plan, w: Words) -> Iterator[str]:
    """Yield how many there are of each kind of work, kinds that do not occur left out."""
    tasks = scheduled(plan)
    yield w.count("{n} task", "{n} tasks", len(tasks))
    yield w.count("{n} acceptance item", "{n} acceptance items", sum(map(item_count, tasks)))
    yield w.count("{n} milestone", "{n} milestones", len(plan.work.milestones))
    if done := sum(task.status == "done" for task in tasks):
        yield w.count("{n} task done", "{n} tasks done", done)
    if regular := sum(duty.section in WORK for duty in plan.work.duties):
        yield w.count("{n} piece of regular work", "{n} pieces of regular work", regular)
    if further := len(plan.work.duties) - regular:
        yield w.count("{n} check or deadline", "{n} checks and deadlines", further)
    if unplanned := sum(apart(task) not in ("", "recurring") for task in plan.work.tasks):
        yield w.count("{n} task not scheduled", "{n} tasks not scheduled", unplanned)
