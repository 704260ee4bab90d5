"""Money as figures in cells, and what is missing as phrases."""

from __future__ import annotations

from collections.abc import Iterable

from ecsc.emit.numbers import number_text
from ecsc.messages import Words
from ecsc.quantity import Money


def cell(amount: Money | None) -> str:
    """Return an amount as a spreadsheet reads it, empty where it is not known."""
    return "" if amount is None else number_text(amount.amount)


def show(amount: Money | None, w: Words) -> str:
    """Return an amount as people read it, a dash where it is not known."""
    return "–" if amount is None else w.show(amount)


def lacking(missing: Iterable[str], w: Words) -> str:
    """Return what figures cannot be told without, in the reader's language; fields are named as they are written."""
    told = {
        "the target of a refund rate": w("the target of a refund rate"),
        "`list_price`, `unit_cost` and `fulfilment` of every product": w(
            "`list_price`, `unit_cost` and `fulfilment` of every product"
        ),
    }
    told["`list_price` and `fulfilment` of every product"] = w(
        "`list_price` and `fulfilment` of every product"
    )
    return w.show([told.get(what, what).replace("`", "") for what in missing])
