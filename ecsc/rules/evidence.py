"""What is decided and taken for granted, and on what evidence: 730 to 733 and 563."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.wording import folded, mentions, vague_word
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.learning import Decision
from ecsc.model.thresholds import threshold
from ecsc.quantity import Rate
from ecsc.rules.brief import brief
from ecsc.rules.rule import rule

_PERCENTAGE = re.compile(r"\d\s*(?:%|pp\b|percent|个百分点|成\b)|百分之")


@rule("ECS730", "decision-without-evidence", Severity.WARNING, "evidence", "n", "effect")
def without_evidence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A decision rests on a finding, a source, an experiment or figures of its own.

    "Customers may like it" is a guess that can be tested. An organisation that also decides by law or brand may
    waive this.

    Fails:

    ```yaml
    decisions:
      dark_page: {claim: Customers may like the dark page better}
    ```

    Passes:

    ```yaml
    metrics:
      conversion: {standard: conversion}
    experiments:
      homepage: {metric: conversion, variants: {a: {colour: light}, b: {colour: dark}}}
    decisions:
      dark_page: {claim: The dark page sells more, evidence: homepage}
    ```
    """
    for one in assessed.linked.strategy.decisions.values():
        if one.evidence or one.n is not None:
            continue
        hedge = vague_word(one.claim, "hedges")
        yield Finding(
            rule,
            "{decision} rests on no evidence, and `{word}` says so"
            if hedge
            else "{decision} rests on no evidence",
            At("decisions", one.id, ("claim",)),
            params={"decision": one.id, "word": hedge},
            hint="add `evidence:` (a finding, a source or an experiment), or the figures: `n:`, `effect:` and `p:`",
        )


