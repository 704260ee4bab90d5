"""An order as somebody asks for it: its receipt on each channel, and what is left of it for the seller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from ecsc.assess.offers.margins import Margins, Sale
from ecsc.assess.offers.types import Margin, OfferTerms
from ecsc.link import LinkedStrategy
from ecsc.offers import Good, Line, Offer, Receipt
from ecsc.offers.checkout import TooManyOffersError, checkout
from ecsc.offers.terms import covers, runs

_MINUTE = dt.timedelta(minutes=1)


class Question(Struct, frozen=True):
    """What somebody buys: the pieces of each product, on one of `channels`, as a customer of `segment` or of none.

    When: at the instant `at`, or on the day `day` when it is cheapest, or without both whenever it is cheapest.
    Products have a list price, and pieces are at least one.
    """

    basket: tuple[tuple[str, int], ...]
    channels: tuple[str, ...]
    segment: str | None = None
    at: dt.datetime | None = None
    day: dt.date | None = None


class OrderLine(Struct, frozen=True):
    """One product in an order: what a piece costs in coins, and what is left of it."""

    good: Good
    pieces: int
    price: Fraction
    margin: Margin


class Order(Struct, frozen=True):
    """The answer on one channel: the receipt at an instant, None where there is none.

    Then `not_sold` are the products that are not sold there, or, if none, the offers are too many to look at all.
    """

    channel: str
    at: dt.datetime | None = None
    receipt: Receipt | None = None
    lines: tuple[OrderLine, ...] = ()
    not_sold: tuple[str, ...] = ()


def orders(linked: LinkedStrategy, terms: OfferTerms, question: Question) -> tuple[Order, ...]:
    """Return the order on every channel that is asked for: the cheapest first, then those without a receipt."""
    goods = {good.id: good for good in terms.goods}
    lines = tuple(Line(goods[product], pieces) for product, pieces in question.basket)
    margins = Margins(linked)
    found = [_order(linked, terms, question, lines, channel, margins) for channel in question.channels]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                (0, one.receipt.total) if one.receipt is not None else (2 if one.not_sold else 1, 0)
            ),
        )
    )


def _order(
    linked: LinkedStrategy,
    terms: OfferTerms,
    question: Question,
    lines: tuple[Line, ...],
    channel: str,
    margins: Margins,
) -> Order:
    not_sold = tuple(
        line.good.id for line in lines if line.good.channels is not None and channel not in line.good.channels
    )
    if not_sold:
        return Order(channel, not_sold=not_sold)
    segments = frozenset(() if question.segment is None else (question.segment,))
    found: tuple[dt.datetime, Receipt] | None = None
    try:
        for at in _instants(linked, terms, question, lines, channel):
            paid = checkout(lines, channel, terms.offers, at, segments)
            if found is None or paid.total < found[1].total:
                found = at, paid
    except TooManyOffersError:
        return Order(channel)
    if found is None:
        return Order(channel)
    return Order(channel, *found, _lines(linked, terms, lines, found[1], channel, margins))


def _instants(
    linked: LinkedStrategy, terms: OfferTerms, question: Question, lines: Sequence[Line], channel: str
) -> Iterator[dt.datetime]:
    """Yield one instant of each time in which other offers run; of equals the first from the start of the period."""
    if question.at is not None:
        yield question.at
        return
    mine = [offer for offer in terms.offers if _open_to(offer, question.segment, lines, channel)]
    marks = sorted({mark for offer in mine for mark in (offer.start, offer.end) if mark is not None})
    if question.day is not None:
        first = dt.datetime.combine(question.day, dt.time())
        asked = [first, *(mark for mark in marks if first < mark and mark.date() == question.day)]
    else:
        first = dt.datetime.combine(linked.strategy.header.period.first, dt.time())
        before = [mark for mark in reversed(marks) if mark < first]
        if marks and marks[0].year > dt.MINYEAR:
            before.append(min(first, marks[0]) - _MINUTE)
        asked = [first, *(mark for mark in marks if mark > first), *before]
    seen: set[frozenset[str]] = set()
    for at in asked:
        running = frozenset(offer.id for offer in mine if runs(offer, at))
        if running not in seen:
            seen.add(running)
            yield at


def _open_to(offer: Offer, segment: str | None, lines: Sequence[Line], channel: str) -> bool:
    open_ = offer.segments is None or segment in offer.segments
    return open_ and any(covers(offer, line.good, channel) for line in lines)


def _lines(
    linked: LinkedStrategy,
    terms: OfferTerms,
    lines: Sequence[Line],
    receipt: Receipt,
    channel: str,
    margins: Margins,
) -> tuple[OrderLine, ...]:
    """Return the products of an order; what is paid for each order is shared by all its pieces."""
    offers = {offer.id: offer for offer in terms.offers}
    pieces = sum(line.pieces for line in lines)
    # A gift that nobody says the cost of takes nothing off, and comes along: what is left cannot be told without it.
    gifts = tuple(one.offer for one in receipt.refused if one.reason == "nothing_off")
    used = (*(one.offer for one in receipt.taken), *gifts)
    found = []
    for index, line in enumerate(lines):
        others = sum(
            (one.by_line[index] * (1 - Fraction(offers[one.offer].seller_share)) for one in receipt.taken),
            Fraction(0),
        )
        price = Fraction(receipt.by_line[index], line.pieces)
        sale = Sale(price, pieces, others / line.pieces, Fraction(receipt.gifts, pieces), used)
        product = linked.strategy.products[line.good.id]
        found.append(OrderLine(line.good, line.pieces, price, margins.of(product, channel, sale)))
    return tuple(found)
