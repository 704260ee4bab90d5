"""Prices under offers: a row a product and channel, the worst first, with what its formulas can work out again."""

from __future__ import annotations

from decimal import Decimal

from ecsc.emit.prices.steps import STEPS, step_name
from ecsc.emit.prices.told import Prices, verdict
from ecsc.emit.spreadsheet.cells import (
    PERCENT,
    WHOLE,
    Cell,
    Column,
    Formula,
    Number,
    Sheet,
    letter,
    money_format,
)
from ecsc.plan.offer_types import PriceRow
from ecsc.quantity import EXACT

_LOWEST = 4
"""The column of the lowest price; the steps to what is left begin behind it and what follows up to `_STEPS`."""
_STEPS = 11


def offers_sheet(prices: Prices) -> Sheet:
    """Return the prices; what is left in the cheapest order is the sum of the price and the steps beside it."""
    w = prices.w
    columns = (
        Column(w("Product"), 30), Column(w("Channel"), 20), Column(w("Verdict"), 30), Column(w("List price"), 16),
        Column(w("Lowest price"), 16), Column(w("Off"), 8), Column(w("Offers used"), 44),
        Column(w("Pieces in the order"), 10), Column(w("Customers"), 16), Column(w("Floor price"), 16),
        Column(w("Break-even"), 16),
        *(Column(step_name(key, w), 14) for key in STEPS), Column(w("Left a piece"), 16),
        Column(w("Of the price without tax"), 14),
        Column(w("Least left a piece"), 16), Column(w("Never below"), 16), Column(w("Missing"), 40),
    )  # fmt: skip
    rows = tuple(_row(number, row, prices) for number, row in enumerate(prices.offers.rows, 2))
    return Sheet(w("Offers"), columns, rows, held=2)


def _row(number: int, row: PriceRow, prices: Prices) -> tuple[Cell, ...]:
    w, case, way = prices.w, prices.case(row), prices.way(row)
    order, price, steps = way.lowest, prices.price(row), case.at_lowest.steps
    form = money_format(prices.offers.currency)
    lowest, left = letter(_LOWEST), letter(_STEPS + len(STEPS))
    tax = letter(_STEPS + STEPS.index("tax"))
    first, last = letter(_STEPS), letter(_STEPS + len(STEPS) - 1)

    def amount(value: Decimal | None) -> Cell:
        return None if value is None else Number(value, form)

    off = EXACT.subtract(Decimal(1), EXACT.divide(price, way.list_price))
    remaining, share = case.at_lowest.amount, case.at_lowest.share
    return (
        prices.product(row.product), prices.channel(row.channel), verdict(case, way, prices),
        amount(way.list_price), amount(price), Formula(f"=1-{lowest}{number}/D{number}", off, PERCENT),
        prices.together(prices.used(row)), None if order is None else Number(order.pieces, WHOLE),
        "" if order is None else prices.segment(order.segment), amount(way.floor), amount(case.at_lowest.break_even),
        *(amount(steps.get(key)) for key in STEPS),
        None if remaining is None
        else Formula(f"={lowest}{number}+SUM({first}{number}:{last}{number})", remaining, form),
        None if share is None else Formula(f"={left}{number}/({lowest}{number}+{tax}{number})", share, PERCENT),
        amount(case.left), amount(way.bound.price),
        w.show([one.strip("`") for one in case.missing]) if case.missing else "",
    )  # fmt: skip
