"""The plan's simulation: finish dates and goals played many times, where the strategy asks for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ecsc.assess import Assessed
from ecsc.assess.lengths import DAY
from ecsc.plan.simulated_figures import share, spread
from ecsc.plan.simulation_types import (
    Percentiles,
    RunsOnDay,
    SimulatedItem,
    SimulationPlan,
    Swing,
)
from ecsc.schedule import Network, Schedule, compute
from ecsc.schedule.axis import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsc.model.header import Simulation
    from ecsc.simulate import Histogram, Spread

_THOUSANDTH = Decimal("0.001")


def simulation_plan(assessed: Assessed) -> SimulationPlan | None:
    """Return the simulation; None where the header asks for none, or where nothing is uncertain.

    Raises `MissingExtraError` without numpy: what is installed never decides what a plan says.
    """
    settings = assessed.linked.strategy.header.simulation
    if settings is None:
        return None
    from ecsc.assess.uncertainty import anything_uncertain, uncertain_tasks
    from ecsc.plan.simulating_goals import simulated_goals
    from ecsc.simulate import need_numpy

    if not anything_uncertain(assessed.linked, assessed.timetable):
        return None
    need_numpy()
    tasks = uncertain_tasks(assessed.linked, assessed.timetable)
    work = _work(assessed, {name: spread(one) for name, one in tasks.items()}, settings)
    goals, undecided = simulated_goals(assessed, settings)
    return replace(work, goals=goals, undecided=undecided)


def _work(assessed: Assessed, spreads: Mapping[str, Spread], settings: Simulation) -> SimulationPlan:
    """Return the part about the work."""
    from ecsc.simulate import play_network, tornado

    schedule = without_buffers(assessed.timetable.schedule)
    runs = settings.runs
    played = play_network(schedule, spreads, runs, settings.seed)
    last = assessed.linked.strategy.header.period.last.toordinal()
    finish = played.finish
    return SimulationPlan(
        runs=runs,
        seed=settings.seed,
        finish=None if finish is None else _percentiles(finish),
        on_time=None if finish is None else share(finish.up_to(last), runs),
        finish_days=() if finish is None else tuple(RunsOnDay(_day(n), k) for n, k in finish.counts()),
        items=tuple(
            SimulatedItem(
                name,
                _percentiles(one.days),
                share(one.critical, runs),
                None if one.on_time is None else share(one.on_time, runs),
            )
            for name, one in played.activities.items()
        ),
        tornado=tuple(
            Swing(one.id, _days(one.low), _days(one.high), _days(one.span))
            for one in tornado(schedule, spreads)
        ),
        goals=(),
    )


def without_buffers(schedule: Schedule) -> Schedule:
    """Return the schedule of the same network without task buffers.

    A buffer is there to take up what a simulation shows: were it played as work, the end would hold the same
    uncertainty twice. What is scheduled late is planned anew, so that no buffer stands before it either.
    """
    network = schedule.placement.network
    if not any(activity.buffer for activity in network.activities):
        return schedule
    bare = tuple(replace(activity, buffer=0) for activity in network.activities)
    return compute(Network(bare, network.calendars, network.start))


def _percentiles(days: Histogram) -> Percentiles:
    return Percentiles(*(_day(days.percentile(percent)) for percent in (50, 80, 95)))


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(min(max(ordinal, 1), LAST_DAY))


def _days(minutes: int) -> Decimal:
    """Return working minutes as working days of eight hours, to a thousandth."""
    days = (Decimal(minutes) / DAY).quantize(_THOUSANDTH)
    return days.normalize() + 0 if days != int(days) else Decimal(int(days))
