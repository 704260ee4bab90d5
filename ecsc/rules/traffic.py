"""What tactics bring against what goals need: 462 to 464."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from ecsc.assess import Assessed
from ecsc.assess.traffic import advertising, bought_visits, traffic
from ecsc.assess.verdicts import number
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.model.thresholds import threshold
from ecsc.quantity import Count, Money, Rate
from ecsc.rules.rule import rule


@rule(
    "ECS462",
    "clicks-miss-visits",
    Severity.ERROR,
    "cost",
    "cost_per_click",
    "visits",
    thresholds=("traffic_rounding",),
)
def clicks_miss_visits(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The cost of a tactic, divided by what a click costs, makes the visits that are planned.

    Fails:

    ```yaml
    tactics:
      search: {kind: paid_ads, window: 2026-03, cost: 20000, cost_per_click: 1, visits: 40000}
    ```

    Passes:

    ```yaml
    tactics:
      search: {kind: paid_ads, window: 2026-03, cost: 20000, cost_per_click: 0.5, visits: 40000}
    ```
    """
    strategy = assessed.linked.strategy
    room = threshold(strategy, "traffic_rounding")
    share = room.value if isinstance(room, Rate) else Decimal(0)
    for tactic in strategy.tactics.values():
        bought = bought_visits(tactic)
        if bought is None or tactic.visits is None:
            continue
        planned = number(tactic.visits)
        if abs(bought - planned) > max(share * bought, Decimal(1)):
            yield Finding(
                rule,
                "{cost} at {click} a click buy {bought} visits, not {planned}",
                At("tactics", tactic.id, ("visits",)),
                params={
                    "cost": tactic.cost,
                    "click": tactic.cost_per_click,
                    "bought": Count(bought.to_integral_value(ROUND_FLOOR)),
                    "planned": tactic.visits,
                },
                hint="change the cost, the cost of a click or the visits; what comes unpaid is a tactic of its own",
                related=(
                    Related(At("tactics", tactic.id, ("cost",)), "the cost"),
                    Related(At("tactics", tactic.id, ("cost_per_click",)), "the cost of a click"),
                ),
            )


@rule(
    "ECS463",
    "traffic-short",
    Severity.WARNING,
    "drivers",
    "target",
    "tactics.serves|visits|cost|cost_per_click|stage",
    "metrics.formula|standard",
)
def traffic_short(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The tactics for a goal bring the visitors that it needs.

    Needed are the planned visitors, or target ÷ (conversion × order value). A tactic brings its `visits`, or its
    cost divided by the cost of a click. The sum is made only when every tactic that acquires visitors for the
    goal says how many; what comes by itself is told as a tactic too, of kind `seo` or `content`, at no cost.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      visitors: {standard: visitors}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
    goals:
      sales: {metric: gmv, target: 1000000, drivers: {visitors: 400000, conversion: 2.5%, aov: 100}}
    tactics:
      search: {kind: paid_ads, stage: acquire, window: 2026-03, visits: 120000, serves: sales}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      visitors: {standard: visitors}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
    goals:
      sales: {metric: gmv, target: 1000000, drivers: {visitors: 400000, conversion: 2.5%, aov: 100}}
    tactics:
      search: {kind: paid_ads, stage: acquire, window: 2026-03, visits: 120000, serves: sales}
      shop_search: {kind: seo, stage: acquire, window: 2026-03, visits: 280000, serves: sales}
    ```
    """
    if not assessed.linked.strategy.knows("tactics"):
        return
    for view in traffic(assessed.linked):
        if view.planned >= view.needed:
            continue
        goal = assessed.linked.strategy.goals[view.goal]
        path = ("drivers", view.visitors) if view.visitors in goal.drivers else ("target",)
        yield Finding(
            rule,
            "the tactics for `{goal}` bring {planned} visits, {gap} fewer than the {needed} visitors it needs",
            At("goals", view.goal, path),
            params={
                "goal": view.goal,
                "planned": _count(view.planned),
                "needed": _count(view.needed),
                "gap": _count(view.needed - view.planned),
            },
            hint="plan more traffic, or a better conversion; what comes by itself is a tactic of kind `seo` or "
            "`content` with `visits` and no cost",
            related=tuple(
                Related(
                    At("tactics", name, part="key"),
                    "{tactic}: {visits}",
                    {"tactic": name, "visits": _count(visits)},
                )
                for name, visits in view.tactics
            ),
        )


def _count(amount: Decimal) -> Count:
    return Count(amount.to_integral_value())


@rule(
    "ECS464",
    "advertising-misses-goal",
    Severity.WARNING,
    "target",
    "tactics.serves|cost|kind|channel",
    "targets.committed|metric",
)
def advertising_misses_goal(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What advertising costs, times its planned return (ROAS), fits the goal that it is for.

    Where nothing but paid advertising serves a goal in money, it makes the goal at the best planned return. Beside
    other work it makes no more than the whole at the lowest one: else a return or the goal is wrong. Both within
    half a unit of the last digit that the target states.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      roas: {standard: roas}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-12-31}
    targets:
      return: {metric: roas, period: 2026, committed: 1.8}
    tactics:
      search: {kind: paid_ads, window: 2026-03, cost: 200000, serves: sales}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      roas: {standard: roas}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-12-31}
    targets:
      return: {metric: roas, period: 2026, committed: 1.8}
    tactics:
      search: {kind: paid_ads, window: 2026-03, cost: 200000, serves: sales}
      search_results: {kind: seo, window: 2026, serves: sales}
    ```
    """
    strategy = assessed.linked.strategy
    if not strategy.knows("tactics", "targets"):
        return
    currency = strategy.header.currency
    for view in advertising(assessed.linked):
        room = strategy.target_steps.get(view.goal, Decimal(0)) / 2
        over = not view.alone and view.low > view.target + room
        if not over and not (view.alone and view.high < view.target - room):
            continue
        made = view.low if over else view.high
        yield Finding(
            rule,
            "the advertising for `{goal}` makes {made}, {gap} more than the whole target of {target}"
            if over
            else "nothing but advertising serves `{goal}`, and it makes {made}, {gap} short of {target}",
            At("goals", view.goal, ("target",)),
            params={
                "goal": view.goal,
                "made": Money(made, currency),
                "gap": Money(abs(view.target - made), currency),
                "target": Money(view.target, currency),
            },
            hint="change the target, the cost or the planned return"
            if over
            else "spend more, plan a better return, or say what else serves the goal",
            related=(
                *(
                    Related(At("tactics", name, ("cost",)), "{cost}", {"cost": Money(cost, currency)})
                    for name, cost, _ in view.parts
                ),
                *(Related(At(*place, part="key"), "the planned return") for place in _places(view.parts)),
            ),
        )


def _places(parts: tuple[tuple[str, Decimal, tuple[str, str]], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(place for _, _, place in parts))


RULES = (clicks_miss_visits, traffic_short, advertising_misses_goal)
