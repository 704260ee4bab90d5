"""What sales leave over, and the cash, as sections of the page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ecsc.emit.markdown_table import table
from ecsc.emit.money_words import (
    cash_figures,
    cash_heads,
    cash_verdict,
    contributions,
    gaps,
    periods_known,
    show,
    steps,
)
from ecsc.messages import Markdown, Words, shortened
from ecsc.plan.appraisal_types import ContributionPlan
from ecsc.plan.money_types import CashPlan
from ecsc.plan.types import Plan


class GoalSection(Struct, frozen=True):
    """What the sales of a goal leave over: by channel, what is missing for it, and by period."""

    title: str
    table: Markdown
    gaps: tuple[str, ...]
    periods: Markdown | None


class CashSection(Struct, frozen=True):
    """The lowest point of the cash in a sentence, and its months."""

    verdict: str
    table: Markdown


def goal_sections(plan: Plan, w: Words) -> tuple[GoalSection, ...]:
    """Return a section for each goal whose sales are planned by channel, in the plan's order."""
    names = {channel.id: channel.name for channel in plan.channels}
    goals = {goal.id: goal.name for goal in plan.goals}
    return tuple(
        GoalSection(
            w("What sales leave: {goal}", goal=shortened(goals.get(goal, goal), 120)),
            _ladder(rows, names, w),
            gaps(rows, names, w),
            _by_period(rows, names, w) if periods_known(rows) else None,
        )
        for goal, rows in contributions(plan).items()
    )


def _ladder(rows: Sequence[ContributionPlan], names: dict[str, str], w: Words) -> Markdown:
    """Return the steps from gross sales to contribution, a channel a column."""
    ladders = [steps(one, w) for one in rows]
    lines = [
        [step.title, *(show(ladder[place].amount, w) for ladder in ladders)]
        for place, step in enumerate(ladders[0])
    ]
    lines.append([w("Of net sales"), *(w.show(one.margin) for one in rows)])
    return table([w("Step"), *_channels(rows, names)], lines)


def _by_period(rows: Sequence[ContributionPlan], names: dict[str, str], w: Words) -> Markdown:
    """Return the contribution of each channel by period."""
    lines = [
        [w.period(period.period), *(show(each.periods[index].contribution, w) for each in rows)]
        for index, period in enumerate(rows[0].periods)
    ]
    return table([w("Contribution by period"), *_channels(rows, names)], lines)


def _channels(rows: Sequence[ContributionPlan], names: dict[str, str]) -> list[str]:
    return [shortened(names.get(one.channel, one.channel)) for one in rows]


def cash_section(cash: CashPlan, w: Words) -> CashSection:
    """Return the cash by month: what channels pay out, less what stock, tax, sending and everything else take."""
    lines = [
        [w.period(one.period), *(show(amount, w) for amount in cash_figures(one))] for one in cash.months
    ]
    return CashSection(cash_verdict(cash, w), table([w("Month"), *cash_heads(w)], lines))
