"""How customers are reached: channels and the tactics that run on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import (
    Amount,
    BudgetPath,
    ChannelId,
    MetricId,
    PersonOrTeam,
    PromotionId,
    Purpose,
    Ref,
    Spelling,
)
from ecsc.quantity import Count, Duration, Frequency, Money, Period, Range, Rate, Recurrence, Window

Spread = Literal["even", "start", "end", "monthly"]


class ChannelFee(Struct, frozen=True):
    """One fee of a channel: a share of what is paid, money an order and a piece, never more than `at_most` an order."""

    rate: Rate | None = None
    per_order: Money | None = None
    per_piece: Money | None = None
    at_most: Money | None = None


class ChannelReturns(Struct, frozen=True):
    """How many of the pieces sold come back, and what each of those costs the seller."""

    rate: Rate | None = None
    cost: Money | None = None


class Channel(Struct, frozen=True):
    """A place where customers buy. Its `budget` pays for tactics that name no line of their own."""

    id: str
    name: str | None = None
    kind: Literal["marketplace", "own_site", "offline", "social", "other"] | None = None
    platform: str | None = None
    audience: str | None = None
    commission: Rate | None = None
    commission_by_category: Mapping[str, Rate] = {}
    commission_of: Literal["paid", "list", "before_others"] | None = None
    payment_fee: Rate | None = None
    fees: Mapping[str, ChannelFee] = {}
    return_insurance: Money | None = None
    returns: ChannelReturns | None = None
    price_protection: Duration | None = None
    payout: Duration | None = None
    share_of_sales: Rate | None = None
    price_policy: Literal["same_everywhere", "promotions_may_differ", "may_differ"] | None = None
    fulfilment: Literal["online", "in_store"] | None = None
    orders_via: ChannelId | None = None
    budget: BudgetPath | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class KolPlan(Struct, frozen=True):
    """Cooperation with opinion leaders: how many, how large, how many pieces each."""

    count: int | None = None
    followers: Annotated[Range | Count, Spelling("count_range")] | None = None
    deliverables: int | None = None


class Tactic(Struct, frozen=True):
    """A marketing activity in a window, at a cost, for a goal."""

    id: str
    name: str | None = None
    stage: Literal["acquire", "convert", "retain"] | None = None
    kind: (
        Literal[
            "content",
            "social",
            "seo",
            "paid_ads",
            "kol",
            "live_stream",
            "email",
            "sms",
            "community",
            "offline_event",
            "loyalty",
            "other",
        ]
        | None
    ) = None
    channel: ChannelId | None = None
    window: Window | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    spread: Spread | None = None
    serves: tuple[Purpose, ...] = ()
    based_on: tuple[Annotated[str, Ref(("market.findings", "market.sources", "experiments"))], ...] = ()
    experiment: Annotated[str, Ref(("experiments",))] | None = None
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    owner: PersonOrTeam | None = None
    visits: Count | None = None
    cost_per_click: Money | None = None
    expected_lift: Rate | None = None
    kol: KolPlan | None = None
    ad_label: bool | None = None
    personal_data: bool | None = None
    description: str | None = None


class Criterion(Struct, frozen=True):
    """What channels are judged by."""

    weight: Rate
    name: str | None = None
    direction: Literal["up", "down"] = "up"
    scale: Annotated[Range | Count, Spelling("count_range")] | None = None


class Candidate(Struct, frozen=True):
    """A channel that could be chosen."""

    name: str | None = None
    description: str | None = None


class ChannelSelection(Struct, frozen=True):
    """Criteria, weights and scores by which the channels were chosen."""

    criteria: Mapping[str, Criterion] = {}
    candidates: Mapping[str, Candidate] = {}
    scores: Mapping[str, Mapping[str, Amount]] = {}
    chosen: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    sensitivity: Rate | None = None
    reason: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Initiative(Struct, frozen=True):
    """A piece of strategy: work that belongs together and serves a goal."""

    id: str
    name: str | None = None
    family: Literal["marketing", "operations", "product", "other"] | None = None
    dimension: (
        Literal["market_positioning", "customer_relations", "operating_efficiency", "brand_building"] | None
    ) = None
    summary: str | None = None
    based_on: tuple[Annotated[str, Ref(("market.findings", "market.sources", "experiments"))], ...] = ()
    serves: tuple[Purpose, ...] = ()
    feedback_driven: bool | None = None
    window: Window | None = None
    owner: PersonOrTeam | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    description: str | None = None


class CampaignResult(Struct, frozen=True):
    """What a campaign has changed."""

    metric: MetricId
    baseline: Amount | None = None
    value: Amount | None = None
    window: Window | None = None


class Campaign(Struct, frozen=True):
    """A group of tactics and promotions under one idea."""

    id: str
    name: str | None = None
    window: Window | None = None
    tactics: tuple[Annotated[str, Ref(("tactics",))], ...] = ()
    promotions: tuple[PromotionId, ...] = ()
    persona: Annotated[str, Ref(("market.personas",))] | None = None
    serves: tuple[Purpose, ...] = ()
    result: CampaignResult | None = None
    owner: PersonOrTeam | None = None
    cost: Money | None = None
    budget: BudgetPath | None = None
    description: str | None = None


class FunnelStep(Struct, frozen=True):
    """One step of a funnel and how many get there."""

    step: str
    users: Count
    drop_off: Rate | None = None


class Funnel(Struct, frozen=True):
    """The way from a visit to an order, step by step."""

    id: str
    steps: tuple[FunnelStep, ...] = ()
    name: str | None = None
    channel: ChannelId | None = None
    period: Period | None = None
    conversion: Rate | None = None
    re_entry: bool | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Points(Struct, frozen=True):
    """What customers collect."""

    earn: str | None = None
    per_amount: Money | None = None
    value: Money | None = None
    redeemed: Rate | None = None
    expires: Duration | None = None
    budget: BudgetPath | None = None


class MemberTier(Struct, frozen=True):
    """A level of membership. Each tier is a segment too."""

    threshold: Money
    name: str | None = None
    basis: str | None = None
    benefits: tuple[PromotionId, ...] = ()
    perks: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()


class Membership(Struct, frozen=True):
    """Points, tiers and what members get."""

    name: str | None = None
    points: Points | None = None
    tiers: Mapping[str, MemberTier] = {}
    welcome: tuple[PromotionId, ...] = ()
    events: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    channels: tuple[ChannelId, ...] = ()
    owner: PersonOrTeam | None = None
    description: str | None = None


class Message(Struct, frozen=True):
    """What customers are written: when, how often, with what consent."""

    id: str
    name: str | None = None
    via: Literal["email", "sms", "app", "wechat", "other"] | None = None
    trigger: (
        Literal[
            "schedule",
            "birthday",
            "registration",
            "order_shipped",
            "cart_left",
            "viewed",
            "price_drop",
            "other",
        ]
        | None
    ) = None
    every: Annotated[Recurrence, Spelling("recurrence")] | None = None
    frequency_cap: Frequency | None = None
    consent: Literal["opt_in", "existing_customer", "none"] | None = None
    unsubscribe: bool | None = None
    personal_data: bool | None = None
    promotions: tuple[PromotionId, ...] = ()
    segments: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    open_rate: Rate | None = None
    requires: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    window: Window | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
