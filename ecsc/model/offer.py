"""What is sold and at what terms: products and promotions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import astuple, force_setattr

from ecsc.model.kinds import (
    BudgetPath,
    ChannelId,
    Expression,
    PersonOrTeam,
    ProductId,
    Spelling,
    StackingPartners,
)
from ecsc.model.reach import MemberTier
from ecsc.quantity import EXACT, Count, Duration, Frequency, Money, Range, Rate, Recurrence, Window

Level: TypeAlias = Literal["item", "member", "shop", "platform", "payment"]

_TENTH_OF_A_PERCENT = Decimal("0.001")


class Tax(Struct, frozen=True):
    """Whether prices include tax, and how much."""

    included: bool | None = None
    rate: Rate | None = None


class Subscription(Struct, frozen=True):
    """How a product is sold by subscription: how often it is sent, and what that takes off the list price."""

    interval: Annotated[Recurrence, Spelling("recurrence")]
    discount: Rate | None = None


class Product(Struct, frozen=True):
    """A product (a style, not each size and colour), usually a row of `products.csv`."""

    id: str
    name: str | None = None
    category: str | None = None
    list_price: Money | None = None
    unit_cost: Money | None = None
    fulfilment: Money | None = None
    floor_price: Money | None = None
    floor_enforced: bool | None = None
    competitor_price: Money | None = None
    stock: Count | None = None
    reorder_point: Count | None = None
    colours: int | None = None
    sizes: int | None = None
    skus: int | None = None
    launched: dt.date | None = None
    supplier: str | None = None
    loss_leader: bool | None = None
    channels: tuple[ChannelId, ...] = ()
    subscription: Subscription | None = None
    tax: Tax | None = None
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
    threshold_pieces: int | None = None
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


class ShortOffer(Offer, frozen=True):
    """An offer read from a short text, which stands in `text`.

    `repeats` is what 每满 says: for every full amount. `limits` are those the text names: 前1000名, 限100件.
    """

    text: str = ""
    repeats: bool = False
    limits: OfferLimits | None = None


class ReferencePrice(Struct, frozen=True):
    """The price a discount is announced against."""

    basis: Literal["lowest_7_days", "lowest_30_days", "list_price", "other"]
    value: Money | None = None


class Promotion(Struct, frozen=True):
    """An offer in a window. `offer` is a `ShortOffer` where it is written in short (`5折`, `满199减30`).

    `limits` are those of the field, and what that leaves open those of the offer in short.
    """

    id: str
    offer: Annotated[Offer, Spelling("offer")]
    name: str | None = None
    level: Level | None = None
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

    def __post_init__(self) -> None:
        """Put the limits that the offer's text names where every reader looks for them."""
        said = self.offer.limits if isinstance(self.offer, ShortOffer) else None
        if said is not None:
            force_setattr(self, "limits", _filled(self.limits, said))


def _filled(limits: OfferLimits | None, said: OfferLimits) -> OfferLimits:
    if limits is None:
        return said
    return OfferLimits(
        *(
            mine if mine is not None else theirs
            for mine, theirs in zip(astuple(limits), astuple(said), strict=True)
        )
    )


def segments_of(promotion: Promotion, tiers: Mapping[str, MemberTier]) -> tuple[str, ...]:
    """Return the segments a promotion is for: its own, else the tiers whose benefit it is; none for everybody."""
    return promotion.segments or tuple(name for name, tier in tiers.items() if promotion.id in tier.benefits)


def level_of(promotion: Promotion, tiers: Mapping[str, MemberTier]) -> Level:
    """Return the level of a promotion: as stated, else by its kind.

    What is about a whole order is of the `shop`: a threshold, steps, money off, free shipping. What is for `tiers` of
    the membership alone is of the `member` level, everything else of the single `item`.
    """
    offer = promotion.offer
    if promotion.level is not None:
        return promotion.level
    from_on = offer.threshold is not None or offer.threshold_pieces is not None
    if from_on or offer.tiers or offer.amount_off is not None or offer.free_shipping:
        return "shop"
    segments = segments_of(promotion, tiers)
    return "member" if segments and tiers.keys() >= set(segments) else "item"


def repeats(promotion: Promotion) -> bool:
    """Return whether the benefit is given for every full threshold: as stated, else as the offer in short says."""
    if promotion.repeat is not None:
        return promotion.repeat
    return isinstance(promotion.offer, ShortOffer) and promotion.offer.repeats


def highest_rate(offer: Offer) -> Rate | None:
    """Return what money off takes off at most, exactly at its threshold, to a tenth of a percent; None for others."""
    off, at = offer.amount_off, offer.threshold
    if off is None or at is None or off.currency != at.currency or not at.amount:
        return None
    return Rate(EXACT.divide(off.amount, at.amount).quantize(_TENTH_OF_A_PERCENT))


def in_short(offer: Offer) -> str:
    """Return the words of an offer in short, nothing for one in fields."""
    return offer.text if isinstance(offer, ShortOffer) else ""


class PortfolioRule(Struct, frozen=True):
    """When a product is dropped, added or looked at."""

    id: str
    when: Expression
    then: Literal["delist", "add", "promote", "review", "keep"]
    name: str | None = None
    applies_to: Expression | None = None
    exempt: Annotated[tuple[str, ...], Spelling("one_or_many")] = ()
    baseline: str | None = None
    source: str | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class Pricing(Struct, frozen=True):
    """How list prices are found."""

    model: Literal["cost_plus", "competition", "value_based"] | None = None
    markup: Rate | None = None
    competitor_band: Rate | None = None
    value_estimate: Money | None = None
    band: Annotated[Range | Count, Spelling("count_range")] | None = None
    target_margin: Rate | None = None
    tax: Tax | None = None
    by_category: Mapping[str, CategoryPricing] = {}
    owner: PersonOrTeam | None = None
    description: str | None = None


class CategoryPricing(Struct, frozen=True):
    """What differs for one category."""

    model: Literal["cost_plus", "competition", "value_based"] | None = None
    markup: Rate | None = None
    competitor_band: Rate | None = None
    value_estimate: Money | None = None
    band: Annotated[Range | Count, Spelling("count_range")] | None = None
    target_margin: Rate | None = None
    tax: Tax | None = None


class PricingRule(Struct, frozen=True):
    """When a price changes by itself."""

    id: str
    when: Expression
    then: Expression
    name: str | None = None
    applies_to: Expression | None = None
    intent: Literal["clearance", "scarcity", "competition", "other"] | None = None
    once: bool | None = None
    cooldown: Duration | None = None
    until: dt.date | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class StockPolicy(Struct, frozen=True):
    """How stock of a product or a category is kept."""

    id: str
    name: str | None = None
    applies_to: Expression | None = None
    policy: Literal["jit", "safety_stock", "mixed"] | None = None
    method: Literal["percent", "service_level"] | None = None
    safety_stock: Rate | None = None
    horizon: Duration | None = None
    service_level: Rate | None = None
    demand: Frequency | None = None
    demand_sd: Frequency | None = None
    lead_time: Duration | None = None
    lead_time_sd: Duration | None = None
    reorder_point: Count | None = None
    review: Annotated[Recurrence, Spelling("recurrence")] | None = None
    unit_cost: Money | None = None
    budget: BudgetPath | None = None
    owner: PersonOrTeam | None = None
    description: str | None = None


class PricePoint(Struct, frozen=True):
    """What a product was really sold at on a day, for the price a reduction is announced against."""

    id: str
    product: ProductId
    date: dt.date
    price: Money
    channel: ChannelId | None = None
