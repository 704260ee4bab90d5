"""Every price as a spreadsheet: amounts as plain numbers in the currency of the heading, shares in percent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ecsc.emit.numbers import number_text
from ecsc.emit.price_names import verdict_words
from ecsc.emit.prices.steps import STEPS, step_name
from ecsc.emit.prices.told import Prices, verdict
from ecsc.messages import csv_file
from ecsc.plan.offer_types import OrderWay, PieceMargin, PriceRow
from ecsc.quantity import EXACT

Row = list[str | int | None]


def sheet(prices: Prices) -> bytes:
    """Return a row a product and channel, the worst first."""
    return csv_file([_heading(prices), *(_row(row, prices) for row in prices.offers.rows)])


def _heading(prices: Prices) -> Row:
    w, currency = prices.w, prices.offers.currency

    def money(title: str) -> str:
        return w("{title} ({currency})", title=title, currency=currency)

    return [
        w("Product id"), w("Product"), w("Channel id"), w("Channel"), w("Verdict"), money(w("List price")),
        money(w("Lowest price")), w("Offers used"), w("Offer by offer"), w("Pieces in the order"), w("Customers"),
        w("From"), w("Until"), money(w("Floor price")), money(w("Break-even")),
        money(w("Left a piece at the list price")), w("Of the list price without tax"),
        *(money(step_name(key, w)) for key in STEPS),
        money(w("Left a piece at the lowest price")), w("Of the price without tax"), money(w("Least left a piece")),
        w("Least is left by"), money(w("Least is left at")), money(w("Never below")), w("Offers there"),
        money(w("Worth of other goods")),
        money(w("Left a piece there")), w("Verdict there"), w("Missing"), w("Not counted"),
        w("All combinations looked at"),
    ]  # fmt: skip


def _row(row: PriceRow, prices: Prices) -> Row:
    w, case, way = prices.w, prices.case(row), prices.way(row)
    order, poorest, bound = way.lowest, way.poorest, way.bound
    return [
        row.product, prices.product(row.product), row.channel, prices.channel(row.channel), verdict(case, way, prices),
        _cell(way.list_price), _cell(prices.price(row)), prices.together(prices.used(row)),
        *(_order(order, prices) if order is not None else [""] * 5), _cell(way.floor), _cell(case.at_lowest.break_even),
        _cell(case.at_list.amount), _percent(case.at_list.share), *_steps(case.at_lowest),
        _cell(case.at_lowest.amount), _percent(case.at_lowest.share), _cell(case.left),
        prices.together([step.offer for step in poorest.steps]) if poorest is not None else "",
        _cell(poorest.price if poorest is not None else None),
        _cell(bound.price), prices.together(bound.offers), _cell(bound.fillers), _cell(case.bound_left),
        verdict_words(case.bound_verdict, w), w.show([one.strip("`") for one in case.missing]) if case.missing else "",
        prices.uncounted(case),
        w("yes") if way.exact else w("no"),
    ]  # fmt: skip


def _order(order: OrderWay, prices: Prices) -> Row:
    steps = (
        f"{prices.offer(one.offer)} −{number_text(one.off)} = {number_text(one.left)}" for one in order.steps
    )
    return [
        "; ".join(steps), order.pieces, prices.segment(order.segment), _instant(order.start), _instant(order.end),
    ]  # fmt: skip


def _steps(margin: PieceMargin) -> Row:
    """Return every step that is there; one that lacks something is empty, one that is not taken is nothing."""
    known = margin.amount is not None
    return [_cell(margin.steps.get(key, Decimal(0) if known else None)) for key in STEPS]


def _instant(time: dt.datetime | None) -> str:
    return "" if time is None else time.isoformat(sep=" ", timespec="minutes")


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{number_text(EXACT.multiply(share, Decimal(100)))}%"


def _cell(amount: Decimal | None) -> str:
    """Return an amount as a spreadsheet reads it, empty where it is not known."""
    return "" if amount is None else number_text(amount)
