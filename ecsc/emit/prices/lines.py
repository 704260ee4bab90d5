"""The lines of the table of prices: those that are alike are one, in the order of the plan, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from ecsc.emit.prices.told import Prices, State, state, verdict
from ecsc.messages import Words
from ecsc.plan.offer_types import PriceCase, PriceRow, PriceWay

NAMES = 3
"""So many products are named in a line; the rest are counted."""


class PriceLine(Struct, frozen=True):
    """Prices that are alike but for what channels take: where, in figures as printed, and how they stand."""

    products: str
    channels: str
    list_price: str
    lowest: str
    with_others: str
    by: str
    floor: str
    break_even: str
    left: str
    share: str
    verdict: str
    state: State
    rows: int


def heads(prices: Prices) -> tuple[str, ...]:
    """Return what the columns of `cells` are called."""
    w = prices.w

    def money(title: str) -> str:
        return w("{title} ({currency})", title=title, currency=prices.offers.currency)

    return (
        w("Product"), w("Channel"), w("Verdict"), money(w("List price")), money(w("Lowest price")),
        money(w("With other goods")), money(w("Left a piece")), w("Of the price without tax"),
        money(w("Floor price")), money(w("Break-even")), w("Offers used"),
    )  # fmt: skip


TEXT = (1, 2, 10)
"""The columns of `cells` that are text."""


def cells(one: PriceLine) -> tuple[str, ...]:
    """Return a line as it stands in a table."""
    return (
        one.products, one.channels or "–", one.verdict, one.list_price, one.lowest, one.with_others,
        one.left, one.share, one.floor, one.break_even, one.by,
    )  # fmt: skip


def lines(prices: Prices) -> tuple[PriceLine, ...]:
    """Return the lines: rows of one product with the same prices and verdict, then products with the same lines."""
    by_product: dict[tuple[object, ...], list[PriceRow]] = {}
    for row in prices.offers.rows:
        by_product.setdefault((row.product, *_alike(prices.case(row))), []).append(row)
    groups: dict[tuple[object, ...], list[PriceRow]] = {}
    for (_, *alike), rows in by_product.items():
        groups.setdefault((*alike, frozenset(row.channel for row in rows)), []).extend(rows)
    return tuple(_line(rows, prices) for rows in groups.values())


def _alike(case: PriceCase) -> tuple[object, ...]:
    return case.way, case.verdict, case.bound_verdict, case.loss, case.meant, case.uncounted


def _line(rows: Sequence[PriceRow], prices: Prices) -> PriceLine:
    w, first = prices.w, rows[0]
    case, way = prices.case(first), prices.way(first)
    cases = [prices.case(row) for row in rows]
    order, by = way.lowest, prices.together(prices.used(first))
    when = prices.circumstances(order) if order is not None and order.steps else ""
    if way.poorest is not None:
        offers = prices.together([step.offer for step in way.poorest.steps])
        poorest = prices.show(way.poorest.price)
        lefts = _from_to([prices.show(one) for one in _sorted(each.left for each in cases)])
        least = w("least is left at {price} by {offers}: {left}", price=poorest, offers=offers, left=lefts)
        when = f"{when} · {least}" if when else least
    return PriceLine(
        products=_names([prices.product(one) for one in dict.fromkeys(row.product for row in rows)], w),
        channels=w.show([prices.channel(one) for one in dict.fromkeys(row.channel for row in rows)]),
        list_price=prices.bare(way.list_price),
        lowest=f"{'' if way.exact else '≥ '}{prices.bare(prices.price(first))}",
        with_others=_with_others(way, prices),
        by=w("{offers} ({when})", offers=by, when=when) if when else by,
        floor=prices.bare(way.floor),
        break_even=_from_to(
            [prices.bare(one) for one in _sorted(each.at_lowest.break_even for each in cases)]
        ),
        left=_from_to([prices.bare(one) for one in _sorted(each.at_lowest.amount for each in cases)]),
        share=_from_to([prices.share(one) for one in _sorted(each.at_lowest.share for each in cases)]),
        verdict=verdict(case, way, prices),
        state=state(case),
        rows=len(rows),
    )


def _with_others(way: PriceWay, prices: Prices) -> str:
    """Return the price in an order with other goods where it is lower; `≥` before one that is a limit alone."""
    bound = way.bound
    if way.lowest is None or bound.price >= way.lowest.price:
        return "–"
    return prices.bare(bound.price) if bound.fillers is not None else f"≥ {prices.bare(bound.price)}"


def _names(names: Sequence[str], w: Words) -> str:
    if len(names) <= NAMES:
        return w.show(list(names))
    return w("{names} and {n} more", names=", ".join(names[:NAMES]), n=len(names) - NAMES)


def _sorted(amounts: Iterable[Decimal | None]) -> list[Decimal]:
    return sorted(one for one in amounts if one is not None)


def _from_to(shown: Sequence[str]) -> str:
    """Return a figure as printed, the least and the greatest where they differ."""
    if not shown:
        return "–"
    return shown[0] if shown[0] == shown[-1] else f"{shown[0]} – {shown[-1]}"
