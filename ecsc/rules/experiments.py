"""How experiments are set up: 701 to 703 and 708 to 711. See `experiment_sizes` and `experiment_times` for the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.measurement import is_told
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.learning import Experiment
from ecsc.rules.rule import rule


def _experiments(assessed: Assessed) -> Iterator[Experiment]:
    return iter(assessed.linked.strategy.experiments.values())


@rule("ECS701", "experiment-without-variants", Severity.ERROR, "variants")
def without_variants(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment has at least two variants.

    The first one written is what the others are compared with: usually what there is today.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for one in _experiments(assessed):
        if len(one.variants) < 2:
            yield Finding(
                rule,
                "{experiment} compares nothing: it has no variants"
                if not one.variants
                else "{experiment} compares nothing: it has one variant",
                At("experiments", one.id, ("variants",) if one.variants else (), part="key"),
                params={"experiment": one.id, "form": "{a: {colour: light}, b: {colour: dark}}"},
                hint="add `variants:` with today's version first, as in `{form}`",
            )


@rule("ECS702", "experiment-several-factors", Severity.ERROR, "variants")
def several_factors(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A variant differs from the first one in a single factor.

    When two things change at once, nobody can say afterwards which of them made the difference.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light, title: short}, b: {colour: dark, title: long}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light, title: short}, b: {colour: dark, title: short}}}
    ```
    """
    for one in _experiments(assessed):
        if len(one.variants) < 2:
            continue
        (first, base), *others = one.variants.items()
        for name, factors in others:
            changed = [
                factor
                for factor in dict.fromkeys((*base, *factors))
                if _folded(base.get(factor)) != _folded(factors.get(factor))
            ]
            if len(changed) > 1:
                yield Finding(
                    rule,
                    "{variant} differs from {first} in {factors} at once",
                    At("experiments", one.id, ("variants", name)),
                    params={"variant": name, "first": first, "factors": changed},
                    hint="let it differ in one of them, and test the other in a variant or an experiment of its own",
                    related=(Related(At("experiments", one.id, ("variants", first)), "compared with this"),),
                )


def _folded(value: str | None) -> str | None:
    return None if value is None else unicodedata.normalize("NFKC", value).strip().casefold()


@rule("ECS703", "experiment-without-direction", Severity.ERROR, "direction", "metric")
def without_direction(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """It is known which way the metric of an experiment is to move.

    Of a bounce rate less is better, of a conversion rate more. The metric says so, or the experiment.

    Fails:

    ```yaml
    metrics:
      bounce: {name: Bounce rate, unit: percent}
    experiments:
      homepage: {metric: bounce, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      bounce: {name: Bounce rate, unit: percent, direction: down}
    experiments:
      homepage: {metric: bounce, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    strategy = assessed.linked.strategy
    for name, view in assessed.experiments.items():
        metric = assessed.linked.metrics.get(strategy.experiments[name].metric)
        if metric is None or view.design.direction is not None or not is_told(metric):
            continue
        if not strategy.lacks("metrics", metric.id, "direction", "standard"):
            yield Finding(
                rule,
                "{experiment} does not say whether more or less of {metric} is better",
                At("experiments", name, ("metric",)),
                params={"experiment": name, "metric": metric.id},
                hint="add `direction: up` or `direction: down` to the metric, or to the experiment",
                related=(Related(At("metrics", metric.id, part="key"), "it has no direction"),),
            )


@rule("ECS708", "experiment-without-guardrail", Severity.INFO, "guardrails")
def without_guardrail(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment names metrics that must not get worse while its own gets better.

    A page that sells more and is returned more often has won nothing.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
      refunds: {name: Refund rate, unit: percent, direction: down}
    experiments:
      homepage: {metric: conversion, guardrails: refunds, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for one in _experiments(assessed):
        if not one.guardrails and not one.result:
            yield Finding(
                rule,
                "{experiment} watches nothing but {metric}",
                At("experiments", one.id, part="key"),
                params={"experiment": one.id, "metric": one.metric},
                hint="add `guardrails:`, the metrics that must not get worse",
            )


@rule("ECS709", "experiment-without-stopping-rule", Severity.WARNING, "stopping")
def without_stopping_rule(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """It is said beforehand when an experiment ends.

    Who looks every day and stops at the first p under 5 % is wrong far more often than one time in twenty.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, stopping: fixed, variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for one in _experiments(assessed):
        if one.stopping is None:
            yield Finding(
                rule,
                "{experiment} does not say when it ends"
                if one.duration is None
                else "{experiment} says how long it runs, but not whether it may be stopped before",
                At("experiments", one.id, part="key"),
                params={"experiment": one.id},
                hint="add `stopping: fixed`: after the planned sample and not before",
            )


@rule("ECS710", "experiment-units-differ", Severity.WARNING, "randomise_by", "analyse_by")
def units_differ(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is assigned to a variant is also what is counted.

    Two visits of one visitor are alike. Counted as two, they make the test surer than it is.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, randomise_by: visitor, analyse_by: session,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, randomise_by: visitor, analyse_by: visitor,
                 variants: {a: {colour: light}, b: {colour: dark}}}
    ```
    """
    for one in _experiments(assessed):
        if one.analyse_by is not None and one.randomise_by not in (None, one.analyse_by):
            yield Finding(
                rule,
                "each {assigned} is assigned to a variant, but each {counted} is counted",
                At("experiments", one.id, ("analyse_by",)),
                params={"assigned": one.randomise_by, "counted": one.analyse_by},
                hint="write `analyse_by: {assigned}`, or assign each {counted}",
                related=(Related(At("experiments", one.id, ("randomise_by",)), "assigned by this"),),
            )


@rule("ECS711", "experiment-arms-uncorrected", Severity.WARNING, "correction", "variants")
def arms_uncorrected(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An experiment with more than two variants allows for comparing several times.

    With three comparisons at 5 % each, chance alone shows a winner about one time in seven.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}, c: {colour: red}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, correction: holm,
                 variants: {a: {colour: light}, b: {colour: dark}, c: {colour: red}}}
    ```
    """
    for one in _experiments(assessed):
        if len(one.variants) > 2 and one.correction in (None, "none"):
            yield Finding(
                rule,
                "{experiment} compares {count} times with the first variant, and nothing allows for that",
                At("experiments", one.id, ("correction",) if one.correction else ("variants",), part="key"),
                params={"experiment": one.id, "count": len(one.variants) - 1},
                hint="add `correction: bonferroni` or `correction: holm`",
            )


RULES = (
    without_variants,
    several_factors,
    without_direction,
    without_guardrail,
    without_stopping_rule,
    units_differ,
    arms_uncorrected,
)