@rule("ECS731", "claim-without-sample", Severity.WARNING, "evidence", "n", "effect", "experiments.result")
def without_sample(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who claims a percentage says of how many.

    "15 % better" may be 23 orders instead of 20. `effect: +15%` is relative to what was, `effect: 0.45pp` is in
    points; the sample stands in `n`, or in the result of a cited experiment.

    Fails:

    ```yaml
    decisions:
      dark_page: {claim: The dark page converts 15% better, evidence: shop_report}
    ```

    Passes:

    ```yaml
    decisions:
      dark_page: {claim: The dark page converts 15% better, evidence: shop_report, effect: +15%, n: 48400, p: 0.01}
    ```
    """
    for one in assessed.linked.strategy.decisions.values():
        if one.n is not None or _cites_result(assessed, one):
            continue
        if one.effect is None and not _PERCENTAGE.search(folded(one.claim)):
            continue
        if not one.evidence:
            continue  # that it rests on nothing has been said
        yield Finding(
            rule,
            "{decision} claims a percentage and does not say of how many",
            At("decisions", one.id, ("effect",) if one.effect is not None else ("claim",)),
            params={"decision": one.id},
            hint="add `n:`, and the effect as a percentage of what was, `effect: +15%`, or in points, `effect: 0.45pp`",
        )


@rule(
    "ECS563", "change-of-a-share-unclear", Severity.WARNING, "effect", "n", "evidence", "experiments.result"
)
def change_of_a_share_unclear(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who claims that a share changed by a percentage says whether that is relative or in points.

    A conversion of 3 % that rises by 15 % is 3.45 % then, or 18 %. Said in the claim (`15% relative`, `0.45 points`,
    `from 3% to 3.45%`) or as the `effect`: `+15%` is relative to what was, `0.45pp` is in points.

    Fails:

    ```yaml
    decisions:
      dark_page: {claim: The dark page raises conversion by 15%, evidence: shop_report, n: 48400}
    ```

    Passes:

    ```yaml
    decisions:
      dark_page: {claim: The dark page raises conversion by 15%, evidence: shop_report, n: 48400, effect: +15%, p: 0.01}
    ```
    """
    for one in assessed.linked.strategy.decisions.values():
        if one.effect is not None or (one.n is None and not _cites_result(assessed, one)):
            continue  # said, or nobody says of how many, which is told by itself
        if len(_PERCENTAGE.findall(folded(one.claim))) != 1 or mentions(one.claim, "relative_or_points"):
            continue
        if mentions(one.claim, "shares") and mentions(one.claim, "changes"):
            yield Finding(
                rule,
                "{decision} claims a change of a share, relative or in percentage points",
                At("decisions", one.id, ("claim",)),
                params={"decision": one.id},
                hint="add the effect as a percentage of what was, `effect: +15%`, or in points, `effect: 0.45pp`",
            )


def _cites_result(assessed: Assessed, one: Decision) -> bool:
    experiments = assessed.linked.strategy.experiments
    return any(name in experiments and experiments[name].result for name in one.evidence)


@rule(
    "ECS732",
    "effect-not-shown",
    Severity.WARNING,
    "evidence",
    "p",
    "experiments.result|variants|alpha",
    thresholds=("significance",),
)
def effect_not_shown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An effect is claimed only where its evidence shows one.

    With p at 5 % or more, chance makes such a difference too often. An experiment that is cited is held to its
    own alpha.

    Fails:

    ```yaml
    decisions:
      dark_page: {claim: The dark page converts better, effect: +15%, n: 20000, p: 0.07}
    ```

    Passes:

    ```yaml
    decisions:
      dark_page: {claim: The dark page converts better, effect: +15%, n: 48400, p: 0.01}
    ```
    """
    alpha = threshold(assessed.linked.strategy, "significance")
    for one in assessed.linked.strategy.decisions.values():
        if one.p is not None and isinstance(alpha, Rate) and one.p >= alpha.value:
            yield Finding(
                rule,
                "p is {p}, not under {alpha}: chance may have made the effect",
                At("decisions", one.id, ("p",)),
                params={"p": one.p, "alpha": alpha},
                hint="collect more before you decide, or claim no effect",
            )
        elif one.p is None:
            yield from _cited(assessed, rule, one)


def _cited(assessed: Assessed, rule: Rule, one: Decision) -> Iterator[Finding]:
    for index, name in enumerate(one.evidence):
        view = assessed.experiments.get(name)
        result = view.result if view is not None else None
        if view is None or result is None or not result.comparisons or result.shown:
            continue
        least = min(comparison.p for comparison in result.comparisons)
        yield Finding(
            rule,
            "{experiment} has shown no difference: p is {p}, not under {alpha}",
            At("decisions", one.id, ("evidence", index)),
            params={"experiment": name, "p": brief(least), "alpha": view.design.alpha},
            hint="decide on other grounds and say so, or test again with a larger sample",
            related=(Related(At("experiments", name, ("result",)), "its result"),),
        )


@rule("ECS733", "assumption-untested", Severity.WARNING, "test", "status", "evidence", "due")
def assumption_untested(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An assumption says how it is tested, and is tested by its day.

    Whether the day has passed is judged at the strategy's `as_of`.

    Fails:

    ```yaml
    assumptions:
      members_buy: {text: Half of the members buy within a month.}
    ```

    Passes:

    ```yaml
    assumptions:
      members_buy: {text: Half of the members buy within a month., test: The cohort of March, due: 2026-04-30}
    ```
    """
    strategy = assessed.linked.strategy
    today = strategy.header.as_of
    for one in strategy.assumptions.values():
        if one.status != "open":
            continue
        if not one.test and not one.evidence:
            yield Finding(
                rule,
                "nothing tests {assumption}",
                At("assumptions", one.id, ("text",)),
                params={"assumption": one.id},
                hint="add `test:`, what would show that it holds, and `due:`, until when",
            )
        elif one.due is not None and today is not None and one.due < today:
            yield Finding(
                rule,
                "{assumption} was to be tested by {due} and is open on {today}",
                At("assumptions", one.id, ("due",)),
                params={"assumption": one.id, "due": one.due, "today": today},
                hint="write what came of it, `status: confirmed` or `status: refuted`, or set another day",
            )


RULES = (without_evidence, without_sample, change_of_a_share_unclear, effect_not_shown, assumption_untested)
