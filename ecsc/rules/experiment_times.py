"""Whether experiments run long enough, and not too long: 705, 706 and 713."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import EXACT, Duration
from ecsc.rules.rule import rule


@rule("ECS705", "experiment-not-whole-weeks", Severity.WARNING, thresholds=("experiment_length",))
def not_whole_weeks(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment runs for whole weeks, at least for one.

    People shop differently on a Monday and on a Sunday; a part of a week favours whichever days it has.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, duration: 10d, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, duration: 2w, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    from ecsc.assess.experiments import calendar_days

    least = threshold(assessed.linked.strategy, "experiment_length")
    for name, view in assessed.experiments.items():
        days, one = view.time.days, assessed.linked.strategy.experiments[name]
        if days is None or not isinstance(least, Duration):
            continue
        short = days < calendar_days(least)
        if short or EXACT.remainder(days, Decimal(7)):
            weeks = max(1, int(-(-days // 7)))
            yield Finding(
                rule,
                "{duration} is less than {least}" if short else "{duration} is not a whole number of weeks",
                At("experiments", name, ("duration",)),
                params={"duration": one.duration, "least": least, "better": f"{weeks}w"},
                hint="let it run for {least} or longer, in whole weeks" if short else "write `{better}`",
            )


@rule(
    "ECS706",
    "experiment-traffic-too-thin",
    Severity.ERROR,
    "sample_per_arm",
    "daily_visitors",
    "duration",
    "split",
)
def traffic_too_thin(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Enough visitors come while an experiment runs to fill its sample.

    `daily_visitors` are all who can take part in a day, shared out among the variants; the variant with the
    smallest share decides. Where no sample is declared, the one that `detect` needs is held to.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, sample_per_arm: 3000, daily_visitors: 800, duration: 1w,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, sample_per_arm: 2800, daily_visitors: 800, duration: 1w,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for name, view in assessed.experiments.items():
        one, sample, arrivals = (
            assessed.linked.strategy.experiments[name],
            view.design.sized,
            view.time.arrivals,
        )
        if one.duration is None or sample is None or one.result:
            continue
        params = {"experiment": name, "duration": one.duration, "sample": sample, "arrivals": arrivals}
        if arrivals is None:
            yield Finding(
                rule,
                "{experiment}: whether {sample} can be had in each variant is not decidable without `daily_visitors`",
                At("experiments", name, part="key"),
                params=params,
                hint="add `daily_visitors:`, all who can take part in a day",
                missing=("daily_visitors",),
            )
        elif arrivals < sample:
            planned = view.design.sample is not None
            days = view.time.for_sample if planned else view.time.for_detect
            yield Finding(
                rule,
                "in {duration} only {arrivals} come to the smallest variant, and {sample} are planned"
                if planned
                else "in {duration} only {arrivals} come to the smallest variant, and {sample} are needed",
                At("experiments", name, ("duration",)),
                params={**params, "weeks": None if days is None else f"{days // 7}w"},
                hint="it takes `{weeks}` at this traffic",
                related=tuple(
                    Related(At("experiments", name, (field,)), label)
                    for field, label in (
                        ("daily_visitors", "so many come a day, to all variants together"),
                        ("sample_per_arm" if planned else "detect", "this asks for so many"),
                    )
                ),
            )


@rule("ECS713", "experiment-longer-than-iteration", Severity.WARNING, "duration", "iterations.every")
def longer_than_iteration(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment ends within the iteration it is to inform.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    iterations: {every: 2 weeks}
    experiments:
      homepage: {metric: conversion, duration: 3w, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    iterations: {every: 2 weeks}
    experiments:
      homepage: {metric: conversion, duration: 2w, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.iterations is None:
        return
    from ecsc.assess.elapsed import recurrence_days

    iteration = recurrence_days(strategy.iterations.every)
    for name, view in assessed.experiments.items():
        if view.time.days is not None and view.time.days > iteration:
            yield Finding(
                rule,
                "{duration} is longer than an iteration: the strategy is adjusted {every}",
                At("experiments", name, ("duration",)),
                params={"duration": strategy.experiments[name].duration, "every": strategy.iterations.every},
                hint="adjust less often, or test a larger change on a smaller sample",
                related=(Related(At("iterations", path=("every",)), "so often"),),
            )


RULES = (not_whole_weeks, traffic_too_thin, longer_than_iteration)
