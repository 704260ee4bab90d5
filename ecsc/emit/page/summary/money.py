"""What the strategy costs, against its limits."""

from __future__ import annotations

from decimal import Decimal

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.answer import Figure
from ecsc.plan.money_types import BudgetPlan
from ecsc.quantity import EXACT, Money, Rate

_TIGHT = Decimal("0.95")
"""From this share of its limit on, a budget is called tight: one more commitment of usual size breaks it."""


def roots(reader: Reader) -> tuple[BudgetPlan, ...]:
    """Return the budgets that are not part of another."""
    return tuple(line for line in reader.plan.budgets if line.depth == 0)


def totals(lines: tuple[BudgetPlan, ...]) -> tuple[Money, Money] | None:
    """Return what is committed and what may be, over all lines; None in several currencies or without a limit."""
    limits = [line.limit for line in lines if line.limit is not None]
    spent = [line.committed for line in lines]
    if not limits or len(limits) < len(lines) or len({money.currency for money in (*limits, *spent)}) != 1:
        return None
    currency = limits[0].currency
    return Money(_sum(spent), currency), Money(_sum(limits), currency)


def money_figure(reader: Reader) -> Figure:
    """Return what is committed against the limits."""
    w, lines = reader.w, roots(reader)
    label = w("Money committed")
    if not lines:
        return Figure(label, "–", "", "unknown", w("Not decidable because no budget is stated."))
    found = totals(lines)
    over = [line for line in lines if line.left is not None and line.left.amount < 0]
    if found is None:
        why = w("Limits are missing or in several currencies; see each budget line.")
        return Figure(label, " · ".join(w.show(line.committed) for line in lines[:3]), "", "unknown", why)
    committed, limit = found
    against = w("of {limit}", limit=limit)
    if over:
        names = ", ".join(line.name for line in over[:3])
        return Figure(label, w.show(committed), against, "bad", w("Over its limit: {names}.", names=names))
    left = Money(EXACT.subtract(limit.amount, committed.amount), limit.currency)
    share = EXACT.divide(committed.amount, limit.amount) if limit.amount else Decimal(0)
    shown = Rate(share.quantize(Decimal("0.01")))
    why = w("{share} of the limit; {left} are left.", share=shown, left=left)
    return Figure(label, w.show(committed), against, "warn" if share > _TIGHT else "good", why)


def _sum(amounts: list[Money]) -> Decimal:
    total = Decimal(0)
    for money in amounts:
        total = EXACT.add(total, money.amount)
    return total
