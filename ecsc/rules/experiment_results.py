"""What the results of experiments are said to show: 714 to 717."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.experiment_designs import whole
from ecsc.assess.experiment_results import ResultView, VariantView
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.messages import Phrase
from ecsc.model.thresholds import threshold
from ecsc.quantity import Points, Rate
from ecsc.rules.brief import brief
from ecsc.rules.rule import rule


@rule(
    "ECS714",
    "experiment-winner-not-shown",
    Severity.WARNING,
    "winner",
    "result",
    "variants",
    "alpha",
    thresholds=("significance", "smallest_cell"),
)
def winner_not_shown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A variant is declared the winner only when its result shows that it is better.

    30 of 1,000 against 45 of 1,000 is half as much again, and yet chance makes such a difference one time in
    thirteen (p = 0.0775, two-proportion z with the pooled variance). Under ten conversions or non-conversions
    in a variant the test is not decidable.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}, winner: b,
                 result: {a: {n: 1000, conversions: 30}, b: {n: 1000, conversions: 45}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}, winner: b,
                 result: {a: {n: 1000, conversions: 30}, b: {n: 1000, conversions: 60}}}
    ```
    """
    for name, view in assessed.experiments.items():
        winner, result = assessed.linked.strategy.experiments[name].winner, view.result
        if winner is None or result is None:
            continue
        at = At("experiments", name, ("winner",))
        if winner in result.undecided:
            yield Finding(
                rule,
                "{experiment}: whether {winner} is better is not decidable, its result or the first one's is too small",
                at,
                params={"experiment": name, "winner": winner},
                hint="go on until each variant has at least ten who did it and ten who did not",
                missing=(Phrase("ten conversions and ten non-conversions in each variant"),),
            )
        elif (rival := _rival(winner, result)) is not None and not _wins(winner, rival):
            yield _finding(rule, at, winner, rival, view.design.alpha)


def _rival(winner: str, result: ResultView) -> VariantView | None:
    """Return the comparison that the claim rests on: with the first variant, or of the first with the rest."""
    own = next((one for one in result.comparisons if one.variant == winner), None)
    if own is not None:
        return own
    others = [one for one in result.comparisons if one.against == winner]
    return next((one for one in others if not _wins(winner, one)), None)


def _wins(winner: str, one: VariantView) -> bool:
    return one.significant and one.better in (None, one.variant == winner)


def _finding(rule: Rule, at: At, winner: str, one: VariantView, alpha: Rate) -> Finding:
    other = one.against if one.variant == winner else one.variant
    worse = one.significant
    return Finding(
        rule,
        "{winner} does worse than {other}: the difference is {difference}"
        if worse
        else "{winner} is not shown to be better than {other}: p is {p}, not under {alpha}",
        at,
        params={
            "winner": winner,
            "other": other,
            "p": brief(one.p),
            "z": brief(one.z),
            "alpha": alpha,
            "low": Points(brief(one.low.value)),
            "high": Points(brief(one.high.value)),
            "difference": Points(brief(one.difference.value)),
        },
        hint="check the counts, the winner and the direction of the metric"
        if worse
        else "the difference is {difference}, but {low} to {high} all fit the counts: go on, or declare none",
        related=tuple(
            Related(At("experiments", at.id, ("result", arm)), "{share} did it", {"share": share})
            for arm, share in (
                (one.variant, Rate(brief(one.share.value))),
                (one.against, Rate(brief(one.against_share.value))),
            )
        ),
    )


