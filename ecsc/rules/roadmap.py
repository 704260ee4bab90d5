"""What comes later, and what campaigns have brought: 737 to 739."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.rules.rule import rule


@rule("ECS737", "roadmap-incomplete", Severity.WARNING, "horizon", "owner", "metric", "baseline")
def incomplete(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An item of the roadmap has a horizon and an owner, and what it is to change has a baseline.

    "Shorter time to market" is shorter than what?

    Fails:

    ```yaml
    roadmap:
      try_on: {name: AR try-on}
    ```

    Passes:

    ```yaml
    roadmap:
      try_on: {name: AR try-on, horizon: 2027, owner: lin}
    ```
    """
    for one in assessed.linked.strategy.roadmap.values():
        lacking = [field for field in ("horizon", "owner") if not getattr(one, field)]
        if lacking:
            yield Finding(
                rule,
                "{item} has no {fields}",
                At("roadmap", one.id, part="key"),
                params={"item": one.id, "fields": lacking},
                hint="add `horizon:`, by when or in which year, and `owner:`",
            )
        if (one.metric is not None or one.target is not None) and one.baseline is None:
            yield Finding(
                rule,
                "{item} is to change something, and nothing says from where",
                At("roadmap", one.id, ("metric",) if one.metric is not None else ("target",)),
                params={"item": one.id},
                hint="add `baseline:`, the value today",
            )


@rule("ECS739", "campaign-result-without-baseline", Severity.ERROR, "result")
def without_baseline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The result of a campaign has a baseline and a window.

    "+300 % orders in three days" is four times what was. Four times what, and in which three days?

    Fails:

    ```yaml
    metrics:
      orders: {standard: orders}
    campaigns:
      flash: {name: Flash sale, result: {metric: orders, value: 1200, window: 2026-03-20..2026-03-22}}
    ```

    Passes:

    ```yaml
    metrics:
      orders: {standard: orders}
    campaigns:
      flash: {name: Flash sale, result: {metric: orders, baseline: 300, value: 1200, window: 2026-03-20..2026-03-22}}
    ```
    """
    for one in assessed.linked.strategy.campaigns.values():
        if one.result is None or one.result.value is None:
            continue
        if one.result.baseline is None:
            yield Finding(
                rule,
                "the result of {campaign} has no baseline",
                At("campaigns", one.id, ("result",)),
                params={"campaign": one.id},
                hint="add `baseline:`, what was usual in the same length of time",
                related=(Related(At("metrics", one.result.metric, part="key"), "counted as this"),),
            )
        if one.result.window is None and one.window is None:
            yield Finding(
                rule,
                "the result of {campaign} has no window",
                At("campaigns", one.id, ("result",)),
                params={"campaign": one.id},
                hint="add `window:`, the days it was counted in",
                severity=Severity.WARNING,
            )


RULES = (incomplete, without_baseline)
