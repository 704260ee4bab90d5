"""How and when it is done: phases, tasks and milestones."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import (
    BudgetPath,
    Dependency,
    Expression,
    MilestoneDue,
    PersonOrTeam,
    PhaseId,
    PromotionId,
    Purpose,
    Spelling,
)
from ecsc.model.reach import Spread
from ecsc.quantity import Duration, Money, Rate, Window

Links = Annotated[tuple[Dependency, ...], Spelling("dependencies")]


class Phase(Struct, frozen=True):
    """A named stretch of the work; its dates come from its tasks and must lie in `window` if it has one."""

    id: str
    name: str | None = None
    window: Window | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Task(Struct, frozen=True):
    """A piece of work with one owner. `after` links finish-to-start unless it names the other end."""

    id: str
    name: str | None = None
    owner: PersonOrTeam | None = None
    phase: PhaseId | None = None
    duration: Duration | None = None
    effort: Duration | None = None
    after: Links = ()
    finish_after: Links = ()
    start: dt.date | None = None
    not_before: dt.date | None = None
    due: dt.date | None = None
    schedule: Literal["early", "late"] | None = None
    buffer: Annotated[Rate | Duration, Spelling("buffer")] | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    spread: Spread | None = None
    serves: tuple[Purpose, ...] = ()
    delivers: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    ready_for: tuple[PromotionId, ...] = ()
    checklist: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    status: Literal["planned", "started", "done", "dropped"] | None = None
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