@rule(
    "ECS715",
    "experiment-split-mismatch",
    Severity.WARNING,
    "result",
    "variants",
    "split",
    thresholds=("split_mismatch",),
)
def split_mismatch(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The variants of an experiment got the shares of participants they were meant to get.

    Where they did not, something sends people away from one of them or fails to count them, and the result
    compares different people (sample-ratio mismatch, chi-square test).

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}},
                 result: {a: {n: 10000, conversions: 300}, b: {n: 10500, conversions: 345}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}},
                 result: {a: {n: 1000, conversions: 300}, b: {n: 1100, conversions: 345}}}
    ```
    """
    limit = threshold(assessed.linked.strategy, "split_mismatch")
    for name, view in assessed.experiments.items():
        p = view.result.split_p if view.result is not None else None
        if p is None or not isinstance(limit, Rate) or p >= limit.value:
            continue
        yield Finding(
            rule,
            "the variants of {experiment} did not get their shares: by chance that is one time in {times} or less",
            At("experiments", name, ("result",)),
            params={"experiment": name, "times": int(1 / p) if p else 1_000_000},
            hint="find out who is missing before you believe the result: redirects, bots, a variant that loads late",
        )


@rule("ECS716", "experiment-stopped-early", Severity.WARNING, "result", "sample_per_arm", "stopping")
def stopped_early(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The result of an experiment is that of its whole planned sample.

    A test that stops as soon as it looks good finds differences that are not there. Who wants to look on the
    way plans for it: `stopping: sequential`.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, sample_per_arm: 24200, variants: {a: {colour: light}, b: {colour: dark}},
                 result: {a: {n: 9000, conversions: 270}, b: {n: 9000, conversions: 330}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, sample_per_arm: 24200, variants: {a: {colour: light}, b: {colour: dark}},
                 result: {a: {n: 24300, conversions: 730}, b: {n: 24250, conversions: 850}}}
    ```
    """
    for one in assessed.linked.strategy.experiments.values():
        planned = whole(one.sample_per_arm)
        if planned is None or not one.result or one.stopping == "sequential":
            continue
        short = {name: arm.n for name, arm in one.result.items() if arm.n < planned}
        if short:
            name, count = min(short.items(), key=lambda pair: pair[1])
            yield Finding(
                rule,
                "{variant} has {count} participants where {planned} are planned: the result came early",
                At("experiments", one.id, ("result", name, "n")),
                params={"variant": name, "count": count, "planned": planned},
                hint="go on to the planned sample, or plan for looking: `stopping: sequential`",
                related=(Related(At("experiments", one.id, ("sample_per_arm",)), "planned here"),),
            )


@rule("ECS717", "experiment-result-impossible", Severity.ERROR, "result", "variants", "winner", "split")
def result_impossible(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Result, winner and split of an experiment are of its own variants, and their numbers can occur.

    Nobody does it who did not take part, and the shares of the variants make 100 % together.

    Fails:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}, winner: c,
                 split: {a: 50%, b: 40%}, result: {a: {n: 100, conversions: 300}, b: {n: 1000, conversions: 345}}}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}, winner: b,
                 split: {a: 50%, b: 50%}, result: {a: {n: 1000, conversions: 300}, b: {n: 1000, conversions: 345}}}
    ```
    """
    for one in assessed.linked.strategy.experiments.values():
        known = one.variants or one.result
        places = {("result", name): name for name in one.result} | {
            ("split", name): name for name in one.split
        }
        if one.winner is not None:
            places["winner", ""] = one.winner
        for (field, key), name in places.items():
            if known and name not in known:
                yield Finding(
                    rule,
                    "{name} is no variant of {experiment}",
                    At(
                        "experiments",
                        one.id,
                        (field, key) if key else (field,),
                        part="key" if key else "value",
                    ),
                    params={"name": name, "experiment": one.id, "variants": list(known)},
                    hint="its variants are {variants}",
                )
        for name, arm in one.result.items():
            if arm.conversions > arm.n:
                yield Finding(
                    rule,
                    "{conversions} of {n} is more than all",
                    At("experiments", one.id, ("result", name)),
                    params={"conversions": arm.conversions, "n": arm.n},
                    hint="`n` is how many took part, `conversions` how many of them did it",
                )
        whole_split = sum((rate.value for rate in one.split.values()), Decimal(0))
        if one.split and whole_split != 1:
            yield Finding(
                rule,
                "the shares of the variants make {sum} instead of 100%",
                At("experiments", one.id, ("split",)),
                params={"sum": Rate(whole_split)},
                hint="let them add up to 100%",
            )


RULES = (winner_not_shown, split_mismatch, stopped_early, result_impossible)
