"""How often an offer is used at most, by the lowest of its limits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.assess.offers.exposures.each import Terms, least
from ecsc.assess.offers.exposures.exposure_types import Assumption
from ecsc.assess.offers.exposures.goods import PricedGood
from ecsc.model import Strategy
from ecsc.model.offer import segments_of


class Times(Struct, frozen=True):
    """The most uses, None where nothing limits them; `by` is the field that does, with what it rests on."""

    most: int | None
    by: str = ""
    assumed: tuple[Assumption, ...] = ()


def times_of(terms: Terms, priced: Sequence[PricedGood] | None, strategy: Strategy) -> Times:
    """Return how often an offer is used at most.

    Of what changes the price of pieces, `redemptions` limit orders, and `per_order` or `per_customer` the pieces of
    each. A use takes a piece at least, so no more are made than there are pieces, or `units`.
    """
    limits, promotion = terms.limits, terms.promotion
    tiers = strategy.membership.tiers if strategy.membership is not None else {}
    found: list[Times] = []
    per_order: int | None = 1
    if terms.unit != "order":
        once = terms.unit == "set" and promotion.repeat is False
        per_order = least(limits.per_order, limits.per_customer, 1 if once else None)
    if limits.redemptions is not None and (per_order is not None or not limits.redemptions):
        found.append(Times(limits.redemptions * (per_order or 0), "limits.redemptions"))
    if limits.units is not None:
        found.append(Times(limits.units // terms.get, "limits.units"))
    people = _audience(segments_of(promotion, tiers), strategy)
    if limits.per_customer is not None and people is not None:
        pieces: tuple[Assumption, ...] = () if terms.unit == "order" else ("pieces_per_customer",)
        found.append(Times(limits.per_customer * people, "limits.per_customer", ("audience", *pieces)))
    if priced and all(one.pieces is not None for one in priced):
        stock = sum(one.pieces or 0 for one in priced)
        found.append(Times(stock // terms.set_size, "products.stock", ("stock",)))
    return min(found, key=lambda one: one.most or 0, default=Times(None))


def _audience(segments: Sequence[str], strategy: Strategy) -> int | None:
    """Return how many customers some segments have together at most, None where one of them does not say."""
    sizes = [
        one.size
        for name in dict.fromkeys(segments)
        if (one := strategy.market_segments.get(name)) is not None
    ]
    known = [size for size in sizes if size is not None]
    if not segments or len(known) < len(set(segments)):
        return None
    return int(sum((size.value for size in known), Decimal(0)).to_integral_value(rounding="ROUND_CEILING"))
