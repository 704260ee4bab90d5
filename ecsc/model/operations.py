"""How the business is run: processes, customer service and automation."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import Amount, BudgetPath, MetricId, PersonOrTeam, Purpose, SourceId, Spelling
from ecsc.quantity import Duration, Money, Rate


class BeforeAfter(Struct, frozen=True):
    """A figure before and after."""

    before: Amount | None = None
    after: Amount | None = None
    metric: MetricId | None = None


class Operation(Struct, frozen=True):
    """How something is run better: what is done, where, and what it changes."""

    id: str
    name: str | None = None
    area: (
        Literal[
            "supply_chain",
            "warehousing",
            "delivery",
            "customer_service",
            "returns",
            "order_processing",
            "other",
        ]
        | None
    ) = None
    measure: str | None = None
    change: BeforeAfter | None = None
    serves: tuple[Purpose, ...] = ()
    owner: PersonOrTeam | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    description: str | None = None


class Service(Struct, frozen=True):
    """When customers are answered, and by how many."""

    hours: str | None = None
    days_per_week: int | None = None
    hours_per_day: int | None = None
    agents: int | None = None
    hours_per_agent_per_week: int | None = None
    at_once: int | None = None
    channels: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    training: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    first_response: Duration | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Scenario(Struct, frozen=True):
    """What is automated, and what happens when the machine cannot."""

    text: str
    fallback: str | None = None
    reads: SourceId | None = None


class Roi(Struct, frozen=True):
    """What it costs and what it saves."""

    cost_once: Money | None = None
    cost_per_year: Money | None = None
    saving_base: Money | None = None
    saving_rate: Rate | None = None
    years: int | None = None


class AutomationTool(Struct, frozen=True):
    """A tool that takes work over from people."""

    id: str
    name: str | None = None
    scenarios: tuple[Scenario, ...] = ()
    roi: Roi | None = None
    start: dt.date | None = None
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    serves: tuple[Purpose, ...] = ()
    owner: PersonOrTeam | None = None
    budget: BudgetPath | None = None
    description: str | None = None
