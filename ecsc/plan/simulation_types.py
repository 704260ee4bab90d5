"""What a simulation of the plan says: when it ends, what decides that, and how likely the goals are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct


class Percentiles(Struct, frozen=True):
    """The day by which a thing is finished in 50, 80 and 95 of 100 runs."""

    p50: dt.date
    p80: dt.date
    p95: dt.date


class SimulatedItem(Struct, frozen=True):
    """A task or milestone in the simulation.

    `criticality` is the share of runs in which it had no float (criticality index), `on_time` the share in
    which it kept its deadline, none without one. Shares are exact to a thousandth.
    """

    id: str
    finish: Percentiles
    criticality: Decimal
    on_time: Decimal | None


class Swing(Struct, frozen=True):
    """One bar of a tornado: how the result moves when this input alone is at its low and at its high end.

    For a task, working days by which the end of the work moves; for a driver, the goal's metric in its unit.
    `span` is the distance between the two.
    """

    id: str
    low: Decimal
    high: Decimal
    span: Decimal


class SimulatedGoal(Struct, frozen=True):
    """A goal with uncertain drivers: what its metric comes to, and how likely the target is reached.

    `p50` is reached or bettered in 50 of 100 runs, `p80` in 80 and `p95` in 95, in the metric's unit; `reached`
    is the share of runs that reach the target.
    """

    id: str
    p50: Decimal
    p80: Decimal
    p95: Decimal
    reached: Decimal
    drivers: tuple[Swing, ...]


class RunsOnDay(Struct, frozen=True):
    """How many runs end on a day."""

    day: dt.date
    runs: int


class SimulationPlan(Struct, frozen=True):
    """What the simulation says: the end of the work, which tasks decide it, and the goals.

    Triangular distributions from the estimates, played `runs` times from `seed`; the same figures on every
    machine. `on_time` is the share of runs that end within the period, `finish_days` how many end on each day.
    """

    runs: int
    seed: int
    finish: Percentiles | None
    on_time: Decimal | None
    finish_days: tuple[RunsOnDay, ...]
    items: tuple[SimulatedItem, ...]
    tornado: tuple[Swing, ...]
    goals: tuple[SimulatedGoal, ...]
