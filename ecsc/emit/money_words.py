"""How money is told: what its figures are called, who spends the most, which steps lead to what sales leave.

Every output that shows the money takes its words and its order from here, so that a figure is called the same
on a page and in a spreadsheet. Nothing here computes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from ecsc.messages import Words, shortened
from ecsc.plan.appraisal_types import ContributionPlan, PeriodContribution
from ecsc.plan.money_types import BudgetPlan, CashMonth, CashPlan, Commitment, LinePeriod
from ecsc.plan.types import Plan
from ecsc.quantity import Money

StepKind: TypeAlias = Literal["sum", "less"]


class Step(Struct, frozen=True):
    """One step from gross sales to contribution: a `sum`, or what is taken away from the one before (`less`)."""

    title: str
    amount: Money | None
    kind: StepKind


def show(amount: Money | None, w: Words) -> str:
    """Return an amount as people read it, a dash where it is not known."""
    return "–" if amount is None else w.show(amount)


def assumption(what: str, w: Words) -> str:
    """Return what was taken for granted, in the reader's language."""
    told = {
        "no commission on an own site": w("the own site pays no commission"),
        "one piece an order": w("an order holds one piece"),
        "every piece is kept": w("no piece comes back"),
        "prices include tax": w("prices include tax"),
        "prices are without tax": w("prices are without tax"),
    }
    return told.get(what, what)


def lacking(missing: Iterable[str], w: Words) -> str:
    """Return what figures cannot be told without, in the reader's language; fields are named as they are written."""
    told = {
        "the target of a refund rate": w("the target of a refund rate"),
        "`list_price`, `unit_cost` and `fulfilment` of every product": w(
            "`list_price`, `unit_cost` and `fulfilment` of every product"
        ),
        "`list_price` and `fulfilment` of every product": w("`list_price` and `fulfilment` of every product"),
    }
    return w.show([told.get(what, what).replace("`", "") for what in missing])


def line_heads(w: Words) -> tuple[str, ...]:
    """Return what the figures of a budget line are called, in the order of `line_figures`."""
    return (
        w("Limit"), w("Planned spend"), w("Of it promotions at most"), w("Reserve"), w("Left"), w("Headroom"),
    )  # fmt: skip


def line_figures(one: BudgetPlan | LinePeriod) -> tuple[Money | None, ...]:
    """Return the figures of a line, or of one of its periods."""
    return (one.limit, one.committed, one.exposed, one.reserved, one.left, one.headroom)


def line_legend(w: Words) -> str:
    """Return the sentence that tells left and headroom apart."""
    return w(
        "Left is the limit less what is planned. Headroom is what the whole limit leaves then, without the reserve."
    )


def largest(line: BudgetPlan, most: int) -> tuple[list[Commitment], int]:
    """Return who spends on the line itself, the largest first, at most so many, and how many more there are."""
    own = [one for one in line.commitments if one.line == line.path]
    shown = sorted(own, key=lambda one: (-one.amount.amount, one.section, one.id))[:most]
    return shown, len(own) - len(shown)


def spent(one: Commitment, w: Words) -> str:
    """Return what a commitment comes to, with what was written where that was converted."""
    if one.stated is None:
        return w.show(one.amount)
    return w("{amount}, converted from {stated}", amount=one.amount, stated=one.stated)


def spent_when(one: Commitment, w: Words) -> str:
    """Return the months a commitment falls into, the first and the last of many."""
    months = [share.month for share in one.by_month]
    if not months:
        return w("in no month")
    return months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"


def steps(one: ContributionPlan | PeriodContribution, w: Words) -> tuple[Step, ...]:
    """Return the steps from gross sales to contribution."""
    return (
        Step(w("Gross sales"), one.gross, "sum"),
        Step(w("Refunds"), one.refunds, "less"),
        Step(w("Tax in prices"), one.tax, "less"),
        Step(w("Net sales"), one.net, "sum"),
        Step(w("Commission"), one.commission, "less"),
        Step(w("Fees"), one.fees, "less"),
        Step(w("Goods and sending"), one.goods, "less"),
        Step(w("Marketing"), one.spend, "less"),
        Step(w("Contribution"), one.contribution, "sum"),
    )


def ladder_legend(w: Words) -> str:
    """Return the sentence that says at which prices sales stand."""
    return w(
        "Sales are at the prices customers pay, before refunds. Goods cost as much of them as one piece of each"
        " product does."
    )


def contributions(plan: Plan) -> dict[str, list[ContributionPlan]]:
    """Return what sales leave by goal, in the plan's order, each with its channels."""
    found: dict[str, list[ContributionPlan]] = {}
    for one in plan.appraisal.contribution:
        found.setdefault(one.goal, []).append(one)
    return found


def periods_known(rows: list[ContributionPlan]) -> bool:
    """Return whether there is more than one period, and something known of one of them."""
    return len(rows[0].periods) > 1 and any(
        one.contribution is not None for each in rows for one in each.periods
    )


def gaps(rows: Sequence[ContributionPlan], names: dict[str, str], w: Words) -> tuple[str, ...]:
    """Return for each channel what its figures cannot be told without, then what they take for granted."""
    lacks = tuple(
        w(
            "{channel}: not decidable without {missing}",
            channel=shortened(names.get(one.channel, one.channel)), missing=lacking(one.missing, w),
        )
        for one in rows
        if one.missing
    )  # fmt: skip
    takes = tuple(
        w(
            "{channel}: assumed that {assumed}, as nothing says otherwise",
            channel=shortened(names.get(one.channel, one.channel)), assumed=assumption(what, w),
        )
        for one in rows
        for what in one.assumed
    )  # fmt: skip
    return (*lacks, *takes)


def cash_heads(w: Words) -> tuple[str, ...]:
    """Return what the figures of a month of cash are called, in the order of `cash_figures`."""
    return (
        w("Paid out by channels"),
        w("Paid for stock"),
        w("Tax and sending"),
        w("Other spend"),
        w("Cash at the end"),
    )


def cash_figures(one: CashMonth) -> tuple[Money | None, ...]:
    """Return the figures of a month of cash."""
    return (one.sales, one.stock, one.passed_on, one.spend, one.cumulative)


def cash_verdict(cash: CashPlan, w: Words) -> str:
    """Return the lowest point of the cash in a sentence, or what it cannot be told without."""
    lowest = next((one for one in cash.months if one.period.label == cash.lowest_month), None)
    if cash.lowest is None:
        return w("The lowest point is not decidable without {missing}", missing=lacking(cash.missing, w))
    if lowest is None:
        return w("The lowest point is {amount}, before the first month.", amount=cash.lowest)
    return w(
        "The lowest point is {amount}, at the end of {month}; {before} is paid before the first month.",
        amount=cash.lowest, month=w.period(lowest.period), before=cash.paid_before,
    )  # fmt: skip
