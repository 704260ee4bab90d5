"""Experiments in unusual times: 707."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.experiment_overlaps import Exceptional, overlaps
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.brief import PLACES, some
from ecsc.rules.rule import rule


@rule(
    "ECS707",
    "experiment-overlaps-promotion",
    Severity.WARNING,
    "start",
    "duration",
    "channel",
    thresholds=("overlapping_window",),
)
def overlaps_promotion(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment keeps clear of promotions and retail days on its channel.

    Who buys for a coupon or on 11 November does not show how people choose on other days. What runs longer than
    45 days is not an exception but the usual. An experiment or a promotion without a channel is on all of them.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    promotions:
      spring: {offer: 8折, window: 2026-03-20..2026-03-31}
    experiments:
      homepage: {metric: conversion, start: 2026-03-16, duration: 1w, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    promotions:
      spring: {offer: 8折, window: 2026-03-20..2026-03-31}
    experiments:
      homepage: {metric: conversion, start: 2026-03-09, duration: 1w, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    strategy = assessed.linked.strategy
    for one, met in overlaps(strategy, assessed.experiments, assessed.timetable):
        yield _finding(rule, one.id, met)


def _finding(rule: Rule, experiment: str, met: tuple[Exceptional, ...]) -> Finding:
    return Finding(
        rule,
        "{experiment} runs in days unlike others: {names}"
        if len(met) <= PLACES
        else "{experiment} runs in days unlike others: {names}, and {more} more",
        At("experiments", experiment, ("start",)),
        params={
            "experiment": experiment,
            "names": [days.promotion or days.retail_day for days in met[:PLACES]],
            "more": len(met) - PLACES,
            "first": min(days.first for days in met),
            "last": max(days.last for days in met),
        },
        hint="let it end before {first}, or start after {last}",
        related=some([related for days in met for related in _related(days)]),
    )


def _related(days: Exceptional) -> Iterator[Related]:
    if days.promotion:
        yield Related(At("promotions", days.promotion, ("window",)), "runs at the same time")
    elif days.own:
        yield Related(At("strategy", path=("calendar", "retail_days", days.retail_day)), "falls into it")


RULES = (overlaps_promotion,)
