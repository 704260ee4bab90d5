"""Stock classes worked out: the safety stock they keep, what it is worth, and when an order goes out.

Pieces and levels are floats of the normal approximation; what a number is missing for stays None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import ceil, isfinite, sqrt

from msgspec import Struct

from ecsc.assess.elapsed import days_in, days_per, pieces_per_day
from ecsc.assess.goods import Goods, goods_of, keys
from ecsc.assess.suppliers import ItemSuppliers, by_item
from ecsc.model import Strategy
from ecsc.model.offer import StockPolicy
from ecsc.quantity import Count, Duration
from ecsc.stock import cycle_service_level, days_of_cover, demand_spread, reorder_point, safety_stock


class StockView(Struct, frozen=True):
    """What a stock class comes to.

    `level` is the share of cycles without a stock-out that the safety stock implies; `lead_time` is its own or
    its first supplier's; `missing` names the fields without which `level` cannot be worked out.
    """

    policy: StockPolicy
    goods: Goods | None
    lead_time: Duration | None
    pieces: float | None
    level: float | None
    cover_days: float | None
    reorder_at: Decimal | None
    missing: tuple[str, ...]


def keeps_safety_stock(policy: StockPolicy) -> bool:
    """Return whether a stock class keeps pieces for the unexpected."""
    return (
        policy.policy in ("safety_stock", "mixed")
        or policy.method is not None
        or policy.safety_stock is not None
        or policy.service_level is not None
    )


def by_percent(policy: StockPolicy) -> bool:
    """Return whether the safety stock is a share of the demand."""
    return policy.safety_stock is not None and policy.method != "service_level"


def stock_views(strategy: Strategy) -> Iterator[StockView]:
    """Yield every stock class worked out, in the order written."""
    items = by_item(strategy)
    slowest = max((one.primary_lead for one in items.values() if one.primary_lead), key=days_in, default=None)
    for policy in strategy.inventory.values():
        goods = goods_of(policy.applies_to, strategy)
        lead = policy.lead_time or _lead_of(goods, items, slowest, strategy)
        yield _view(policy, goods, lead)


def _lead_of(
    goods: Goods | None, items: Mapping[str, ItemSuppliers], slowest: Duration | None, strategy: Strategy
) -> Duration | None:
    if goods is None:
        return None
    if goods.everything:
        return slowest
    found = [items[key].primary_lead for key in keys(goods, strategy) if key in items]
    return max((one for one in found if one is not None), key=days_in, default=None)


def _view(policy: StockPolicy, goods: Goods | None, lead: Duration | None) -> StockView:
    daily = pieces_per_day(policy.demand) if policy.demand is not None else None
    demand = float(daily) if daily is not None else None
    days = float(days_in(lead)) if lead is not None else None
    spread = _spread(policy, demand, days)
    pieces_kept = _pieces(policy, demand, days, spread)
    level = (
        cycle_service_level(pieces_kept, spread) if pieces_kept is not None and spread is not None else None
    )
    missing = tuple(
        name
        for name, value in (("demand", demand), ("demand_sd", policy.demand_sd), ("lead_time", lead))
        if value is None
    )
    return StockView(
        policy,
        goods,
        lead,
        pieces_kept,
        level,
        days_of_cover(pieces_kept, demand) if pieces_kept is not None and demand else None,
        _reorder(policy, demand, days, pieces_kept),
        missing,
    )


def _spread(policy: StockPolicy, demand: float | None, days: float | None) -> float | None:
    """Return the standard deviation of the demand over the lead time, in pieces."""
    sd = policy.demand_sd
    if sd is None or days is None or not isinstance(sd.value, Count):
        return None
    strays = float(days_in(policy.lead_time_sd)) if policy.lead_time_sd is not None else 0.0
    if strays and demand is None:
        return None
    daily = float(sd.value.value) / sqrt(float(days_per(sd)))
    return demand_spread(daily, days, demand or 0.0, strays)


def _pieces(
    policy: StockPolicy, demand: float | None, days: float | None, spread: float | None
) -> float | None:
    if by_percent(policy):
        span = float(days_in(policy.horizon)) if policy.horizon is not None else days
        share = policy.safety_stock
        if share is None or demand is None or span is None:
            return None
        return float(share.value) * demand * span
    if policy.service_level is None or spread is None:
        return None
    pieces = safety_stock(float(policy.service_level.value), spread)
    return pieces if isfinite(pieces) else None


def _reorder(
    policy: StockPolicy, demand: float | None, days: float | None, pieces: float | None
) -> Decimal | None:
    """Return the stock at which an order goes out: as stated, else worked out in whole pieces."""
    if policy.reorder_point is not None:
        return policy.reorder_point.value
    if demand is None or days is None or pieces is None:
        return None
    # Nine digits, so that a whole number that floats miss by a hair is not rounded up by a piece.
    return Decimal(ceil(round(reorder_point(demand, days, pieces), 9)))
