"""Figures that must fit each other: formulas between metrics, and what so many buyers must at least have spent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.assess.drivers import equations_of
from ecsc.assess.units import fits
from ecsc.assess.verdicts import Value, number
from ecsc.link import LinkedStrategy
from ecsc.link.amounts import in_unit
from ecsc.model.goals import scope_key
from ecsc.model.learning import Actual
from ecsc.quantity import EXACT
from ecsc.targets import last_digit

if TYPE_CHECKING:
    from ecsc.expr.tree import Node


_FORMULAS = 300
"""Formulas bound together that are followed; a larger knot is no funnel, and its figures are left alone."""


class Level(Struct, frozen=True):
    """A value of a metric, and where it stands."""

    section: str
    id: str
    metric: str
    value: Value


class Disagreement(Struct, frozen=True):
    """A level that the others of its time and scope make at another value."""

    level: Level
    made: Decimal
    others: tuple[Level, ...]


Groups = Mapping[tuple[object, ...], Mapping[str, Level]]


def levels_of_targets(linked: LinkedStrategy) -> Groups:
    """Return the committed targets by their period, channel and scope, and then by metric."""
    return _grouped(
        linked,
        (
            (
                (one.period.first, one.period.last, *scope_key(one.scope, one.channel)),
                Level("targets", one.id, one.metric, one.committed),
            )
            for one in linked.strategy.targets.values()
            if one.committed is not None
        ),
    )


def levels_of_actuals(linked: LinkedStrategy) -> Groups:
    """Return what was reached by its period and channel, and then by metric."""
    return _grouped(
        linked,
        (
            (
                (one.period.first, one.period.last, one.channel),
                Level("actuals", one.id, one.metric, told(one, linked)),
            )
            for one in linked.strategy.actuals.values()
        ),
    )


def told(actual: Actual, linked: LinkedStrategy) -> Value:
    """Return what was reached in the unit of its metric."""
    metric = linked.metrics.get(actual.metric)
    value: Value = in_unit(
        actual.value, metric.unit if metric is not None else None, linked.strategy.header.currency
    )
    return value


def _grouped(linked: LinkedStrategy, levels: Iterable[tuple[tuple[object, ...], Level]]) -> Groups:
    """Return levels by what they are about; what is in a wrong unit, or said twice, is told by itself."""
    found: dict[tuple[object, ...], dict[str, Level]] = {}
    for key, level in levels:
        if fits(level.value, linked.metrics.get(level.metric), linked.strategy.header.currency):
            found.setdefault(key, {}).setdefault(level.metric, level)
    return found


def disagreements(linked: LinkedStrategy, groups: Groups, room: Decimal) -> Iterator[Disagreement]:
    """Yield one level for each group of figures that the formulas between their metrics do not let stand together.

    A figure may miss by the share `room`, or by as much as the rounding of all of them explains.
    """
    if not any(len(levels) > 1 for levels in groups.values()):
        return
    equations = equations_of(linked)
    families = _families(equations)
    together: dict[str, dict[str, Node]] = {}
    for metric, tree in equations.items():
        together.setdefault(families[metric], {})[metric] = tree
    for levels in groups.values():
        kin: dict[str, list[Level]] = {}
        for level in levels.values():
            if level.metric in families:
                kin.setdefault(families[level.metric], []).append(level)
        for family, related in kin.items():
            if len(related) > 1 and len(together[family]) <= _FORMULAS:
                yield from _disagreement(linked, related, together[family], room)


def _families(equations: Mapping[str, Node]) -> dict[str, str]:
    """Return for each metric of a formula the first metric of those that formulas bind together."""
    from ecsc.targets.equations import names_of

    first: dict[str, str] = {}

    def root(name: str) -> str:
        while first.setdefault(name, name) != name:
            first[name] = first[first[name]]
            name = first[name]
        return name

    for metric, tree in equations.items():
        for name in names_of(tree):
            first[root(name)] = root(metric)
    return {name: root(name) for name in tuple(first)}


def _disagreement(
    linked: LinkedStrategy, levels: list[Level], equations: Mapping[str, Node], room: Decimal
) -> Iterator[Disagreement]:
    """Yield the first level that the others make at another value, money before counts before ratios."""
    from ecsc.targets.drivers import derive

    known = {level.metric: number(level.value) for level in levels}
    rounding = sum(
        (EXACT.divide(last_digit(value) / 2, abs(value)) for value in known.values() if value), Decimal(0)
    )
    order = {"sum": 0, "last": 1, "distinct": 1}
    for level in sorted(levels, key=lambda one: order.get(_adds_up(linked, one.metric), 2)):
        derived = derive(level.metric, equations, known)
        if derived is None:
            continue
        made, stated = derived.values[level.metric], known[level.metric]
        if abs(made - stated) > max(room, rounding) * abs(made) + last_digit(stated) / 2:
            yield Disagreement(level, made, tuple(one for one in levels if one is not level))
            return


def _adds_up(linked: LinkedStrategy, metric: str) -> str:
    found = linked.metrics.get(metric)
    return (found.aggregation or "") if found is not None else ""


class OrderValue(Struct, frozen=True):
    """What so many buyers can at most have spent an order, against the least that an order costs.

    `orders` is buyers × (1 + repeat rate), `average` revenue ÷ orders, `price` the cheapest, `share` how many of
    the buyers can have bought at most. `price` is None, and `missing` says why, where the cheapest price is not known.
    """

    revenue: Level
    buyers: Level
    repeat: Level | None
    orders: Decimal
    average: Decimal
    price: Decimal | None
    product: str
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> Decimal:
        """Return the largest share of the buyers that can have bought, as a fraction."""
        return EXACT.divide(self.average, self.price) if self.price else Decimal(1)


def order_values(linked: LinkedStrategy) -> Iterator[OrderValue]:
    """Yield the order value of each group of actuals that has revenue and buyers."""
    from ecsc.assess.buyers import (
        buyer_metrics,
        cheapest_products,
        least_price,
        repeat_metrics,
        revenue_metrics,
    )

    strategy = linked.strategy
    revenues, repeats = revenue_metrics(linked), repeat_metrics(linked)
    people, products = buyer_metrics(linked, repeats), cheapest_products(strategy)
    for (first, last, *_), levels in levels_of_actuals(linked).items():
        revenue = next((level for name, level in levels.items() if name in revenues), None)
        repeat = next((level for name, level in levels.items() if name in repeats), None)
        if revenue is None or not isinstance(first, dt.date) or not isinstance(last, dt.date):
            continue
        for name, buyers in levels.items():
            if name not in people or number(buyers.value) <= 0:
                continue
            orders = EXACT.multiply(number(buyers.value), 1 + (number(repeat.value) if repeat else 0))
            average = EXACT.divide(number(revenue.value), orders)
            price, product, missing = least_price(products, strategy.promotions, first, last)
            yield OrderValue(revenue, buyers, repeat, orders, average, price, product, missing)
