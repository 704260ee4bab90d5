"""Membership: 533 and 534. Its points have a price, its tiers rise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ecsc.assess import Assessed
from ecsc.assess.returns import points_liability
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.rules.rule import rule


@rule("ECS533", "points-liability-unknown", Severity.WARNING, "points", "goals.target|breakdown")
def points_liability_unknown(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What members' points will cost can be told.

    It is the planned sales of the membership's channels, divided by what must be spent for a point, times what a
    point is worth and how many are redeemed. It is a commitment on the line that pays, like any other cost.

    Fails:

    ```yaml
    membership: {points: {value: 0.01, budget: marketing}}
    budgets: {marketing: {limit: 50000}}
    ```

    Passes:

    ```yaml
    membership: {points: {value: 0.01, per_amount: 1, redeemed: 70%, budget: marketing}}
    budgets: {marketing: {limit: 50000}}
    metrics: {gmv: {standard: gmv}}
    goals: {sales: {metric: gmv, target: 1000000}}
    ```
    """
    if assessed.linked.strategy.membership is None:
        return
    liability = points_liability(assessed.linked, assessed.breakdowns)
    if liability is not None and liability.missing:
        at = At("membership", path=("points",), part="key")
        yield undecidable(rule, at, *liability.missing, subject="membership.points")


@rule("ECS534", "tiers-not-rising", Severity.ERROR, "tiers")
def tiers_not_rising(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Each tier of the membership needs more than the one before it.

    Of two tiers with one threshold nobody could tell which one a member has.

    Fails:

    ```yaml
    membership: {tiers: {silver: {threshold: 1000}, gold: {threshold: 1000}}}
    ```

    Passes:

    ```yaml
    membership: {tiers: {silver: {threshold: 200}, gold: {threshold: 1000}}}
    ```
    """
    membership = assessed.linked.strategy.membership
    if membership is None:
        return
    for (lower, one), (higher, other) in pairwise(membership.tiers.items()):
        same = one.threshold.currency == other.threshold.currency and one.basis == other.basis
        if same and other.threshold.amount <= one.threshold.amount:
            yield Finding(
                rule,
                "{higher} needs {threshold}, no more than {lower} with {before}",
                At("membership", path=("tiers", higher, "threshold")),
                params={
                    "higher": higher,
                    "threshold": other.threshold,
                    "lower": lower,
                    "before": one.threshold,
                },
                hint="write the tiers from the lowest to the highest, each with a higher threshold",
                related=(Related(At("membership", path=("tiers", lower, "threshold")), "the tier before"),),
            )


RULES = (points_liability_unknown, tiers_not_rising)
