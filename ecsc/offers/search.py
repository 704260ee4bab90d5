"""The lowest price of a good: every permitted set of offers in every context, for every number of pieces.

Not only the largest sets: an offer that is used can push an order under the threshold of a better one. Branches that
cannot end lower than what is already found are left out, by limits that are on the safe side.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ecsc.offers.board import Board, Order, board_of
from ecsc.offers.choices import Choices, TooManyChoicesError, choices_of
from ecsc.offers.contexts import Context, contexts_of
from ecsc.offers.cuts import CutsOf, Others
from ecsc.offers.fillers import Within, bound_of, safe_bound, within
from ecsc.offers.limits import Tables, least
from ecsc.offers.results import Path, Worst
from ecsc.offers.terms import Good, Line, Offer, covers, piecewise
from ecsc.offers.till import receipt

MOST_STEPS = 60_000
"""So many steps the search for one good takes; beyond, only the bound is told."""

MOST_STEPS_OF_ALL = 500_000
"""So many steps the search takes for all goods of a table: some seconds. Of those that come after it only the bound
is told; without offers that can be combined in many ways no table of a shop comes near it."""

STEPS_OF_SETTING = 10
"""What laying out one setting for a good counts, in steps: about the time that it takes."""

MOST_PIECES = 10

ROUNDED = 1
"""Coins that rounding may take off a piece beside what an offer does."""


class Setting(NamedTuple):
    """A context with what can be chosen in it; `by_piece` tells that a piece costs the same however many are bought."""

    context: Context
    choices: Choices
    by_piece: bool


class Met(NamedTuple):
    """A setting as one good meets it."""

    setting: Setting
    within: Within


class Found(NamedTuple):
    """The best order so far: what a piece costs or brings, of how many, with which offers, in which setting."""

    amount: Fraction
    pieces: int
    offers: tuple[Offer, ...]
    setting: Setting


class Budget:
    """The steps that are left for all goods of a table together."""

    def __init__(self, steps: int = MOST_STEPS_OF_ALL) -> None:
        self.left = steps

    def take(self, steps: int) -> None:
        """Take some steps off what is left."""
        self.left = max(self.left - steps, 0)


class _TooLongError(Exception):
    pass


def settings_of(offers: Sequence[Offer]) -> tuple[Setting, ...]:
    """Return every context of some offers, which all are for the same goods. Raises TooManyChoicesError."""
    return tuple(
        Setting(context, choices_of(context.offers), all(_is_by_piece(one) for one in context.offers))
        for context in contexts_of(offers)
    )


def _is_by_piece(offer: Offer) -> bool:
    free = offer.threshold is None and offer.threshold_pieces is None and offer.times in (None, 0)
    return piecewise(offer) and free and not offer.gift


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
    except _TooLongError:
        return beyond(good, channel, offers, others)
    cheapest = _path(good, lowest, for_seller=False)
    return Worst(
        good.id,
        channel,
        cheapest,
        cheapest if poorest is lowest else _path(good, poorest, for_seller=True),
        bound_of(good, [one.within for one in met], at_most=cheapest),
    )


def beyond(good: Good, channel: str, offers: Sequence[Offer], others: Others) -> Worst:
    """Return what is known of a good whose combinations are too many to look at: a bound that is safe."""
    return Worst(good.id, channel, None, None, safe_bound(good, offers, others), exact=False)


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
    search = _Search(good, most, budget, for_seller=for_seller)
    for setting, at_worst in met:
        least_each = at_worst.least - ROUNDED * len(setting.context.offers)
        for pieces in range(1, 2 if setting.by_piece else most + 1):
            if not for_seller and least_each >= search.best:
                break
            search.look(setting, pieces)
    return search.best_order()


class _Search:
    """A search over settings and numbers of pieces that remembers the best order."""

    def __init__(self, good: Good, most_pieces: int, budget: Budget, *, for_seller: bool) -> None:
        self.good = good
        self.tables = Tables(good.price)
        self.for_seller = for_seller
        # Orders cost whole coins: of two prices a piece the lower one is lower by so much an order.
        self.least_gap = 0.0 if for_seller else 0.5 / most_pieces
        self.found: Found | None = None
        self.best = float("inf")
        self.budget = budget
        self.steps = 0

    def best_order(self) -> Found:
        """Return the best order: there is one, for the automatic offers of a context always make a whole set."""
        if self.found is None:
            raise RuntimeError("no set of offers is permitted")
        return self.found

    def look(self, setting: Setting, pieces: int) -> None:
        """Look at every set of offers of a setting for so many pieces."""
        limits = self.tables.limits(setting.choices.limits, pieces)
        least_cost = least(limits, 0, self.good.price * pieces, pieces)
        if self.for_seller or not self.cannot_improve(least_cost, pieces):
            board = board_of(setting.choices, self.good, pieces, self.tables, for_seller=self.for_seller)
            _Walk(self, setting, board, pieces).go(0, board.start, 0, 0, (), Fraction(0))

    def cannot_improve(self, least_amount: float, pieces: int) -> bool:
        """Return whether an order that costs at least so much in all is no better than the best."""
        return least_amount >= self.best * pieces - self.least_gap

    def offer(self, amount: Fraction, pieces: int, offers: tuple[Offer, ...], setting: Setting) -> None:
        """Keep an order if it is better than the best."""
        each = amount / pieces
        if self.found is None or each < self.found.amount:
            self.found = Found(each, pieces, offers, setting)
            self.best = float(each)


class _Walk:
    """One walk down the levels of a setting."""

    def __init__(self, search: _Search, setting: Setting, board: Board, pieces: int) -> None:
        self.search = search
        self.setting = setting
        self.board = board
        self.pieces = pieces

    def go(
        self, level: int, order: Order, used: int, refused: int, offers: tuple[Offer, ...], extra: Fraction
    ) -> None:
        """Look at every move of a level; `extra` is what others add for the seller, less what gifts cost him."""
        search, board, pieces = self.search, self.board, self.pieces
        search.steps += 1
        search.budget.take(1)
        if search.steps > MOST_STEPS or not search.budget.left:
            raise _TooLongError
        if level == len(board.levels):
            if self.setting.choices.is_whole(used):
                search.offer(board.cost(order) + extra, pieces, offers, self.setting)
            return
        gained = float(extra) - board.gifts
        for move in board.levels[level]:
            if move.mask & refused:
                continue
            after, more = order, extra
            for one, action in zip(move.offers, move.actions, strict=True):
                before, after = after, action(after)
                if search.for_seller:
                    more += board.gain(one, before, after)
            if search.for_seller:
                gained = float(more) - board.gifts
            if not search.cannot_improve(
                least(board.limits, level + 1, board.cost(after), pieces) + gained, pieces
            ):
                self.go(
                    level + 1, after, used | move.mask, refused | move.refuses, (*offers, *move.offers), more
                )
