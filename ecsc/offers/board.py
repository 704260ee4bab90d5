"""The moves of a search: what each choice of a setting does to an order of so many pieces of one good."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from ecsc.offers.amounts import Change, on_one_line
from ecsc.offers.choices import Choices
from ecsc.offers.limits import Limits, Tables
from ecsc.offers.lots import Lots, cost_of
from ecsc.offers.terms import Good, Line, Offer
from ecsc.offers.till import open_order, reached, use

Order: TypeAlias = Any
"""What an order costs, as long as all its pieces cost the same; else its lots."""


class Move(NamedTuple):
    """A choice with what each of its offers does to an order."""

    mask: int
    refuses: int
    offers: tuple[Offer, ...]
    actions: tuple[Callable[[Order], Order], ...]


class Board(NamedTuple):
    """An order before any offer, the moves of each level, and how much later levels take off at most.

    `cost` tells what an order costs, `gain` what an offer adds for the seller beside what is paid; `gifts` is what
    gifts may cost him in all.
    """

    start: Order
    levels: tuple[tuple[Move, ...], ...]
    limits: Limits
    cost: Callable[[Order], int]
    gain: Callable[[Offer, Order, Order], Fraction]
    gifts: int


def board_of(choices: Choices, good: Good, pieces: int, tables: Tables, *, for_seller: bool) -> Board:
    """Return the moves for so many pieces of a good, whose price the `tables` are for.

    Left out are choices with an offer that takes nothing off and that nobody need use: those without it do as well.
    """
    offers = [one for level in choices.offers for one in level]
    actions, plain = _actions(offers, good, pieces, for_seller=for_seller)
    idle = frozenset(
        one.id for one in offers if not one.automatic and not for_seller and not any(tables.cut(one, pieces))
    )
    levels = tuple(
        tuple(
            Move(choice.mask, choice.refuses, choice.offers, tuple(actions[one.id] for one in choice.offers))
            for choice in level
            if not idle or not any(one.id in idle for one in choice.offers)
        )
        for level in choices.levels
    )
    limits = tables.limits(choices.limits, pieces)
    gifts = sum(one.gift or 0 for one in offers) if for_seller else 0
    start = open_order([Line(good, pieces)])
    if plain:
        return Board(start[0].cost, levels, limits, int, _no_gain, gifts)
    return Board(start, levels, limits, cost_of, _gain, gifts)


def _actions(
    offers: list[Offer], good: Good, pieces: int, *, for_seller: bool
) -> tuple[dict[str, Callable[[Order], Order]], bool]:
    """Return what each offer does, and whether orders are told by what they cost alone."""
    if not for_seller:
        floor = min(good.floor or 0, good.price) * pieces if good.floor_enforced else 0
        quick: dict[str, Change] = {}
        for one in offers:
            action = on_one_line(one, pieces, good.price, floor)
            if action is None:
                break
            quick[one.id] = action
        else:
            return quick, True
    return {one.id: partial(_used, one) for one in offers}, False


def _used(offer: Offer, lots: Lots) -> Lots:
    return use(offer, lots).lots


def _no_gain(offer: Offer, before: Order, after: Order) -> Fraction:  # noqa: ARG001
    return Fraction(0)


def _gain(offer: Offer, before: Lots, after: Lots) -> Fraction:
    """Return what others bear of an offer, less what its gift costs."""
    gift = offer.gift if offer.gift and reached(offer, before) else 0
    return (cost_of(before) - cost_of(after)) * (1 - Fraction(offer.seller_share)) - gift
