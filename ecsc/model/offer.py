"""What is sold and at what terms: products and promotions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct

from ecsc.model.kinds import BudgetPath, ChannelId, Expression, PersonOrTeam, Spelling, StackingPartners
from ecsc.quantity import Count, Duration, Money, Rate, Window


class Product(Struct, frozen=True):
    """A product (a style, not each size and colour), usually a row of `products.csv`."""

    id: str
    name: str | None = None
    category: str | None = None
    list_price: Money | None = None
    unit_cost: Money | None = None
    fulfilment: Money | None = None
    floor_price: Money | None = None
    competitor_price: Money | None = None
    stock: Count | None = None
    reorder_point: Count | None = None
    launched: dt.date | None = None
    supplier: str | None = None
    loss_leader: bool | None = None
    channels: tuple[ChannelId, ...] = ()
    description: str | None = None


class Tier(Struct, frozen=True):
    """One step of a tiered offer: from `at` on, `off` is taken off."""

    at: Money
    off: Annotated[Money | Rate, Spelling("money_or_rate")]


class Offer(Struct, frozen=True):
    """What the customer gets, in fields; exactly one kind of benefit."""

    percent_off: Rate | None = None
    amount_off: Money | None = None
    threshold: Money | None = None
    fixed_price: Money | None = None
    buy: int | None = None
    get: int | None = None
    get_percent_off: Rate | None = None
    choose: Literal["cheapest", "most_expensive"] | None = None
    tiers: tuple[Tier, ...] = ()
    gift: str | None = None
    free_shipping: bool | None = None


class OfferLimits(Struct, frozen=True):
    """How often and how much: what is not named is not limited."""

    units: int | None = None
    redemptions: int | None = None
    per_customer: int | None = None
    per_order: int | None = None
    spend: Money | None = None


class ReferencePrice(Struct, frozen=True):
    """The price a discount is announced against."""

    basis: Literal["lowest_7_days", "lowest_30_days", "list_price", "other"]
    value: Money | None = None


class Promotion(Struct, frozen=True):
    """An offer in a window. `offer` is shorthand text (`5折`, `满199减30`) or fields."""

    id: str
    offer: Annotated[str | Offer, Spelling("offer")]
    name: str | None = None
    level: Literal["item", "member", "shop", "platform", "payment"] = "item"
    applies_to: Expression | None = None
    channels: tuple[ChannelId, ...] = ()
    segments: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    window: Window | None = None
    threshold_base: Literal["list", "current"] | None = None
    percent_base: Literal["list", "current"] | None = None
    repeat: bool | None = None
    cap: Money | None = None
    limits: OfferLimits | None = None
    stacks_with: StackingPartners = ()
    exclusive: bool | None = None
    funded_by: Mapping[str, Rate] = {}
    expires: Duration | None = None
    reference_price: ReferencePrice | None = None
    redeem: Literal["automatic", "code"] | None = None
    budget: BudgetPath | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None
