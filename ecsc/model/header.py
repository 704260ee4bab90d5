"""The strategy's header: what it is called, when and where it runs, and how its time is counted."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import PersonOrTeam, Spelling
from ecsc.quantity import Duration, Period, Rate

Language = Literal["en", "zh-CN"]


class WorkCalendar(Struct, frozen=True):
    """Which days are worked: a country's holidays, then the strategy's own, then extra workdays, which win."""

    country: str | None = None
    region: str | None = None
    workweek: Annotated[frozenset[int], Spelling("workweek")] = frozenset({0, 1, 2, 3, 4})
    holidays: Annotated[tuple[Period, ...], Spelling("days")] = ()
    extra_workdays: Annotated[tuple[Period, ...], Spelling("days")] = ()


class BufferPolicy(Struct, frozen=True):
    """Time kept in hand: a share of each task (`per_task`), one bar after the last (`project`), or none."""

    policy: Literal["per_task", "project", "none"] = "per_task"
    size: Annotated[Rate | Duration, Spelling("buffer")] | None = None


class Header(Struct, frozen=True):
    """The `strategy` section. Weeks and relative dates count from the first day of `period`."""

    id: str
    name: str
    period: Period
    currency: Annotated[str, Spelling("currency")]
    owner: PersonOrTeam | None = None
    description: str | None = None
    version: str | None = None
    timezone: Annotated[str, Spelling("timezone")] = "Asia/Shanghai"
    language: Language = "en"
    fiscal_year_start: int = 1
    calendar: WorkCalendar = WorkCalendar()
    buffer: BufferPolicy = BufferPolicy(policy="none")
    regions: tuple[str, ...] = ()
    as_of: dt.date | None = None
