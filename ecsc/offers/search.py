"""The lowest price of a good: every permitted set of offers in every context, for every number of pieces.

Not only the largest sets: an offer that is used can push an order under the threshold of a better one. Branches that
cannot end lower than what is already found are left out, by limits that are on the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction

from ecsc.offers.choices import TooManyChoicesError
from ecsc.offers.cuts import CutsOf, Others
from ecsc.offers.fillers import bound_of, safe_bound, within
from ecsc.offers.results import Path, Worst
from ecsc.offers.settings import Met, Setting, settings_of
from ecsc.offers.terms import Good, Line, Offer, covers
from ecsc.offers.till import open_order, receipt, use
from ecsc.offers.walk import Budget, Found, Search, TooLongError

STEPS_OF_SETTING = 10
"""What laying out one setting for a good counts, in steps: about the time that it takes."""

SOME_STEPS = 2_000
"""So many steps are taken beyond that to find a cheap order, if not the cheapest."""

SOME_OFFERS = 12
"""So many offers that a customer may choose are used for it, and as many that come by themselves."""

MOST_PIECES = 10

ROUNDED = 1
"""Coins that rounding may take off a piece beside what an offer does."""


def worst(
    good: Good,
    channel: str,
    offers: Sequence[Offer],
    *,
    most_pieces: int = MOST_PIECES,
    others: Sequence[Good] = (),
) -> Worst:
    """Return the lowest price of a good on a channel, for orders of at most so many pieces of it.

    `others` are the goods an order may also hold; without them the bound takes any for possible.
    """
    mine = [offer for offer in offers if covers(offer, good, channel)]
    try:
        settings = settings_of(mine)
    except TooManyChoicesError:
        return beyond(good, channel, mine, Others(others))
    return worst_in(good, channel, mine, settings, Others(others), most_pieces=most_pieces)


def worst_in(
    good: Good,
    channel: str,
    offers: Sequence[Offer],
    settings: Sequence[Setting],
    others: Others,
    *,
    most_pieces: int = MOST_PIECES,
    budget: Budget | None = None,
) -> Worst:
    """Return the lowest price of a good in the settings that its offers make, as far as a budget goes."""
    budget = budget or Budget()
    budget.take(STEPS_OF_SETTING * len(settings))
    if not budget.left:
        return beyond(good, channel, offers, others)
    cuts = CutsOf(good.price)
    met = sorted(
        (Met(one, within(good, one.context.offers, one.choices, others, cuts)) for one in settings),
        key=lambda one: one.within.least,
    )
    try:
        lowest = _lowest(good, met, most_pieces, budget, for_seller=False)
        poorest = lowest
        if any(one.seller_share != 1 or one.gift for one in offers):
            poorest = _lowest(good, met, most_pieces, budget, for_seller=True)
    except TooLongError:
        return beyond(good, channel, offers, others)
    cheapest = _path(good, lowest, for_seller=False)
    return Worst(
        good.id,
        channel,
        cheapest,
        cheapest if poorest is lowest else _path(good, poorest, for_seller=True),
        bound_of(good, [one.within for one in met], others, at_most=cheapest),
    )


def beyond(good: Good, channel: str, offers: Sequence[Offer], others: Others) -> Worst:
    """Return what is known of a good whose combinations are too many: a bound that is safe, and what was reached."""
    reached = _reached(good, offers, others)
    return Worst(good.id, channel, None, None, safe_bound(good, offers, others), exact=False, reached=reached)


def _reached(good: Good, offers: Sequence[Offer], others: Others) -> Path | None:
    """Return a cheap order of one piece by a few offers, those that nobody can refuse and the strongest of the others.

    None where too many come by themselves.
    """
    by_itself = [one for one in offers if one.automatic]
    if len(by_itself) > SOME_OFFERS:
        return None
    by_choice = [one for one in offers if not one.automatic]
    lots = open_order([Line(good, 1)])
    by_choice.sort(key=lambda one: -use(one, lots).off)
    few = [one for one in offers if one in by_itself or one in by_choice[:SOME_OFFERS]]
    search, cuts = Search(good, 1, Budget(SOME_STEPS), for_seller=False), CutsOf(good.price)
    settings = settings_of(few, some=True)
    met = ((one, within(good, one.context.offers, one.choices, others, cuts).least) for one in settings)
    with suppress(TooLongError):
        for setting, _ in sorted(met, key=lambda pair: pair[1]):
            search.look(setting, 1)
    return _path(good, search.found, for_seller=False) if search.found is not None else None


def _path(good: Good, found: Found, *, for_seller: bool) -> Path:
    offers, context = _needed(good, found, for_seller=for_seller), found.setting.context
    paid = receipt([Line(good, found.pieces)], offers)
    return Path(
        tuple(one.offer for one in paid.taken),
        found.pieces,
        context.segment,
        context.start,
        context.end,
        Fraction(paid.total, found.pieces),
        (paid.pays_seller - paid.gifts) / found.pieces,
        paid,
    )


def _needed(good: Good, found: Found, *, for_seller: bool) -> tuple[Offer, ...]:
    """Return the offers without those that need not be used, and without which a piece costs no more."""
    offers = found.offers
    for one in found.offers:
        fewer = tuple(other for other in offers if other is not one)
        if one.automatic or not found.setting.choices.is_permitted(fewer):
            continue
        paid = receipt([Line(good, found.pieces)], fewer)
        amount = paid.pays_seller - paid.gifts if for_seller else paid.total
        if amount <= found.amount * found.pieces:
            offers = fewer
    return offers


def _lowest(good: Good, met: Sequence[Met], most_pieces: int, budget: Budget, *, for_seller: bool) -> Found:
    most = max(min(most_pieces, good.stock if good.stock is not None else most_pieces), 1)
    search = Search(good, most, budget, for_seller=for_seller)
    for setting, at_worst in met:
        least_each = at_worst.least - ROUNDED * len(setting.context.offers)
        for pieces in range(1, 2 if setting.by_piece else most + 1):
            if not for_seller and least_each >= search.best:
                break
            search.look(setting, pieces)
    return search.best_order()
