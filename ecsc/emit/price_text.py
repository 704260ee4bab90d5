"""The receipt of an order in words: the answer first, then how it comes about, what is left, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from ecsc.assess.channel_terms import NO_COMMISSION
from ecsc.assess.offers.checkout import Order, OrderLine, Question
from ecsc.assess.offers.margins import NO_RETURNS, WITH_TAX, WITHOUT_TAX
from ecsc.assess.offers.types import Margin
from ecsc.emit.money_words import assumption, lacking
from ecsc.emit.price_names import step_words
from ecsc.emit.price_words import PriceWords, few, in_play
from ecsc.offers import Receipt, Taken
from ecsc.quantity import EXACT, Money

Shown: TypeAlias = tuple[int, str | tuple[str, ...]]
"""A line with its depth, or the cells of a table."""

SHOWN = 12
"""So many offers that are not used are told one by one; of more, those that are not for this order stand together."""


def price_text(found: Sequence[Order], question: Question, words: PriceWords) -> Iterator[Shown]:
    """Yield the receipt on the cheapest channel and, in a line each, what the order costs on the others.

    The first order has a receipt.
    """
    w, first = words.w, found[0]
    receipt = first.receipt
    if receipt is None:
        return
    yield 0, _headline(first, receipt, words)
    yield 1, _setting(first, question, words)
    yield from receipt_table(first.lines, receipt, words)
    yield from _refused(first, receipt, words)
    for line in first.lines:
        yield from _left(line, words, alone=len(first.lines) == 1)
    yield from _whole(first, words)
    rests = [*words.assumed(in_play(receipt.refused, (one.offer for one in receipt.taken)))]
    rests += granted((line.margin for line in first.lines), words)
    yield from foundations(rests, words)
    if len(found) > 1:
        yield 0, w("On other channels")
        yield from ((1, _other(one, words)) for one in found[1:])


def _headline(order: Order, receipt: Receipt, words: PriceWords) -> str:
    w = words.w
    if len(order.lines) > 1:
        pieces = sum(line.pieces for line in order.lines)
        return w.count(
            "{n} piece for {total}", "{n} pieces for {total}", pieces, total=words.money(receipt.total)
        )
    line = order.lines[0]
    told = {"product": words.product(line.good.id), "total": words.money(receipt.total)}
    if line.pieces == 1:
        return w("{product} for {total}", **told)
    return w(
        "{pieces} × {product} for {total}: {each} a piece",
        pieces=line.pieces, each=words.money(line.price), **told,
    )  # fmt: skip


def _setting(order: Order, question: Question, words: PriceWords) -> str:
    """Return where, when and who."""
    w, parts = words.w, list[str]()
    if order.channel:
        parts.append(w("on {channel}", channel=words.channel(order.channel)))
    if order.at is not None and (question.at or question.day or words.terms.offers):
        at = words.instant(order.at)
        if question.at is not None:
            parts.append(at)
        elif question.day is not None:
            parts.append(w("{day}, when it is cheapest that day", day=at))
        else:
            parts.append(w("{day}, when it is cheapest", day=at))
    if question.segment is not None:
        parts.append(w("as {segment}", segment=words.segment(question.segment)))
    elif words.terms.segments:
        parts.append(w("for a customer of no segment"))
    return " · ".join(parts)


def receipt_table(lines: Sequence[OrderLine], receipt: Receipt, words: PriceWords) -> Iterator[Shown]:
    """Yield an order as it is paid: what is bought at list prices, what each offer takes off, the total."""
    sold = [(line.good.id, line.pieces, line.good.price) for line in lines]
    yield from order_table(sold, receipt, words)
    if len(lines) > 1:
        w = words.w
        for line, cost in zip(lines, receipt.by_line, strict=True):
            each = w(
                "of it {product}, a piece at {price}", product=line.good.id, price=words.figure(line.price)
            )
            yield 1, (each, "", words.figure(cost))


def order_table(sold: Sequence[tuple[str, int, int]], receipt: Receipt, words: PriceWords) -> Iterator[Shown]:
    """Yield the table of an order of products, each with its pieces and list price in coins."""
    w = words.w
    yield 1, (w("Amounts in {currency}", currency=words.terms.currency), w("List price or off"), w("To pay"))
    total = 0
    for product, pieces, price in sold:
        total += pieces * price
        each = f"{pieces:,} × {words.figure(price)}"
        yield 1, (words.product(product), each, words.figure(total))
    for taken in receipt.taken:
        yield 1, (_offer(taken, words), words.figure(-taken.off), words.figure(taken.left))
    off = receipt.list_total - receipt.total
    yield 1, (w("total"), words.figure(-off), words.figure(receipt.total))


def _offer(taken: Taken, words: PriceWords) -> str:
    return f"{words.offer(taken.offer)} ({words.level(taken.offer)})"


def _refused(order: Order, receipt: Receipt, words: PriceWords) -> Iterator[Shown]:
    """Yield every offer that is not used with the reason; those for other products in a line."""
    w, at = words.w, order.at
    if not receipt.taken and not receipt.refused:
        yield 1, w("No offer is for this.")
    if not receipt.refused or at is None:
        return
    yield 0, w("Not used")
    many = len(receipt.refused) > SHOWN
    aside: dict[str, list[str]] = {}
    for one in receipt.refused:
        if one.reason == "other_goods" or (many and one.reason in ("not_running", "other_channel")):
            aside.setdefault(one.reason, []).append(one.offer)
        else:
            yield 1, w("{offer}: {reason}", offer=words.offer(one.offer), reason=words.refusal(one, at))
    told = {
        "not_running": w("at other times"),
        "other_channel": w("on other channels"),
        "other_goods": w("for other products"),
    }
    for reason, offers in aside.items():
        yield 1, w("{what}: {verdict}", what=told[reason], verdict=few(offers, w))


def _left(line: OrderLine, words: PriceWords, *, alone: bool) -> Iterator[Shown]:
    w = words.w
    if alone:
        yield 0, w("What is left of a piece for the seller")
    else:
        yield 0, w("What is left of a piece of {product}", product=words.product(line.good.id))
    yield from margin_lines(line.price, line.margin, words)
    floor = line.good.floor
    if floor is not None:
        yield 1, against(w("floor"), line.price, words.money(floor), words)
    if line.margin.break_even is not None:
        yield 1, against(w("break-even"), line.price, line.margin.break_even, words)


def margin_lines(price: Fraction, margin: Margin, words: PriceWords) -> Iterator[Shown]:
    """Yield the steps from a price to what is left, or what that cannot be told without."""
    w = words.w
    if margin.amount is None:
        yield 1, w("not decidable without {missing}", missing=lacking(margin.missing, w))
        return
    yield 1, (w("price"), words.figure(price))
    yield from ((1, (step_words(key, w), figure)) for key, figure in words.steps(price, margin))
    left = words.figure(margin.amount)
    share = "" if margin.share is None else words.share(margin.share)
    yield 1, (w("left, {share} of the price without tax", share=share) if share else w("left"), left)


def against(what: str, price: Fraction, limit: Money, words: PriceWords) -> str:
    """Return how a price stands against a limit, with a sign."""
    w = words.w
    gap = EXACT.subtract(words.exact(price), limit.amount)
    told = {"what": what, "limit": words.rounded(limit)}
    if gap < 0:
        short = words.rounded(Money(EXACT.minus(gap), limit.currency))
        return w("✗ {what} {limit}: the price is {short} under it", short=short, **told)
    if not gap:
        return w("✓ {what} {limit}: the price is just that", **told)
    over = words.rounded(Money(gap, limit.currency))
    return w("✓ {what} {limit}: the price is {over} over it", over=over, **told)


def _whole(order: Order, words: PriceWords) -> Iterator[Shown]:
    """Yield what the whole order leaves, where it holds more than one piece and nothing lacks."""
    pieces = [line.pieces for line in order.lines]
    amounts = [line.margin.amount for line in order.lines if line.margin.amount is not None]
    if sum(pieces) < 2 or len(amounts) < len(pieces):
        return
    left = sum(
        (EXACT.multiply(one.amount, n) for one, n in zip(amounts, pieces, strict=True)),
        start=EXACT.create_decimal(0),
    )
    yield (
        1,
        words.w("the whole order leaves {amount}", amount=words.rounded(Money(left, words.terms.currency))),
    )


def granted(margins: Iterable[Margin], words: PriceWords) -> list[str]:
    """Return what was taken for granted of what is left."""
    w, told = words.w, list[str]()
    for what in dict.fromkeys(what for margin in margins for what in margin.assumed):
        field = _SAYS.get(what)
        named = assumption(what, w)
        told.append(named if field is None else w("{assumed} (`{field}`)", assumed=named, field=field))
    return told


_SAYS = {
    NO_RETURNS: "channels.*.returns",
    NO_COMMISSION: "channels.*.commission",
    WITH_TAX: "pricing.tax",
    WITHOUT_TAX: "pricing.tax",
}
"""What is taken for granted of margins, and the field that says it."""


def foundations(rests: Sequence[str], words: PriceWords) -> Iterator[Shown]:
    """Yield what an answer takes for granted, and which offers it is reckoned without."""
    w = words.w
    if rests:
        yield 0, w("Taken for granted, with the field that says otherwise")
        yield from ((1, one) for one in rests)
    without = [*words.left_out("promotions"), *words.left_out("pricing_rules")]
    if without:
        yield 0, w("Reckoned without")
        yield from ((1, one) for one in without)


def _other(order: Order, words: PriceWords) -> str:
    w, channel = words.w, words.channel(order.channel)
    if order.not_sold:
        names = few(order.not_sold, w)
        return w("{channel}: not sold there: {products}", channel=channel, products=names)
    if order.receipt is None or order.at is None:
        return w("{channel}: too many combinations of offers to look at all", channel=channel)
    used = few((words.brief(one.offer) for one in order.receipt.taken), w)
    told = {"channel": channel, "total": words.money(order.receipt.total), "day": words.instant(order.at)}
    if not used:
        return w("{channel}: {total} on {day}, without offers", **told)
    return w("{channel}: {total} on {day}, with {offers}", offers=used, **told)
