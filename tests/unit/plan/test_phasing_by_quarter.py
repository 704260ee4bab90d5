"""The parts of a line's phasing by the quarters of the strategy."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import plan


def phased(period: str, phasing: str, fiscal: int = 1) -> list[str | None]:
    head = f"ecsc: 1\nstrategy: {{id: d, name: D, period: {period}, currency: CNY, fiscal_year_start: {fiscal}}}\n"
    planned = plan(f"budgets: {{m: {{limit: 60, phasing: {{{phasing}}}}}}}\n", head)
    return [str(one.limit.amount) if one.limit else None for one in planned.budgets[0].periods]


@pytest.mark.parametrize(
    ("period", "phasing", "fiscal", "expected"),
    [
        ("2026-H1", "2026-Q1: 10, 2026-Q2: 50", 1, ["10", "50"]),
        ("2026-02-15..2026-06-30", "2026-02: 10, 2026-03: 20, 2026-Q2: 30", 1, ["30", "30"]),
        ("2026-02-15..2026-06-30", "2026-Q1: 30, 2026-Q2: 30", 1, ["30", "30"]),
        ("2026-H1", "2026-H1: 60", 1, [None, None]),
        ("2026-H1", "FY2026-Q3: 10, FY2026-Q4: 50", 7, ["10", "50"]),
        ("2026-H1", "2025-12: 10, 2026-01: 50", 1, ["50", None]),
    ],
)
def test_a_quarter_has_the_parts_inside_it(
    period: str, phasing: str, fiscal: int, expected: list[str | None]
) -> None:
    assert phased(period, phasing, fiscal) == expected
