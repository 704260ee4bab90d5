"""What triggers do names entries, as other references do."""

from __future__ import annotations

import json

import pytest

from ecsc.pipeline import Result, StrategyInput, compile_strategy

STRATEGY = """ecsc: 1
strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
people: {lin: {name: Lin}, 王芳: {name: 王芳}}
metrics: {conversion: {standard: conversion}}
budgets: {m: {limit: 900, lines: {t: {limit: 300}, u: {limit: 300}}}}
tactics: {ads: {stage: acquire, kind: paid_ads, owner: lin}}
tasks: {rescue: {name: Rescue, owner: lin, duration: 5d, contingent: true}, work: {owner: lin, duration: 5d}}
triggers: {weak: {when: conversion < 1.5%, then: THEN, minimum_sample: 5000}}
"""


def run(then: object, text: str = STRATEGY) -> Result:
    written = text.replace("THEN", json.dumps(then, ensure_ascii=False))
    return compile_strategy(StrategyInput("demo", (("demo.yaml", written.encode()),)))


def codes(then: object) -> set[str]:
    return {one.rule.code for one in run(then).findings} & {"ECS201", "ECS202", "ECS750", "ECS751"}


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (["start(rescue)", "notify(lin)", "notify（王芳）", "pause(ads)"], set()),
        ("shift_budget(m.t, m.u, 10%)", set()),
        ("shift_budget（m.t，m.u，3成）", set()),
        ("shift_budget(m.t, m.u, CNY 50)", set()),
        ("call everybody (in the evening)", set()),
        ("下架(低毛利商品)", set()),
        ("start(nothing)", {"ECS201"}),
        ("start(lin)", {"ECS202"}),
        ("notify(bob)", {"ECS201"}),
        ("shift_budget(m.x, m.u, 10%)", {"ECS201"}),
        ("pause(tactic)", {"ECS201"}),
        ("notfy(lin)", {"ECS750"}),
        ("notify()", {"ECS750"}),
        ("start(rescue", {"ECS750"}),
        ("shift_budget(m.t, m.u)", {"ECS750"}),
        ("shift_budget(m.t, m.t, 10%)", {"ECS750"}),
        ("shift_budget(m.t, m.u, 110%)", {"ECS750"}),
        ("shift_budget(m.t, m.u, much)", {"ECS750"}),
        ("start(work)", {"ECS751"}),
    ],
)
def test_what_a_trigger_does_is_looked_up(then: object, expected: set[str]) -> None:
    assert codes(then) == expected


def test_a_misspelt_id_is_answered_with_the_one_meant() -> None:
    (found,) = [one for one in run("start(resque)").findings if one.rule.code == "ECS201"]
    assert found.params["near"] == ["rescue"]


def test_what_a_trigger_names_is_in_the_trace_and_its_metric_is_used() -> None:
    result = run("pause(ads)")
    assert result.compiled is not None
    trace = {(edge.source, edge.target, edge.kind) for edge in result.compiled.plan.trace}
    assert ("triggers.weak", "tactics.ads", "then") in trace
    assert not [one for one in result.findings if one.params.get("id") == "conversion"]


def test_what_could_not_be_read_is_not_called_undefined() -> None:
    torn = STRATEGY.replace("rescue: {name: Rescue, owner: lin, duration: 5d, contingent: true}", "rescue: 5")
    assert not [one for one in run("start(rescue)", torn).findings if one.rule.code == "ECS201"]
