"""The money as spreadsheets: days as ISO 8601, amounts as plain numbers in the currency of their row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.emit.money_words import lacking
from ecsc.emit.numbers import number_text
from ecsc.messages import Words, csv_file
from ecsc.plan.appraisal_types import ContributionPlan, PeriodContribution
from ecsc.plan.money_types import BudgetPlan, CashPlan, Commitment, LinePeriod
from ecsc.plan.types import Plan
from ecsc.quantity import EXACT, Money, Period, Rate

Row = list[str | int | None]


def budget_sheet(plan: Plan, w: Words) -> bytes:
    """Return the lines in all, by quarter and by month, then what spends on each by month."""
    rows: list[Row] = [[
        w("Row"), w("Line"), w("Line name"), w("Owner"), w("Period"), w("From"), w("To"), w("Kind"), w("Id"),
        w("Name"), w("Limit"), w("Planned spend"), w("Of it promotions at most"), w("Reserve"), w("Left"),
        w("Headroom"), w("Currency"), w("Stated as"),
    ]]  # fmt: skip
    people = {person.id: person.name for person in plan.people}
    for line in plan.budgets:
        rows.extend(_of_line(line, plan, people.get(line.owner or "", line.owner or ""), w))
    for line in plan.budgets:
        for one in line.commitments:
            if one.line == line.path:
                rows.extend(_of_commitment(one, line.name, w))
    for one in plan.unfunded:
        rows.extend(_of_commitment(one, w("no line pays"), w))
    return csv_file(rows)


def _of_line(line: BudgetPlan, plan: Plan, owner: str, w: Words) -> Iterator[Row]:
    whole = plan.strategy.period
    total = LinePeriod(
        whole, line.limit, line.committed, line.left, line.exposed, line.reserved, line.headroom
    )
    for kind, periods in (
        (w("in all"), (total,)), (w("quarter"), line.periods), (w("month"), line.months),
    ):  # fmt: skip
        for one in periods:
            yield [
                kind, line.path, line.name, owner, *_days(one.period), "", "", "", _cell(one.limit),
                _cell(one.committed), _cell(one.exposed), _cell(one.reserved), _cell(one.left), _cell(one.headroom),
                line.committed.currency, "",
            ]  # fmt: skip
    if line.elsewhere is not None and line.elsewhere.amount:
        yield [
            w("in no month"), line.path, line.name, owner, "", "", "", "", "", "", "", _cell(line.elsewhere),
            "", "", "", "", line.committed.currency, "",
        ]  # fmt: skip


def _of_commitment(one: Commitment, line_name: str, w: Words) -> Iterator[Row]:
    stated = "" if one.stated is None else f"{one.stated.currency} {number_text(one.stated.amount)}"
    who: Row = [one.section, one.id, one.name]
    parts = [*((share.month, share.amount.amount) for share in one.by_month)]
    rest = one.amount.amount - sum((amount for _, amount in parts), 0 * one.amount.amount)
    for month, amount in [*parts, *([(w("in no month"), rest)] if rest else [])]:
        yield [
            w("who spends"), one.line, line_name, "", month, "", "", *who, "", number_text(amount), "", "", "", "",
            one.amount.currency, stated,
        ]  # fmt: skip


def contribution_sheet(plan: Plan, w: Words) -> bytes:
    """Return what sales leave over, step by step: a row a goal, channel and period, and one for all periods."""
    rows: list[Row] = [[
        w("Goal id"), w("Channel id"), w("Channel"), w("Period"), w("From"), w("To"), w("Gross sales"), w("Refunds"),
        w("Tax in prices"), w("Net sales"), w("Commission"), w("Fees"), w("Goods and sending"),
        w("Marketing"), w("Contribution"), w("Of net sales"), w("Promotions give away at most"), w("Currency"),
        w("Missing"),
    ]]  # fmt: skip
    names = {channel.id: channel.name for channel in plan.channels}
    for one in plan.appraisal.contribution:
        who: Row = [one.goal, one.channel, names.get(one.channel, one.channel)]
        rows += [[*who, *_days(row.period), *_steps(row, w, _cell(row.given_away))] for row in one.periods]
        if len(one.periods) > 1:
            rows.append([*who, w("in all"), "", "", *_steps(one, w, "")])
    return csv_file(rows)


def _steps(one: ContributionPlan | PeriodContribution, w: Words, given: str) -> Row:
    amounts = (
        one.gross, one.refunds, one.tax, one.net, one.commission, one.fees, one.goods, one.spend, one.contribution,
    )  # fmt: skip
    return [
        *(_cell(amount) for amount in amounts), _percent(one.margin), given, one.gross.currency,
        lacking(one.missing, w) if one.missing else "",
    ]  # fmt: skip


def cash_sheet(cash: CashPlan, currency: str, w: Words) -> bytes:
    """Return the cash by month, before the first what is paid earlier, after the last what comes later."""
    rows: list[Row] = [[
        w("Period"), w("From"), w("To"), w("Paid out by channels"), w("Paid for stock"), w("Tax and sending"),
        w("Other spend"), w("Cash at the end"), w("Currency"), w("Missing"),
    ]]  # fmt: skip
    missing = lacking(cash.missing, w) if cash.missing else ""
    rows.append([w("before the first month"), *[""] * 5, _cell(cash.paid_before), "", currency, missing])
    for month in cash.months:
        flows = (month.sales, month.stock, month.passed_on, month.spend, month.cumulative)
        rows.append([*_days(month.period), *(_cell(amount) for amount in flows), currency, missing])
    after = _cell(cash.sold_not_paid)
    rows.append([w("after the last month"), "", "", after, *[""] * 4, currency, missing])
    return csv_file(rows)


def _days(period: Period) -> Row:
    return [period.label, period.first.isoformat(), period.last.isoformat()]


def _percent(rate: Rate | None) -> str:
    return "" if rate is None else f"{number_text(EXACT.multiply(rate.value, Decimal(100)))}%"


def _cell(amount: Money | None) -> str:
    """Return an amount as a spreadsheet reads it, empty where it is not known."""
    return "" if amount is None else number_text(amount.amount)
