"""Figures that nobody states: totals, averages, compounded growth, pieces, messages, orders, changes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ecsc.emit.derived import FIGURED
from ecsc.emit.figures import figure_line
from ecsc.messages import words
from ecsc.pipeline import StrategyInput, compile_strategy
from ecsc.plan.types import Plan

METRICS = """metrics:
  gmv: {standard: gmv}
  joined: {name: New members, unit: people, aggregation: sum, direction: up}
  again: {standard: repeat_rate, window: 90d}
  known: {name: Awareness, unit: percent, aggregation: last, direction: up}
"""


def plan(text: str, period: str = "2026-H1") -> Plan:
    head = f"ecsc: 1\nstrategy: {{id: demo, name: Demo, period: {period}, currency: CNY}}\n"
    found = compile_strategy(StrategyInput("demo", (("s.yaml", (head + METRICS + text).encode()),))).compiled
    assert found is not None
    return found.plan


def told(text: str, period: str = "2026-H1", language: str = "en") -> list[str]:
    return [figure_line(one, words(language)) for one in plan(text, period).figures]


def test_a_million_in_half_a_year_by_month_and_week() -> None:
    goal = "goals: {sales: {metric: gmv, target: 100万元, due: 2026-06-30}}\n"
    assert told(goal) == [
        "A month on average: CNY 166,667 (CNY 1,000,000 ÷ 6 months)",
        "A week on average: CNY 38,462 (CNY 1,000,000 ÷ 26 weeks, 52 a year)",
    ]
    exact = plan(goal).figures[0].value
    assert abs(getattr(exact, "amount", Decimal(0)) * 6 - 1_000_000) < Decimal("1e-20")
    assert told(goal, language="zh-CN")[0] == "平均每月：166,667 元（1,000,000 元 ÷ 6 个月）"


def test_a_time_that_is_not_made_of_whole_months_has_weeks_of_seven_days() -> None:
    assert told("goals: {sales: {metric: gmv, target: 3500, due: 2026-02-04}}\n") == [
        "A week on average: CNY 700 (CNY 3,500 ÷ 35 days × 7)"
    ]
    from_the_middle = "goals: {sales: {metric: gmv, target: 600, start: 2026-01-15, due: 2026-03-14}}\n"
    assert told(from_the_middle)[0] == "A month on average: CNY 300 (CNY 600 ÷ 2 months)"
    assert told("goals: {sales: {metric: gmv, target: 3500, due: 2026-01-10}}\n") == []
    assert told("actuals: {end_of_time: {metric: gmv, period: 9999, value: 1}}\n") == []


@pytest.mark.parametrize(
    ("every", "line"),
    [
        ("month", "In all: 30,000 (5,000 × 6 months)"),
        ("每周", "In all: 135,000 (5,000 × 27 weeks)"),
        ("day", "In all: 905,000 (5,000 × 181 days)"),
        ("quarter", "In all: 10,000 (5,000 × 2 quarters)"),
    ],
)
def test_a_target_that_comes_back_is_added_up_over_the_time(every: str, line: str) -> None:
    goal = f"goals: {{members: {{metric: joined, every: {every}, target: 5000, due: 2026-06-30}}}}\n"
    assert told(goal) == [line]


def test_what_does_not_add_up_over_time_has_no_total() -> None:
    assert told("goals: {known: {metric: known, target: 40%, due: 2026-06-30}}\n") == []
    assert told("goals: {known: {metric: known, every: month, target: 40%, due: 2026-06-30}}\n") == []
    assert told("goals: {sales: {metric: gmv, target: 40%, due: 2026-06-30}}\n") == []
    assert told("goals: {sales: {metric: gmv, due: 2026-06-30}}\n") == []
    assert told("goals: {sales: {metric: gmv, target: 1000}}\n") == []


def test_a_market_grows_every_year_up_to_those_of_the_strategy() -> None:
    size = "market: {{size: {{value: {value}, year: {year}, growth_rate: {rate}, unit: 元}}}}\n"
    assert told(size.format(value="100亿", year=2024, rate="10%"), "2026-07-01..2027-06-30") == [
        "In 2026: 12,100,000,000 元 (10,000,000,000 in 2024 × (1 + 10%) to the power of 2)",
        "In 2027: 13,310,000,000 元 (10,000,000,000 in 2024 × (1 + 10%) to the power of 3)",
    ]
    shrinking = told(size.format(value="CNY 1", year=2025, rate="-50%"))
    assert shrinking == ["In 2026: CNY 0.50 (CNY 1 in 2025 × (1 - 50%))"]
    for broken in (
        {"value": "1", "year": 2026, "rate": "10%"},
        {"value": "1", "year": 2030, "rate": "10%"},
        {"value": "1", "year": 1900, "rate": "10%"},
        {"value": "1", "year": 2024, "rate": "-100%"},
        {"value": "1", "year": 2024, "rate": "5000%"},
        {"value": "1", "year": 2024, "rate": "3"},
    ):
        assert told(size.format(**broken)) == [], broken


def test_opinion_leaders_make_pieces_and_have_followers() -> None:
    five = "tactics: {kol: {kind: kol, kol: {count: 5, followers: 1-5万, deliverables: 3}}}\n"
    counted = "those who follow several counted for each"
    assert told(five) == [
        "Pieces in all: 15 (5 people × 3 pieces)",
        f"Followers reached: 50,000 to 250,000 (5 people × 10,000–50,000 followers, {counted})",
    ]
    assert told("tactics: {kol: {kol: {count: 2, followers: 1万}}}\n") == [
        f"Followers reached: 20,000 (2 people × 10,000 followers, {counted})"
    ]
    assert told("tactics: {kol: {kol: {followers: 1万, deliverables: 3}}}\n") == []


def test_two_mails_a_week_are_fifty_two_in_half_a_year() -> None:
    found = plan(
        "messages: {news: {every: week}, events: {every: 每周}, birthday: {trigger: birthday}}\n"
    ).figures
    by_entry = {(one.id, one.kind): str(one.value) for one in found}
    assert by_entry == {
        ("news", "messages"): "26", ("news", "week"): "1",
        ("events", "messages"): "26", ("events", "week"): "1",
        ("", "messages"): "52", ("", "week"): "2",
    }  # fmt: skip


def test_messages_are_counted_on_their_own_days() -> None:
    daily = "messages: {sale: {every: day, window: 2026-06-01..2026-06-20}}\n"
    assert told(daily)[0] == "Messages in all: 20 (as often as it comes round from 2026-06-01 to 2026-06-20)"
    assert told(daily)[1] == "A week on average: 7 (every day, 52 weeks a year)"
    working = told("messages: {sale: {every: workday, window: 2026-06-01..2026-06-07}}\n")
    assert working[0].startswith("Messages in all: 5 (")
    assert working[1].startswith("A week on average: 5 (")
    assert told("messages: {sale: {every: day, window: 2027-06-01..2027-06-20}}\n") == []
    apart = "messages: {may: {every: week, window: 2026-05}, all: {every: week}}\n"
    assert told(apart)[4:] == ["Messages in all: 30 (2 messages that come round, taken together)"]


def test_members_who_joined_by_month_and_what_they_can_have_bought() -> None:
    case = """actuals:
  sales: {metric: gmv, period: 2026-H1, value: 120万}
  joined: {metric: joined, period: 2026-H1, value: 2.3万}
  again: {metric: again, period: 2026-H1, value: 35%, benchmark: 25%}
