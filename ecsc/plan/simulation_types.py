"""What a simulation of the plan says: when it ends, what decides that, and how likely the goals are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct


class Percentiles(Struct, frozen=True):
    """The day by which a thing is finished in 50, 80 and 95 of 100 runs."""

    p50: dt.date
    p80: dt.date
    p95: dt.date


class SimulatedItem(Struct, frozen=True):
    """A task or milestone in the simulation; `finish` is without buffers.

    `criticality` is the share of runs in which it lies on the chain that decides the end (criticality index),
    `on_time` the share in which it kept its deadline, none without one. Shares are exact to a thousandth; only
    what holds in all runs is 1, only what holds in none 0.
    """

    id: str
    finish: Percentiles
    criticality: Decimal
    on_time: Decimal | None


class Swing(Struct, frozen=True):
    """One bar of a tornado: how the result moves when this input alone is at its low and at its high end.

    For a task, working days by which the end of the work moves, negative when it comes earlier, all other tasks
    at their likely length; for a driver, the goal's metric in its unit, to six significant digits. `span` is
    the distance between the two. Inputs with the largest span come first.
    """

    id: str
    low: Decimal
    high: Decimal
    span: Decimal


class SimulatedGoal(Struct, frozen=True):
    """A goal with uncertain drivers: what its metric comes to, and how likely the target is reached.

    `p50` is reached or bettered in 50 of 100 runs, `p80` in 80 and `p95` in 95, in the metric's unit (rates as
    fractions), to six significant digits; `reached` is the share of runs that reach the target.
    """

    id: str
    p50: Decimal
    p80: Decimal
    p95: Decimal
    reached: Decimal
    drivers: tuple[Swing, ...]


class UndecidedGoal(Struct, frozen=True):
    """A goal with uncertain drivers that could not be simulated, and what is missing for it."""

    id: str
    missing: tuple[str, ...]


class RunsOnDay(Struct, frozen=True):
    """How many runs end on a day."""

    day: dt.date
    runs: int


class SimulationPlan(Struct, frozen=True):
    """What the simulation says: the end of the work, which tasks decide it, and the goals.

    The estimates are triangular distributions, played `runs` times from `seed`; the same figures on every
    machine. Buffers are left out, for they are what a simulation sizes. `on_time` is the share of runs that
    end within the period, `finish_days` how many end on each day. `tornado` has every uncertain task.
    """

    runs: int
    seed: int
    finish: Percentiles | None
    on_time: Decimal | None
    finish_days: tuple[RunsOnDay, ...]
    items: tuple[SimulatedItem, ...]
    tornado: tuple[Swing, ...]
    goals: tuple[SimulatedGoal, ...]
    undecided: tuple[UndecidedGoal, ...] = ()
    distribution: Literal["triangular"] = "triangular"
