"""Initiatives and operations: 444 to 450. What they rest on, which families there are, what they change."""

from __future__ import annotations

from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.diagnostics import At, Finding, Rule, Severity
from ecsc.rules.rule import rule

FAMILIES = ("marketing", "operations", "product")
"""The three families that a strategy has initiatives of."""

ELSEWHERE = {
    "marketing": ("tactics", "campaigns"),
    "operations": ("operations", "automation"),
    "product": ("launches", "portfolio_rules", "roadmap"),
}
"""Sections whose entries are work of a family, so that it needs no initiative to be spoken of."""


@rule("ECS444", "initiative-without-finding", Severity.WARNING, "based_on")
def initiative_without_finding(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An initiative names a finding, a source or an experiment that it is based on.

    Told once there are any: a strategy without findings hears that they are missing, not each initiative.

    Fails:

    ```yaml
    market:
      findings:
        phone: {text: Two thirds buy on the phone.}
    initiatives:
      story: {name: Tell the story, family: marketing}
    ```

    Passes:

    ```yaml
    market:
      findings:
        phone: {text: Two thirds buy on the phone.}
    initiatives:
      story: {name: Tell the story, family: marketing, based_on: phone}
    ```
    """
    strategy = assessed.linked.strategy
    if not (strategy.market_findings or strategy.market_sources or strategy.experiments):
        return
    for initiative in strategy.initiatives.values():
        if not initiative.based_on:
            yield Finding(
                rule,
                "`{id}` is based on no finding",
                At("initiatives", initiative.id, part="key"),
                params={"id": initiative.id},
                hint="add `based_on:`, ids of findings, sources or experiments",
            )


@rule("ECS445", "family-without-initiative", Severity.WARNING, "initiatives.family")
def family_without_initiative(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Marketing, operations and products each have an initiative.

    Tactics and campaigns are work of marketing, operations and automation of operations, launches, rules on the
    range and the roadmap of products: a family with those needs no initiative of its own.

    Fails:

    ```yaml
    initiatives:
      story: {name: Tell the story, family: marketing}
    ```

    Passes:

    ```yaml
    initiatives:
      story: {name: Tell the story, family: marketing}
      stock: {name: Fewer steps in the warehouse, family: operations}
      range: {name: A range for the young, family: product}
    ```
    """
    strategy = assessed.linked.strategy
    families = {initiative.family for initiative in strategy.initiatives.values()} - {None}
    if not families or not strategy.knows("initiatives"):
        return
    missing = [
        family
        for family in FAMILIES
        if family not in families and not any(strategy.section(name) for name in ELSEWHERE[family])
    ]
    if missing:
        yield Finding(
            rule,
            "there is no initiative for {families}",
            At("initiatives", part="key"),
            params={"families": missing},
            hint="add one with that `family`, or waive this with the reason",
        )


@rule("ECS446", "feedback-not-heard", Severity.WARNING)
def feedback_not_heard(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Who lets customers' feedback drive the design says how it is heard.

    Fails:

    ```yaml
    initiatives:
      range: {name: A range for the young, family: product, feedback_driven: true}
    ```

    Passes:

    ```yaml
    initiatives:
      range: {name: A range for the young, family: product, feedback_driven: true}
    feedback: {channels: [reviews, hotline], every: week, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.feedback is not None or not strategy.knows("feedback"):
        return
    for initiative in strategy.initiatives.values():
        if initiative.feedback_driven:
            yield Finding(
                rule,
                "`{id}` is to be driven by feedback, but nothing says how feedback is heard",
                At("initiatives", initiative.id, ("feedback_driven",)),
                params={"id": initiative.id},
                hint="add `feedback:` with `channels`, `every` and `owner`",
            )


@rule("ECS449", "operation-without-measure", Severity.WARNING, "measure", "change")
def operation_without_measure(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """An area of operations says what is done in it.

    Fails:

    ```yaml
    operations:
      warehouse: {area: warehousing, owner: lin}
    ```

    Passes:

    ```yaml
    operations:
      warehouse: {area: warehousing, measure: Two pickers share a round, owner: lin}
    ```
    """
    for operation in assessed.linked.strategy.operations.values():
        if operation.measure is None and operation.change is None:
            yield Finding(
                rule,
                "`{id}` names an area but no measure",
                At("operations", operation.id, part="key"),
                params={"id": operation.id},
                hint="add `measure:`, what is done, or `change:` with figures before and after",
            )


@rule("ECS450", "change-without-figures", Severity.WARNING, "change")
def change_without_figures(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A change of a process has a figure before and one after.

    Fails:

    ```yaml
    operations:
      returns: {area: returns, measure: No form to fill in, change: {after: 2d}, owner: lin}
    ```

    Passes:

    ```yaml
    operations:
      returns: {area: returns, measure: No form to fill in, change: {before: 5d, after: 2d}, owner: lin}
    ```
    """
    for operation in assessed.linked.strategy.operations.values():
        change = operation.change
        if change is None:
            continue
        missing = [name for name in ("before", "after") if getattr(change, name) is None]
        if missing:
            yield Finding(
                rule,
                "the change of `{id}` has no figure for {missing}",
                At("operations", operation.id, ("change",)),
                params={"id": operation.id, "missing": missing},
                hint="add {missing}, in the unit of the metric: else nobody can see whether it was a gain",
            )


RULES = (
    initiative_without_finding,
    family_without_initiative,
    feedback_not_heard,
    operation_without_measure,
    change_without_figures,
)