"""
    without_prices = [
        "A month on average: CNY 200,000 (CNY 1,200,000 ÷ 6 months)",
        "A month on average: 3,833 (23,000 ÷ 6 months)",
        "Orders at least: 31,050 (23,000 × (1 + 35%), if all of them are buyers)",
        "An order on average, at most: CNY 38.65 (CNY 1,200,000 ÷ 31,050 orders)",
    ]
    assert told(case) == without_prices
    assert told(case + "products: {shirt: {name: Shirt, list_price: 50}}\n") == [
        *without_prices,
        "Buyers among them, at most: 77.3% (CNY 38.65 ÷ CNY 50, which is the least that a product costs)",
    ]


def test_a_pace_of_launches_by_year() -> None:
    assert told("launch_plan: {pace: 每季度3款}\n") == ["A year: 12 (3 × 4 quarters)"]
    assert told("launch_plan: {pace: 2 per month}\n") == ["A year: 24 (2 × 12 months)"]
    for pace in ("12 per year", "2d per week", "0.5 per month", "1 per 5 months"):
        assert told(f"launch_plan: {{pace: {pace}}}\n") == [], pace


def test_before_and_after_in_percent() -> None:
    issue = "issues: {{slow: {{text: Slow, before: {before}, after: {after}}}}}\n"
    for before, after, changed in (
        ("15 min", "8 min", "Changed by: -46.7% (15 min → 8 min)"),
        ("1h", "30min", "Changed by: -50% (1 h → 30 min)"),
        ("30s", "15s", "Changed by: -50% (30 s → 15 s)"),
        ("2%", "3%", "Changed by: +50% (2% → 3%)"),
        ("CNY 10", "CNY 40", "Changed by: +300% (CNY 10 → CNY 40)"),
    ):
        assert told(issue.format(before=before, after=after)) == [changed]
    for before, after in (
        ("0", "5"),
        ("-5", "5"),
        ("CNY 1", "USD 2"),
        ("5%", "3 min"),
        ("2 days", "2 weeks"),
        ("1", "~"),
    ):
        assert told(issue.format(before=before, after=after)) == [], before
    assert told("campaigns: {c: {result: {metric: gmv, baseline: 1万, value: 4万}}}\n") == [
        "Changed by: +300% (CNY 10,000 → CNY 40,000)"
    ]
    assert told("operations: {pick: {change: {before: 100, after: 80}}}\n") == ["Changed by: -20% (100 → 80)"]


def test_every_section_with_figures_is_one_that_explain_looks_at() -> None:
    found = plan(
        """market: {size: {value: 1亿, year: 2025, growth_rate: 10%}}
goals: {sales: {metric: gmv, target: 100万元, due: 2026-06-30}}
launch_plan: {pace: 3 per quarter}
tactics: {kol: {kol: {count: 5, deliverables: 3}}}
messages: {news: {every: week}}
actuals: {a: {metric: gmv, period: 2026-H1, value: 1}}
issues: {i: {text: Slow, before: 2, after: 1}}
operations: {o: {change: {before: 2, after: 1}}}
campaigns: {c: {result: {metric: gmv, baseline: 1, value: 2}}}
"""
    )
    assert {one.section for one in found.figures} == set(FIGURED)
