"""What it costs, in sentences: what is committed and to what, what may be given away, what is kept and left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Answer
from ecsc.emit.page.summary.money import roots, totals
from ecsc.messages import shortened
from ecsc.plan.money_types import BudgetPlan
from ecsc.quantity import EXACT, Money

MOST = 3


def cost(reader: Reader) -> Answer:
    """Return what the strategy costs, as the budgets say it; never a sum over several currencies."""
    w, lines = reader.w, roots(reader)
    question = w("What does it cost?")
    if not lines:
        return Answer(question, w("Not decidable because no budget is stated; write it under `budgets`."))
    committed = _told(line.committed for line in lines)
    found = totals(lines)
    if found is None:
        sentence = w("{committed} are committed; not every budget has a limit.", committed=w.show(committed))
        if all(line.limit is not None for line in lines):
            sentence = w("{committed} are committed, in several currencies.", committed=w.show(committed))
    else:
        sentence = w("{committed} of {limit} are committed.", committed=found[0], limit=found[1])
    return Answer(
        question, reader.blank.join((sentence, *_parts(lines, reader))), tuple(_points(lines, reader))
    )


def _parts(lines: tuple[BudgetPlan, ...], reader: Reader) -> Iterator[str]:
    """Yield the further sentences of the answer: exposed, reserved, left."""
    w = reader.w
    if exposed := _told(line.exposed for line in lines):
        yield w("In that, promotions can give away at most {amount}.", amount=w.show(exposed))
    if reserved := _told(line.reserved for line in lines):
        yield w("{amount} are kept in reserve.", amount=w.show(reserved))
    left = [line.left for line in lines if line.left is not None]
    over = [Money(abs(one.amount), one.currency) for one in left if one.amount < 0]
    if over:
        yield w("Over the limits by {amount}.", amount=w.show(_told(over)))
    elif left:
        free = [line.headroom or line.left for line in lines if line.left is not None]
        if reserved:
            yield w("{amount} are left beside the reserve.", amount=w.show(_told(free) or [left[0]]))
        else:
            yield w("{amount} are left.", amount=w.show(_told(free) or free[:1]))


def _points(lines: tuple[BudgetPlan, ...], reader: Reader) -> Iterator[str]:
    """Yield the largest things that spend, then what no line pays for."""
    w = reader.w
    spent = [one for line in lines for one in line.commitments if one.amount.amount > 0]
    if len({one.amount.currency for one in spent}) == 1:  # else none is larger than another
        for one in sorted(spent, key=lambda one: (-one.amount.amount, one.name))[:MOST]:
            yield w("{name}: {amount}", name=shortened(one.name), amount=one.amount)
    unpaid = _told(one.amount for one in reader.plan.unfunded)
    if unpaid:  # what is free of charge needs no line
        yield w(
            "No budget line pays for {amount} of it; that is not in the figures above.",
            amount=w.show(unpaid),
        )


def _told(amounts: Iterable[Money | None]) -> list[Money]:
    """Return the sum of some amounts in each currency, those of nothing left out."""
    sums: dict[str, Decimal] = {}
    for money in amounts:
        if money is not None:
            sums[money.currency] = EXACT.add(sums.get(money.currency, Decimal(0)), money.amount)
    return [Money(amount, currency) for currency, amount in sums.items() if amount]
