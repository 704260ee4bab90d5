"""What is to be reached: objectives, metrics and their sources, goals, targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import (
    Amount,
    AmountTree,
    ChannelId,
    Expression,
    GoalId,
    MetricId,
    ObjectiveId,
    PersonOrTeam,
    ProductId,
    Ref,
    SourceId,
    Spelling,
)
from ecsc.quantity import Duration, Period

Dimension = Literal["market_positioning", "customer_relations", "operating_efficiency", "brand_building"]
Horizon = Literal["short", "long"]
Every = Literal["day", "week", "month", "quarter", "half", "year"]
Cadence = Literal["realtime", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly"]
Direction = Literal["up", "down"]
Comparison = Literal[
    "previous_period", "same_period_last_year", "previous_year", "previous_fiscal_year", "baseline"
]
Aggregation = Literal["sum", "last", "average", "distinct", "ratio", "min", "max"]


class Objective(Struct, frozen=True):
    """What the company wants in the long run; goals support it. Its `due` may lie after the period."""

    id: str
    name: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
    dimension: Dimension | None = None
    horizon: Horizon | None = None
    parent: ObjectiveId | None = None
    metric: MetricId | None = None
    target: Amount | None = None
    change: Change | None = None
    vs: Comparison | None = None
    due: dt.date | None = None


class DataSource(Struct, frozen=True):
    """Where the numbers of a metric come from."""

    id: str
    name: str | None = None
    kind: (
        Literal["shop", "web_analytics", "crm", "public_opinion", "survey", "finance", "erp", "other"] | None
    ) = None
    product: str | None = None
    refresh: Annotated[Cadence, Spelling("cadence")] | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Thresholds(Struct, frozen=True):
    """From which value a metric is green, and from which amber; beyond amber it is red."""

    green: Amount | None = None
    amber: Amount | None = None


class Metric(Struct, frozen=True):
    """A measure: `standard` takes over a shipped definition, and any field written here overrides it."""

    id: str
    name: str | None = None
    standard: str | None = None
    unit: str | None = None
    aggregation: Aggregation | None = None
    direction: Direction | None = None
    formula: Expression | None = None
    definition: str | None = None
    source: SourceId | None = None
    frequency: Annotated[Cadence, Spelling("cadence")] | None = None
    method: str | None = None
    window: Duration | None = None
    thresholds: Thresholds | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Scope(Struct, frozen=True):
    """The part of the business a number is about; what is not named is all of it."""

    channel: ChannelId | None = None
    products: tuple[ProductId, ...] = ()
    segment: str | None = None
    region: str | None = None


def scope_key(scope: Scope | None, channel: str | None = None) -> tuple[object, ...]:
    """Return what two scopes have in common when they are about the same part of the business."""
    scope = scope or Scope()
    return (channel or scope.channel, tuple(sorted(scope.products)), scope.segment, scope.region)


class Change(Struct, frozen=True):
    """A target said as a change: `relative` (`+15%`) or `absolute` (in the metric's unit or points)."""

    kind: Literal["relative", "absolute"]
    value: Amount


class Breakdown(Struct, frozen=True):
    """A goal cut along one or more axes, as values, as shares, or as cumulative shares.

    `milestones` names, by part, the milestone that is reached in it.
    """

    split: Annotated[tuple[str, ...], Spelling("one_or_many")]
    values: AmountTree | None = None
    shares: AmountTree | None = None
    cumulative_shares: AmountTree | None = None
    milestones: Mapping[str, Annotated[str, Ref(("milestones",))]] = {}


class AmountEstimate(Struct, frozen=True):
    """What a driver may come to: at worst and at best; `likely` is the driver's own value if left out."""

    low: Amount
    high: Amount
    likely: Amount | None = None


class Goal(Struct, frozen=True):
    """A promised target of one metric, with the fields that make each SMART letter decidable."""

    id: str
    name: str | None = None
    description: str | None = None
    type: Literal["financial", "user", "brand", "efficiency", "other"] | None = None
    dimension: Dimension | None = None
    horizon: Horizon | None = None
    metric: MetricId | None = None
    scope: Scope | None = None
    population: str | None = None
    method: str | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    change: Change | None = None
    vs: Comparison | None = None
    every: Annotated[Every, Spelling("cycle")] | None = None
    start: dt.date | None = None
    due: dt.date | None = None
    owner: PersonOrTeam | None = None
    supports: ObjectiveId | None = None
    parent: GoalId | None = None
    roll_up: Literal["sum", "average", "min", "max", "last", "none"] | None = None
    evidence: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    breakdown: tuple[Breakdown, ...] = ()
    drivers: Mapping[MetricId, Amount] = {}
    driver_estimates: Mapping[MetricId, AmountEstimate] = {}
    driver_baselines: Mapping[MetricId, Amount] = {}


class Target(Struct, frozen=True):
    """A value a metric is steered to in one period without being a goal of its own."""

    id: str
    metric: MetricId
    period: Period
    name: str | None = None
    channel: ChannelId | None = None
    scope: Scope | None = None
    committed: Amount | None = None
    stretch: Amount | None = None
    floor: Amount | None = None
    of: GoalId | None = None
    owner: PersonOrTeam | None = None
    thresholds: Thresholds | None = None
    description: str | None = None
