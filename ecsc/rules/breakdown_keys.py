"""What a breakdown is cut into: 412 and 416. Its periods tile the time, and its keys name something."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.breakdowns import AXIS_SECTIONS
from ecsc.assess.wholes import TIME_AXES
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.diagnostics.near import Names
from ecsc.diagnostics.slips import meant_by
from ecsc.rules.breakdown import views
from ecsc.rules.breakdown_form import misshapen
from ecsc.rules.rule import rule


@rule("ECS412", "breakdown-coverage", Severity.ERROR, "start")
def breakdown_coverage(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The periods of a breakdown cover the goal's time without gap or overlap.

    The time runs from the goal's `start`, else the strategy's first day, to its due day.

    Fails:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q1: 20, 2026-Q2: 30, 2026-Q4: 50}}]}
    metrics:
      gmv: {standard: gmv}
    ```

    Passes:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: quarter, values: {2026-Q1: 20, 2026-Q2: 30, 2026-Q3: 10, 2026-Q4: 40}}]}
    metrics:
      gmv: {standard: gmv}
    ```
    """
    for goal, view in views(assessed):
        if view.coverage is None or view.coverage.holds:
            continue
        at = At("goals", goal, (*view.path, view.form))
        for first, last in view.coverage.gaps:
            yield Finding(
                rule,
                "no part of the breakdown covers {first} to {last}",
                at,
                params={"first": first, "last": last},
                hint="add the missing period, with 0 if nothing is planned in it",
            )
        for one, two in view.coverage.overlaps:
            yield Finding(
                rule,
                "{one} and {two} overlap in the breakdown",
                at,
                params={"one": one, "two": two},
                hint="let each day lie in one part",
            )
        for period in view.coverage.outside:
            yield Finding(
                rule,
                "{period} lies outside the goal's time",
                at,
                params={"period": period},
                hint="take it out, or change the goal's `start` or `due`",
            )


@rule("ECS416", "breakdown-key", Severity.ERROR)
def breakdown_key(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A breakdown says what it is split by, and its keys name something of that kind.

    A goal can be split by year, half, quarter, month or week, and by channel, products, segment or region.
    Split by two, its numbers are nested in the same order.

    Fails:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: channel, shares: {taobo: 100%}}]}
    channels:
      taobao: {kind: marketplace}
    metrics:
      gmv: {standard: gmv}
    ```

    Passes:

    ```yaml
    goals:
      sales:
        {metric: gmv, target: 100, due: 2026-12-31, owner: lin,
         breakdown: [{split: channel, shares: {taobao: 100%}}]}
    channels:
      taobao: {kind: marketplace}
    metrics:
      gmv: {standard: gmv}
    ```
    """
    yield from misshapen(assessed, rule)
    strategy = assessed.linked.strategy
    known = {axis: Names(strategy.section(section)) for axis, section in AXIS_SECTIONS.items()}
    for goal, view in views(assessed):
        for bad in view.bad_keys:
            period = bad.axis in TIME_AXES
            near = [] if period else known[bad.axis].close_to(bad.key, n=3)
            yield Finding(
                rule,
                "`{key}` is not a {axis}" if period else "there is no {axis} `{key}`",
                At("goals", goal, bad.path, part="key"),
                params={"key": bad.key, "axis": bad.axis.removesuffix("s"), "near": near},
                hint="write it as `2026-Q1`, `2026-03` or `2026-W10`"
                if period
                else ("did you mean {near}?" if near else "name one that is defined"),
                meant=meant_by(bad.key, near),
            )


RULES = (breakdown_coverage, breakdown_key)
