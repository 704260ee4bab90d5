"""The walk through the settings of a good, level by level, that remembers the best order and counts its steps."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ecsc.offers.board import Board, Order, board_of
from ecsc.offers.limits import Tables, least
from ecsc.offers.settings import Setting
from ecsc.offers.terms import Good, Offer

MOST_STEPS = 60_000
"""So many steps the search for one good takes; beyond, only the bound is told."""

MOST_STEPS_OF_ALL = 500_000
"""So many steps the search takes for all goods of a table: some seconds. Of those that come after it only the bound
is told; without offers that can be combined in many ways no table of a shop comes near it."""


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


class TooLongError(Exception):
    """Raised when the search has taken all the steps it may take."""


class Search:
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

    def __init__(self, search: Search, setting: Setting, board: Board, pieces: int) -> None:
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
            raise TooLongError
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
