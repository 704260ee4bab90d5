"""What is delisted and what is added: 540 and 541."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.catalogue import word_list
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.expr.parse import parse
from ecsc.expr.tree import Call, Comparison, Literal, Name, Node, children
from ecsc.model import Strategy
from ecsc.model.offer import PortfolioRule, Product
from ecsc.quantity import Duration, Period, Rate
from ecsc.rules.rule import rule

_DAYS = {"d": 1, "w": 7, "month": 30, "quarter": 91, "year": 365}
"""Days in a unit of a window, rounded down: who is younger than that is surely younger than the window."""


@rule("ECS540", "growth-without-baseline", Severity.ERROR, "when", "baseline")
def growth_without_baseline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Growth has a window and something it is measured against.

    Searches that grew by 200% in a week are noise, in a year a trend; +200% is three times as much as before, whatever
    `baseline` says "before" is.

    Fails:

    ```yaml
    portfolio_rules:
      rising: {when: search_growth >= 200%, then: add}
    metrics:
      search_growth: {name: Growth of searches, unit: percent, direction: up}
    ```

    Passes:

    ```yaml
    portfolio_rules:
      rising: {when: "growth(searches(1 month), searches(2 months)) >= 200%", then: add, baseline: two months before}
    metrics:
      searches: {name: Searches, unit: searches, aggregation: sum, direction: up}
    ```
    """
    strategy = assessed.linked.strategy
    for one in strategy.portfolio_rules.values():
        growth = next(
            (
                node
                for node in _nodes(strategy, one.when)
                if isinstance(node, Comparison) and _is_growth(node)
            ),
            None,
        )
        if growth is None:
            continue
        window = any(isinstance(node, Call) and _window(node) is not None for node in _walk(growth))
        if window and one.baseline:
            continue
        yield Finding(
            rule,
            "{rule} asks for growth, but not over which time"
            if one.baseline
            else (
                "{rule} asks for growth, but not against what"
                if window
                else "{rule} asks for growth, but neither over which time nor against what"
            ),
            At("portfolio_rules", one.id, ("when",)),
            params={"rule": one.id},
            hint="add `baseline:`, what came before"
            if window
            else "give the measure a window, as in `growth(6 months)`, and add `baseline:`, what came before",
        )


@rule("ECS541", "new-products-judged", Severity.WARNING, "when", "exempt", "products.launched")
def new_products_judged(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A rule that delists slow sellers spares what has not been on sale for as long as it looks back.

    A style that came out last month cannot have sold for six. Its age is counted on the day of assessment, else on the
    first day of the strategy.

    Fails:

    ```yaml
    products:
      dress: {list_price: 199, launched: 2025-11-20}
    portfolio_rules:
      slow: {when: units_sold(6 months) < 100, then: delist}
    ```

    Passes:

    ```yaml
    products:
      dress: {list_price: 199, launched: 2025-11-20}
    portfolio_rules:
      slow: {when: units_sold(6 months) < 100, then: delist, exempt: [new]}
    ```
    """
    strategy = assessed.linked.strategy
    day = strategy.header.as_of or strategy.header.period.first
    newer: dict[int, list[Product]] = {}
    for one in strategy.portfolio_rules.values():
        days = _looks_back(strategy, one)
        if one.then != "delist" or days is None or "new" in one.exempt:
            continue
        if days not in newer:
            newer[days] = [
                product
                for product in strategy.products.values()
                if product.launched is not None
                and dt.timedelta(0) <= day - product.launched < dt.timedelta(days)
            ]
        young = newer[days]
        if young:
            yield Finding(
                rule,
                "{rule} looks {days} days back, but {product} has been on sale since {launched} only"
                if len(young) == 1
                else "{rule} looks {days} days back, but {product} and {others} other products are newer",
                At("portfolio_rules", one.id, ("when",)),
                params={
                    "rule": one.id,
                    "days": days,
                    "product": young[0].id,
                    "launched": young[0].launched,
                    "others": len(young) - 1,
                },
                hint="add `exempt: [new]`",
                related=(Related(At("products", young[0].id, ("launched",)), "on sale since then"),),
            )


def _nodes(strategy: Strategy, text: str) -> Iterator[Node]:
    """Yield the parts of a condition; nothing of one that cannot be read."""
    node, problems = parse(text, strategy.header.currency, strategy.header.fiscal_year_start)
    if node is not None and not any(problem.fatal for problem in problems):
        yield from _walk(node)


def _walk(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(children(current))


def _is_growth(node: Comparison) -> bool:
    """Return whether a measure whose name speaks of growth is compared with a percentage."""
    compared = any(isinstance(part, Literal) and isinstance(part.value, Rate) for part in _walk(node))
    said = " ".join(part.text.casefold() for part in _walk(node) if isinstance(part, Name))
    return compared and any(word in said for words in word_list("growth").values() for word in words)


def _window(call: Call) -> Duration | Period | None:
    for argument in call.arguments:
        if isinstance(argument, Literal) and isinstance(argument.value, Duration | Period):
            return argument.value
    return None


def _looks_back(strategy: Strategy, one: PortfolioRule) -> int | None:
    """Return how many days the longest window of a rule reaches back."""
    found = [
        int(window.value * _DAYS[window.unit])
        for node in _nodes(strategy, one.when)
        if isinstance(node, Call) and isinstance(window := _window(node), Duration) and window.unit in _DAYS
    ]
    return max(found, default=None)


RULES = (growth_without_baseline, new_products_judged)
