"""Random budgets, windows, rates and sales: every part of money is somewhere, and its parts sum to it exactly."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ecsc.assess.laying import by_period
from ecsc.assess.spending import Spend
from ecsc.plan.appraisal_types import ContributionPlan, PeriodContribution
from ecsc.quantity import Money, Period, day_range, minor_unit, split_period, window_of
from tests.unit.assess.strategies import plan

START = dt.date(2025, 11, 20)
DAYS = st.integers(0, 500).map(lambda number: START + dt.timedelta(days=number))


class NoTasks:
    """A timetable without tasks: what has a window needs none."""

    def days_of(self, identifier: str) -> None:
        raise AssertionError(identifier)

    def dates_of(self, identifier: str) -> tuple[dt.date, ...]:
        raise AssertionError(identifier)

    def working_days(self, first: dt.date, last: dt.date, task: str = "") -> int:
        raise AssertionError(task)


@given(
    ends=st.tuples(DAYS, DAYS).map(sorted),
    around=st.tuples(DAYS, DAYS).map(sorted),
    amount=st.decimals(0, 10**9, places=2),
    currency=st.sampled_from(["CNY", "JPY", "KWD"]),
    spread=st.sampled_from(["even", "start", "end", "monthly"]),
    fiscal=st.integers(1, 12),
)
@settings(max_examples=200, deadline=None)
def test_months_make_quarters_and_the_whole(
    ends: list[dt.date], around: list[dt.date], amount: Decimal, currency: str, spread: str, fiscal: int
) -> None:
    amount = amount.quantize(minor_unit(currency))
    whole = day_range(around[0], around[1])
    window = window_of(day_range(ends[0], ends[1]))
    spend = Spend("tactics", "t", "T", "m", "cost", Money(amount, currency), spread, window)
    months, quarters = split_period(whole, "month", fiscal), split_period(whole, "quarter", fiscal)
    by_month, by_quarter = (by_period(spend, periods, NoTasks()) for periods in (months, quarters))
    for quarter, made in zip(quarters, by_quarter, strict=True):
        inside = [
            part.amount for month, part in zip(months, by_month, strict=True) if quarter.contains(month)
        ]
        assert sum(inside) == made.amount
    assert all(part.amount % minor_unit(currency) == 0 for part in by_month)
    lost = amount - sum(part.amount for part in by_month)
    assert lost >= 0
    if whole.first <= ends[0] and ends[1] <= whole.last:
        assert lost == 0
    outside = [
        Period(first, last, "range", "x")
        for first, last in ((dt.date.min, whole.first - dt.timedelta(days=1)),
                            (whole.last + dt.timedelta(days=1), dt.date.max))
    ]  # fmt: skip
    assert sum(part.amount for part in by_period(spend, (*months, *outside), NoTasks())) == amount


@given(
    rates=st.lists(
        st.tuples(DAYS, st.decimals("0.01", 20, places=4)),
        min_size=1,
        max_size=5,
        unique_by=lambda rate: rate[0],
    ),
    spends=st.lists(
        st.tuples(st.tuples(DAYS, DAYS).map(sorted), st.integers(1, 10**6)), min_size=1, max_size=6
    ),
)
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_on_the_lines(
    rates: list[tuple[dt.date, Decimal]], spends: list[tuple[list[dt.date], int]]
) -> None:
    text = "budgets: {m: {limit: 9000000, lines: {a: {limit: 1000}, kept: {limit: 77, reserve: true}}}}\n"
    text += "exchange_rates:\n"
    for index, (day, rate) in enumerate([(dt.date(2025, 1, 1), Decimal(7)), *rates]):
        text += f"  r{index}: {{base: USD, quote: CNY, rate: {rate}, date: {day}}}\n"
    text += "tactics:\n"
    for index, ((first, last), amount) in enumerate(spends):
        money = f"USD {amount / 100:.2f}" if index % 2 else f"{amount / 100:.2f}"
        text += (
            f"  t{index}: {{window: {first}..{last}, cost: {money}, budget: {'m.a' if index % 3 else 'm'}}}\n"
        )
    for line in plan(text).budgets:
        assert line.elsewhere is not None
        for periods in (line.months, line.periods):
            assert (
                sum(one.committed.amount for one in periods) + line.elsewhere.amount == line.committed.amount
            )
        assert sum(one.amount.amount for one in line.commitments) == line.committed.amount
        for index, month in enumerate(line.months):
            named = [
                share.amount.amount
                for one in line.commitments
                for share in one.by_month
                if share.month == month.period.label
            ]
            assert sum(named) == month.committed.amount, index
        if line.headroom is not None and line.months[-1].headroom is not None:
            assert line.months[-1].headroom.amount == line.headroom.amount


@given(
    shares=st.lists(st.integers(1, 60), min_size=3, max_size=3),
    channels=st.integers(1, 99),
    target=st.integers(1, 10**8),
    refund=st.integers(0, 100),
)
@settings(max_examples=40, deadline=None)
def test_contribution_sums_over_months_and_channels(
    shares: list[int], channels: int, target: int, refund: int
) -> None:
    values = [target * share // sum(shares) for share in shares[:2]]
    values.append(target - sum(values))
    months = ", ".join(f"2026-0{number}: {value}" for number, value in enumerate(values, start=1))
    text = f"""metrics: {{gmv: {{standard: gmv}}, refund_rate: {{unit: percent}}}}
goals:
  sales:
    {{metric: gmv, target: {target}, start: 2026-01-01, due: 2026-03-31, owner: lin, breakdown: [
      {{split: month, values: {{{months}}}}}, {{split: channel, shares: {{a: {channels}%, b: {100 - channels}%}}}}]}}
targets: {{back: {{metric: refund_rate, period: 2026, committed: {refund}%}}}}
channels: {{a: {{commission: 3.3%, payment_fee: 0.6%}}, b: {{commission: 7.7%, payment_fee: 1%}}}}
pricing: {{tax: {{included: true, rate: 13%}}}}
products: {{p: {{list_price: 93, unit_cost: 31, fulfilment: 7}}}}
tactics: {{t: {{channel: a, window: 2026-01-17..2026-03-03, cost: 1000}}}}
"""
    rows = plan(text).appraisal.contribution
    assert sum(one.gross.amount for one in rows) == target
    for one in rows:
        every: list[ContributionPlan | PeriodContribution] = [one, *one.periods]
        for row in every:
            parts = (row.refunds, row.tax, row.commission, row.fees, row.goods, row.spend)
            assert row.contribution is not None
            assert row.contribution.amount == row.gross.amount - sum(part.amount for part in parts if part)
        assert one.contribution is not None
        assert one.contribution.amount == sum(
            row.contribution.amount for row in one.periods if row.contribution
        )
