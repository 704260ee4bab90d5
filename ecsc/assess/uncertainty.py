"""What of a strategy is uncertain, as spreads: what a simulation plays with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ecsc.assess.estimates import Estimated, driver_estimate, task_estimate
from ecsc.link import LinkedStrategy

if TYPE_CHECKING:
    from ecsc.assess.timetable import Timetable
    from ecsc.model.goals import Goal


def uncertain_tasks(linked: LinkedStrategy, table: Timetable) -> Mapping[str, Estimated]:
    """Return the estimates, in minutes, of the scheduled tasks that a simulation varies, by id.

    Left out is what cannot vary: work that is done, work without length, and an estimate that is out of order
    or in another kind of time, which rules tell.
    """
    strategy, schedule = linked.strategy, table.schedule
    found = {}
    for task in strategy.tasks.values():
        number = schedule.numbers.get(task.id)
        if task.estimate is None or number is None or task.status == "done" or task.finished is not None:
            continue
        estimated = task_estimate(task, strategy, table)
        if estimated is not None and _varies(estimated) and schedule.placement.activities[number].minutes:
            found[task.id] = estimated
    return found


def uncertain_drivers(goal: Goal, linked: LinkedStrategy) -> Mapping[str, Estimated]:
    """Return the estimates of a goal's drivers that a simulation varies, by metric."""
    found = {driver: driver_estimate(goal, driver, linked) for driver in goal.driver_estimates}
    return {driver: one for driver, one in found.items() if one is not None and _varies(one)}


def anything_uncertain(linked: LinkedStrategy, table: Timetable) -> bool:
    """Return whether a simulation has anything to vary."""
    goals = linked.strategy.goals.values()
    return bool(uncertain_tasks(linked, table)) or any(uncertain_drivers(goal, linked) for goal in goals)


def _varies(estimated: Estimated) -> bool:
    return estimated.ordered and estimated.likely is not None and estimated.high > Decimal(0)
