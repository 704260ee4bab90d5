"""Automation and its return: 530 to 532."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.returns import tool_returns
from ecsc.diagnostics import At, Finding, Rule, Severity, undecidable
from ecsc.quantity import Count, Money, Rate
from ecsc.rules.rule import rule


@rule("ECS530", "roi-not-computable", Severity.INFO, "roi", thresholds=("roi_years",))
def roi_not_computable(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A tool that says what it saves says of what, and what it costs.

    Without that the return cannot be decided. Ten percent of an unknown cost is an unknown amount: ROI is
    (saving - cost) / cost over the years, and neither can be guessed.

    Fails:

    ```yaml
    automation:
      smart_service: {name: Smart service, roi: {saving_rate: 10%}}
    ```

    Passes:

    ```yaml
    automation:
      smart_service: {name: Smart service, budget: operations, start: 2026-04-01,
        roi: {saving_rate: 10%, saving_base: 400000, cost_once: 60000, cost_per_year: 12000}}
    budgets:
      operations: {limit: 100000}
    ```
    """
    for one in tool_returns(assessed.linked.strategy):
        if one.missing:
            yield undecidable(
                rule, At("automation", one.tool, ("roi",), part="key"), *one.missing, subject=one.tool
            )


@rule("ECS531", "automation-loses", Severity.WARNING, "roi", thresholds=("roi_years",))
def automation_loses(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A tool saves more than it costs over the years it is judged by.

    What does not pay may still be worth having; then it is not bought for its saving.

    Fails:

    ```yaml
    automation:
      bot: {name: Bot, budget: operations, roi: {saving_rate: 10%, saving_base: 100000, cost_once: 60000, years: 3}}
    budgets:
      operations: {limit: 100000}
    ```

    Passes:

    ```yaml
    automation:
      bot: {name: Bot, budget: operations, roi: {saving_rate: 10%, saving_base: 300000, cost_once: 60000, years: 3}}
    budgets:
      operations: {limit: 100000}
    ```
    """
    currency = assessed.linked.strategy.header.currency
    for one in tool_returns(assessed.linked.strategy):
        found = one.result
        if found is None or found.roi is None or found.roi >= 0:
            continue
        yield Finding(
            rule,
            "{tool} costs {cost} and saves {saving} in {years} years: an ROI of {roi}",
            At("automation", one.tool, ("roi",), part="key"),
            params={
                "tool": one.tool,
                "cost": Money(found.cost, currency),
                "saving": Money(found.saving, currency),
                "years": found.years,
                "roi": Rate(found.roi.quantize(Decimal("0.001"))),
                "payback": Count(found.payback_months.quantize(Decimal("0.1")))
                if found.payback_months is not None
                else None,
            },
            hint="it is paid back after {payback} months: judge it over more `years`, or leave it"
            if found.payback_months is not None
            else "it never pays back: a year costs what it saves",
        )


@rule("ECS532", "scenario-without-fallback", Severity.WARNING, "scenarios")
def scenario_without_fallback(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is automated says what happens when the machine cannot.

    A customer whom the bot does not understand must reach a person.

    Fails:

    ```yaml
    automation:
      bot: {name: Bot, scenarios: [{text: answers where an order is}]}
    ```

    Passes:

    ```yaml
    automation:
      bot: {name: Bot, scenarios: [{text: answers where an order is, fallback: an agent takes over}]}
    ```
    """
    for tool in assessed.linked.strategy.automation.values():
        for index, scenario in enumerate(tool.scenarios):
            if not scenario.fallback:
                yield Finding(
                    rule,
                    "{tool} has no fallback where it {text}",
                    At("automation", tool.id, ("scenarios", index, "text")),
                    params={"tool": tool.name or tool.id, "text": scenario.text},
                    hint="add `fallback:`, who or what takes over",
                )


RULES = (roi_not_computable, automation_loses, scenario_without_fallback)
