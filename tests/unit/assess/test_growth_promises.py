"""Two promises of growth for one metric: when they can both be kept."""

from __future__ import annotations

import pytest

from tests.unit.assess.strategies import codes, result

METRICS = """metrics:
  gmv: {standard: gmv}
  members: {name: Members, unit: people, aggregation: last, direction: up}
  conversion: {name: Conversion, unit: percent, aggregation: ratio, direction: up}
"""


def promises(
    step: str, whole: str, metric: str = "gmv", every: str = "every: quarter, vs: previous_period"
) -> str:
    return (
        METRICS
        + f"""objectives:
  year: {{name: Year, metric: {metric}, change: {{kind: relative, value: {whole}}}, vs: previous_year}}
goals:
  steps: {{metric: {metric}, baseline: 1, change: {{kind: relative, value: {step}}}, due: 2026-12-31, {every}}}
"""
    )


@pytest.mark.parametrize(
    ("step", "whole", "clash"),
    [("15%", "20%", True), ("7.43%", "20%", False), ("7%", "20%", False), ("15%", "43.6%", False),
     ("15%", "44%", False), ("15%", "40%", True), ("-5%", "20%", True)],
)  # fmt: skip
def test_the_step_must_make_the_sum_within_rounding(step: str, whole: str, clash: bool) -> None:
    assert ("ECS458" in codes(promises(step, whole))) is clash


def test_a_level_grows_by_the_power() -> None:
    assert "ECS458" not in codes(promises("15%", "74.9%", "members"))
    assert "ECS458" in codes(promises("15%", "43.6%", "members"))


def test_a_ratio_is_left_alone() -> None:
    assert "ECS458" not in codes(promises("15%", "20%", "conversion"))


def test_fifteen_percent_on_the_same_quarter_is_fifteen_percent_of_the_year() -> None:
    every = "every: quarter, vs: same_period_last_year"
    assert "ECS458" not in codes(promises("15%", "20%", every=every))


def test_the_figures_are_those_of_the_handbook() -> None:
    found = next(one for one in result(promises("15%", "20%")).findings if one.rule.code == "ECS458")
    assert str(found.params["implied"]) == "43.6%"
    assert str(found.params["needed"]) == "7.43%"


def test_rates_that_leave_open_what_they_are_compared_with_are_told_when_they_differ() -> None:
    text = (
        METRICS
        + """goals:
  one: {metric: gmv, baseline: 1, change: {kind: relative, value: 15%}}
  two: {metric: gmv, baseline: 1, change: {kind: relative, value: THAT}}
"""
    )
    assert "ECS458" in codes(text.replace("THAT", "20%"))
    assert "ECS458" not in codes(text.replace("THAT", "15%"))


def test_another_scope_is_another_matter() -> None:
    text = promises("15%", "20%").replace("baseline: 1,", "baseline: 1, scope: {channel: taobao},")
    assert "ECS458" not in codes(text + "channels:\n  taobao: {kind: marketplace}\n")
