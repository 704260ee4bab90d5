"""Whether experiments are large enough to see what they look for: 704 and 712."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.quantity import Rate
from ecsc.rules.brief import brief
from ecsc.rules.rule import rule


@rule(
    "ECS704",
    "experiment-sample-too-small",
    Severity.WARNING,
    "sample_per_arm",
    "baseline",
    "detect",
    "metrics.unit|formula|standard",
    thresholds=("significance", "experiment_power"),
)
def sample_too_small(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The sample of an experiment is large enough for the change it is to see.

    How many are needed depends on the share today and on the change. With 1,000 in each variant and 3 % today,
    a test at 5 % (two-sided) and a power of 80 % sees a rise to 5.53 % and nothing smaller; a rise by 15 % takes
    24,193 in each. The formula is that of two proportions, pooled variance for no change and unpooled for the
    change, without continuity correction, for each variant. A metric that is no share of those who take part
    (revenue for a visitor) needs its variance instead and is not decidable here.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, baseline: 3%, detect: +15%, sample_per_arm: 1000,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, baseline: 3%, detect: +15%, sample_per_arm: 24200,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for name, view in assessed.experiments.items():
        one, design = assessed.linked.strategy.experiments[name], view.design
        lacking = tuple(dict.fromkeys(what for names in design.missing.values() for what in names))
        params = {
            "experiment": name,
            "sample": design.sample,
            "needed": design.sample_needed,
            "baseline": design.baseline,
            "aim": design.aim,
            "detectable": None if design.detectable is None else Rate(brief(design.detectable.value)),
            "power": None if design.power_reached is None else Rate(brief(design.power_reached.value)),
            "missing": list(lacking),
        }
        if one.result:
            continue  # what it could have shown has been overtaken by what it has shown
        if lacking and design.possible:
            yield Finding(
                rule,
                "{experiment}: not decidable because {missing} is missing"
                if len(lacking) == 1
                else "{experiment}: not decidable because {missing} are missing",
                At("experiments", name, part="key"),
                params=params,
                hint=_so_far(view.design.sample_needed, view.design.detectable),
                missing=lacking,
            )
        elif design.sample and design.sample_needed and design.sample < design.sample_needed:
            yield Finding(
                rule,
                "{sample} in each variant are too few to see {baseline} become {aim}: it takes {needed}",
                At("experiments", name, ("sample_per_arm",)),
                params=params,
                hint="such a test sees only a change to {detectable} or farther, and this one {power} of the time;"
                " raise the sample, or aim at a larger change"
                if design.detectable is not None
                else "such a test sees no change at all; raise the sample",
                related=tuple(
                    Related(At("experiments", name, (field,)), label)
                    for field, label in (("baseline", "from here"), ("detect", "by this much"))
                ),
            )


def _so_far(needed: int | None, detectable: Rate | None) -> str:
    if needed is not None:
        return "it takes {needed} in each variant to see {baseline} become {aim}"
    if detectable is not None:
        return "{sample} in each variant see a change from {baseline} to {detectable} or farther"
    return ""


@rule("ECS712", "experiment-impossible", Severity.ERROR, "metric", "metrics.unit|formula|standard")
def impossible(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The baseline of an experiment, what `detect` makes of it, alpha and power are shares that can occur.

    A percentage in `detect` is relative (`+15%` of 3 % is 3.45 %), `0.45pp` are points; a size without a sign
    is a change for the better.

    Fails:

    ```yaml
    metrics:
      bounce: {name: Bounce rate, unit: percent, direction: down}
    experiments:
      homepage: {metric: bounce, baseline: 60%, detect: +80%, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      bounce: {name: Bounce rate, unit: percent, direction: down}
    experiments:
      homepage: {metric: bounce, baseline: 60%, detect: -8%, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for name, view in assessed.experiments.items():
        one, design = assessed.linked.strategy.experiments[name], view.design
        for field in ("alpha", "power"):
            value = getattr(one, field)
            if value is not None and not 0 < value.value < 1:
                yield Finding(
                    rule,
                    "{value} is no {field} a test can have",
                    At("experiments", name, (field,)),
                    params={"value": value, "field": field},
                    hint="write a percentage between 0% and 100%; usual are `alpha: 5%` and `power: 80%`",
                )
        if design.possible or design.baseline is None:
            continue
        base_possible = 0 < design.baseline.value < 1
        yield Finding(
            rule,
            "{baseline} is no share that a test can start from"
            if not base_possible
            else "{detect} of {baseline} makes {aim}, which cannot be"
            if design.aim != design.baseline
            else "{detect} is no change",
            At("experiments", name, ("detect" if base_possible else "baseline",)),
            params={"baseline": design.baseline, "detect": one.detect, "aim": design.aim},
            hint="write the change as a percentage of the baseline, `+15%`, or in points, `0.45pp`"
            if base_possible
            else "write today's share, more than 0% and less than 100%",
        )


RULES = (sample_too_small, impossible)
