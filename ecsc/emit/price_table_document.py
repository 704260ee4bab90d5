"""The table of prices for programs and spreadsheets."""

from __future__ import annotations

from typing import Any

from ecsc.assess.offers.types import Refunded
from ecsc.emit.plain import decimal_text, plain
from ecsc.emit.price_document import assumed_answers, lowest_answer
from ecsc.emit.price_names import ORDER
from ecsc.emit.price_rows import Rows, Told
from ecsc.emit.price_types import OFFERS_VERSION, LeftOutAnswer, OffersAnswer, PaidBackAnswer
from ecsc.messages import csv_file
from ecsc.quantity import Money

HEADS = (
    "product", "channel", "currency", "list_price", "lowest", "bound", "fillers", "offers", "pieces", "left", "share",
    "break_even", "floor", "verdict", "bound_verdict", "loss_leader", "exact", "missing", "uncounted",
    "poorest_price", "poorest_left",
)  # fmt: skip


def offers_document(strategy: str, table: Rows) -> dict[str, Any]:
    """Return the table with what it rests on."""
    words = table.words
    w, terms = words.w, words.terms
    document: dict[str, Any] = plain(
        OffersAnswer(
            "ecsc-offers",
            OFFERS_VERSION,
            w.language,
            strategy,
            terms.currency,
            table.holds,
            {verdict: table.counts[verdict] for verdict in ORDER if table.counts[verdict]},
            tuple(lowest_answer(one.row, words) for one in table.rows),
            tuple(map(_paid_back, table.paid_back)),
            assumed_answers(words.offers, words),
            tuple(
                LeftOutAnswer(one.section, one.id, ".".join(one.path), w(one.reason, **dict(one.params)))
                for one in terms.left_out
            ),
        )
    )
    return document


def _paid_back(one: Refunded) -> PaidBackAnswer:
    return PaidBackAnswer(
        one.product,
        one.channel,
        one.within,
        one.paid,
        one.until,
        one.lowest,
        one.start,
        one.offers,
        one.refund,
    )


def offers_csv(table: Rows) -> bytes:
    """Return the table a row a line, keys as heads, amounts without their currency, which has a column."""
    return csv_file([HEADS, *(_cells(one, table) for one in table.rows)], bom=False)


def _cells(one: Told, table: Rows) -> tuple[str, ...]:
    words = table.words
    answer = lowest_answer(one.row, words)
    best, bound = answer.lowest, answer.bound
    left, poorest = (best or bound).left, answer.poorest

    def amount(money: Money | None) -> str:
        return "" if money is None else decimal_text(money.amount)

    return (
        answer.product,
        answer.channel or "",
        words.terms.currency,
        amount(answer.list_price),
        amount(best.price if best is not None else None),
        amount(bound.price),
        amount(bound.fillers),
        " > ".join(best.offers) if best is not None else "",
        str(best.pieces) if best is not None else "",
        amount(left.amount),
        "" if left.share is None else decimal_text(left.share.value),
        amount(left.break_even),
        amount(answer.floor),
        answer.verdict,
        bound.verdict,
        str(answer.loss_leader).lower(),
        str(answer.exact).lower(),
        ", ".join(left.missing),
        ", ".join(answer.uncounted),
        amount(poorest.price if poorest is not None else None),
        amount(poorest.left.amount if poorest is not None else None),
    )
