"""The strategy's header: what it is called, when and where it runs, and how its time is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import Amount, PersonOrTeam, RetailWindows, Spelling
from ecsc.quantity import Duration, Period, Rate

Language = Literal["en", "zh-CN"]


class WorkCalendar(Struct, frozen=True):
    """Which days are worked: a country's holidays, then the strategy's own, then extra workdays, which win."""

    country: str | None = None
    region: str | None = None
    workweek: Annotated[frozenset[int], Spelling("workweek")] = frozenset({0, 1, 2, 3, 4})
    holidays: Annotated[tuple[Period, ...], Spelling("days")] = ()
    extra_workdays: Annotated[tuple[Period, ...], Spelling("days")] = ()
    half_days: Annotated[tuple[Period, ...], Spelling("days")] = ()
    retail_days: Annotated[Mapping[str, RetailWindows], Spelling("retail_days")] = {}


class BufferPolicy(Struct, frozen=True):
    """Time kept in hand: a share of each task (`per_task`), one bar after the last (`project`), that and one
    bar where each side chain joins the critical one (`critical_chain`), or none."""

    policy: Literal["per_task", "project", "critical_chain", "none"] = "per_task"
    size: Annotated[Rate | Duration, Spelling("buffer")] | None = None


class Baseline(Struct, frozen=True):
    """The plan that progress is measured against: a file beside the strategy, or a git revision of it."""

    file: str | None = None
    revision: str | None = None


class Simulation(Struct, frozen=True):
    """How finish dates and goals are simulated; left out of the header, nothing is."""

    runs: int = 10000
    seed: int = 1


class Levelling(Struct, frozen=True):
    """Which engine `ecsc level` proposes with; the one that is installed never decides."""

    engine: Literal["serial", "cp_sat"] = "serial"


class Header(Struct, frozen=True):
    """The `strategy` section. Weeks and relative dates count from the first day of `period`."""

    id: str
    name: str
    period: Period
    currency: Annotated[str, Spelling("currency")]
    owner: PersonOrTeam | None = None
    description: str | None = None
    version: str | None = None
    timezone: Annotated[str, Spelling("timezone")] | None = None
    language: Language = "en"
    fiscal_year_start: int = 1
    calendar: WorkCalendar = WorkCalendar()
    buffer: BufferPolicy = BufferPolicy(policy="none")
    regions: tuple[str, ...] = ()
    as_of: dt.date | None = None
    near_critical: Duration | None = None
    baseline: Baseline | None = None
    simulation: Simulation | None = None
    levelling: Levelling | None = None
    thresholds: Mapping[str, Amount] = {}
