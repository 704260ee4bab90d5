"""When triggers go off: 725 and 726."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.measurement import Aim, aims_by_metric, is_share
from ecsc.assess.trigger_conditions import Limit
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Rate
from ecsc.rules.brief import brief
from ecsc.rules.rule import rule

_FEWEST = Decimal(1)


@rule("ECS725", "trigger-without-number", Severity.ERROR, "when")
def without_number(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A trigger says from which value on it goes off.

    "Low" is a different number for everybody, and no program can watch for it.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < low, then: less budget for the channel}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: less budget for the channel, minimum_sample: 2000}
    ```
    """
    for name, condition in assessed.conditions.items():
        if condition.wordy:
            yield Finding(
                rule,
                "`{word}` is no number",
                At("triggers", name, ("when",), within=condition.within),
                params={"word": condition.wordy},
                hint="say from which value on, as in `conversion < 1.5%`",
            )


@rule(
    "ECS726",
    "trigger-sample",
    Severity.WARNING,
    "when",
    "minimum_sample",
    "metrics.unit|standard|aggregation",
    thresholds=("chance_trigger",),
)
def sample(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A trigger on a share waits until enough have been counted.

    One sale among fifty visitors is a conversion of 2 %, none is 0 %, and neither says anything. Where a goal or
    target plans the metric, the minimum sample is also large enough that chance alone rarely sets the trigger
    off while everything goes to plan.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: less budget for the channel}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    triggers:
      weak_channel: {when: conversion < 1.5%, then: less budget for the channel, minimum_sample: 2000}
    ```
    """
    linked = assessed.linked
    planned = _planned(assessed)
    for name, condition in assessed.conditions.items():
        shares = [one for one in condition.metrics if is_share(one, linked)]
        minimum = linked.strategy.triggers[name].minimum_sample
        if not shares or condition.wordy:
            continue  # a word in place of the number has been told
        if minimum is None:
            yield Finding(
                rule,
                "{trigger} goes off whether {metric} is of ten visitors or of ten thousand",
                At("triggers", name, ("when",)),
                params={"trigger": name, "metric": shares[0]},
                hint="add `minimum_sample:`, how many must have been counted",
            )
        elif minimum.value >= _FEWEST:
            yield from _too_small(assessed, rule, name, planned)


def _planned(assessed: Assessed) -> Mapping[str, list[tuple[Decimal, Aim]]]:
    """Return the planned shares of each metric from the smallest to the largest, equal ones once."""
    aims = aims_by_metric(assessed.linked.strategy) if assessed.conditions else {}
    found: dict[str, list[tuple[Decimal, Aim]]] = {}
    for metric, those in aims.items():
        by_share = {aim.share: aim for aim in reversed(those) if aim.share is not None}
        found[metric] = sorted(by_share.items(), key=lambda one: one[0])
    return found


def _nearest(planned: list[tuple[Decimal, Aim]], limit: Limit) -> tuple[Decimal, Aim] | None:
    """Return the planned share nearest to a limit on the side where the trigger stays quiet."""
    if limit.side == "below":
        index = bisect_right(planned, limit.share, key=lambda one: one[0])
        return planned[index] if index < len(planned) else None
    index = bisect_left(planned, limit.share, key=lambda one: one[0])
    return planned[index - 1] if index else None


def _too_small(
    assessed: Assessed, rule: Rule, name: str, planned: Mapping[str, list[tuple[Decimal, Aim]]]
) -> Iterator[Finding]:
    from ecsc.trials import chance_below

    strategy = assessed.linked.strategy
    minimum, allowed = strategy.triggers[name].minimum_sample, threshold(strategy, "chance_trigger")
    for limit in assessed.conditions[name].limits:
        nearest = _nearest(planned.get(limit.metric, []), limit)
        if nearest is None or minimum is None or not isinstance(allowed, Rate):
            continue
        share, aim = nearest
        chance = Decimal(repr(chance_below(float(share), float(limit.share), float(minimum.value))))
        if chance > allowed.value:
            yield Finding(
                rule,
                "with {minimum} counted, {trigger} goes off by chance {chance} of the time while {metric} is"
                " {planned} as planned",
                At("triggers", name, ("minimum_sample",)),
                params={
                    "minimum": minimum,
                    "trigger": name,
                    "chance": Rate(brief(chance)),
                    "metric": limit.metric,
                    "planned": Rate(share),
                },
                hint="wait for more, or set the value farther away from the plan",
                related=(
                    Related(aim.at, "planned here"),
                    Related(At("triggers", name, ("when",)), "goes off here"),
                ),
            )


RULES = (without_number, sample)
