"""What it costs, in sentences: the figures of the plan, one currency at a time."""

from __future__ import annotations

import pytest

from ecsc.emit.page.reader import Reader
from ecsc.emit.page.summary.cost import cost
from ecsc.messages import words
from tests.unit.emit_page.strategies import EMPTY, HEAD, PEOPLE, compiled


def sentence(text: str) -> str:
    made = compiled(text)
    return cost(Reader(made.plan, made, words("en"))).sentence


def budget(lines: str) -> str:
    return (
        HEAD
        + PEOPLE
        + f"budgets:\n{lines}tasks:\n  a: {{name: A, owner: lin, duration: 2d, cost: 3000, budget: ads}}\n"
    )


def test_without_a_budget_it_is_not_decidable() -> None:
    assert sentence(EMPTY).startswith("Not decidable because no budget is stated")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  ads: {name: Ads, limit: 10000}\n", "CNY 3,000 of CNY 10,000 are committed. CNY 7,000 are left."),
        (
            "  ads: {name: Ads, limit: 2000}\n",
            "CNY 3,000 of CNY 2,000 are committed. Over the limits by CNY 1,000.",
        ),
        ("  ads: {name: Ads}\n", "CNY 3,000 are committed; not every budget has a limit."),
    ],
)
def test_committed_left_and_over(lines: str, told: str) -> None:
    assert sentence(budget(lines)) == told
