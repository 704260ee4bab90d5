"""The budget lines: the picture of all of them with its table, and each with its quarters and who spends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ecsc.emit.money_words import largest, line_figures, line_heads, show, spent, spent_when
from ecsc.emit.page.reader import Reader
from ecsc.emit.pictures.budget_bars import LineBar, budget_bars
from ecsc.emit.pictures.columns import Column, columns
from ecsc.messages import shortened
from ecsc.plan.money_types import BudgetPlan, Commitment
from ecsc.quantity import EXACT, Money

if TYPE_CHECKING:
    from markupsafe import Markup

LARGEST = 5
"""So many of those who spend on a line are named, the largest first; the rest are counted."""

_EXPOSED = 2
"""The place of what promotions cost at most in `line_figures`; a line without promotions does not tell it."""

MOST = 8
"""So many quarters are drawn; more are a table alone."""


class Overview(Struct, frozen=True):
    """All lines as a picture and as a table; `kinds` are the classes of its rows."""

    picture: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]


class LineDetail(Struct, frozen=True):
    """One line: its facts, its quarters as columns and as rows, who spends on it, and how many more do."""

    title: str
    figures: str
    facts: str
    depth: int
    over: bool
    picture: Markup | str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    who: tuple[tuple[str, str, str], ...]
    more: str


def overview(reader: Reader) -> Overview:
    """Return all lines, parents before children."""
    from markupsafe import Markup

    w, lines = reader.w, reader.plan.budgets
    picture = budget_bars([_bar(line, reader) for line in lines], w("Budget lines against their limits"))
    rows = tuple(
        (shortened(line.name), *(_signed(amount, reader) for amount in line_figures(line))) for line in lines
    )
    kinds = tuple(f"depth-{min(line.depth, 4)}{' over' if is_over(line) else ''}" for line in lines)
    heads = (w("Line"), *line_heads(w))
    return Overview(Markup(picture), heads, rows, kinds)  # noqa: S704 - escaped where it is drawn


def is_over(line: BudgetPlan) -> bool:
    """Return whether more is planned on a line than its limit holds without the reserve."""
    return line.headroom is not None and line.headroom.amount < 0


def _signed(amount: Money | None, reader: Reader) -> str:
    """Return an amount, a negative one with a sign that is not colour alone."""
    told = show(amount, reader.w)
    return f"! {told}" if amount is not None and amount.amount < 0 else told


def _bar(line: BudgetPlan, reader: Reader) -> LineBar:
    w = reader.w
    exposed = line.exposed.amount if line.exposed is not None else Decimal(0)
    if line.limit is None:
        shown = w("{amount}, no limit stated", amount=line.committed)
    elif line.left is not None and line.left.amount < 0:
        shown = w("! {amount} over the limit", amount=_positive(line.left))
    else:
        shown = w("{amount} of {limit}", amount=line.committed, limit=line.limit)
    return LineBar(
        name=line.name,
        depth=line.depth,
        limit=line.limit.amount if line.limit is not None else None,
        certain=EXACT.subtract(line.committed.amount, exposed),
        exposed=exposed,
        reserved=line.reserved.amount,
        shown=shown,
        over=line.left is not None and line.left.amount < 0,
    )


def _positive(amount: Money) -> Money:
    return Money(EXACT.abs(amount.amount), amount.currency)


def largest_quarter(lines: Iterable[BudgetPlan]) -> Decimal:
    """Return the largest figure a quarter of the uppermost lines has, which their pictures share as their scale."""
    quarters = (one for line in lines if not line.depth for one in line.periods)
    figures = (money.amount for one in quarters for money in (one.committed, one.limit) if money is not None)
    return max(figures, default=Decimal(0))


def details(line: BudgetPlan, reader: Reader, scale: Decimal) -> LineDetail:
    """Return one line by quarter with who spends on it; figures that no quarter has are left out.

    The quarters of an uppermost line are drawn to `scale`, for they stand beside those of the others.
    """
    w = reader.w
    found, more = largest(line, LARGEST)
    figures = (
        w("{amount} of {limit}", amount=line.committed, limit=line.limit)
        if line.limit is not None
        else w("{amount}, no limit stated", amount=line.committed)
    )
    told = tuple(_told(line))
    return LineDetail(
        title=line.name,
        figures=figures,
        facts=" · ".join(_facts(line, reader)),
        depth=min(line.depth, 4),
        over=is_over(line),
        picture=_quarters(line, reader, Decimal(0) if line.depth else scale),
        heads=(w("Quarter"), *(line_heads(w)[place] for place in told)),
        rows=tuple(
            (w.period(one.period), *(_signed(line_figures(one)[place], reader) for place in told))
            for one in line.periods
            if told
        ),
        who=tuple(_spender(one, reader) for one in found),
        more=w("and {n} more", n=more) if more else "",
    )


def _told(line: BudgetPlan) -> Iterator[int]:
    """Yield the places of the figures that say something of the line's quarters; none where nothing happens in any."""
    by_period = [line_figures(one) for one in line.periods]
    if not line.committed.amount and all(one.limit is None for one in line.periods):
        return
    for place in range(len(line_figures(line))):
        amounts = [one[place] for one in by_period if one[place] is not None]
        promised = place != _EXPOSED or any(amount is not None and amount.amount for amount in amounts)
        if amounts and promised:
            yield place


def _facts(line: BudgetPlan, reader: Reader) -> Iterator[str]:
    w = reader.w
    if line.owner is not None:
        yield w("Owner: {name}", name=reader.person(line.owner))
    if line.reserve:
        yield w("kept in reserve")
    if line.headroom is not None:
        yield w("Headroom: {amount}", amount=_signed(line.headroom, reader))
    if line.elsewhere is not None and line.elsewhere.amount:
        yield w("{amount} in no month of the strategy", amount=line.elsewhere)


def _quarters(line: BudgetPlan, reader: Reader, scale: Decimal) -> Markup | str:
    """Return the quarters as columns, each against its own limit; nothing where nothing is planned in any."""
    from markupsafe import Markup

    w = reader.w
    if not 1 < len(line.periods) <= MOST or not any(one.committed.amount for one in line.periods):
        return ""
    found = [
        Column(
            w.period(one.period),
            one.committed.amount,
            w.show(one.committed),
            exposed=one.exposed.amount if one.exposed is not None else Decimal(0),
            limit=one.limit.amount if one.limit is not None else None,
        )
        for one in line.periods
    ]
    drawn = columns(found, w("Planned spend by quarter: {name}", name=shortened(line.name)), top=scale)
    return Markup(drawn)  # noqa: S704 - escaped where it is drawn


def unfunded(reader: Reader) -> tuple[tuple[str, str, str], ...]:
    """Return what spends and is paid by no line."""
    return tuple(_spender(one, reader) for one in reader.plan.unfunded)


def _spender(one: Commitment, reader: Reader) -> tuple[str, str, str]:
    return shortened(one.name, 120), spent(one, reader.w), spent_when(one, reader.w)
