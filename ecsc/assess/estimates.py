"""Estimates as numbers: how long a task takes at best and at worst, what a driver may come to."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ecsc.assess.lengths import elapsed_minutes, is_elapsed, working_minutes
from ecsc.assess.timetable import Timetable
from ecsc.assess.units import fits
from ecsc.assess.verdicts import number
from ecsc.link import LinkedStrategy
from ecsc.model import Strategy
from ecsc.model.execution import Estimate, Task
from ecsc.model.goals import AmountEstimate, Goal
from ecsc.quantity import Duration


class Estimated(Struct, frozen=True):
    """An estimate in one unit: minutes of a task's calendar, or the unit of a driver's metric.

    `planned` is what the plan counts with, none where it says nothing; `likely` is it where the author left
    the likeliest value out.
    """

    low: Decimal
    likely: Decimal | None
    high: Decimal
    planned: Decimal | None

    @property
    def ordered(self) -> bool:
        """Return whether low <= likely <= high, as far as they are known."""
        middle = self.low if self.likely is None else self.likely
        return self.low <= middle <= self.high

    @property
    def holds_plan(self) -> bool:
        """Return whether what is planned lies in the range; yes where nothing is planned."""
        return self.planned is None or self.low <= self.planned <= self.high


def task_estimate(task: Task, strategy: Strategy, table: Timetable) -> Estimated | None:
    """Return a task's estimate in minutes; None without one, or where it is in another kind of time.

    A length on the clock (`72h`) and one of working days cannot be told apart by their minutes alone.
    """
    estimate = task.estimate
    if estimate is None or wrong_lengths(task):
        return None
    days = len(strategy.header.calendar.workweek)
    clock = on_clock(task)

    def minutes(length: Duration) -> Decimal:
        return Decimal(elapsed_minutes(length) if clock else working_minutes(length, days))

    planned = minutes(task.duration) if task.duration is not None else _scheduled(task, table)
    likely = minutes(estimate.likely) if estimate.likely is not None else planned
    return Estimated(minutes(estimate.low), likely, minutes(estimate.high), planned)


def wrong_lengths(task: Task) -> tuple[str, ...]:
    """Return the fields of a task's estimate that are not in the kind of time in which its length is counted."""
    estimate: Estimate | None = task.estimate
    if estimate is None:
        return ()
    given = {"low": estimate.low, "likely": estimate.likely, "high": estimate.high}
    clock = on_clock(task)
    return tuple(
        field for field, length in given.items() if length is not None and is_elapsed(length) != clock
    )


def on_clock(task: Task) -> bool:
    """Return whether a task's length is time on the clock."""
    return task.duration is not None and is_elapsed(task.duration)


def _scheduled(task: Task, table: Timetable) -> Decimal | None:
    """Return the minutes of work whose length comes of its effort."""
    number = table.schedule.numbers.get(task.id)
    return None if number is None else Decimal(table.schedule.placement.activities[number].minutes)


def driver_estimate(goal: Goal, driver: str, linked: LinkedStrategy) -> Estimated | None:
    """Return the estimate of a driver in its metric's unit; None where it is no driver or in a wrong unit."""
    estimate, planned = goal.driver_estimates[driver], goal.drivers.get(driver)
    if planned is None or wrong_amounts(estimate, driver, linked):
        return None
    likely = number(estimate.likely) if estimate.likely is not None else number(planned)
    return Estimated(number(estimate.low), likely, number(estimate.high), number(planned))


def wrong_amounts(estimate: AmountEstimate, driver: str, linked: LinkedStrategy) -> tuple[str, ...]:
    """Return the fields of a driver's estimate that are not in the unit of its metric."""
    metric, currency = linked.metrics.get(driver), linked.strategy.header.currency
    given = {"low": estimate.low, "likely": estimate.likely, "high": estimate.high}
    return tuple(
        field for field, value in given.items() if value is not None and not fits(value, metric, currency)
    )
