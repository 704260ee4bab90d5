"""Funnels: 727 to 729. Their counts fall, and what is said of them follows from the counts."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.funnels import agrees, judge_funnel
from ecsc.assess.measurement import Aim, aims_by_metric
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.reach import Funnel
from ecsc.quantity import Period, Rate
from ecsc.rules.brief import brief
from ecsc.rules.rule import rule


@rule("ECS727", "funnel-rises", Severity.ERROR, "steps", "re_entry")
def rises(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """No step of a funnel has more people than the step before.

    Unless people can come in at a later step: then say `re_entry: true`. A count of visits beside a count of
    visitors is the usual reason.

    Fails:

    ```yaml
    funnels:
      shop: {steps: [{step: visit, users: 1000}, {step: product page, users: 1400}, {step: order, users: 20}]}
    ```

    Passes:

    ```yaml
    funnels:
      shop: {steps: [{step: visit, users: 1000}, {step: product page, users: 400}, {step: order, users: 20}]}
    ```
    """
    for funnel in assessed.linked.strategy.funnels.values():
        if funnel.re_entry:
            continue
        for index, (before, after) in enumerate(zip(funnel.steps, funnel.steps[1:], strict=False)):
            if after.users.value > before.users.value:
                yield Finding(
                    rule,
                    "{step} has {users}, more than the {fewer} of {before}",
                    At("funnels", funnel.id, ("steps", index + 1, "users")),
                    params={
                        "step": after.step,
                        "users": after.users.value,
                        "before": before.step,
                        "fewer": before.users.value,
                    },
                    hint="count the same people at every step, or write `re_entry: true` if they may come in later",
                    related=(
                        Related(At("funnels", funnel.id, ("steps", index, "users")), "the step before"),
                    ),
                )


@rule("ECS728", "funnel-rate-differs", Severity.ERROR, "steps", "conversion")
def rate_differs(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The drop-off and conversion that a funnel states are those of its counts.

    The drop-off of a step is the share of its people who do not reach the next; the conversion is the last step
    divided by the first. A stated share may be rounded to the digits it is written with.

    Fails:

    ```yaml
    funnels:
      shop: {steps: [{step: visit, users: 1000, drop_off: 50%}, {step: order, users: 20}], conversion: 2%}
    ```

    Passes:

    ```yaml
    funnels:
      shop: {steps: [{step: visit, users: 1000, drop_off: 98%}, {step: order, users: 20}], conversion: 2%}
    ```
    """
    for funnel in assessed.linked.strategy.funnels.values():
        view = judge_funnel(funnel)
        for index, (step, found) in enumerate(zip(funnel.steps, view.steps, strict=True)):
            if step.drop_off is None or found.drop_off is None or agrees(step.drop_off, found.drop_off):
                continue
            yield _differs(
                rule,
                "{stated} of {step} are said to go no further, but the counts make it {found}",
                At("funnels", funnel.id, ("steps", index, "drop_off")),
                (step.drop_off, found.drop_off),
                {"step": step.step},
                (
                    At("funnels", funnel.id, ("steps", index, "users")),
                    At("funnels", funnel.id, ("steps", index + 1, "users")),
                ),
            )
        if funnel.conversion is not None and view.conversion is not None:
            if agrees(funnel.conversion, view.conversion):
                continue
            last = len(funnel.steps) - 1
            yield _differs(
                rule,
                "a conversion of {stated} is stated, but the counts make it {found}",
                At("funnels", funnel.id, ("conversion",)),
                (funnel.conversion, view.conversion),
                {},
                tuple(At("funnels", funnel.id, ("steps", index, "users")) for index in (0, last)),
            )


def _differs(
    rule: Rule,
    text: str,
    at: At,
    rates: tuple[Rate, Rate],
    params: dict[str, object],
    counted: tuple[At, ...],
) -> Finding:
    stated, found = rates
    return Finding(
        rule,
        text,
        at,
        params={**params, "stated": stated, "found": Rate(brief(found.value))},
        hint="write `{found}`, or leave it out: it is worked out from the counts",
        related=tuple(Related(place, "counted here") for place in counted),
    )


@rule("ECS729", "funnel-off-plan", Severity.INFO, "steps", "channel", "targets.committed|channel|period")
def off_plan(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A funnel converts as a target of the same channel and period plans it.

    Compared with the targets of metrics that are calculated from the standard `conversion`, where funnel and
    target name the same channel and their periods overlap.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    funnels:
      shop: {period: 2026-04, steps: [{step: visit, users: 1000}, {step: order, users: 15}]}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion, source: shop}
    data_sources:
      shop: {kind: shop}
    targets:
      spring: {metric: conversion, period: 2026-Q2, committed: 2.2%, owner: lin}
    funnels:
      shop: {period: 2026-04, steps: [{step: visit, users: 1000}, {step: order, users: 25}]}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.funnels:
        return
    aims = [
        aim
        for metric, found in aims_by_metric(strategy).items()
        if (known := assessed.linked.metrics.get(metric)) is not None and known.standard == "conversion"
        for aim in found
        if aim.at.section == "targets" and aim.share is not None
    ]
    known_aims: dict[tuple[str | None, Period | None], Aim | None] = {}
    for funnel in strategy.funnels.values():
        found, key = judge_funnel(funnel).conversion, (funnel.channel, funnel.period)
        if key not in known_aims:
            known_aims[key] = _planned(assessed, funnel, aims)
        planned = known_aims[key]
        if found is None or planned is None or planned.share is None or found.value >= planned.share:
            continue
        yield Finding(
            rule,
            "{funnel} converts {found} where {planned} is planned",
            At("funnels", funnel.id, part="key"),
            params={"funnel": funnel.id, "found": Rate(brief(found.value)), "planned": Rate(planned.share)},
            hint="the step with the largest drop-off is where to look first",
            related=(Related(At("targets", planned.at.id, ("committed",)), "planned here"),),
        )


def _planned(assessed: Assessed, funnel: Funnel, aims: list[Aim]) -> Aim | None:
    """Return the target that plans what the funnel counts."""
    targets, period = assessed.linked.strategy.targets, funnel.period
    for aim in aims if period is not None else ():
        target = targets[aim.at.id]
        channel = target.channel or (target.scope.channel if target.scope is not None else None)
        if channel == funnel.channel and period is not None and target.period.overlaps(period):
            return aim
    return None


RULES = (rises, rate_differs, off_plan)
