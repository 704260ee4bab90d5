"""What figures that were reached come to: a month on average, orders, and how much they changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.identities import order_values, told
from ecsc.assess.units import as_value, fits, in_one_unit
from ecsc.assess.verdicts import Remark, Value
from ecsc.assess.wholes import kind_of
from ecsc.link.amounts import in_unit
from ecsc.plan.figure_types import Figure
from ecsc.plan.figures_of_aims import averages
from ecsc.quantity import EXACT, Count, Rate


def actual_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield what was reached a month, of metrics that add up over time."""
    linked = assessed.linked
    for actual in linked.strategy.actuals.values():
        metric = linked.metrics.get(actual.metric)
        value = told(actual, linked)
        if kind_of(metric, over_time=True) == "sum" and fits(value, metric, linked.strategy.header.currency):
            yield from averages("actuals", actual.id, value, actual.period, weeks=False)


def order_figures(assessed: Assessed) -> Iterator[Figure]:
    """Yield how many orders buyers and their repeat rate make, and what an order was worth at most."""
    for one in order_values(assessed.linked):
        buyers = one.buyers.value
        repeat = one.repeat.value if one.repeat is not None else Rate(Decimal(0))
        params = {"buyers": buyers, "rate": repeat}
        way = Remark("{buyers} × (1 + {rate}), if all of them are buyers", params)
        yield Figure("actuals", one.buyers.id, "orders", Count(one.orders), way)
        revenue = one.revenue.value
        way = Remark("{revenue} ÷ {orders} orders", {"revenue": revenue, "orders": Count(one.orders)})
        yield Figure("actuals", one.buyers.id, "order_value", as_value(one.average, revenue), way)
        if one.price is not None and one.share < 1:
            price = as_value(one.price, revenue)
            way = Remark(
                "{average} ÷ {price}, which is the least that a product costs",
                {"average": as_value(one.average, revenue), "price": price},
            )
            yield Figure("actuals", one.buyers.id, "buyers", Rate(one.share), way)


def changes(assessed: Assessed) -> Iterator[Figure]:
    """Yield how much issues, operations and campaigns changed a figure, as a part of what it was before."""
    linked = assessed.linked
    strategy = linked.strategy
    for issue in strategy.issues.values():
        yield from _change("issues", issue.id, issue.metric, issue.before, issue.after, assessed)
    for measure in strategy.operations.values():
        if (change := measure.change) is not None:
            yield from _change("operations", measure.id, change.metric, change.before, change.after, assessed)
    for campaign in strategy.campaigns.values():
        if (result := campaign.result) is not None:
            yield from _change(
                "campaigns", campaign.id, result.metric, result.baseline, result.value, assessed
            )


def _change(
    section: str, name: str, metric: str | None, before: Value | None, after: Value | None, assessed: Assessed
) -> Iterator[Figure]:
    if before is None or after is None:
        return
    linked = assessed.linked
    found = linked.metrics.get(metric or "")
    unit, currency = found.unit if found is not None else None, linked.strategy.header.currency
    first: Value = in_unit(before, unit, currency)
    last: Value = in_unit(after, unit, currency)
    pair = in_one_unit(first, last)
    if pair is None or pair[0] <= 0:
        return  # of nothing, or of less, there is no part
    part = Rate(EXACT.subtract(EXACT.divide(pair[1], pair[0]), Decimal(1)), signed=True)
    yield Figure(
        section, name, "change", part, Remark("{before} → {after}", {"before": first, "after": last})
    )
