"""A R T of SMART, 405 and 407 to 410: what in the plan shows a goal, works for it and dates it."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import Finding, Rule, Severity
from ecsc.rules.rule import rule
from ecsc.rules.smart import of_letter


@rule("ECS405", "goal-without-evidence", Severity.WARNING, "metrics.formula|standard|unit")
def without_evidence(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Something shows that a goal can be reached.

    The A of SMART. ecsc cannot know whether a goal is achievable; it can see that no finding, source or
    experiment is cited and that no planned drivers make the target. Without a baseline the growth it asks
    for is not decidable.

    Fails:

    ```yaml
    goals:
      sales: {name: "CNY 1,000,000", metric: gmv, baseline: 0, target: 1000000, due: 2026-06-30, owner: lin}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: "CNY 1,000,000", metric: gmv, baseline: 0, target: 1000000, due: 2026-06-30, owner: lin,
              evidence: market_report_2025}
    ```
    """
    yield from of_letter(assessed, rule, "A", "warn")
    yield from of_letter(assessed, rule, "A", "undecidable")


@rule("ECS407", "goal-not-relevant", Severity.ERROR)
def not_relevant(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal supports an objective, and some work serves it.

    The R of SMART. A goal that nothing in the plan works for will not come about by itself. What serves a part
    of a goal, another goal with it as `parent`, serves the whole.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin}
    ```

    Passes:

    ```yaml
    objectives:
      online: {name: A fifth of sales online}
    goals:
      sales: {name: Sales, owner: lin, supports: online}
    tasks:
      shop: {name: Build the shop, owner: lin, duration: 10d, serves: sales}
    ```
    """
    yield from of_letter(assessed, rule, "R", "fail")


@rule("ECS408", "goal-contradicted", Severity.WARNING)
def contradicted(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two goals do not set different targets for the same metric, scope and day.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {name: Sales, metric: gmv, target: 1000000, due: 2026-06-30, owner: lin}
      turnover: {name: Turnover, metric: gmv, target: 1200000, due: 2026-06-30, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {name: Sales, metric: gmv, target: 1000000, due: 2026-06-30, owner: lin}
    ```
    """
    yield from of_letter(assessed, rule, "R", "warn")


@rule("ECS409", "goal-not-dated", Severity.ERROR)
def not_dated(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal has a day by which it is reached, inside the strategy's period.

    The T of SMART. A longer horizon belongs to an objective; a goal is due inside the period.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin, due: 2027-06-30}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin, due: 2026-06-30}
    ```
    """
    yield from of_letter(assessed, rule, "T", "fail")


@rule("ECS410", "goal-unguarded", Severity.WARNING)
def unguarded(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """On the way to its day, a breakdown, a milestone or a target shows whether a goal is on course.

    A target counts that is `of` the goal and for a period which ends before the goal's day.

    Words such as "soon" or 尽快 in its name are no date either.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales as soon as possible, owner: lin, due: 2026-06-30}
    ```

    Passes:

    ```yaml
    goals:
      sales: {name: Sales, owner: lin, due: 2026-06-30}
    milestones:
      first_half: {due: 2026-03-31, serves: sales}
    ```
    """
    yield from of_letter(assessed, rule, "T", "warn")


RULES = (without_evidence, not_relevant, contradicted, not_dated, unguarded)
