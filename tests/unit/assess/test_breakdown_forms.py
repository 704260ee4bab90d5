"""Breakdowns over time and other axes: what their parts make, in whatever order they are written."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, plan, result

METRICS = """metrics:
  members: {name: Members, unit: people, aggregation: last, direction: up, source: crm}
  gmv: {standard: gmv, source: crm}
  orders: {unit: orders, direction: up, source: crm}
  rate: {name: Rate, unit: percent, aggregation: ratio, direction: up, source: crm}
data_sources:
  crm: {kind: crm}
channels:
  a: {kind: own_site}
  b: {kind: marketplace}
"""


QUARTERS = (
    "{split: [half, quarter], values: "
    "{2026-H1: {2026-Q1: 20, 2026-Q2: 20}, 2026-H2: {2026-Q3: 30, 2026-Q4: 30}}}"
)


def found(goal: str, cut: str) -> set[str]:
    """Return the codes of the breakdown's family."""
    text = METRICS + f"goals: {{g: {{{goal}, due: 2026-12-31, owner: lin, breakdown: [{cut}]}}}}\n"
    return {code for code in codes(text) if "ECS411" <= code <= "ECS416"}


@pytest.mark.parametrize(
    ("goal", "cut", "expected"),
    [
        ("metric: members, target: 50", "{split: half, values: {2026-H2: 50, 2026-H1: 30}}", set()),
        ("metric: members, target: 50", "{split: half, values: {2026-H2: 40, 2026-H1: 50}}", {"ECS411"}),
        (
            "metric: members, target: 50",
            "{split: [half, channel], values: {2026-H1: {a: 10, b: 9}, 2026-H2: {a: 20, b: 30}}}",
            set(),
        ),
        (
            "metric: members, target: 50",
            "{split: [channel, half], values: {a: {2026-H1: 10, 2026-H2: 20}, b: {2026-H1: 10, 2026-H2: 20}}}",
            {"ECS411"},
        ),
        (
            "metric: members, target: 50",
            "{split: half, cumulative_shares: {2026-H1: 50%, 2026-H2: 90%}}",
            {"ECS411"},
        ),
        ("metric: gmv, target: 50", "{split: half, cumulative_shares: {2026-H2: 100%, 2026-H1: 50%}}", set()),
        ("metric: gmv, target: 50", "{split: channel, cumulative_shares: {a: 50%, b: 100%}}", {"ECS416"}),
        (
            "metric: gmv, target: 50",
            "{split: half, values: {2026-Q1: 10, 2026-Q2: 10, 2026-H2: 30}}",
            {"ECS416"},
        ),
        ("metric: rate, target: 5%", "{split: half, shares: {2026-H1: 50%, 2026-H2: 50%}}", {"ECS416"}),
        (
            "metric: gmv, target: 100, every: day",
            "{split: half, values: {2026-H1: 18100, 2026-H2: 18400}}",
            set(),
        ),
        (
            "metric: gmv, target: 100",
            QUARTERS,
            set(),
        ),
        (
            "metric: members, target: 50",
            (
                "{split: half, values: {2026-H1: 30, 2026-H2: 50}}, "
                "{split: quarter, values: {2026-Q1: 10, 2026-Q2: 20, 2026-Q3: 40, 2026-Q4: 50}}"
            ),
            {"ECS415"},
        ),
    ],
)
def test_what_the_parts_make(goal: str, cut: str, expected: set[str]) -> None:
    assert found(goal, cut) == expected


def test_parts_of_a_recurring_target_are_held_against_all_its_times() -> None:
    cut = "breakdown: [{split: half, values: {2026-H1: 20000, 2026-H2: 30000}}]"
    text = METRICS + "goals: {g: {metric: gmv, every: month, target: 5000, due: 2026-12-31, " + cut + "}}\n"
    (finding,) = [one for one in result(text).findings if one.rule.code == "ECS411"]
    assert str(finding.params["target"]) == "CNY 60000"
    assert "every {every}" in finding.message


def test_what_is_missing_for_a_metric_that_does_not_say_how_it_adds_up() -> None:
    cut = "breakdown: [{split: half, values: {2026-H1: 20, 2026-H2: 30}}]"
    text = METRICS + "goals: {g: {metric: orders, target: 50, due: 2026-12-31, " + cut + "}}\n"
    (finding,) = [one for one in result(text).findings if one.rule.code == "ECS411"]
    assert finding.missing == ("metrics.orders.aggregation",)


def test_quarters_inside_halves_make_rows_of_quarters() -> None:
    goal = "goals: {g: {metric: gmv, target: 100, due: 2026-12-31, breakdown: [" + QUARTERS + "]}}"
    planned = plan(METRICS + goal + "\n")
    assert [row.period.label for row in planned.targets][1:] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


def test_a_segment_of_a_region_stays_in_its_region() -> None:
    cut = "scope: {region: CN}, breakdown: [{split: segment, shares: {young: 100%}}]"
    planned = plan(METRICS + "goals: {g: {metric: gmv, target: 100, due: 2026-12-31, " + cut + "}}\n")
    assert [row.scope for row in planned.targets] == ["CN", "CN, segment young"]


@pytest.mark.parametrize(
    ("goals", "rivals"),
    [
        (
            (
                "g: {metric: gmv, target: 100万, due: 2026-06-30}, "
                "h: {metric: gmv, target: CNY 1000000, due: 2026-06-30, scope: {}}"
            ),
            0,
        ),
        (
            "g: {metric: gmv, target: 60, due: 2026-06-30}, h: {metric: gmv, every: month, target: 5, due: 2026-06-30}",
            0,
        ),
        ("g: {metric: gmv, target: 60, due: 2026-06-30}, h: {metric: gmv, target: 70, due: 2026-06-30}", 1),
    ],
)
def test_goals_contradict_each_other_about_the_same_thing_only(goals: str, rivals: int) -> None:
    assert codes(METRICS + "goals: {" + goals + "}\n").count("ECS408") == rivals


def test_a_target_repeats_a_goal_only_when_it_says_so() -> None:
    goal = "goals: {g: {metric: gmv, target: 60, due: 2026-12-31}}\n"
    target = "targets: {t: {metric: gmv, period: 2026, committed: 60}}\n"
    assert "ECS420" in codes(METRICS + goal + target)
    assert "ECS420" not in codes(METRICS + goal + target.replace("period", "of: g, period"))
    again = "  t: {metric: gmv, period: 2026-Q1, committed: 6}\n"
    again += "  u: {metric: gmv, period: 2026-01-01..2026-03-31, committed: 7}\n"
    assert "ECS420" in codes(METRICS + "targets:\n" + again)
