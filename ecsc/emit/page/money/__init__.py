"""What it costs and what it leaves: every budget line against its limit, the ladder to contribution, the cash."""

from __future__ import annotations

from ecsc.emit.money_words import ladder_legend, line_legend
from ecsc.emit.page.markup import fill
from ecsc.emit.page.money.cash import cash_chart
from ecsc.emit.page.money.ladder import ladders
from ecsc.emit.page.money.lines import details, largest_quarter, overview, unfunded
from ecsc.emit.page.reader import Reader
from ecsc.emit.page.section import Section
from ecsc.emit.page.summary.money import money_figure
from ecsc.messages import Words
from ecsc.plan.types import Plan


def section(reader: Reader) -> Section:
    """Return the budget lines, what is paid by none of them, what sales leave, and the cash by month."""
    w, plan = reader.w, reader.plan
    title = w("Money")
    if not plan.budgets and not plan.unfunded and not plan.appraisal.contribution and plan.cash is None:
        told = w("Here would stand what it costs against its limits: write the lines under `budgets`.")
        return Section("money", title, told, None)
    body = fill(
        "money/money.html.j2",
        w=w,
        overview=overview(reader) if plan.budgets else None,
        legend=line_legend(w),
        lines=[details(line, reader, largest_quarter(plan.budgets)) for line in plan.budgets],
        unfunded=unfunded(reader),
        ladders=ladders(reader),
        ladder_legend=ladder_legend(w),
        cash=cash_chart(reader),
    )
    return Section("money", title, _lead(reader, plan, w), body)


def _lead(reader: Reader, plan: Plan, w: Words) -> str:
    """Return how the money stands, as the first screen says it."""
    if not plan.budgets:
        return w("No budget line is stated, so nothing says what may be spent.")
    figure = money_figure(reader)
    if not figure.against:
        return figure.why
    told = w("Committed: {value} {against}.", value=figure.value, against=figure.against)
    return f"{told}{reader.blank}{figure.why}"
