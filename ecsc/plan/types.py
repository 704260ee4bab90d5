"""The plan: the compiled form that every output reads."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from ecsc.assess.funnels import FunnelView
from ecsc.assess.offers.exposures import Exposure, JointExposure
from ecsc.model.offer import Offer, Subscription, Tax
from ecsc.plan.aim_types import GoalPlan, MetricPlan, ObjectivePlan, TargetRow
from ecsc.plan.appraisal_types import AppraisalPlan
from ecsc.plan.chapters import Chapters
from ecsc.plan.experiments import ExperimentPlan
from ecsc.plan.figure_types import Figure
from ecsc.plan.money_types import BudgetPlan, CashPlan, Commitment
from ecsc.plan.offer_types import OffersPlan
from ecsc.plan.safeguards import SafeguardsPlan
from ecsc.plan.scenario_changes import ScenarioChange
from ecsc.plan.shares import SharesPlan
from ecsc.plan.work_types import WorkPlan
from ecsc.quantity import Count, Money, Period, Rate, Window

PLAN_VERSION = 1


class ScenarioHead(Struct, frozen=True):
    """The scenario that a plan was made under: its changes are in all of it."""

    id: str
    name: str


class StrategyHead(Struct, frozen=True):
    """What the strategy is called, when it runs, and in which language and currency it is told.

    Under a scenario the name names it too, so that nobody takes it for the plan itself. `revision` is the git commit
    of the sources, where it was asked for.
    """

    id: str
    name: str
    owner: str | None
    period: Period
    currency: str
    timezone: str
    language: Literal["en", "zh-CN"]
    fiscal_year_start: int
    description: str | None
    source_hash: str
    as_of: dt.date | None = None
    revision: str | None = None
    scenario: ScenarioHead | None = None


class SourcePlan(Struct, frozen=True):
    """A data source that feeds metrics."""

    id: str
    name: str
    kind: str | None
    product: str | None
    refresh: str | None
    owner: str | None


class PersonPlan(Struct, frozen=True):
    """A person or team, with what they own and the address that other tools know a person by."""

    id: str
    name: str
    kind: Literal["person", "team"]
    team: str | None
    owns: tuple[str, ...]
    email: str | None = None


class ChannelPlan(Struct, frozen=True):
    """A sales channel."""

    id: str
    name: str
    kind: str | None
    platform: str | None
    commission: Rate | None
    budget: str | None
    share_of_sales: Rate | None


class TacticPlan(Struct, frozen=True):
    """A tactic with the window it runs in and the line that pays."""

    id: str
    name: str
    stage: str | None
    kind: str | None
    channel: str | None
    window: Window | None
    cost: Money | None
    budget: str | None
    serves: tuple[str, ...]
    owner: str | None


class PromotionPlan(Struct, frozen=True):
    """A promotion as announced: its offer in the author's words or fields, its window and its limits.

    `spend` is the limit of what it may give away in all; `exposure` the most it can give away under all its
    limits, None where nothing bounds it; `exposure_detail` how that comes about. `benefit` are the offer's fields,
    None for one written in short.
    """

    id: str
    name: str
    level: str
    offer: str
    window: Window | None
    channels: tuple[str, ...]
    budget: str | None
    units: int | None
    redemptions: int | None
    prepared_by: tuple[str, ...]
    per_customer: int | None = None
    spend: Money | None = None
    exposure: Money | None = None
    benefit: Offer | None = None
    exposure_detail: Exposure | None = None


class ProductPlan(Struct, frozen=True):
    """A product with the money fields that are known; `skus` is how many items of it are set up in a shop."""

    id: str
    name: str
    category: str | None
    list_price: Money | None
    unit_cost: Money | None
    floor_price: Money | None
    stock: Count | None
    skus: int | None = None
    subscription: Subscription | None = None
    tax: Tax | None = None


class RiskPlan(Struct, frozen=True):
    """A risk, scored likelihood (1-5) times impact (1-5); None when either is not stated."""

    id: str
    name: str
    category: str | None
    likelihood: str | None
    impact: str | None
    score: int | None
    trigger: str | None
    owner: str | None
    prevent: tuple[str, ...]
    respond: tuple[str, ...]
    signal: str | None = None
    cause: str | None = None
    hits: tuple[str, ...] = ()


class PolicyPlan(Struct, frozen=True):
    """A policy and how it came out."""

    id: str
    name: str
    check: str
    verdict: Literal["pass", "fail", "undecidable"]
    source: str | None


class TraceEdge(Struct, frozen=True):
    """One step of the trace: `source` and `target` are `section.id`, `kind` the field that ties them."""

    source: str
    target: str
    kind: str


class Plan(Struct, frozen=True):
    """A whole compiled strategy. Money and dates are exact; the order of everything is deterministic.

    `joint_exposure` is what all promotions can cost together, None without promotions.
    """

    strategy: StrategyHead
    objectives: tuple[ObjectivePlan, ...]
    metrics: tuple[MetricPlan, ...]
    sources: tuple[SourcePlan, ...]
    goals: tuple[GoalPlan, ...]
    targets: tuple[TargetRow, ...]
    people: tuple[PersonPlan, ...]
    work: WorkPlan
    budgets: tuple[BudgetPlan, ...]
    channels: tuple[ChannelPlan, ...]
    tactics: tuple[TacticPlan, ...]
    promotions: tuple[PromotionPlan, ...]
    products: tuple[ProductPlan, ...]
    risks: tuple[RiskPlan, ...]
    policies: tuple[PolicyPlan, ...]
    trace: tuple[TraceEdge, ...]
    experiments: tuple[ExperimentPlan, ...] = ()
    funnels: tuple[FunnelView, ...] = ()
    chapters: Chapters = Chapters()
    safeguards: SafeguardsPlan = SafeguardsPlan()
    appraisal: AppraisalPlan = AppraisalPlan()
    unfunded: tuple[Commitment, ...] = ()
    cash: CashPlan | None = None
    shares: SharesPlan = SharesPlan()
    scenario_changes: tuple[ScenarioChange, ...] = ()
    figures: tuple[Figure, ...] = ()
    offers: OffersPlan | None = None
    joint_exposure: JointExposure | None = None
    version: int = PLAN_VERSION
