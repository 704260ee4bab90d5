"""What the work is done with: people, teams and the budget that pays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from ecsc.model.kinds import PersonId, PersonOrTeam, Spelling, TeamId
from ecsc.quantity import Frequency, Money, Period


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
