"""The dates of a plan as a baseline keeps them."""

from __future__ import annotations

from ecsc.plan.types import Plan
from ecsc.source.baseline_file import BaselineDates, TaskDays


def dates_of_plan(plan: Plan) -> BaselineDates:
    """Return the planned dates of a plan, not its forecast."""
    work = plan.work
    return BaselineDates(
        strategy=plan.strategy.id,
        source_hash=plan.strategy.source_hash,
        finish=work.finish,
        buffer_finish=work.buffer_finish,
        tasks={
            one.id: None
            if one.start is None or one.finish is None
            else TaskDays(one.start, one.finish, one.buffer_finish or one.finish)
            for one in work.tasks
        },
        milestones={one.id: one.date for one in work.milestones},
    )
