"""Limits and measures of money: 527, 529, 547 and 560."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.wording import names_return
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.link import LinkedStrategy
from ecsc.messages import Phrase
from ecsc.model.exchange import Exchange
from ecsc.model.goals import Metric
from ecsc.quantity import Count, Money
from ecsc.rules.money import line_at
from ecsc.rules.rule import rule

_SPAN = re.compile(r"\d+\s*-?\s*(?:days?|weeks?|months?|d|w|天|日|周|个?月)", re.IGNORECASE)


@rule("ECS527", "constraint-and-budget", Severity.ERROR, "limit", "budget", "budgets.limit|lines")
def constraint_and_budget(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A limit on money is what the budget line that says it allows.

    The cap is one number in two places: the constraint says where it comes from, the line what is spent of it. What
    has no line is held by nobody.

    Fails:

    ```yaml
    constraints:
      marketing_cap: {statement: At most 500,000 a year, kind: money, limit: CNY 500000, budget: marketing}
    budgets: {marketing: {limit: 600000}}
    ```

    Passes:

    ```yaml
    constraints:
      marketing_cap: {statement: At most 500,000 a year, kind: money, limit: CNY 500000, budget: marketing}
    budgets: {marketing: {limit: 500000}}
    ```
    """
    strategy = assessed.linked.strategy
    exchange = Exchange(strategy)
    for one in strategy.constraints.values():
        limit = _as_money(assessed, one.limit, money=one.kind == "money" or one.budget is not None)
        if one.budget is None:
            if one.kind == "money":
                at = At("constraints", one.id, part="key")
                yield undecidable(
                    rule, at, Phrase("`budget`, the line whose limit says the same"), subject=one.id
                )
            continue
        account = assessed.ledger.accounts.get(one.budget)
        if account is None or limit is None:
            continue
        stated = account.line.limit
        if stated is None:
            yield undecidable(rule, line_at(account.path), "`limit`", subject=account.path)
            continue
        same = exchange.converted(stated, limit.currency)
        if same is not None and same.amount != limit.amount:
            yield Finding(
                rule,
                "{constraint} allows {limit}, but {line} has a limit of {stated}",
                At("constraints", one.id, ("limit",)),
                params={
                    "constraint": one.id,
                    "limit": limit,
                    "line": account.path,
                    "stated": stated,
                },
                hint="let both say the same",
                related=(Related(line_at(account.path, "limit"), "limit is {stated}"),),
            )


def _as_money(assessed: Assessed, limit: object, *, money: bool) -> Money | None:
    """Return a limit as money; a bare number is in the strategy's currency where money is meant."""
    if isinstance(limit, Money):
        return limit
    if money and isinstance(limit, Count) and not limit.unit:
        return Money(limit.value, assessed.linked.strategy.header.currency)
    return None


