"""The plan's judgements in figures: the ranking of channels, what they leave over, returns, readiness, service."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from ecsc.quantity import Money, Period, Rate


class RankedChannel(Struct, frozen=True):
    """A candidate with its weighted score out of 100 % and its place; those that tie share a place."""

    id: str
    name: str
    score: Rate
    place: int
    chosen: bool


class WeightChange(Struct, frozen=True):
    """The smallest change of one weight that lets `below` draw level with `above`, the other weights as they are."""

    above: str
    below: str
    criterion: str
    weight: Rate
    changed: Rate


class PeriodContribution(Struct, frozen=True):
    """What the sales of a channel leave over in one period, as `ContributionPlan` for all of them.

    `given_away` is the most that promotions can give away there in it, None where that has no bound. Sales at the
    prices customers pay are without it already.
    """

    period: Period
    gross: Money
    tax: Money | None
    refunds: Money | None
    net: Money | None
    commission: Money | None
    fees: Money | None
    goods: Money | None
    spend: Money | None
    contribution: Money | None
    margin: Rate | None
    missing: tuple[str, ...]
    given_away: Money | None


class ContributionPlan(Struct, frozen=True):
    """What the planned sales of a channel leave over for `goal`, step by step from `gross` to `contribution`.

    Each step is what it takes away; None where it cannot be told, and `missing` names why. Sales are at the prices
    customers pay, goods cost as much of them as one piece of each product does. The steps are the sums of `periods`,
    which are of the kind `by`: months, or as fine as the goal is broken down, `whole` where it is not. `assumed`
    names what was taken for granted because nothing says otherwise.
    """

    channel: str
    goal: str
    gross: Money
    tax: Money | None
    refunds: Money | None
    net: Money | None
    commission: Money | None
    fees: Money | None
    goods: Money | None
    spend: Money | None
    contribution: Money | None
    margin: Rate | None
    missing: tuple[str, ...]
    by: str = "whole"
    periods: tuple[PeriodContribution, ...] = ()
    assumed: tuple[str, ...] = ()


class InvestmentPlan(Struct, frozen=True):
    """What a tool costs and saves over `years`; None where it cannot be computed, and `missing` names why."""

    tool: str
    name: str
    years: int | None
    cost: Money | None
    saving: Money | None
    roi: Rate | None
    payback_months: Decimal | None
    missing: tuple[str, ...]


class ReadyPlan(Struct, frozen=True):
    """A capability with the day it is there from and the task that delivers it; `always` it needs neither."""

    capability: str
    name: str
    always: bool
    available: dt.date | None
    task: str | None


class ServicePlan(Struct, frozen=True):
    """The hours of the service a week, and how much of a week that is."""

    hours_per_week: int
    share_of_week: Rate
    staff_hours_needed: int
    staff_hours: int | None


class AppraisalPlan(Struct, frozen=True):
    """What is worked out about choices, money and means beside the budget lines."""

    ranking: tuple[RankedChannel, ...] = ()
    tipping: WeightChange | None = None
    contribution: tuple[ContributionPlan, ...] = ()
    investments: tuple[InvestmentPlan, ...] = ()
    points_liability: Money | None = None
    capabilities: tuple[ReadyPlan, ...] = ()
    service: ServicePlan | None = None
