"""How customers are reached: channels and the tactics that run on them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import BudgetPath, ChannelId, PersonOrTeam, Purpose, Spelling
from ecsc.quantity import Count, Money, Range, Rate, Window

Spread = Literal["even", "start", "end", "monthly"]


class Channel(Struct, frozen=True):
    """A place where customers buy. Its `budget` pays for tactics that name no line of their own."""

    id: str
    name: str | None = None
    kind: Literal["marketplace", "own_site", "offline", "social", "other"] | None = None
    platform: str | None = None
    audience: str | None = None
    commission: Rate | None = None
    payment_fee: Rate | None = None
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
    based_on: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    experiment: str | None = None
    owner: PersonOrTeam | None = None
    visits: Count | None = None
    cost_per_click: Money | None = None
    expected_lift: Rate | None = None
    kol: KolPlan | None = None
    ad_label: bool | None = None
    personal_data: bool | None = None
    description: str | None = None
