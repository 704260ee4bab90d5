"""The plan's aims: objectives, metrics, goals with their verdicts and breakdowns, KPI targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from ecsc.assess.verdicts import Letter, Remark, Value, Verdict
from ecsc.quantity import Duration, Period


class SmartPlan(Struct, frozen=True):
    """The verdict on one SMART letter of a goal, and every reason that keeps it from a plain pass."""

    letter: Letter
    verdict: Verdict
    reasons: tuple[Remark, ...] = ()


class ObjectivePlan(Struct, frozen=True):
    """An objective and the goals that support it."""

    id: str
    name: str
    owner: str | None
    goals: tuple[str, ...]
    description: str | None


class ThresholdsPlan(Struct, frozen=True):
    """From which value a metric counts as green or amber."""

    green: Value | None
    amber: Value | None


class MetricPlan(Struct, frozen=True):
    """A metric with everything filled in from the shipped catalogue where the strategy says `standard`.

    `window` is how long its figures count back or on; of a return on ad spend, its own or that of its revenue.
    """

    id: str
    name: str
    unit: str | None
    aggregation: str | None
    direction: Literal["up", "down"] | None
    formula: str | None
    definition: str | None
    source: str | None
    source_name: str | None
    frequency: str | None
    thresholds: ThresholdsPlan | None
    owner: str | None
    standard: str | None
    window: Duration | None = None


class ShareOf(Struct, frozen=True):
    """One cell of a goal's breakdown: keys by axis (`quarter: 2026-Q1`, `channel: taobao`), value and share.

    `share` is the exact fraction of the whole for metrics that sum, None for others.
    """

    keys: Mapping[str, str]
    value: Value | None
    share: Decimal | None
    milestone: str | None = None


class BreakdownPlan(Struct, frozen=True):
    """A goal cut along `axes`, with its cells in order; `derived` when two stated splits were multiplied."""

    axes: tuple[str, ...]
    cells: tuple[ShareOf, ...]
    derived: bool


class DriverStep(Struct, frozen=True):
    """One driver on the way from its baseline, `before`, to its planned value, `after`.

    `effect` is what that adds to the goal's metric, the drivers above it already planned, those below it not yet.
    """

    driver: str
    before: Value
    after: Value
    effect: Value


class DriverCheck(Struct, frozen=True):
    """What the planned drivers multiply up to through the metric's formula, against the target.

    `gap` is the target minus the product (in the metric's unit); `verdict` allows half the last stated digit.
    `start` is what the drivers' baselines make, and `start` with the effects of all `steps` is the product (chain
    substitution in the order of the drivers). Without a baseline of each there are none: `unknown` are the drivers
    that lack one.
    """

    formula: str
    drivers: Mapping[str, Value]
    product: Value | None
    gap: Value | None
    verdict: Verdict
    remark: Remark | None = None
    start: Value | None = None
    steps: tuple[DriverStep, ...] = ()
    unknown: tuple[str, ...] = ()


class ReachedPlan(Struct, frozen=True):
    """What was reached in one time of a goal, against what it asked for in that time.

    `over` is value ÷ target - 1 as a fraction, 0.2 for 20 % over, None of a target of 0. `benchmark` is what is
    usual in the industry.
    """

    actual: str
    period: Period
    value: Value
    target: Value
    over: Decimal | None
    benchmark: Value | None


class GoalPlan(Struct, frozen=True):
    """A goal with its SMART verdicts, breakdowns, driver check and the work that serves it."""

    id: str
    name: str
    type: str | None
    dimension: str | None
    metric: str | None
    baseline: Value | None
    target: Value | None
    change: str | None
    start: dt.date | None
    due: dt.date | None
    owner: str | None
    supports: str | None
    parent: str | None
    smart: tuple[SmartPlan, ...]
    breakdowns: tuple[BreakdownPlan, ...]
    drivers: DriverCheck | None
    served_by: tuple[str, ...]
    description: str | None
    reached: tuple[ReachedPlan, ...] = ()


class TargetRow(Struct, frozen=True):
    """One line of the KPI targets: a metric in a period and channel, with its three levels.

    `origin` is the id of the goal or target it comes from; `from_goal` tells which. `derived` tells that nobody said
    the value: it is worked out from two splits of the goal. `of` is the goal that it is a
    part of: the one it comes from, or the one a target names.
    """

    metric: str
    metric_name: str
    period: Period
    channel: str | None
    channel_name: str | None
    scope: str | None
    committed: Value | None
    stretch: Value | None
    floor: Value | None
    unit: str | None
    formula: str | None
    direction: str | None
    thresholds: ThresholdsPlan | None
    source: str | None
    frequency: str | None
    owner: str | None
    origin: str
    from_goal: bool
    of: str | None = None
    derived: bool = False
