"""Rows of the price table by the combination of offers that leads to them, so that one cause is one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from ecsc.assess import Assessed
from ecsc.assess.offers.price_rules import PREFIX
from ecsc.assess.offers.types import OfferRow
from ecsc.diagnostics import At
from ecsc.quantity import EXACT, Money, minor_unit, to_coins

SHOWN = 4
"""So many products are shown beside the worst one."""

FIELDS = (
    "products.list_price|floor_price|unit_cost|fulfilment|category|channels|loss_leader",
    "promotions.offer|level|applies_to|channels|segments|window|limits|stacks_with|exclusive|cap|repeat",
)
"""What a lowest price rests on."""

Reached: TypeAlias = tuple[OfferRow, tuple[str, ...], Fraction, int | None]
"""A row, the offers that lead to a price, that price in coins, and the pieces or the coins of other goods it takes."""


class Stack(Struct, frozen=True):
    """A combination of offers, where its first one stands and the others, and the rows it is the worst for.

    Rows are sorted by how far they fall under their list price, the furthest first.
    """

    offers: tuple[str, ...]
    place: At
    beside: tuple[At, ...]
    reached: tuple[Reached, ...]
    with_others: bool

    @property
    def rows(self) -> tuple[OfferRow, ...]:
        """Return the rows."""
        return tuple(row for row, _, _, _ in self.reached)

    def price(self, row: OfferRow) -> Money:
        """Return the price a row falls to in whole coins, half a coin up; of a limit that holds the coin below it."""
        coins = next(price for one, _, price, _ in self.reached if one is row)
        unit = minor_unit(row.list_price.currency)
        whole = Decimal((coins if self.with_others else coins + Fraction(1, 2)).__floor__())
        return Money(to_coins(EXACT.multiply(whole, unit), unit), row.list_price.currency)

    def pieces(self, row: OfferRow) -> int | None:
        """Return how many pieces the cheapest order of a row has, None where it has other goods."""
        return None if self.with_others else self._number(row)

    def fillers(self, row: OfferRow) -> Money | None:
        """Return the list price of the other goods in the cheapest order of a row, None without any."""
        coins = self._number(row) if self.with_others else None
        if not coins:
            return None
        unit = minor_unit(row.list_price.currency)
        return Money(to_coins(EXACT.multiply(Decimal(coins), unit), unit), row.list_price.currency)

    def _number(self, row: OfferRow) -> int | None:
        return next(number for one, _, _, number in self.reached if one is row)


def attained(assessed: Assessed, wanted: Callable[[OfferRow], bool]) -> list[Reached]:
    """Return the rows that are wanted, as the order that brings the seller least reaches them."""
    found: list[Reached] = []
    for row in assessed.offers.rows if assessed.offers is not None else ():
        if wanted(row):
            path = row.worst.attainable if row.verdict == "below_floor" else row.worst.dearest_to_seller
            path = path if row.worst.exact else row.worst.reached
            if path is not None and path.offers:
                found.append((row, path.offers, path.price, path.pieces))
    return found


def bounded(assessed: Assessed, wanted: Callable[[OfferRow], bool]) -> list[Reached]:
    """Return the rows that are wanted, as an order with other goods reaches them."""
    found: list[Reached] = []
    for row in assessed.offers.rows if assessed.offers is not None else ():
        if wanted(row):
            bound = row.worst.bound
            found.append((row, bound.offers, bound.price, bound.fillers or 0))
    return found


def stacks(assessed: Assessed, reached: Iterable[Reached], *, with_others: bool = False) -> list[Stack]:
    """Return rows by their combination, in the order in which the combinations are first met."""
    found: dict[tuple[str, ...], list[Reached]] = {}
    for one in reached:
        found.setdefault(one[1], []).append(one)
    return [_stack(assessed, offers, rows, with_others=with_others) for offers, rows in found.items()]


def _stack(
    assessed: Assessed, offers: tuple[str, ...], reached: list[Reached], *, with_others: bool
) -> Stack:
    reached.sort(key=lambda one: one[2] / _coins(one[0]))
    places = [place_of(assessed, one) for one in offers]
    place = places[0] if places else At("products", reached[0][0].product, part="key")
    return Stack(offers, place, tuple(places[1:]), tuple(reached), with_others)


def _coins(row: OfferRow) -> Fraction:
    return Fraction(row.list_price.amount)


def place_of(assessed: Assessed, name: str) -> At:
    """Return where an offer stands: a promotion, or a price rule."""
    if name in assessed.linked.strategy.promotions:
        return At("promotions", name, part="key")
    return At("pricing_rules", name.removeprefix(PREFIX), part="key")
