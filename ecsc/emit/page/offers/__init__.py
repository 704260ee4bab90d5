"""How low prices can get under the offers, and every promotion with its limits, the most it can cost, and who pays."""

from __future__ import annotations

from ecsc.emit.offer_words import offer_words
from ecsc.emit.page.markup import coded, fill
from ecsc.emit.page.offers.prices import shown
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.prices.answer import answer, decision
from ecsc.emit.prices.told import Prices
from ecsc.messages import Words, shortened
from ecsc.plan.types import PromotionPlan
from ecsc.quantity import Window


def section(reader: Reader) -> Section:
    """Return whether anything can be sold at a loss, the lowest prices, and the promotions in the order of windows."""
    w, found, prices = reader.w, reader.plan.promotions, reader.prices
    title = w("Offers")
    if not found and prices is None:
        told = w(
            "Here would stand what is given away, when, and what it costs at most: write it under `promotions`."
        )
        return Section("offers", title, told, None)
    rows = [
        _row(one, reader)
        for one in sorted(found, key=lambda one: (one.window is None, one.window and one.window.start))
    ]
    heads = (
        w("Promotion"), w("Offer"), w("When"), w("Limits"), w("Costs at most"), w("Paid by"), w("Prepared by"),
    )  # fmt: skip
    bounded = _bounded(found, w) if found else ""
    body = fill(
        "offers/offers.html.j2",
        w=w,
        coded=coded,
        prices=shown(prices, reader) if prices is not None else None,
        decision=reader.blank.join(decision(prices) or ()) if prices is not None else "",
        bounded=bounded,
        heads=heads,
        rows=rows,
    )
    return Section("offers", title, _lead(prices, bounded, reader), body)


def _lead(prices: Prices | None, bounded: str, reader: Reader) -> str:
    """Return whether anything can be sold at a loss; without prices, whether promotions have a limit."""
    if prices is None:
        return bounded
    asked = reader.w("Can anything be sold at a loss?")
    return reader.blank.join((asked, *answer(prices)))


def _bounded(found: tuple[PromotionPlan, ...], w: Words) -> str:
    """Return of how many promotions it is known what they cost at most."""
    open_ = sum(one.exposure is None for one in found)
    if not open_:
        return w.count(
            "{n} promotion, with a limit to what it can cost.",
            "{n} promotions, each with a limit to what it can cost.", len(found),
        )  # fmt: skip
    return w.count(
        "Of {n} of {all} promotions nobody can say what it costs at most.",
        "Of {n} of {all} promotions nobody can say what they cost at most.",
        open_, all=len(found),
    )  # fmt: skip


def _row(one: PromotionPlan, reader: Reader) -> tuple[str, ...]:
    w = reader.w
    lines = {line.path: line.name for line in reader.plan.budgets}
    return (
        shortened(one.name, 120),
        shortened(offer_words(one, w), 120),
        when(one.window, w),
        ", ".join(_limits(one, w)) or w("none stated"),
        w.show(one.exposure) if one.exposure is not None else w("! no bound"),
        lines.get(one.budget, one.budget) if one.budget else w("! no line"),
        ", ".join(reader.name(task) for task in one.prepared_by) or "–",
    )


def _limits(one: PromotionPlan, w: Words) -> list[str]:
    told = []
    if one.units is not None:
        told.append(w.count("{n} piece", "{n} pieces", one.units))
    if one.redemptions is not None:
        told.append(w.count("{n} redemption", "{n} redemptions", one.redemptions))
    if one.per_customer is not None:
        told.append(w("{n} a customer", n=one.per_customer))
    if one.spend is not None:
        told.append(w("{amount} in all", amount=one.spend))
    return told


def when(window: Window | None, w: Words) -> str:
    """Return the days of a window, with its hours where it has any."""
    if window is None:
        return w("no dates")
    first, last = window.start.date(), window.last_day
    if window.whole_days:
        return w.days(first, last)
    # A window that closes at midnight closes at the end of its last day, not at the start of the next.
    closes = "24:00" if window.end.date() > last else f"{window.end:%H:%M}"
    if first == last:
        return f"{w.day(first)} {window.start:%H:%M}–{closes}"
    return w("{first} – {last}", first=f"{w.day(first)} {window.start:%H:%M}", last=f"{w.day(last)} {closes}")
