"""The money as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ecsc.emit.markdown_page import fill
from ecsc.emit.markdown_table import table
from ecsc.emit.money.earning import GoalSection, cash_section, goal_sections
from ecsc.emit.money_words import (
    ladder_legend,
    largest,
    line_figures,
    line_heads,
    line_legend,
    show,
    spent,
    spent_when,
)
from ecsc.emit.standing import as_of
from ecsc.messages import Markdown, Words, shortened
from ecsc.plan.money_types import BudgetPlan, Commitment, LinePeriod
from ecsc.plan.types import Plan

TEMPLATE = Path(__file__).with_name("budget.md.j2")

LARGEST = 20
"""So many of those who spend on a line are named on the page, the largest first; the spreadsheet has them all."""


class LineSection(Struct, frozen=True):
    """A budget line: its facts, its quarters, who spends on it, and how many more do."""

    title: str
    facts: str
    table: Markdown | None
    who: Markdown | None
    more: str


def page(plan: Plan, w: Words, notice: str = "") -> bytes:
    """Return the money as Markdown in UTF-8; `notice` stands under the title."""
    people = {person.id: person.name for person in plan.people}
    goals: Sequence[GoalSection] = goal_sections(plan, w)
    text = fill(
        TEMPLATE,
        w=w,
        plan=plan,
        notice=notice,
        as_of=as_of(plan, w),
        overview=_overview(plan, w),
        legend=line_legend(w),
        lines=[_line(line, people, w) for line in plan.budgets],
        unfunded=_who(plan.unfunded, w) if plan.unfunded else None,
        goals=goals,
        ladder=ladder_legend(w),
        cash=cash_section(plan.cash, w) if plan.cash is not None else None,
    )
    return text.encode()


def _overview(plan: Plan, w: Words) -> Markdown:
    rows = [
        [
            f"{'› ' * line.depth}{shortened(line.name)}",
            *(show(amount, w) for amount in line_figures(line)),
        ]
        for line in plan.budgets
    ]
    return table([w("Line"), *line_heads(w)], rows)


def _line(line: BudgetPlan, people: dict[str, str], w: Words) -> LineSection:
    found, more = largest(line, LARGEST)
    return LineSection(
        shortened(line.name, 120),
        " · ".join(_facts(line, people, w)),
        _quarters(line.periods, w) if line.committed.amount or line.limit is not None else None,
        _who(found, w) if found else None,
        w.count("and {n} more in budget.csv", "and {n} more in budget.csv", more) if more else "",
    )


def _facts(line: BudgetPlan, people: dict[str, str], w: Words) -> Iterator[str]:
    yield line.path
    if line.owner is not None:
        yield w("Owner: {name}", name=shortened(people.get(line.owner, line.owner)))
    if line.reserve:
        yield w("kept in reserve")
    if line.elsewhere is not None and line.elsewhere.amount:
        yield w("{amount} in no month of the strategy", amount=line.elsewhere)


def _quarters(periods: Sequence[LinePeriod], w: Words) -> Markdown:
    rows = [[w.period(one.period), *(show(amount, w) for amount in line_figures(one))] for one in periods]
    return table([w("Quarter"), *line_heads(w)], rows)


def _who(found: Sequence[Commitment], w: Words) -> Markdown:
    rows = [[shortened(one.name), spent(one, w), spent_when(one, w)] for one in found]
    return table([w("Who spends"), w("Amount"), w("When")], rows, text=(0, 2))
