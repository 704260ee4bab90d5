"""Whose clock and whose year: windows are on the strategy's clock, fiscal periods by its fiscal year."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.assess.strategies import codes, plan, task

D = dt.date


def head(period: str, rest: str = "") -> str:
    return (
        f"ecsc: 1\nstrategy: {{id: demo, name: Demo, period: {period}, currency: CNY, owner: lin{rest}}}\n"
        "people:\n  lin: {name: Lin}\n"
    )


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"]
)
@pytest.mark.parametrize(
    ("opens", "length", "ready"),
    [
        ("2026-03-10T10:00..2026-03-10T12:00", "1d", False),  # work ends at 17:00
        ("2026-03-10T10:00..2026-03-10T12:00", "0.125d", True),  # 09:00 to 10:00
        ("2026-03-10T09:59..2026-03-10T12:00", "0.125d", False),
        ("2026-03-10T17:00..2026-03-11T12:00", "1d", True),
        ("2026-03-10", "0.125d", False),  # a whole day opens at midnight
        ("2026-03-11", "1d", True),
        ("２０２６-０３-１０T１０:００..2026-03-10T12:00", "0.125d", True),
    ],
)
def test_a_promotion_opens_on_the_strategys_clock(zone: str, opens: str, length: str, ready: bool) -> None:
    text = (
        f'promotions:\n  flash: {{offer: 5折, window: "{opens}"}}\n'
        f"tasks:\n  a: {{name: A, owner: lin, duration: {length}, start: 2026-03-10, ready_for: flash}}\n"
    )
    assert ("ECS612" not in codes(text, head("2026", f", timezone: {zone}"))) is ready


def test_an_hour_that_the_clock_skips_is_no_accident() -> None:
    text = (
        "promotions:\n  flash: {offer: 5折, window: 2026-03-29T02:30..2026-03-29T04:00}\n"
        "tasks:\n  a: {name: A, owner: lin, duration: 1d, start: 2026-03-27, ready_for: flash}\n"
    )
    assert "ECS612" not in codes(text, head("2026", ", timezone: Europe/Berlin"))


@pytest.mark.parametrize(
    ("period", "start", "first", "last"),
    [
        ("FY2026-Q1", 7, D(2025, 7, 1), D(2025, 9, 30)),
        ("FY2026-Q4", 7, D(2026, 4, 1), D(2026, 6, 30)),
        ("FY2026", 7, D(2025, 7, 1), D(2026, 6, 30)),
        ("FY2026-H2", 4, D(2025, 10, 1), D(2026, 3, 31)),
        ("2026财年第1季度", 7, D(2025, 7, 1), D(2025, 9, 30)),
        ("2026-Q1", 7, D(2026, 1, 1), D(2026, 3, 31)),
        ("FY2024", 3, D(2023, 3, 1), D(2024, 2, 29)),
    ],
)
def test_a_fiscal_period_is_of_the_strategys_fiscal_year(
    period: str, start: int, first: dt.date, last: dt.date
) -> None:
    planned = plan(
        "tasks:\n  a: {name: A, owner: lin, duration: 1d}\n", head(period, f", fiscal_year_start: {start}")
    )
    assert (planned.strategy.period.first, planned.strategy.period.last) == (first, last)
    begins = task(planned, "a").start
    assert begins is not None
    assert first <= begins <= first + dt.timedelta(days=2)


def test_due_days_absences_and_holidays_know_fiscal_periods() -> None:
    text = (
        "  max: {absent: FY2026-Q1}\n"
        "tasks:\n  a: {name: A, owner: max, duration: 1d}\n  b: {name: B, owner: lin, duration: 1d}\n"
        "milestones:\n  m: {due: FY2026-Q1, after: b}\n"
    )
    planned = plan(text, head("FY2026", ", fiscal_year_start: 7, calendar: {holidays: [2025-09-30]}"))
    assert task(planned, "a").start == D(2025, 10, 1)
    assert planned.work.milestones[0].due == D(2025, 9, 29)


def test_the_29th_of_february_is_a_day_of_leap_years_alone() -> None:
    leap = head("2028", ", calendar: {half_days: [2028-02-29], retail_days: {leap: 2028-02-29}}")
    planned = plan("tasks:\n  a: {name: A, owner: lin, duration: 1d, start: 2028-02-29}\n", leap)
    assert task(planned, "a").finish == D(2028, 3, 1)
    assert planned.work.calendar.half_days == (D(2028, 2, 29),)
    assert [one.core for one in planned.work.retail_days] == [D(2028, 2, 29)]
    for field in ("half_days: [2027-02-29]", "retail_days: {leap: 2027-02-29}", "holidays: 2027-02-29"):
        assert codes("", head("2027", f", calendar: {{{field}}}")), field
