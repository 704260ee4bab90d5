"""In which quarters a legal review falls."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import HEAD, codes, result

REVIEWS = "legal: {reviews: {law: {every: EVERY, reviewer: Office Chen LAST}}}\n"


def missing(every: str, last: str = "", period: str = "2026-01-01..2026-12-31") -> list[str]:
    text = REVIEWS.replace("EVERY", every).replace("LAST", f", last: {last}" if last else "")
    head = HEAD.replace("2026-01-01..2026-12-31", period)
    found = [one for one in result(text, head).findings if one.rule.code == "ECS935"]
    quarters = found[0].params["quarters"] if found else []
    assert isinstance(quarters, list)
    return quarters


@pytest.mark.parametrize(
    ("every", "last", "quarters"),
    [
        ("quarter", "", []),
        ("quarter", "2025-12-15", []),
        ("quarter", "2025-11-30", []),
        ("month", "", []),
        ("week", "2025-12-31", []),
        ("half", "", ["2026-Q1", "2026-Q3"]),
        ("half", "2025-12-15", ["2026-Q1", "2026-Q3"]),
        ("year", "2025-03-01", ["2026-Q2", "2026-Q3", "2026-Q4"]),
        ("13 weeks", "2025-12-31", ["2026-Q1"]),
        ("2 years", "2025-12-31", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
    ],
)
def test_quarters_without_a_review(every: str, last: str, quarters: list[str]) -> None:
    assert missing(every, last) == quarters


def test_the_last_of_a_month_stays_in_shorter_months() -> None:
    assert missing("quarter", "2025-11-30", "2026-01-01..2026-03-31") == []


def test_a_long_period_is_judged_at_once() -> None:
    assert len(missing("year", "", "2000-01-01..2099-12-31")) == 300


def test_without_reviews_it_is_not_decidable() -> None:
    found = [
        one for one in result("legal: {claims: {a: {text: 亚麻}}}\n").findings if one.rule.code == "ECS935"
    ]
    assert [one.outcome for one in found] == ["undecidable"]
    assert "ECS935" not in codes("legal: {checks: [CN]}\n")
