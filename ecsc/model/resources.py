"""What the work is done with: people, teams and the budget that pays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import Amount, BudgetPath, PersonId, PersonOrTeam, Spelling, TeamId
from ecsc.quantity import Count, Duration, Frequency, Money, Period, Rate


class OwnCalendar(Struct, frozen=True):
    """A person's or team's own working days. What is left out is the team's, or the strategy's."""

    country: str | None = None
    region: str | None = None
    workweek: Annotated[frozenset[int] | None, Spelling("workweek")] = None
    holidays: Annotated[tuple[Period, ...], Spelling("days")] = ()
    extra_workdays: Annotated[tuple[Period, ...], Spelling("days")] = ()
    half_days: Annotated[tuple[Period, ...], Spelling("days")] = ()


class Person(Struct, frozen=True):
    """Somebody who can own things. `capacity` limits load, `absent` moves the person's tasks."""

    id: str
    name: str | None = None
    team: TeamId | None = None
    role: str | None = None
    email: str | None = None
    capacity: Frequency | None = None
    absent: Annotated[tuple[Period, ...], Spelling("days")] = ()
    calendar: OwnCalendar | None = None
    description: str | None = None


class Team(Struct, frozen=True):
    """A group of people; members may be named here or by each person's `team`."""

    id: str
    name: str | None = None
    lead: PersonId | None = None
    members: tuple[PersonId, ...] = ()
    functions: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    cross_functional: bool | None = None
    calendar: OwnCalendar | None = None
    absent: Annotated[tuple[Period, ...], Spelling("days")] = ()
    description: str | None = None


class BudgetLine(Struct, frozen=True):
    """One line of the budget tree: `limit` over `period`, cut by `phasing`; child `lines` fit inside it.

    `reserve: true` keeps the line for contingencies: nothing may be planned on it.
    """

    id: str
    name: str | None = None
    limit: Money | None = None
    period: Period | None = None
    phasing: Annotated[Mapping[str, Money], Spelling("money_by_period")] = {}
    includes_discounts: bool | None = None
    reserve: bool | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
    lines: Mapping[str, BudgetLine] = {}


class Capability(Struct, frozen=True):
    """Something the organisation must be able to do, and from when it can."""

    id: str
    name: str | None = None
    kind: Literal["technology", "people", "platform", "other"] | None = None
    available: bool | None = None
    available_from: dt.date | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Constraint(Struct, frozen=True):
    """A limit that is stated; what computes a limit is a policy."""

    id: str
    statement: str
    kind: Literal["technology", "people", "money", "supply", "legal", "other"] | None = None
    scope: str | None = None
    limit: Amount | None = None
    budget: BudgetPath | None = None
    until: dt.date | None = None
    source: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class ExchangeRate(Struct, frozen=True):
    """What one unit of a currency is worth in another on a day."""

    id: str
    base: Annotated[str, Spelling("currency")]
    quote: Annotated[str, Spelling("currency")]
    rate: Annotated[Decimal, Spelling("number")]
    date: dt.date | None = None
    source: str | None = None
    description: str | None = None


class Supply(Struct, frozen=True):
    """What a supplier delivers, in which role and how fast."""

    products: Annotated[tuple[str, ...], Spelling("one_or_many")]
    role: Literal["primary", "backup"] | None = None
    capacity: Frequency | None = None
    lead_time: Duration | None = None


class PaymentTerms(Struct, frozen=True):
    """When goods are paid: a share `at_order`, the rest some time `after_delivery` (left out: on delivery)."""

    at_order: Rate | None = None
    after_delivery: Duration | None = None


class Supplier(Struct, frozen=True):
    """A company that delivers goods: what, in which role, how fast and from where."""

    id: str
    name: str | None = None
    supplies: tuple[Supply, ...] = ()
    region: str | None = None
    parent: str | None = None
    minimum_order: Count | None = None
    payment: PaymentTerms | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class DeliveryWay(Struct, frozen=True):
    """A way goods are sent."""

    id: str
    name: str | None = None
    carrier: str | None = None
    mode: Literal["standard", "express", "cold_chain", "pickup", "other"] | None = None
    cost: Money | None = None
    surcharge: Money | None = None
    lead_time: Duration | None = None
    regions: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None
