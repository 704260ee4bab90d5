"""What the plan says of experiments: sizes, durations, results, and what is missing for each."""

from __future__ import annotations

import pytest

from ecsc.plan.experiments import ExperimentPlan
from tests.unit.assess.strategies import codes, plan, result

METRICS = """metrics:
  conversion: {standard: conversion}
  bounce: {name: 跳出率, unit: percent, direction: down}
  margin: {name: Margin, formula: profit / gmv, direction: up}
  profit: {name: Profit, unit: money}
  gmv: {standard: gmv}
"""
VARIANTS = "variants: {a: {配色: 浅}, b: {配色: 深}}"


def experiment(fields: str, variants: str = VARIANTS) -> ExperimentPlan:
    (made,) = plan(METRICS + "experiments:\n  首页: {" + fields + ", " + variants + "}\n").experiments
    return made


def test_the_example_of_a_thousand_in_a_week() -> None:
    made = experiment(
        "metric: conversion, baseline: 3%, detect: +15%, sample_per_arm: 1000, daily_visitors: 1000"
    )
    assert made.design.sample_needed == 24193
    assert str(made.design.aim) == "3.45%"
    assert str(made.design.detectable) == "5.5303%"
    assert str(made.design.power_reached) == "8.2188%"
    assert (made.time.for_sample, made.time.for_detect) == (7, 49)
    assert made.design.missing == {}


@pytest.mark.parametrize(
    ("detect", "aim"),
    [
        ("9%", "45.5%"),
        ("+9%", "54.5%"),
        ("-9%", "45.5%"),
        ("4.5pp", "45.5%"),
        ("-4.5pp", "45.5%"),
        ("９％", "45.5%"),
    ],
)
def test_a_size_without_sign_is_for_the_better(detect: str, aim: str) -> None:
    assert str(experiment(f"metric: bounce, baseline: 50%, detect: {detect}").design.aim) == aim


def test_what_can_be_seen_lies_on_the_better_side() -> None:
    made = experiment("metric: bounce, baseline: 50%, sample_per_arm: 1000")
    assert str(made.design.detectable) == "43.7514%"
    assert dict(made.design.missing) == {"sample_needed": ("detect",), "power_reached": ("detect",)}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("metric: conversion", ("baseline", "detect")),
        ("metric: conversion, baseline: 3%", ("detect",)),
        ("metric: conversion, baseline: 5, detect: +15%", ("baseline as a percentage",)),
        ("metric: conversion, baseline: 3%, detect: CNY 3", ("detect as a percentage or in points",)),
        ("metric: gmv, baseline: CNY 5, detect: +15%", ("the variance of gmv",)),
        ("metric: margin, baseline: 40%, detect: +15%", ("the variance of margin",)),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(fields: str, missing: tuple[str, ...]) -> None:
    made = experiment(fields)
    assert made.design.missing["sample_needed"] == missing
    assert made.design.sample_needed is None


def test_a_correction_raises_the_sample() -> None:
    four = "variants: {a: {x: k}, b: {x: l}, c: {x: m}, d: {x: n}}"
    plain = experiment("metric: conversion, baseline: 3%, detect: +15%", four)
    corrected = experiment("metric: conversion, baseline: 3%, detect: +15%, correction: bonferroni", four)
    assert (plain.design.sample_needed, corrected.design.sample_needed) == (24193, 32270)


def test_the_smallest_share_decides_how_long_it_takes() -> None:
    fields = "metric: conversion, sample_per_arm: 1000, daily_visitors: 1000, duration: 1w, "
    assert experiment(fields + "split: {a: 50%, b: 50%}").time.arrivals == 3500
    uneven = experiment(fields + "split: {a: 90%, b: 10%}")
    assert (uneven.time.arrivals, uneven.time.for_sample) == (700, 14)


def test_a_result_has_z_p_and_interval() -> None:
    made = experiment(
        "metric: bounce, result: {a: {n: 1000, conversions: 500}, b: {n: 1000, conversions: 455}}"
    )
    assert made.result is not None
    (one,) = made.result.comparisons
    assert (str(one.z), str(one.p)) == ("-2.014502", "0.043957")
    assert (one.significant, one.better) == (True, True)
    assert one.low.value < one.difference.value < one.high.value < 0


def test_few_are_undecided_and_impossible_counts_left_out() -> None:
    few = experiment("metric: bounce, result: {a: {n: 30, conversions: 12}, b: {n: 30, conversions: 9}}")
    assert few.result is not None
    assert (few.result.comparisons, few.result.undecided) == ((), ("b",))
    assert (
        experiment("metric: bounce, result: {a: {n: 0, conversions: 0}, b: {n: 5, conversions: 9}}").result
        is None
    )


HOSTILE = (
    "metric: conversion, baseline: 0%, detect: 100%",
    "metric: conversion, baseline: 100%, detect: -100%, sample_per_arm: 5",
    "metric: conversion, baseline: 0.000000001%, detect: 0.000000001%, sample_per_arm: 1",
    "metric: conversion, baseline: 99.9999999999999999%, detect: -0.00000000001pp, sample_per_arm: 1e9",
    "metric: conversion, alpha: 0%, power: 100%, baseline: 3%, detect: 15%, sample_per_arm: -5, daily_visitors: 0",
    "metric: conversion, alpha: 0.0000000000000000001%, power: 99.99999999999999999%, baseline: 3%, detect: 15%",
    "metric: nobody, baseline: 3%, detect: 15%, sample_per_arm: 1e30, daily_visitors: 1e30, duration: 99999999999w",
    "metric: conversion, start: 2199-12-31, duration: 99999d, baseline: 3%, winner: x, split: {a: 0%, b: 100%}",
    "metric: conversion, result: {a: {n: 1000000000000000000000000000000, conversions: 3}, b: {n: 1, conversions: 1}}",
    "metric: conversion, sample_per_arm: 0.4, daily_visitors: 0.00001, duration: 0d, baseline: 3%, detect: 15%",
)


@pytest.mark.parametrize("fields", HOSTILE)
def test_no_figure_breaks_it(fields: str) -> None:
    text = METRICS + "promotions:\n  p: {offer: 8折, window: 2026-03-01..2026-03-05}\n"
    made = result(text + "experiments:\n  x: {" + fields + ", " + VARIANTS + "}\n")
    assert made.findings


def test_thresholds_are_the_authors_own() -> None:
    head = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026, currency: CNY, owner: lin, thresholds: {significance: %s}}
people:
  lin: {name: Lin}
"""
    text = METRICS + (
        "experiments:\n  x: {metric: conversion, stopping: fixed, winner: b, " + VARIANTS + ", "
        "result: {a: {n: 10000, conversions: 300}, b: {n: 10000, conversions: 345}}}\n"
    )
    assert "ECS714" in codes(text, head % "5%")
    assert "ECS714" not in codes(text, head % "10%")


def test_funnels_are_worked_out() -> None:
    (funnel,) = plan(
        "funnels:\n  店: {steps: [{step: 访问, users: 3万}, {step: 商品页, users: 9000}, {step: 下单, users: 600}]}\n"
    ).funnels
    assert [str(step.drop_off)[:6] for step in funnel.steps] == ["70%", "93.333", "None"]
    assert str(funnel.conversion) == "2%"
