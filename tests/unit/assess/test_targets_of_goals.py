"""What a goal's target is, and what its breakdowns make of it: as KPI rows."""

from __future__ import annotations

import pytest

from ecsc.emit.measures.grouping import by_goal
from tests.unit.assess.strategies import codes, plan

METRICS = """metrics:
  members: {name: Members, unit: people, aggregation: last, direction: up, source: crm}
  fresh: {name: New members, unit: people, aggregation: sum, direction: up, source: crm}
  cost: {name: Parcel cost, unit: money, aggregation: average, direction: down, source: crm}
  gmv: {standard: gmv, source: crm}
  rate: {name: Rate, unit: percent, aggregation: ratio, direction: up, source: crm}
data_sources:
  crm: {kind: crm}
channels:
  a: {kind: own_site}
  b: {kind: marketplace}
"""


def rows(goal: str) -> list[tuple[str, str | None, str]]:
    planned = plan(METRICS + "goals:\n  g: " + goal + "\n")
    return [(row.period.label, row.channel, str(row.committed)) for row in planned.targets]


def test_a_level_counts_from_its_baseline() -> None:
    assert rows(
        "{metric: members, baseline: 1000, target: 3000, due: 2026-12-31, owner: lin, "
        "breakdown: [{split: half, cumulative_shares: {2026-H1: 50%, 2026-H2: 100%}}]}"
    )[1:] == [("2026-H1", None, "2000"), ("2026-H2", None, "3000")]


def test_a_sum_is_cut_into_steps() -> None:
    found = rows(
        "{metric: fresh, baseline: 0, target: 3000, due: 2026-12-31, owner: lin, "
        "breakdown: [{split: half, cumulative_shares: {2026-H1: 50%, 2026-H2: 100%}}]}"
    )
    assert [value for _, _, value in found] == ["3000", "1500", "1500"]


@pytest.mark.parametrize(
    ("change", "target"),
    [("{kind: relative, value: -12%}", "CNY 5.72"), ("{kind: absolute, value: -0.5}", "CNY 6")],
)
def test_a_change_is_a_target(change: str, target: str) -> None:
    goal = f"{{metric: cost, baseline: 6.5, change: {change}, vs: baseline, due: 2026-12-31, owner: lin}}"
    assert [value for _, _, value in rows(goal)] == [target]


def test_what_recurs_is_reached_anew() -> None:
    found = rows("{metric: fresh, baseline: 0, target: 5000, every: quarter, due: 2026-12-31, owner: lin}")
    assert [(label, value) for label, _, value in found] == [
        ("2026-01-01..2026-12-31", "20000"),
        ("2026-Q1", "5000"), ("2026-Q2", "5000"), ("2026-Q3", "5000"), ("2026-Q4", "5000"),
    ]  # fmt: skip


SPLITS = "breakdown: [{split: half, values: {2026-H1: %s, 2026-H2: %s}}, {split: channel, values: {a: %s, b: %s}}]}"


def test_sums_are_crossed_with_every_other_split() -> None:
    goal = "{metric: gmv, baseline: 0, target: 100, due: 2026-12-31, owner: lin, " + SPLITS % (40, 60, 30, 70)
    crossed = [(label, channel, value) for label, channel, value in rows(goal) if channel and "H" in label]
    assert crossed == [
        ("2026-H1", "a", "CNY 12"), ("2026-H2", "a", "CNY 18"), ("2026-H1", "b", "CNY 28"), ("2026-H2", "b", "CNY 42"),
    ]  # fmt: skip


def test_rates_are_never_crossed_and_lie_between_their_parts() -> None:
    goal = "{metric: rate, baseline: 1%%, target: %s, due: 2026-12-31, owner: lin, " + SPLITS
    fine = goal % ("3%", "2.5%", "3.5%", "4%", "2%")
    assert not [label for label, channel, _ in rows(fine) if channel and "H" in label]
    assert "ECS411" not in codes(METRICS + "goals:\n  g: " + fine + "\n")
    assert (
        codes(METRICS + "goals:\n  g: " + goal % ("3%", "2.5%", "3.5%", "2%", "1%") + "\n").count("ECS411")
        == 1
    )


def test_a_target_of_a_goal_stands_with_the_goal() -> None:
    text = (
        METRICS + "goals:\n  g: {metric: members, baseline: 1, target: 9, due: 2026-12-31, owner: lin}\n"
        "targets:\n"
        "  early: {metric: members, period: 2026-06, committed: 4, of: g}\n"
        "  apart: {metric: members, period: 2026-07, committed: 5}\n"
    )
    assert [(row.origin, row.of) for row in plan(text).targets] == [
        ("g", "g"),
        ("early", "g"),
        ("apart", None),
    ]
    stands = {group.goal.id if group.goal else None: group.metrics for group in by_goal(plan(text))}
    assert [[row.origin for row in one.rows] for one in stands["g"]] == [["g", "early"]]
    assert [[row.origin for row in one.rows] for one in stands[None]] == [["apart"]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("{kind: relative, value: -3pp}", True),
        ("{kind: absolute, value: -3%}", True),
        ("{kind: absolute, value: -3}", True),
        ("{kind: absolute, value: -3pp}", False),
        ("{kind: relative, value: -3%}", False),
    ],
)
def test_a_change_of_a_rate_says_points_or_a_percentage(change: str, told: bool) -> None:
    goal = f"{{metric: rate, baseline: 9%, change: {change}, due: 2026-12-31, owner: lin}}"
    assert ("ECS762" in codes(METRICS + "goals:\n  g: " + goal + "\n")) == told
    assert bool(rows(goal)) != told
