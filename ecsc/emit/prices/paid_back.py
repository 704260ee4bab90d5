"""What price protection pays back: a sentence of the most, and a table of what is alike together."""

from __future__ import annotations

from collections.abc import Sequence

from ecsc.emit.price_names import paid_back_head
from ecsc.emit.prices.rests import some
from ecsc.emit.prices.told import Prices
from ecsc.plan.offer_types import PaidBack


def paid_back(prices: Prices) -> str:
    """Return the most that is paid back of a piece, and of how many prices something is; nothing where none is."""
    w, found = prices.w, prices.offers.paid_back
    if not found:
        return ""
    most = found[0]
    return w.count(
        "{title} up to {amount} a piece: {place} falls from {paid} to {lowest} by {offers}, within {within} after an"
        " order. {n} price falls so.",
        "{title} up to {amount} a piece: {place} falls from {paid} to {lowest} by {offers}, within {within} after an"
        " order. {n} prices fall so.",
        len(found),
        title=paid_back_head(w),
        amount=prices.show(most.paid - most.lowest),
        place=prices.placed(most.product, most.channel),
        paid=prices.show(most.paid),
        lowest=prices.show(most.lowest),
        offers=prices.together(most.offers),
        within=most.within,
    )


def heads(prices: Prices) -> tuple[str, ...]:
    """Return what the columns of `cells` are called."""
    w = prices.w

    def money(title: str) -> str:
        return w("{title} ({currency})", title=title, currency=prices.offers.currency)

    return (
        w("Product"), w("Channel"), w("Protected for"), w("Falls on"), money(w("Paid before")), money(w("Price then")),
        money(w("Paid back a piece")), w("Offers used"),
    )  # fmt: skip


TEXT = (1, 2, 3, 7)
"""The columns of `cells` that are text."""


def cells(prices: Prices) -> tuple[tuple[str, ...], ...]:
    """Return a line for all products whose prices fall alike on the same channels, what is paid back most first."""
    by_product: dict[tuple[object, ...], list[PaidBack]] = {}
    for one in prices.offers.paid_back:
        by_product.setdefault((one.product, *_alike(one)), []).append(one)
    groups: dict[tuple[object, ...], list[PaidBack]] = {}
    for (_, *alike), found in by_product.items():
        groups.setdefault((*alike, tuple(one.channel for one in found)), []).extend(found)
    return tuple(_line(found, prices) for found in groups.values())


def _alike(one: PaidBack) -> tuple[object, ...]:
    return one.within, one.start, one.paid, one.lowest, one.offers


def _line(found: Sequence[PaidBack], prices: Prices) -> tuple[str, ...]:
    w, first = prices.w, found[0]
    return (
        some([prices.product(one.product) for one in found], w),
        some([prices.channel(one.channel) for one in found], w),
        w.show(first.within),
        prices.instant(first.start),
        prices.bare(first.paid),
        prices.bare(first.lowest),
        prices.bare(first.paid - first.lowest),
        prices.together(first.offers),
    )
