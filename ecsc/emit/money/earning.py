"""What sales leave over, and the cash, as sections of the page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ecsc.emit.money.tables import table
from ecsc.emit.money.wording import lacking, show
from ecsc.messages import Markdown, Words, shortened
from ecsc.plan.appraisal_types import ContributionPlan
from ecsc.plan.money_types import CashPlan
from ecsc.plan.types import Plan
from ecsc.quantity import Money


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
    by_goal: dict[str, list[ContributionPlan]] = {}
    for one in plan.appraisal.contribution:
        by_goal.setdefault(one.goal, []).append(one)
    names = {channel.id: channel.name for channel in plan.channels}
    goals = {goal.id: goal.name for goal in plan.goals}
    return tuple(
        GoalSection(
            w("What sales leave: {goal}", goal=shortened(goals.get(goal, goal), 120)),
            _ladder(rows, names, w),
            tuple(
                w(
                    "{channel}: not decidable without {missing}",
                    channel=shortened(names.get(one.channel, one.channel)),
                    missing=lacking(one.missing, w),
                )
                for one in rows
                if one.missing
            ),
            _by_period(rows, names, w),
        )
        for goal, rows in by_goal.items()
    )


def _ladder(rows: Sequence[ContributionPlan], names: dict[str, str], w: Words) -> Markdown:
    """Return the steps from gross sales to contribution, a channel a column."""
    steps: list[tuple[str, Sequence[Money | None]]] = [
        (w("Gross sales"), [one.gross for one in rows]),
        (w("Refunds"), [one.refunds for one in rows]),
        (w("Tax in prices"), [one.tax for one in rows]),
        (w("Net sales"), [one.net for one in rows]),
        (w("Commission"), [one.commission for one in rows]),
        (w("Payment fees"), [one.fees for one in rows]),
        (w("Goods and sending"), [one.goods for one in rows]),
        (w("Marketing"), [one.spend for one in rows]),
        (w("Contribution"), [one.contribution for one in rows]),
    ]
    lines = [[title, *(show(amount, w) for amount in amounts)] for title, amounts in steps]
    lines.append([w("Of net sales"), *(_share(one, w) for one in rows)])
    return table([w("Step"), *(shortened(names.get(one.channel, one.channel)) for one in rows)], lines)


def _share(one: ContributionPlan, w: Words) -> str:
    return "–" if one.margin is None else w.show(one.margin)


def _by_period(rows: Sequence[ContributionPlan], names: dict[str, str], w: Words) -> Markdown | None:
    """Return the contribution of each channel by period; None where nothing is known of any, or there is one."""
    periods = rows[0].periods
    if len(periods) < 2 or all(one.contribution is None for each in rows for one in each.periods):
        return None
    lines = [
        [w.period(period.period), *(show(each.periods[index].contribution, w) for each in rows)]
        for index, period in enumerate(periods)
    ]
    heading = [w("Contribution by period"), *(shortened(names.get(one.channel, one.channel)) for one in rows)]
    return table(heading, lines)


def cash_section(cash: CashPlan, w: Words) -> CashSection:
    """Return the cash by month: what channels pay out, less what stock, tax, sending and everything else take."""
    lines = [
        [
            w.period(one.period),
            *(show(amount, w) for amount in (one.sales, one.stock, one.passed_on, one.spend, one.cumulative)),
        ]
        for one in cash.months
    ]
    heading = [
        w("Month"), w("Paid out by channels"), w("Paid for stock"), w("Tax and sending"), w("Other spend"),
        w("Cash at the end"),
    ]  # fmt: skip
    lowest = next((one for one in cash.months if one.period.label == cash.lowest_month), None)
    if lowest is None:
        verdict = w("The lowest point is not decidable without {missing}", missing=lacking(cash.missing, w))
    else:
        verdict = w(
            "The lowest point is {amount}, at the end of {month}; {before} is paid before the first month.",
            amount=cash.lowest, month=w.period(lowest.period), before=cash.paid_before,
        )  # fmt: skip
    return CashSection(verdict, table(heading, lines))
