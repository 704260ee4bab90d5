"""Targets and objectives: 420 to 423, 425 and 762."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ecsc.assess import Assessed, number
from ecsc.assess.units import changed, effective_target, fits, says_how_much
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link.metrics import PERCENT
from ecsc.model.goals import scope_key
from ecsc.quantity import Count, Points, Rate
from ecsc.rules.rule import rule


@rule("ECS420", "target-twice", Severity.ERROR)
def target_twice(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A metric has one target for the same scope and period, unless the second says `of:` its goal.

    A goal sets its metric's target for the time from its `start`, else the strategy's first day, to its due
    day.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2%}
      second: {metric: conversion, period: 2026-Q2, committed: 3%}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2%}
      summer: {metric: conversion, period: 2026-Q3, committed: 3%}
    ```
    """
    strategy = assessed.linked.strategy
    seen: dict[tuple[object, ...], At] = {}
    for goal in strategy.goals.values():
        period = assessed.breakdowns[goal.id].period
        if period is not None and goal.every is None and effective_target(goal) is not None:
            key = (goal.metric, period.first, period.last, *scope_key(goal.scope))
            seen.setdefault(key, At("goals", goal.id, part="key"))
    for target in strategy.targets.values():
        if target.of is not None:
            continue
        days = (target.period.first, target.period.last)
        here = At("targets", target.id, part="key")
        first = seen.setdefault((target.metric, *days, *scope_key(target.scope, target.channel)), here)
        if first != here:
            yield Finding(
                rule,
                "{metric} already has a target for {period} in `{first}`",
                here,
                params={"metric": target.metric, "period": target.period, "first": first.id},
                hint="keep one of the two, or give them different channels or periods"
                if first.section == "targets"
                else "say `of: {first}` if it is a level of that goal, or take it out",
                related=(Related(first, "first set here"),),
            )


@rule("ECS421", "target-levels", Severity.ERROR)
def target_levels(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Floor, committed and stretch rise in the direction that is better.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, floor: 2.5%, committed: 2.2%, stretch: 3%}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, floor: 1.8%, committed: 2.2%, stretch: 3%}
    ```
    """
    currency = assessed.linked.strategy.header.currency
    for target in assessed.linked.strategy.targets.values():
        metric = assessed.linked.metrics.get(target.metric)
        direction = metric.direction if metric is not None else None
        if direction is None:
            continue
        levels = [
            (name, number(value))
            for name in ("floor", "committed", "stretch")
            if (value := getattr(target, name)) is not None and fits(value, metric, currency)
        ]
        for (worse, low), (better, high) in pairwise(levels):
            if (low > high) if direction == "up" else (low < high):
                yield Finding(
                    rule,
                    "`{better}` is worse than `{worse}`: for {metric}, {direction} is better",
                    At("targets", target.id, (better,)),
                    params={
                        "better": better,
                        "worse": worse,
                        "metric": target.metric,
                        "direction": direction,
                    },
                    hint="order them as floor, committed, stretch",
                    related=(Related(At("targets", target.id, (worse,)), "`{worse}`"),),
                )


@rule("ECS422", "target-without-level", Severity.WARNING)
def target_without_level(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A target states at least the committed level.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%}
    ```
    """
    for target in assessed.linked.strategy.targets.values():
        if target.committed is None:
            yield Finding(
                rule,
                "`{id}` states no committed level",
                At("targets", target.id, part="key"),
                params={"id": target.id},
                hint="add `committed:`, and `stretch:` and `floor:` where they help",
            )


@rule("ECS423", "objective-without-goal", Severity.WARNING, "goals.supports", "objectives.parent")
def objective_without_goal(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Every objective has a goal that supports it, or an objective below it.

    Fails:

    ```yaml
    objectives:
      online: {name: A fifth of sales online}
    ```

    Passes:

    ```yaml
    objectives:
      online: {name: A fifth of sales online}
    goals:
      sales: {name: Sales, supports: online}
    ```
    """
    strategy = assessed.linked.strategy
    supported = {goal.supports for goal in strategy.goals.values()}
    supported |= {objective.parent for objective in strategy.objectives.values()}
    for name in strategy.objectives:
        if name not in supported:
            yield Finding(
                rule,
                "no goal supports `{id}`",
                At("objectives", name, part="key"),
                params={"id": name},
                hint="add `supports: {id}` to a goal",
            )


@rule("ECS425", "change-contradicts-target", Severity.ERROR)
def change_contradicts_target(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """When a goal states a target and a change, the change makes the target of the baseline.

    A change of +15 % on 100 is 115. It may miss the target by half a unit of the last digit stated.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, baseline: 100, change: {kind: relative, value: +15%}, target: 200}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, baseline: 100, change: {kind: relative, value: +15%}, target: 115}
    ```
    """
    strategy = assessed.linked.strategy
    for goal in strategy.goals.values():
        made = changed(goal)
        if made is None or goal.target is None:
            continue
        allowed = strategy.target_steps.get(goal.id, Decimal(0)) / 2
        if abs(number(made) - number(goal.target)) > allowed:
            yield Finding(
                rule,
                "the change makes {made} of the baseline, but the target is {target}",
                At("goals", goal.id, ("change",)),
                params={"made": made, "target": goal.target},
                hint="keep one of the two, or make them agree",
                related=(Related(At("goals", goal.id, ("target",)), "the target"),),
            )


@rule("ECS762", "change-of-another-kind", Severity.ERROR)
def change_of_another_kind(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A relative change is a percentage, an absolute one is in the unit of what it changes.

    From 9%, a relative change of -3% leads to 8.73% and one of -3 percentage points to 6%: `-3%` called absolute
    could be either, and nobody says which. On money and numbers an absolute change is money or a number.

    Fails:

    ```yaml
    metrics:
      returned: {standard: return_rate}
    goals:
      returns: {metric: returned, baseline: 9%, change: {kind: absolute, value: -3%}}
    ```

    Passes:

    ```yaml
    metrics:
      returned: {standard: return_rate}
    goals:
      returns: {metric: returned, baseline: 9%, change: {kind: absolute, value: -3pp}}
    ```
    """
    strategy = assessed.linked.strategy
    for section in ("goals", "objectives"):
        for name, one in strategy.section(section).items():
            change, metric = one.change, assessed.linked.metrics.get(one.metric or "")
            baseline = one.baseline if section == "goals" else None
            if baseline is None:
                unit = metric.unit if metric is not None else None
                if unit is None:
                    continue
                baseline = Rate(Decimal(0)) if unit in PERCENT else Count(Decimal(0))
            if change is None or says_how_much(change, baseline):
                continue
            relative, points = change.kind == "relative", Points(number(change.value))
            ways = {"relative": Rate(number(change.value)), "points": points}
            yield Finding(
                rule,
                "{name}: a relative change is a percentage, and {value} is none"
                if relative
                else "{name}: {value} could be a share of the rate or percentage points"
                if isinstance(baseline, Rate) and isinstance(change.value, Rate)
                else "{name}: {value} is not in the unit of what it changes",
                At(section, name, ("change", "value")),
                params={"name": one.name or name, "value": change.value, **ways},
                hint="write `kind: absolute` with {points}, or `kind: relative` with {relative}"
                if isinstance(change.value, Rate | Points) and isinstance(baseline, Rate)
                else "write `kind: relative` with a percentage, or `kind: absolute` in the unit of the metric",
            )


RULES = (
    change_of_another_kind,
    change_contradicts_target,
    target_twice,
    target_levels,
    target_without_level,
    objective_without_goal,
)
