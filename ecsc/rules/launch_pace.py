"""The pace of new products: 550 and 551. As many launches as the plan asks for, and a measure of a hit."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.launch_pace import pace_blocks, wanted
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule


@rule("ECS550", "launch-pace-missed", Severity.ERROR, "pace", "period", "launches.date")
def launch_pace_missed(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Each quarter has as many launches as the launch plan asks for.

    `pace: 3 per quarter` is kept by three entries of `launches` with a day in each quarter that lies wholly in the
    period; more are fine. It may be per week, month, quarter, half year or year. A quarter that the strategy only
    begins or ends in is not asked for all its launches.

    Fails:

    ```yaml
    launch_plan: {pace: 1 per quarter, success: gmv >= 1000, period: 2026-Q1}
    metrics: {gmv: {standard: gmv}}
    ```

    Passes:

    ```yaml
    launch_plan: {pace: 1 per quarter, success: gmv >= 1000, period: 2026-Q1}
    metrics: {gmv: {standard: gmv}}
    launches:
      spring: {date: 2026-03-10}
    ```
    """
    strategy = assessed.linked.strategy
    plan = strategy.launch_plan
    if plan is None:
        return
    at, asked, blocks = At("launch_plan", path=("pace",)), wanted(plan.pace), pace_blocks(strategy)
    if asked is None or blocks is None:
        yield Finding(
            rule,
            "{pace} is no number of launches in a week, month, quarter, half year or year",
            at,
            params={"pace": plan.pace},
            hint="write it as in `3 per quarter` or `每季度3款`",
        )
        return
    if not strategy.knows("launches"):
        return
    short = [block for block in blocks if len(block.launches) < asked]
    if short:
        yield Finding(
            rule,
            "{short} have fewer launches than {pace}"
            if len(short) > 1
            else "{short} has fewer launches than {pace}",
            at,
            params={
                "short": [f"{block.period.label} ({len(block.launches)})" for block in short],
                "pace": plan.pace,
                "missing": sum(asked - len(block.launches) for block in short),
            },
            hint="plan {missing} more in `launches`, each with its day, or lower the pace",
            related=tuple(
                Related(At("launches", name, ("date",)), "in {period}", {"period": block.period.label})
                for block in short
                for name in block.launches
            ),
        )


@rule("ECS551", "launch-success-unmeasured", Severity.WARNING, "success", "launches.success")
def launch_success_unmeasured(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What makes a launch a success is said as a metric and the value it reaches.

    A hit (爆款) is an outcome, not a plan: without a measure every launch can be called one afterwards, or none. Said
    once in `launch_plan`, it holds for every launch without a `success` of its own.

    Fails:

    ```yaml
    launch_plan: {pace: 1 per quarter, period: 2026-Q1}
    launches:
      spring: {date: 2026-03-10}
    ```

    Passes:

    ```yaml
    launch_plan: {pace: 1 per quarter, period: 2026-Q1, success: gmv >= 100000}
    metrics: {gmv: {standard: gmv}}
    launches:
      spring: {date: 2026-03-10}
    ```
    """
    strategy = assessed.linked.strategy
    plan = strategy.launch_plan
    if plan is None or plan.success is not None or not strategy.knows("launches"):
        return
    without = [launch.id for launch in strategy.launches.values() if launch.success is None]
    if without or not strategy.launches:
        yield Finding(
            rule,
            "nothing says what makes a launch a success",
            At("launch_plan", path=("pace",)),
            params={"without": without},
            hint="add `success:`, a metric and the value it reaches, as in `units_sold >= 1000`",
            related=tuple(
                Related(At("launches", name, part="key"), "has none of its own") for name in without[:5]
            ),
        )


RULES = (launch_pace_missed, launch_success_unmeasured)
