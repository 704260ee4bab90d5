"""What is learnt on the way: triggers, experiments, decisions, feedback, issues and actual figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import (
    Amount,
    AsWritten,
    ChannelId,
    Expression,
    MetricId,
    PersonOrTeam,
    Ref,
    SourceId,
    Spelling,
)
from ecsc.quantity import Count, Duration, Period, Rate, Recurrence


class Trigger(Struct, frozen=True):
    """What is done when a metric crosses a value."""

    id: str
    when: Expression
    then: Annotated[tuple[str, ...], Spelling("one_or_many")]
    name: str | None = None
    minimum_sample: Count | None = None
    within: Duration | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Iterations(Struct, frozen=True):
    """How often the strategy is adjusted."""

    every: Annotated[Recurrence, Spelling("recurrence")]
    scope: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Arm(Struct, frozen=True):
    """How many took part in one variant, and how many did what was wanted."""

    n: int
    conversions: int


class Experiment(Struct, frozen=True):
    """A test of one change against another."""

    id: str
    metric: MetricId
    variants: Mapping[str, Mapping[str, str]] = {}
    name: str | None = None
    hypothesis: str | None = None
    direction: Literal["up", "down"] | None = None
    baseline: Amount | None = None
    detect: Amount | None = None
    sample_per_arm: Count | None = None
    daily_visitors: Count | None = None
    duration: Duration | None = None
    start: dt.date | None = None
    channel: ChannelId | None = None
    alpha: Rate | None = None
    power: Rate | None = None
    sided: Literal["two", "one"] = "two"
    correction: Literal["none", "bonferroni", "holm"] | None = None
    guardrails: tuple[MetricId, ...] = ()
    stopping: Literal["fixed", "sequential", "other"] | None = None
    randomise_by: Literal["visitor", "user", "session", "order"] | None = None
    analyse_by: Literal["visitor", "user", "session", "order"] | None = None
    split: Mapping[str, Rate] = {}
    result: Mapping[str, Arm] = {}
    winner: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Decision(Struct, frozen=True):
    """What was decided, on what evidence."""

    id: str
    claim: str
    evidence: tuple[Annotated[str, Ref(("market.findings", "market.sources", "experiments"))], ...] = ()
    effect: Amount | None = None
    n: int | None = None
    p: Annotated[Decimal, Spelling("number")] | None = None
    date: dt.date | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Assumption(Struct, frozen=True):
    """Something taken for granted, and how it is tested."""

    id: str
    text: str
    test: str | None = None
    status: Literal["open", "confirmed", "refuted"] = "open"
    due: dt.date | None = None
    evidence: tuple[Annotated[str, Ref(("market.findings", "market.sources", "experiments"))], ...] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class Sentiment(Struct, frozen=True):
    """How the mood of what customers say is watched."""

    keywords: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    every: Annotated[Recurrence, Spelling("recurrence")] | None = None


class FeedbackClass(Struct, frozen=True):
    """One kind of trouble, and who takes it."""

    name: str | None = None
    owner: PersonOrTeam | None = None
    route: str | None = None


class Feedback(Struct, frozen=True):
    """How customers are heard, and what is done with it."""

    channels: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    every: Annotated[Recurrence, Spelling("recurrence")] | None = None
    priority_rule: str | None = None
    sentiment: Sentiment | None = None
    categories: Mapping[str, FeedbackClass] = {}
    counts: Mapping[str, int] = {}
    owner: PersonOrTeam | None = None
    description: str | None = None


class Issue(Struct, frozen=True):
    """Something that has gone wrong."""

    id: str
    text: str
    found: Annotated[dt.datetime, Spelling("instant")] | None = None
    analysis_started: Annotated[dt.datetime, Spelling("instant")] | None = None
    solution_proposed: Annotated[dt.datetime, Spelling("instant")] | None = None
    solved: Annotated[dt.datetime, Spelling("instant")] | None = None
    risk: Annotated[str, Ref(("risks",))] | None = None
    metric: MetricId | None = None
    before: Amount | None = None
    after: Amount | None = None
    actions: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class Checkin(Struct, frozen=True):
    """Figures entered on a day."""

    id: str
    date: dt.date
    actuals: Mapping[MetricId, Amount] = {}
    period: Period | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Actual(Struct, frozen=True):
    """What was really reached."""

    id: str
    metric: MetricId
    value: Amount
    period: Period
    channel: ChannelId | None = None
    benchmark: Amount | None = None
    source: SourceId | None = None
    definition: str | None = None
    description: str | None = None


class Revision(Struct, frozen=True):
    """Why the strategy was changed."""

    id: str
    date: dt.date
    reason: str
    changes: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    evidence: tuple[Annotated[str, Ref(("market.findings", "market.sources", "experiments"))], ...] = ()
    version: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class RoadmapItem(Struct, frozen=True):
    """What comes later."""

    id: str
    name: str | None = None
    theme: str | None = None
    horizon: str | None = None
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    metric: MetricId | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class ScenarioPlan(Struct, frozen=True):
    """The same strategy with other figures in named fields."""

    id: str
    name: str | None = None
    changes: Mapping[str, AsWritten] = {}
    likelihood: Rate | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