@rule("ECS529", "exchange-rate-twice", Severity.ERROR, "base", "quote", "rate", "date")
def exchange_rate_twice(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two currencies have one rate a day, and it is more than nothing.

    Of two rates for one day nobody could tell which one an amount was converted at.

    Fails:

    ```yaml
    exchange_rates:
      spring: {base: USD, quote: CNY, rate: 7.12, date: 2026-01-05}
      other: {base: USD, quote: CNY, rate: 7.25, date: 2026-01-05}
    ```

    Passes:

    ```yaml
    exchange_rates:
      spring: {base: USD, quote: CNY, rate: 7.12, date: 2026-01-05}
      summer: {base: USD, quote: CNY, rate: 7.25, date: 2026-06-05}
    ```
    """
    seen: dict[tuple[object, ...], str] = {}
    for one in assessed.linked.strategy.exchange_rates.values():
        at = At("exchange_rates", one.id, ("rate",))
        if one.rate <= 0 or one.base == one.quote:
            yield Finding(
                rule,
                "{rate} is no rate of {base} in {quote}",
                at,
                params={"rate": one.rate, "base": one.base, "quote": one.quote},
                hint="write how much of `quote` one unit of `base` is worth",
            )
            continue
        first = seen.setdefault((*sorted((one.base, one.quote)), one.date), one.id)
        if first != one.id:
            yield Finding(
                rule,
                "{rate} and {other} are the rate of {base} in {quote} on the same day",
                at,
                params={"rate": one.id, "other": first, "base": one.base, "quote": one.quote},
                hint="keep one, or give them different days",
                related=(Related(At("exchange_rates", first, ("rate",)), "the other rate"),),
            )


@rule("ECS547", "roas-without-window", Severity.INFO, "metrics.window|definition|formula|standard")
def roas_without_window(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A return on ad spend that is aimed at says how long after a click sales still count.

    With seven days or with thirty, the same campaign has another ROAS. The metric, or the one for its revenue, has a
    `window`, or its `definition` says the days.

    Fails:

    ```yaml
    metrics:
      roas: {standard: roas}
      attributed_revenue: {unit: money, aggregation: sum}
      ad_spend: {unit: money, aggregation: sum}
    targets: {ads: {metric: roas, period: 2026-Q2, committed: 1.5}}
    ```

    Passes:

    ```yaml
    metrics:
      roas: {standard: roas, window: 15d}
      attributed_revenue: {unit: money, aggregation: sum}
      ad_spend: {unit: money, aggregation: sum}
    targets: {ads: {metric: roas, period: 2026-Q2, committed: 1.5}}
    ```
    """
    linked, aimed = assessed.linked, _aimed_at(assessed)
    for metric in linked.metrics.values():
        if metric.standard == "roas" and metric.id in aimed and not _has_window(metric, linked):
            yield Finding(
                rule,
                "{metric} does not say how long after a click sales count",
                At("metrics", metric.id, part="key"),
                params={"metric": metric.id},
                hint="add `window:`, as in `window: 15d`",
            )


def _aimed_at(assessed: Assessed) -> set[str]:
    """Return the metrics that a goal, a target, a milestone's criterion or a trigger asks about."""
    strategy = assessed.linked.strategy
    found = {target.metric for target in strategy.targets.values()}
    found |= {goal.metric for goal in strategy.goals.values() if goal.metric is not None}
    found |= {name for condition in assessed.conditions.values() for name in condition.metrics}
    for milestone in strategy.milestones.values():
        found.update(re.findall(r"\w+", milestone.criterion or ""))
    return found


@rule("ECS560", "return-undefined", Severity.WARNING, "metrics.definition|formula|standard")
def return_undefined(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A return on investment says what is divided by what.

    Revenue by spend, the surplus by spend and the profit by spend are three figures. 1.8 as revenue by spend loses
    money where less than 55.6 % of the price are left after the cost of the goods; as surplus by spend it earns well.

    Fails:

    ```yaml
    metrics:
      roi: {name: Marketing ROI, unit: number, aggregation: ratio, direction: up}
    ```

    Passes:

    ```yaml
    metrics:
      roi: {name: Marketing ROI, unit: number, aggregation: ratio, direction: up,
            definition: "revenue of the ads, after refunds, by what the ads cost"}
    ```
    """
    for metric in assessed.linked.strategy.metrics.values():
        if metric.standard is not None or metric.formula is not None or metric.definition is not None:
            continue
        if names_return(metric.name or metric.id) or names_return(metric.id):
            yield Finding(
                rule,
                "{metric} does not say what is divided by what",
                At("metrics", metric.id, part="key"),
                params={"metric": metric.id},
                hint="add `formula:`, or `definition:` with what is returned and what is spent",
            )


def _has_window(metric: Metric, linked: LinkedStrategy) -> bool:
    """Return whether the metric, or one that its formula names, says its window in a field or in words."""
    written = linked.strategy.metrics.get(metric.id)
    names = re.findall(r"\w+", metric.formula or "")
    parts = [linked.strategy.metrics[name] for name in names if name in linked.strategy.metrics]
    if written is not None:
        parts.append(written)
    return any(part.window is not None or _SPAN.search(part.definition or "") for part in parts)


RULES = (constraint_and_budget, exchange_rate_twice, roas_without_window, return_undefined)
