"""How late a task is by the plan: what every output for people says of a due day that is missed."""

from __future__ import annotations

from decimal import Decimal

from ecsc.plan.work_types import CalendarPlan, TaskPlan


def days_late(task: TaskPlan, calendar: CalendarPlan) -> Decimal:
    """Return the working days of the plan's calendar after the due day up to the finish; 0 when in time.

    A task that ends after its due day is at least one day late, whatever calendar its owner keeps.
    """
    if task.due is None or task.finish is None or task.finish <= task.due:
        return Decimal(0)
    first, last = task.due.toordinal() + 1, task.finish.toordinal()
    week, extra = frozenset(calendar.workweek), {day.toordinal() for day in calendar.extra_workdays}
    holidays = {day.date.toordinal() for day in calendar.holidays}
    worked = sum(
        day in extra or ((day - 1) % 7 in week and day not in holidays) for day in range(first, last + 1)
    )
    return Decimal(max(worked, 1))
