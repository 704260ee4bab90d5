"""How low prices can get under the offers, and every promotion with its limits, the most it can cost, and who pays."""

from __future__ import annotations

from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.offers.prices import shown
from ecsc.emit.page.offers.promotions import bounded, promotions
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.prices.answer import answer, decision
from ecsc.emit.prices.told import Prices


def section(reader: Reader) -> Section:
    """Return whether anything can be sold at a loss, the lowest prices, and the promotions in the order of windows."""
    w, found, prices = reader.w, reader.plan.promotions, reader.prices
    title = w("Offers")
    if not found and prices is None:
        told = w(
            "Here would stand what is given away, when, and what it costs at most: write it under `promotions`."
        )
        return Section("offers", title, told, None)
    told = bounded(reader) if found else ""
    body = fill(
        "offers/offers.html.j2",
        w=w,
        coded=coded,
        prices=shown(prices, reader) if prices is not None else None,
        decision=reader.blank.join(decision(prices) or ()) if prices is not None else "",
        promotions=promotions(reader) if found else None,
        bounded=told,
    )
    return Section("offers", title, _lead(prices, told, reader), body)


def _lead(prices: Prices | None, bounded: str, reader: Reader) -> str:
    """Return whether anything can be sold at a loss; without prices, whether promotions have a limit."""
    if prices is None:
        return bounded
    asked = reader.w("Can anything be sold at a loss?")
    return reader.blank.join((asked, *answer(prices)))
