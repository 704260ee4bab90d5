"""Where money lies: by period, by line, by who pays."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ecsc.assess.laying import by_period
from ecsc.assess.spending import Spend
from ecsc.quantity import Money, Period, parse_period, parse_window
from tests.unit.assess.strategies import codes, plan, result


class Calendar:
    """Monday to Friday."""

    def days_of(self, identifier: str) -> tuple[dt.date, dt.date] | None:
        return None if identifier == "none" else (dt.date(2026, 3, 30), dt.date(2026, 4, 3))

    def dates_of(self, identifier: str) -> tuple[dt.date, ...]:
        return ()

    def working_days(self, first: dt.date, last: dt.date, task: str = "") -> int:
        days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
        return sum(day.weekday() < 5 for day in days)


def parts(section: str, spread: str, amount: str, periods: list[str], name: str = "x") -> list[str]:
    window = parse_window("2026-01-10..2026-03-31")
    spend = Spend(section, name, "X", "m", "cost", Money(Decimal(amount), "CNY"), spread, window)  # type: ignore[arg-type]
    found: list[Period] = [parse_period(period, 7) for period in periods]
    return [str(part.amount) for part in by_period(spend, found, Calendar())]


@pytest.mark.parametrize(
    ("section", "spread", "amount", "periods", "expected"),
    [
        ("tasks", "even", "100", ["2026-Q1", "2026-Q2"], ["40.00", "60.00"]),
        ("tasks", "even", "100", ["FY2026-Q3", "FY2026-Q4"], ["40.00", "60.00"]),
        ("tasks", "start", "100", ["2026-Q1", "2026-Q2"], ["100.00", "0.00"]),
        ("tasks", "end", "100", ["2026-Q1", "2026-Q2"], ["0.00", "100.00"]),
        ("tactics", "monthly", "300", ["2026-01", "2026-02", "2026-03"], ["100.00", "100.00", "100.00"]),
        (
            "tactics", "monthly", "300",
            ["2026-01-01..2026-01-15", "2026-01-16..2026-01-31", "2026-02-01..2026-03-31"],
            ["100.00", "0.00", "200.00"],
        ),
        ("tactics", "even", "0.01", ["2026-01", "2026-02", "2026-03"], ["0.00", "0.00", "0.01"]),
        ("tactics", "even", "100", ["2026-Q2"], ["0.00"]),
    ],
)  # fmt: skip
def test_a_cost_lies_where_it_is_spent(
    section: str, spread: str, amount: str, periods: list[str], expected: list[str]
) -> None:
    assert parts(section, spread, amount, periods) == expected


def test_work_without_dates_lies_nowhere() -> None:
    assert parts("tasks", "even", "100", ["2026"], name="none") == ["0"]


BUDGETS = (
    "budgets: {m: {limit: 100000, lines: {a: {limit: 60000}, nd: {limit: 100, includes_discounts: false}}}}\n"
)


def test_what_tasks_cost_beyond_their_tactic_is_told() -> None:
    tactic = "tactics: {t: {window: 2026-01-01..2026-03-31, cost: 3000, budget: m.a}}\n"
    tasks = "tasks:\n  x: {owner: lin, duration: 3d, cost: COST, serves: [t]}\n"
    tasks += "  y: {owner: lin, duration: 3d, cost: 1000, serves: [t]}\n"
    assert "ECS510" not in codes(BUDGETS + tactic + tasks.replace("COST", "2000"))
    assert "ECS510" in codes(BUDGETS + tactic + tasks.replace("COST", "2001"))
    assert "ECS510" not in codes(
        BUDGETS + tactic + tasks.replace("cost: COST", "status: dropped, cost: 9000")
    )


def test_an_exposure_is_missing_only_where_no_limit_says_it() -> None:
    def unbounded(promotion: str) -> bool:
        text = BUDGETS + "promotions: {p: {window: 2026-03-01, " + promotion + "}}\n"
        return any(finding.rule.code == "ECS508" for finding in result(text).findings)

    assert unbounded("offer: 5折, budget: m.a")
    assert not unbounded("offer: 5折, budget: m.nd, limits: {spend: 50}")
    assert not unbounded("offer: 5折, budget: m.x, limits: {spend: 50}")


def test_of_two_bounds_the_lower_one_counts() -> None:
    limits = "offer: 满199减30, budget: m.a, limits: {spend: 100000, redemptions: 10}"
    planned = plan(BUDGETS + "promotions: {p: {window: 2026-03-01, " + limits + "}}\n")
    assert str(planned.budgets[0].committed) == "CNY 300"


def test_a_line_without_limit_takes_up_what_its_lines_do() -> None:
    text = "budgets: {m: {limit: 50, lines: {on: {lines: {a: {limit: 40}, b: {limit: SUM}}}}}}\n"
    assert "ECS502" not in codes(text.replace("SUM", "10"))
    assert "ECS502" in codes(text.replace("SUM", "11"))
