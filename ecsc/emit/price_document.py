"""Answers about one order or one product for programs: amounts as decimal text with their currency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ecsc.assess.offers.checkout import Order, OrderLine, Question
from ecsc.assess.offers.types import Margin, OfferRow
from ecsc.assess.rounding import to_round_on
from ecsc.emit.plain import plain
from ecsc.emit.price_types import (
    PRICE_VERSION,
    AssumedAnswer,
    BoundAnswer,
    LineAnswer,
    LowestAnswer,
    OfferRefused,
    OfferUsed,
    OrderAnswer,
    PieceLeft,
    PriceAnswer,
    ReceiptAnswer,
    WayAnswer,
)
from ecsc.emit.price_words import PriceWords, in_play, uncounted_ids
from ecsc.offers import Path, Receipt
from ecsc.quantity import Money, Rate

_BEYOND_COINS = 2
_SHARES = Decimal("0.000001")


def price_document(
    strategy: str, found: Sequence[Order], question: Question, words: PriceWords
) -> dict[str, Any]:
    """Return the order on every channel."""
    orders = tuple(_order(one, words) for one in found)
    return _document(strategy, question.segment, orders, (), words)


def lowest_document(strategy: str, rows: Sequence[OfferRow], words: PriceWords) -> dict[str, Any]:
    """Return the lowest price of a product on every channel, the lowest first."""
    ranked = sorted(rows, key=lambda row: row.worst.bound.price)
    return _document(strategy, None, (), tuple(lowest_answer(row, words) for row in ranked), words)


def _document(
    strategy: str,
    segment: str | None,
    orders: tuple[OrderAnswer, ...],
    lowest: tuple[LowestAnswer, ...],
    words: PriceWords,
) -> dict[str, Any]:
    answer = PriceAnswer("ecsc-price", PRICE_VERSION, words.w.language, strategy, segment, orders, lowest)
    document: dict[str, Any] = plain(answer)
    return document


def _order(order: Order, words: PriceWords) -> OrderAnswer:
    receipt, at = order.receipt, order.at
    if receipt is None or at is None:
        return OrderAnswer(order.channel or None, None, None, (), (), (), order.not_sold, not order.not_sold)
    refused = tuple(
        OfferRefused(
            one.offer,
            one.reason,
            words.refusal(one, at),
            one.because or None,
            words.money(one.short) if one.short else None,
        )
        for one in receipt.refused
    )
    used = (one.offer for one in receipt.taken)
    return OrderAnswer(
        order.channel or None,
        at,
        _receipt(receipt, words),
        tuple(_line(line, cost, words) for line, cost in zip(order.lines, receipt.by_line, strict=True)),
        refused,
        assumed_answers(in_play(receipt.refused, used), words),
        (),
        too_many=False,
    )


def _line(line: OrderLine, cost: int, words: PriceWords) -> LineAnswer:
    floor = line.good.floor
    return LineAnswer(
        line.good.id,
        line.pieces,
        words.money(line.good.price),
        words.money(floor) if floor is not None else None,
        words.money(cost),
        words.money(line.price),
        piece_left(line.margin, words),
    )


def _receipt(receipt: Receipt, words: PriceWords) -> ReceiptAnswer:
    return ReceiptAnswer(
        words.money(receipt.list_total),
        tuple(
            OfferUsed(one.offer, words.offers[one.offer].level, words.money(one.off), words.money(one.left))
            for one in receipt.taken
        ),
        words.money(receipt.total),
        words.money(receipt.pays_seller),
        words.money(receipt.gifts),
    )


def lowest_answer(row: OfferRow, words: PriceWords) -> LowestAnswer:
    """Return the lowest price of a product on a channel."""
    worst, bound = row.worst, row.worst.bound
    poorest = worst.dearest_to_seller
    return LowestAnswer(
        row.product,
        row.channel or None,
        row.list_price,
        row.floor,
        _way(row, worst.attainable, row.at_worst, words) if worst.attainable is not None else None,
        _way(row, poorest, row.for_seller, words)
        if poorest is not None and poorest != worst.attainable
        else None,
        BoundAnswer(
            words.money(bound.price),
            bound.offers,
            words.money(bound.fillers) if bound.fillers is not None else None,
            piece_left(row.at_bound, words),
            row.bound_verdict,
        ),
        row.verdict,
        row.loss_leader,
        worst.exact,
        tuple(uncounted_ids(row)),
    )


def _way(row: OfferRow, path: Path, margin: Margin, words: PriceWords) -> WayAnswer:
    reach = words.reach(row, path)
    return WayAnswer(
        words.money(path.price),
        path.pieces,
        reach.segment,
        reach.start,
        reach.end,
        path.offers,
        _receipt(path.receipt, words),
        piece_left(margin, words),
    )


def piece_left(margin: Margin, words: PriceWords) -> PieceLeft:
    """Return what is left of a piece, to a hundredth of a coin, as the plan has it."""
    unit = Decimal(1).scaleb(-words.terms.places - _BEYOND_COINS)

    def money(amount: Money) -> Money:
        return Money(to_round_on(amount.amount, unit), amount.currency)

    return PieceLeft(
        words.rounded(margin.price),
        {step.key: money(step.amount) for step in margin.steps},
        money(margin.amount) if margin.amount is not None else None,
        Rate(to_round_on(margin.share.value, _SHARES)) if margin.share is not None else None,
        money(margin.break_even) if margin.break_even is not None else None,
        tuple(one.replace("`", "") for one in margin.missing),
        margin.assumed,
    )


def assumed_answers(offers: Iterable[str], words: PriceWords) -> tuple[AssumedAnswer, ...]:
    """Return the defaults taken for some offers."""
    wanted = set(offers)
    return tuple(
        AssumedAnswer(one.section, one.id, one.field, one.value, words.rests_on(one))
        for one in words.terms.assumed
        if one.section == "promotions" and one.id in wanted
    )
