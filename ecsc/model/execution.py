"""How and when it is done: phases, tasks and milestones, regular meetings and reports, launches by stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import (
    BudgetPath,
    ChannelId,
    Dependency,
    Expression,
    MetricId,
    MilestoneDue,
    Opening,
    PersonId,
    PersonOrTeam,
    PhaseId,
    ProductId,
    Purpose,
    Spelling,
    TaskId,
)
from ecsc.model.reach import Spread
from ecsc.quantity import Duration, Frequency, Money, Period, Rate, Recurrence, Window

Links = Annotated[tuple[Dependency, ...], Spelling("dependencies")]


class Phase(Struct, frozen=True):
    """A named stretch of the work; its dates come from its tasks and must lie in `window` if it has one.

    What a phase waits for, each of its tasks waits for.
    """

    id: str
    name: str | None = None
    window: Window | None = None
    after: Links = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class Estimate(Struct, frozen=True):
    """How long a task takes at best and at worst; `likely` is its duration if left out."""

    low: Duration
    high: Duration
    likely: Duration | None = None


class Task(Struct, frozen=True):
    """A piece of work with one owner. `after` links finish-to-start unless it names the other end.

    With `every` it is recurring work: it has dated entries from `not_before` to `due` instead of a start and
    a finish. `started`, `finished` and `remaining` tell how far it has really come.
    """

    id: str
    name: str | None = None
    owner: PersonOrTeam | None = None
    phase: PhaseId | None = None
    duration: Duration | None = None
    effort: Duration | None = None
    estimate: Estimate | None = None
    after: Links = ()
    finish_after: Links = ()
    start: dt.date | None = None
    not_before: dt.date | None = None
    due: dt.date | None = None
    schedule: Literal["early", "late"] | None = None
    every: Annotated[Recurrence, Spelling("recurrence")] | None = None
    weekday: Annotated[int, Spelling("weekday")] | None = None
    day: Annotated[int, Spelling("month_day")] | None = None
    buffer: Annotated[Rate | Duration, Spelling("buffer")] | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    spread: Spread | None = None
    serves: tuple[Purpose, ...] = ()
    delivers: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    ready_for: tuple[Opening, ...] = ()
    checklist: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    for_each: Expression | None = None
    status: Literal["planned", "started", "done", "dropped"] | None = None
    started: dt.date | None = None
    finished: dt.date | None = None
    remaining: Duration | None = None
    contingent: bool | None = None
    description: str | None = None


class Milestone(Struct, frozen=True):
    """An event without length: due on a date, in a week or by a period's end, after the work it waits for."""

    id: str
    name: str | None = None
    due: MilestoneDue | None = None
    after: Links = ()
    criterion: Expression | None = None
    owner: PersonOrTeam | None = None
    phase: PhaseId | None = None
    serves: tuple[Purpose, ...] = ()
    description: str | None = None


class Meeting(Struct, frozen=True):
    """A regular meeting: `every` so often within `window`, the strategy's period if left out.

    `weekday` (0 Monday) or `day` of the month (-1 the last) says on which day of each week or month.
    """

    id: str
    every: Annotated[Recurrence, Spelling("recurrence")]
    name: str | None = None
    kind: Literal["standup", "progress", "review", "steering", "retrospective", "other"] | None = None
    weekday: Annotated[int, Spelling("weekday")] | None = None
    day: Annotated[int, Spelling("month_day")] | None = None
    window: Window | None = None
    length: Duration | None = None
    chair: PersonId | None = None
    participants: tuple[PersonOrTeam, ...] = ()
    agenda: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    description: str | None = None


class Report(Struct, frozen=True):
    """A regular report by `owner` to `recipients`; its dates are like a meeting's."""

    id: str
    every: Annotated[Recurrence, Spelling("recurrence")]
    name: str | None = None
    weekday: Annotated[int, Spelling("weekday")] | None = None
    day: Annotated[int, Spelling("month_day")] | None = None
    window: Window | None = None
    owner: PersonOrTeam | None = None
    recipients: tuple[PersonOrTeam, ...] = ()
    metrics: tuple[MetricId, ...] = ()
    sections: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    description: str | None = None


class StageGate(Struct, frozen=True):
    """One stage of the way from idea to launch, as every launch goes through it unless it says otherwise.

    Its id is one of the five stages: market_research, proof_of_concept, prototype, small_batch_test, launch.
    """

    id: str
    name: str | None = None
    duration: Duration | None = None
    owner: PersonOrTeam | None = None
    approver: PersonOrTeam | None = None
    exit: str | None = None
    checklist: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    description: str | None = None


class Gate(Struct, frozen=True):
    """How one launch goes through a stage: by a task of its own, with other values, or not, for a reason."""

    task: TaskId | None = None
    due: dt.date | None = None
    duration: Duration | None = None
    owner: PersonOrTeam | None = None
    skip: str | None = None


class Launch(Struct, frozen=True):
    """A new product that comes out on `date`. Its stages are planned back from that day."""

    id: str
    date: dt.date
    name: str | None = None
    product: ProductId | None = None
    owner: PersonOrTeam | None = None
    phase: PhaseId | None = None
    channels: tuple[ChannelId, ...] = ()
    gates: Mapping[str, Gate] = {}
    success: Expression | None = None
    serves: tuple[Purpose, ...] = ()
    description: str | None = None


class LaunchPlan(Struct, frozen=True):
    """How many launches there are to be: `3 per quarter`, and what makes one of them a success."""

    pace: Frequency
    success: Expression | None = None
    period: Period | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
