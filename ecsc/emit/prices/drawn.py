"""The worst prices as waterfalls: from the list price, each offer a step down, to what is paid in the end."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ecsc.emit.pictures.waterfall import Limit, Stage
from ecsc.emit.prices.told import Prices, verdict
from ecsc.plan.offer_types import OrderWay, PriceRow

MOST = 6
"""So many prices are drawn."""


class Picture(Struct, frozen=True):
    """A price to draw: whose it is, how it stands in a sentence, for whom and when, its stages and its limits.

    `rows` are the figures in it: what, how much, and what is left to pay then.
    """

    place: str
    title: str
    told: str
    when: str
    stages: tuple[Stage, ...]
    limits: tuple[Limit, ...]
    rows: tuple[tuple[str, str, str], ...]


def pictures(prices: Prices) -> tuple[Picture, ...]:
    """Return the worst prices that offers make, one a product and one of those that are the same."""
    found: list[Picture] = []
    seen: set[object] = set()
    for row in prices.offers.rows:
        order, case = prices.decisive(row), prices.case(row)
        if order is None or not order.steps or row.product in seen or case.way in seen:
            continue
        seen |= {row.product, case.way}
        found.append(_picture(row, order, prices))
        if len(found) == MOST:
            break
    return tuple(found)


def _picture(row: PriceRow, order: OrderWay, prices: Prices) -> Picture:
    w, case, way = prices.w, prices.case(row), prices.way(row)
    stages = (
        Stage(w("List price"), way.list_price, prices.show(way.list_price), "level"),
        *(
            Stage(prices.offer(one.offer), one.left, f"− {prices.show(one.off)}", "down")
            for one in order.steps
        ),
        Stage(w("Lowest price"), order.price, prices.show(order.price), "level"),
    )
    title = w("From list price to lowest price: {place}", place=prices.place(row))
    standing = verdict(case, way, prices)
    told = standing
    if case.left is not None and case.left < 0:
        told = w("{verdict}: {amount} are lost a piece", verdict=standing, amount=prices.show(-case.left))
    elif case.left is not None:
        told = w("{verdict}: {amount} are left a piece", verdict=standing, amount=prices.show(case.left))
    return Picture(
        place=prices.place(row),
        title=title,
        told=told,
        when=prices.circumstances(order),
        stages=stages,
        limits=tuple(_limits(row, prices)),
        rows=tuple((one.name, one.shown, prices.show(one.value)) for one in stages),
    )


def _limits(row: PriceRow, prices: Prices) -> Iterator[Limit]:
    w, case, way = prices.w, prices.case(row), prices.way(row)
    if way.floor is not None:
        yield Limit(w("Floor price {amount}", amount=prices.show(way.floor)), way.floor, "dashed")
    if case.at_lowest.break_even is not None:
        words = w("Break-even {amount}", amount=prices.show(case.at_lowest.break_even))
        yield Limit(words, case.at_lowest.break_even, "solid")
