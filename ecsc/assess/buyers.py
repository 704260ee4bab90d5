"""Which metrics are revenue, buyers and repeat purchases, and what the cheapest product costs at least."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ecsc.assess.ratios import divided
from ecsc.assess.wording import mentions
from ecsc.link import LinkedStrategy
from ecsc.model import Strategy
from ecsc.model.goals import Metric
from ecsc.model.offer import Promotion
from ecsc.quantity import EXACT

_PEOPLE = ("people", "人", "persons", "customers", "buyers", "members", "位", "名")


def revenue_metrics(linked: LinkedStrategy) -> frozenset[str]:
    """Return the metrics that are revenue: the standard one, and what order values are worked out from."""
    found = [one.id for one in linked.metrics.values() if one.standard == "gmv"]
    found.extend(
        parts[0]
        for one in linked.metrics.values()
        if one.standard == "aov" and (parts := divided(one)) is not None
    )
    return frozenset(found)


def repeat_metrics(linked: LinkedStrategy) -> frozenset[str]:
    """Return the metrics that are repeat-purchase rates: the standard one, and shares that are called so."""
    return frozenset(one.id for one in linked.metrics.values() if is_repeat_rate(one))


def is_repeat_rate(metric: Metric) -> bool:
    """Return whether a metric is the share of customers who buy again."""
    if metric.standard is not None:
        return metric.standard == "repeat_rate"
    return metric.unit in ("percent", "%") and any(
        mentions(text, "repeat_purchase") for text in (metric.id, metric.name) if text
    )


def buyer_metrics(linked: LinkedStrategy, repeats: frozenset[str]) -> frozenset[str]:
    """Return the metrics that count buyers: what repeat rates are divided by, and people called customers or members.

    New members are not yet buyers; that they are counted as such is what is to be found out.
    """
    rates = [parts for name in repeats if (parts := divided(linked.metrics[name])) is not None]
    again = {above for above, _ in rates}
    called = (one.id for one in linked.metrics.values() if one.id not in again and _called_buyers(one))
    return frozenset((*(below for _, below in rates), *called))


def _called_buyers(metric: Metric) -> bool:
    if metric.standard is not None or metric.formula is not None or metric.unit not in _PEOPLE:
        return False
    return any(mentions(text, "buyers") for text in (metric.id, metric.name) if text)


Cheapest = tuple[tuple[Decimal, str] | None, tuple[Decimal, str] | None]
"""The product with the lowest floor price, and the cheapest of those that have none, each with its price."""


def cheapest_products(strategy: Strategy) -> Cheapest:
    """Return the products that could be the cheapest: a floor price is the least, a list price may be lowered."""
    floors, lists = [], []
    for one in strategy.products.values():
        if one.floor_price is not None:
            floors.append((one.floor_price.amount, one.id))
        elif one.list_price is not None:
            lists.append((one.list_price.amount, one.id))
    return min(floors, default=None), min(lists, default=None)


def least_price(
    products: Cheapest, promotions: Mapping[str, Promotion], first: dt.date, last: dt.date
) -> tuple[Decimal | None, str, tuple[str, ...]]:
    """Return the least that a product costs in a time, its id, and what is missing where that is not known.

    A floor price is the least. Without one it is the list price, less what promotions of the time take off when
    all of them are shares.
    """
    floor, listed = products
    if listed is not None:
        off = _discount(promotions, first, last)
        if off is None:
            return None, "", ("products.floor_price",)
        listed = (EXACT.multiply(listed[0], 1 - off), listed[1])
    found = min((one for one in (floor, listed) if one is not None), default=None)
    return (*found, ()) if found is not None else (None, "", ("products.list_price",))


def _discount(promotions: Mapping[str, Promotion], first: dt.date, last: dt.date) -> Decimal | None:
    """Return how much all promotions of a time take off together at most; None where one takes off no share."""
    kept = Decimal(1)
    for promotion in promotions.values():
        window = promotion.window
        if window is not None and (window.start.date() > last or window.last_day < first):
            continue
        share = _share(promotion)
        if share is None:
            return None
        kept = EXACT.multiply(kept, 1 - share)
    return 1 - kept


def _share(promotion: Promotion) -> Decimal | None:
    off = promotion.offer.percent_off
    return off.value if off is not None else None
