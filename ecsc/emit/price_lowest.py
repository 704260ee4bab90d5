"""The lowest price of a product in words: the way that leads there, and what other goods in the order can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ecsc.assess.offers.types import OfferRow
from ecsc.emit.price_names import SIGNS, verdict_words
from ecsc.emit.price_text import Shown, against, foundations, granted, margin_lines, order_table
from ecsc.emit.price_words import PriceWords, few
from ecsc.offers import Path
from ecsc.quantity import Money


def lowest_text(rows: Sequence[OfferRow], words: PriceWords) -> Iterator[Shown]:
    """Yield the lowest price on the channel where it is lowest in full, and on the others in a line each."""
    w = words.w
    ranked = sorted(rows, key=lambda row: row.worst.bound.price)
    row = ranked[0]
    yield 0, _headline(row, words)
    yield from ((1, one) for one in words.uncounted(ranked))
    path = row.worst.attainable
    if path is None:
        yield (
            1,
            w("too many combinations of offers to look at all: only a price that none goes below is known"),
        )
    else:
        yield from _way(row, path, words)
    yield from _bound(row, words)
    yield from _poorest(row, words)
    used = [*(path.offers if path is not None else ()), *row.worst.bound.offers]
    yield from foundations([*words.assumed(used), *granted((row.for_seller,), words)], words)
    if len(ranked) > 1:
        yield 0, w("On other channels")
        yield from ((1, _other(one, words)) for one in ranked[1:])


def price_of(row: OfferRow) -> Fraction:
    """Return the lowest price of the product alone in coins, the bound where that is all that is known."""
    path = row.worst.attainable
    return path.price if path is not None else row.worst.bound.price


def _headline(row: OfferRow, words: PriceWords) -> str:
    w, verdict = words.w, row.verdict
    told = {"product": words.product(row.product), "price": words.money(price_of(row))}
    if row.worst.attainable is None:
        head = w("{product} costs no less than {price}", **told)
    else:
        head = w("{product} costs {price} at the lowest", **told)
    return w("{what}: {verdict}", what=head, verdict=f"{SIGNS[verdict]} {verdict_words(verdict, w)}")


def _way(row: OfferRow, path: Path, words: PriceWords) -> Iterator[Shown]:
    w = words.w
    yield 1, way(row, path, words)
    listed = Fraction(path.receipt.list_total, path.pieces)
    yield from order_table([(row.product, path.pieces, int(listed))], path.receipt, words)
    if path.pieces > 1:
        yield 1, (w("a piece"), "", words.figure(path.price))
    yield 0, w("What is left of a piece for the seller")
    yield from margin_lines(path.price, row.at_worst, words)
    yield from _limits(row, path.price, row.at_worst.break_even, words)


def way(row: OfferRow, path: Path, words: PriceWords) -> str:
    """Return where, how many pieces, who and when."""
    w = words.w
    pieces = w.count("{n} piece", "{n} pieces", path.pieces)
    reach = words.reach(row, path)
    where = [w("on {channel}", channel=words.channel(row.channel))] if row.channel else []
    return " · ".join((*where, pieces, words.who(reach.segment), words.when(reach.start, reach.end)))


def _limits(row: OfferRow, price: Fraction, even: Money | None, words: PriceWords) -> Iterator[Shown]:
    w = words.w
    if row.floor is not None:
        yield 1, against(w("floor"), price, row.floor, words)
    if even is not None:
        yield 1, against(w("break-even"), price, even, words)


def _bound(row: OfferRow, words: PriceWords) -> Iterator[Shown]:
    """Yield what an order with other goods can come to."""
    w, bound = words.w, row.worst.bound
    if row.worst.attainable is not None and bound.price == row.worst.attainable.price:
        yield 1, w("other goods in the order make it no cheaper")
        return
    yield 0, w("With other goods in the order")
    price = words.money(bound.price)
    if bound.fillers is None:
        yield (
            1,
            w("no order makes it cheaper than {price}; that is a safe limit, not a known order", price=price),
        )
    else:
        yield 1, w("with {fillers} of other goods: {price}", fillers=words.money(bound.fillers), price=price)
    if bound.offers and row.worst.exact:
        yield 1, w("with {offers}", offers=words.chain(bound.offers))
    if row.at_bound.amount is not None:
        left, share = words.rounded(row.at_bound.amount), words.share(row.at_bound.share)
        yield 1, w("that leaves {left}, {share} of the price without tax", left=left, share=share)
    yield from _limits(row, bound.price, row.at_bound.break_even, words)


def _poorest(row: OfferRow, words: PriceWords) -> Iterator[Shown]:
    """Yield the order that brings the seller least, where that is another one than the cheapest."""
    w, path = words.w, row.worst.dearest_to_seller
    if path is None or path == row.worst.attainable:
        return
    yield 0, w("What brings the seller least")
    yield 1, way(row, path, words)
    yield 1, w("{price} with {offers}", price=words.money(path.price), offers=words.chain(path.offers))
    if row.for_seller.amount is not None:
        left, share = words.rounded(row.for_seller.amount), words.share(row.for_seller.share)
        yield 1, w("that leaves {left}, {share} of the price without tax", left=left, share=share)
    else:
        yield from margin_lines(path.price, row.for_seller, words)


def _other(row: OfferRow, words: PriceWords) -> str:
    w, path = words.w, row.worst.attainable
    told = {
        "channel": words.channel(row.channel),
        "price": words.money(price_of(row)),
        "verdict": f"{SIGNS[row.verdict]} {verdict_words(row.verdict, w)}",
    }
    used = few(map(words.brief, path.offers), w) if path is not None else ""
    if not used:
        return w("{channel}: {price}, {verdict}", **told)
    return w("{channel}: {price} with {offers}, {verdict}", offers=used, **told)
