"""The load of people by week, as the plan shows it: in working days of eight hours."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.assess import Assessed
from ecsc.assess.lengths import exact_days
from ecsc.assess.load import day_of_week
from ecsc.plan.time_types import PersonLoad, TaskShare, WeekLoad
from ecsc.schedule import Activity
from ecsc.schedule.load import WeekWork


def load_plan(assessed: Assessed) -> tuple[PersonLoad, ...]:
    """Return everybody's load in the order of `people`; empty where no task states its effort."""
    load = assessed.load
    if load is None:
        return ()
    activities = assessed.timetable.schedule.placement.activities
    return tuple(
        PersonLoad(name, tuple(_week(week, activities) for week in work.weeks), work.uncounted)
        for name, work in load.work.items()
    )


def _week(week: WeekWork, activities: Sequence[Activity]) -> WeekLoad:
    shares = tuple(TaskShare(activities[number].id, exact_days(minutes)) for number, minutes in week.taken)
    return WeekLoad(day_of_week(week), exact_days(week.load), exact_days(week.available), shares)
