"""The promotions: what each gives, when, within which limits, the most it can cost and how, and who pays."""

from __future__ import annotations

from msgspec import Struct

from ecsc.emit.exposure_words import how_much, others_pay, together
from ecsc.emit.offer_words import offer_words
from ecsc.emit.page.reader import Reader
from ecsc.messages import Words, shortened
from ecsc.plan.types import PromotionPlan
from ecsc.quantity import Window

OTHERS = 6
"""The column of who else pays, which is there where anybody does."""


class Promotions(Struct, frozen=True):
    """The table; `text` are the columns that hold no figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: tuple[int, ...]


def promotions(reader: Reader) -> Promotions:
    """Return the promotions in the order of their windows, those without one last."""
    w, found = reader.w, reader.plan.promotions
    rows = [
        _row(one, reader)
        for one in sorted(found, key=lambda one: (one.window is None, one.window and one.window.start))
    ]
    heads = [
        w("Promotion"), w("Offer"), w("When"), w("Limits"), w("Costs at most"), w("How it comes to that"),
        w("Others bear"), w("Paid by"), w("Prepared by"),
    ]  # fmt: skip
    shown = [heads, *map(list, rows)]
    if all(row[OTHERS] == "–" for row in rows):
        for row in shown:
            del row[OTHERS]
    heads, *rest = shown
    text = tuple(place for place in range(1, len(heads)) if place != 4)
    return Promotions(tuple(heads), tuple(map(tuple, rest)), text)


def bounded(reader: Reader) -> str:
    """Return of how many promotions it is known what they cost at most, and what all can cost together."""
    w, joint = reader.w, reader.plan.joint_exposure
    told = _counted(reader.plan.promotions, w)
    if joint is None or (joint.open and not joint.worst.amount):
        return told
    return f"{told}{reader.blank}{together(joint, reader.plan, w)}"


def _counted(found: tuple[PromotionPlan, ...], w: Words) -> str:
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
    w, detail = reader.w, one.exposure_detail
    lines = {line.path: line.name for line in reader.plan.budgets}
    return (
        shortened(one.name, 120),
        shortened(offer_words(one, w), 120),
        when(one.window, w),
        ", ".join(_limits(one, w)) or w("none stated"),
        w.show(one.exposure) if one.exposure is not None else w("! no bound"),
        how_much(detail, w) if detail is not None else "–",
        (others_pay(detail, w) if detail is not None else "") or "–",
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
