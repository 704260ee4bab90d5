"""The cash by month: the curve with its lowest point, and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.emit.money_words import cash_figures, cash_heads, cash_verdict, show
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.cash_curve import Month, cash_curve

if TYPE_CHECKING:
    from markupsafe import Markup


class CashChart(Struct, frozen=True):
    """The cash in a sentence, as a curve (empty where it is not known), and by month with the class of each row."""

    verdict: str
    picture: Markup | str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]


def cash_chart(reader: Reader) -> CashChart | None:
    """Return the cash; None for a strategy that does not say when money moves."""
    from markupsafe import Markup

    w, cash = reader.w, reader.plan.cash
    if cash is None:
        return None
    known = [
        Month(w.period(one.period), one.cumulative.amount, w.show(one.cumulative))
        for one in cash.months
        if one.cumulative is not None
    ]
    lowest = next((w.period(one.period) for one in cash.months if one.period.label == cash.lowest_month), "")
    drawn = (
        cash_curve(known, lowest, w("Cash at the end of each month"))
        if known and len(known) == len(cash.months)
        else ""
    )
    rows = tuple(
        (w.period(one.period), *(show(amount, w) for amount in cash_figures(one))) for one in cash.months
    )
    kinds = tuple("lowest" if one.period.label == cash.lowest_month else "" for one in cash.months)
    heads = (w("Month"), *cash_heads(w))
    return CashChart(cash_verdict(cash, w), Markup(drawn), heads, rows, kinds)  # noqa: S704 - escaped there
