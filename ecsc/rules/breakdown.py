"""Breakdowns: 411, 413 and 415. Parts make the whole, and splits do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.breakdowns import BreakdownView
from ecsc.assess.units import goal_value
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.quantity import Rate
from ecsc.rules.rule import rule


def views(assessed: Assessed) -> Iterator[tuple[str, BreakdownView]]:
    """Yield every breakdown that could be read, with the id of its goal."""
    for goal, found in assessed.breakdowns.items():
        for view in found.views:
            yield goal, view


def _value(assessed: Assessed, goal: str, amount: Decimal) -> object:
    return goal_value(amount, assessed.linked.strategy.goals[goal], assessed.linked)


def _target(assessed: Assessed, goal: str) -> object:
    """Return what the parts have to make: the target, of a goal with `every` over its whole time."""
    whole = assessed.breakdowns[goal].whole
    return _value(assessed, goal, whole) if whole is not None else None


@rule("ECS411", "breakdown-sum", Severity.ERROR, "metrics.standard|aggregation|formula|unit")
def breakdown_sum(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The parts of a breakdown make the goal's target again.

    Values add up when the metric is a sum; a level such as members ends at its last part; shares make
    100 %. A ratio is worked out again from its parts where a goal on what it is divided by is split in the same
    way, and not decidable where none is. Parts may miss the whole by half a unit of the last digit stated in each.
    Where they make too little because days have no part at all, only that is told.

    Fails:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 1000000, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, values: {2026-H1: 300000, 2026-H2: 600000}}]}
    metrics:
      gmv: {standard: gmv}
    ```

    Passes:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 1000000, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, values: {2026-H1: 300000, 2026-H2: 700000}}]}
    metrics:
      gmv: {standard: gmv}
    ```
    """
    for goal, view in views(assessed):
        at = At("goals", goal, (*view.path, view.form))
        target = At("goals", goal, ("target",))
        every = assessed.linked.strategy.goals[goal].every
        if view.sums is not None and view.sums.holds is None:
            metric = assessed.linked.strategy.goals[goal].metric
            missing = (
                Phrase("the plan of what the metric is divided by")
                if view.kind == "mean"
                else f"metrics.{metric}.aggregation"
            )
            yield undecidable(rule, at, missing, subject=f"{goal}.{view.axes[0]}")
        elif view.sums is not None and not view.sums.holds and view.sums.made is None and view.kind == "mean":
            low, high = min(c.value for c in view.cells), max(c.value for c in view.cells)
            yield Finding(
                rule,
                "{target} cannot come of its parts by {axis}, which lie between {low} and {high}",
                at,
                params={
                    "target": _target(assessed, goal),
                    "axis": view.axes[0],
                    "low": _value(assessed, goal, low),
                    "high": _value(assessed, goal, high),
                },
                hint="a ratio or an average lies between its parts: change the target or a part",
                related=(Related(target, "the target"),),
            )
        elif (
            view.coverage is not None
            and view.coverage.gaps
            and (view.sums is None or (view.sums.gap or 0) > 0)
        ):
            continue  # what is missing is the time that no part covers, which is told as such
        elif view.sums is not None and not view.sums.holds and view.sums.gap is not None:
            made = (
                view.sums.made
                if view.sums.made is not None
                else sum((c.value for c in view.cells), Decimal(0))
            )
            yield Finding(
                rule,
                "the parts by {axis} make {made}, but the target is {target}"
                if every is None
                else "the parts by {axis} make {made}, but the target of every {every} makes {target}",
                at,
                params={
                    "every": every,
                    "axis": view.axes[0],
                    "made": _value(assessed, goal, made),
                    "target": _target(assessed, goal),
                    "gap": _value(assessed, goal, abs(view.sums.gap)),
                },
                label="off by {gap}",
                hint="change a part by {gap}, or the target"
                if not view.weighed_by
                else "a ratio is worked out again from its parts, weighed by what it is divided by; "
                "it is not their average",
                related=(Related(target, "the target"), *_weights(view)),
            )
        elif view.shares_made is not None and not view.falling and not _whole(view):
            yield Finding(
                rule,
                "the shares by {axis} make {made} instead of 100%",
                at,
                params={"axis": view.axes[0], "made": Rate(view.shares_made)},
                hint="let the shares make 100%"
                if view.form == "shares"
                else "let the last cumulative share be 100%",
            )


def _weights(view: BreakdownView) -> tuple[Related, ...]:
    return (Related(At("goals", view.weighed_by, ("breakdown",)), "the weights"),) if view.weighed_by else ()


def _whole(view: BreakdownView) -> bool:
    """Return whether the shares make 100 %, each rounded to a hundredth of a percent at the finest."""
    if not view.shares and not view.cells:
        return True
    allowed = Decimal("0.00005") * len(view.shares) if view.form == "shares" else Decimal(0)
    coarse = Decimal("0.005") * len(view.shares)
    whole_percents = all(share == share.quantize(Decimal("0.01")) for share in view.shares)
    thirds = whole_percents and len({*view.shares}) == 1 and view.form == "shares"
    return abs((view.shares_made or Decimal(0)) - 1) <= (coarse if thirds else allowed)


@rule("ECS413", "cumulative-shares", Severity.ERROR)
def cumulative_shares(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Cumulative shares never fall.

    "Half of the year's sales by the end of Q2" is a cumulative share: each says what has been reached by
    the end of its period, so the next one is at least as large, and the last is 100 %.

    Fails:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, cumulative_shares: {2026-H1: 110%, 2026-H2: 100%}}]}
    metrics:
      gmv: {standard: gmv}
    ```

    Passes:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: half, cumulative_shares: {2026-H1: 50%, 2026-H2: 100%}}]}
    metrics:
      gmv: {standard: gmv}
    ```
    """
    for goal, view in views(assessed):
        for key in view.falling:
            yield Finding(
                rule,
                "the cumulative share falls at {key}",
                At("goals", goal, (*view.path, view.form, key)),
                params={"key": key},
                hint="a cumulative share is at least as large as the one before it",
            )


@rule("ECS415", "splits-disagree", Severity.ERROR)
def splits_disagree(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two breakdowns of the same goal over time say the same.

    The months of a quarter make the quarter, and the quarters of a year the year.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY}
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-03-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q1: 100}},
                     {split: month, values: {2026-01: 20, 2026-02: 20, 2026-03: 50}}]}
    metrics:
      gmv: {standard: gmv}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-Q1, currency: CNY}
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-03-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q1: 100}},
                     {split: month, values: {2026-01: 20, 2026-02: 20, 2026-03: 60}}]}
    metrics:
      gmv: {standard: gmv}
    ```
    """
    for goal, found in assessed.breakdowns.items():
        for path, key, made, stated in found.disagreements:
            yield Finding(
                rule,
                "the parts inside {key} make {made}, but {key} is {stated}",
                At("goals", goal, path),
                params={
                    "key": key,
                    "made": _value(assessed, goal, made),
                    "stated": _value(assessed, goal, stated),
                },
                hint="let the finer breakdown add up to the coarser one",
            )


RULES = (breakdown_sum, cumulative_shares, splits_disagree)
