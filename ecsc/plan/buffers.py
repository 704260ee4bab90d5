"""The bars of time in hand: behind the last task, and where a chain joins the critical one."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess.feeding_buffers import feeding_buffers
from ecsc.assess.lengths import exact_days
from ecsc.assess.project_buffer import buffer_end, chain_end, critical_chain, project_buffer
from ecsc.assess.timetable import Timetable
from ecsc.model import Strategy
from ecsc.plan.time_types import BufferPlan
from ecsc.schedule import day_of


def buffer_plans(strategy: Strategy, table: Timetable) -> Iterator[BufferPlan]:
    """Yield the feeding buffers along the critical chain, and the project's own last."""
    calendar = table.calendar
    for one in feeding_buffers(strategy, table):
        covered = min(one.size, one.room)
        yield BufferPlan(
            "feeding",
            one.after,
            one.joins,
            exact_days(one.size),
            exact_days(one.room),
            day_of(calendar.start_at(one.begin)) if covered else None,
            day_of(calendar.finish_at(one.begin + covered) - 1) if covered else None,
        )
    kept = project_buffer(strategy, table)
    if not kept:
        return
    activities, numbers = table.schedule.placement.activities, table.schedule.numbers
    chain = critical_chain(table)
    last = next((name for name in reversed(chain) if activities[numbers[name]].minutes), chain[-1])
    begin = calendar.work_before(chain_end(table))
    yield BufferPlan(
        "project",
        last,
        None,
        exact_days(kept),
        None,
        day_of(calendar.start_at(begin)),
        buffer_end(table, kept),
    )
