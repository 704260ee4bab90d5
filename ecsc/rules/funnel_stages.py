"""The customer's way: 482, 483 and 486. Every stage has its tactics, and what these promise is tested and adds up."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.rule import rule

STAGES = ("acquire", "convert", "retain")


@rule("ECS482", "stage-without-tactic", Severity.WARNING, "stage", "tactics.stage")
def stage_without_tactic(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Tactics cover the customer's whole way: they acquire, convert and retain.

    Visitors who are not led to an order, and buyers whom nobody asks back, are paid for and lost. Messages and a
    membership retain too. It is looked at once two of the three stages are there.

    Fails:

    ```yaml
    tactics:
      ads: {stage: acquire, kind: paid_ads, window: 2026-03-01..2026-06-30}
      live: {stage: convert, kind: live_stream, window: 2026-03-01..2026-06-30}
    ```

    Passes:

    ```yaml
    tactics:
      ads: {stage: acquire, kind: paid_ads, window: 2026-03-01..2026-06-30}
      live: {stage: convert, kind: live_stream, window: 2026-03-01..2026-06-30}
      mail: {stage: retain, kind: email, window: 2026-03-01..2026-06-30}
    ```
    """
    strategy = assessed.linked.strategy
    staged = {one.stage for one in strategy.tactics.values() if one.stage is not None}
    if strategy.messages or strategy.membership is not None:
        staged.add("retain")
    if len(staged) < 2 or not strategy.knows("tactics", "messages", "membership"):
        return
    for stage in STAGES:
        first = next((one.id for one in strategy.tactics.values() if one.stage is not None), None)
        if stage not in staged and first is not None:
            yield Finding(
                rule,
                "no tactic has the stage {stage}",
                At("tactics", first, ("stage",)),
                params={"stage": stage},
                hint="plan a tactic with `stage: {stage}`, or give one you have that stage",
            )


@rule("ECS483", "lift-without-experiment", Severity.WARNING, "experiment", "expected_lift")
def lift_without_experiment(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A tactic that is expected to raise a result names the experiment that tests it.

    Without one, what it raised and what the season raised cannot be told apart.

    Fails:

    ```yaml
    tactics:
      short_form: {stage: convert, kind: other, window: 2026-03-01..2026-06-30, expected_lift: 15%}
      ads: {stage: acquire, kind: paid_ads, window: 2026-03-01..2026-06-30}
      mail: {stage: retain, kind: email, window: 2026-03-01..2026-06-30}
    ```

    Passes:

    ```yaml
    tactics:
      short_form: {stage: convert, kind: other, window: 2026-03-01..2026-06-30, expected_lift: 15%, experiment: form}
      ads: {stage: acquire, kind: paid_ads, window: 2026-03-01..2026-06-30}
      mail: {stage: retain, kind: email, window: 2026-03-01..2026-06-30}
    metrics: {conversion: {standard: conversion}}
    experiments:
      form: {metric: conversion, baseline: 3%, detect: +15%, sample_per_arm: 30000, daily_visitors: 4000, duration: 3w}
    ```
    """
    strategy = assessed.linked.strategy
    for one in strategy.tactics.values():
        if one.expected_lift is None or not one.expected_lift.value:
            continue
        if one.experiment is None:
            yield Finding(
                rule,
                "{tactic} is expected to raise its result by {lift}, and no experiment tests it",
                At("tactics", one.id, ("expected_lift",)),
                params={"tactic": one.id, "lift": one.expected_lift},
                hint="add `experiment:`, the id of the test",
            )


RULES = (stage_without_tactic, lift_without_experiment)
