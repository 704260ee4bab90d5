"""Drivers: 414, 461 and 494. What they multiply up to, against the target, each other and the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from ecsc.assess import Assessed, Value, number
from ecsc.assess.rounding import six_figures, to_places
from ecsc.assess.units import as_value, effective_target, fits, goal_value
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.model.thresholds import threshold
from ecsc.quantity import Count, Money, Rate
from ecsc.rules.rule import rule
from ecsc.targets import last_digit

_WITH_CENTS = 100


@rule(
    "ECS414",
    "drivers-miss-target",
    Severity.ERROR,
    "target",
    "change",
    "baseline",
    "metrics.formula|standard",
)
def drivers_miss_target(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The planned drivers of a goal make its target through the metrics' own formulas.

    With `conversion = orders / visitors` and `aov = gmv / orders`, planned visitors, conversion and order
    value give a GMV. It may miss the target by half a unit of the last digit the target states. Formulas of
    any shape are followed; when none leads from the drivers to the metric, the goal is not decidable.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      visitors: {standard: visitors}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
    goals:
      sales: {metric: gmv, target: 1000000, drivers: {visitors: 400000, conversion: 2%, aov: 100}}
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
    ```
    """
    strategy = assessed.linked.strategy
    for goal, view in assessed.drivers.items():
        at = At("goals", goal, ("drivers",))
        planned = strategy.goals[goal]
        if view.outcome == "undecidable":
            if view.missing:  # else a driver is in a wrong unit, which is told by itself
                yield undecidable(rule, at, *view.missing, subject=goal)
        elif view.outcome == "misses" and view.product is not None and view.gap is not None:
            needed = [
                Related(
                    At("goals", goal, ("drivers", name)),
                    "{driver} would have to be {needed} instead of {planned}",
                    {
                        "driver": name,
                        "needed": as_value(_whole(value, planned.drivers[name]), planned.drivers[name]),
                        "planned": planned.drivers[name],
                    },
                )
                for name, value in view.needed.items()
            ]
            yield Finding(
                rule,
                "the drivers make {product}, {gap} {side} the target of {target}",
                at,
                params={
                    "product": goal_value(view.product, planned, assessed.linked),
                    "gap": goal_value(abs(view.gap), planned, assessed.linked),
                    "side": Phrase("short of") if view.gap > 0 else Phrase("over"),
                    "target": effective_target(planned),
                    "formulas": list(view.through),
                },
                hint="change one driver, or the target; the formulas used are those of {formulas}",
                related=(Related(At("goals", goal, ("target",)), "the target"), *needed),
            )


def _whole(needed: Decimal, planned: Value) -> Decimal:
    """Return what is needed, rounded up to wholes where wholes are planned: no half visitor comes.

    Of less than a hundred in money the cents are kept: a click costs one yuan, or sixty cents.
    """
    if isinstance(planned, Money) and abs(needed) < _WITH_CENTS:
        return to_places(needed, "0.01")
    if isinstance(planned, Count | Money) and number(planned) == number(planned).to_integral_value():
        return needed.to_integral_value(ROUND_CEILING)
    return needed


@rule(
    "ECS461",
    "driver-contradicts-its-parts",
    Severity.ERROR,
    "drivers",
    "metrics.formula|standard",
    thresholds=("identity_rounding",),
)
def driver_contradicts_its_parts(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A driver that is made of other planned drivers has the value that they make.

    With `visitors = ad_spend / click_price`, planned spending and a planned price of a click give the visitors; a
    number of visitors planned beside them must be the same. The tree is followed as deep as there are formulas.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
      ad_spend: {name: Spending, unit: money, aggregation: sum, direction: down}
      click_price: {name: Price of a click, unit: money, aggregation: average, direction: down}
      visitors: {standard: visitors, formula: ad_spend / click_price}
    goals:
      sales: {metric: gmv, target: 1000000,
              drivers: {visitors: 400000, conversion: 2.5%, aov: 100, ad_spend: 300000, click_price: 1}}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
      ad_spend: {name: Spending, unit: money, aggregation: sum, direction: down}
      click_price: {name: Price of a click, unit: money, aggregation: average, direction: down}
      visitors: {standard: visitors, formula: ad_spend / click_price}
    goals:
      sales: {metric: gmv, target: 1000000,
              drivers: {visitors: 400000, conversion: 2.5%, aov: 100, ad_spend: 400000, click_price: 1}}
    ```
    """
    for goal, view in assessed.drivers.items():
        drivers = assessed.linked.strategy.goals[goal].drivers
        for one in view.contradictions:
            planned = drivers[one.driver]
            yield Finding(
                rule,
                "{driver} is planned at {planned}, but its parts make {made}",
                At("goals", goal, ("drivers", one.driver)),
                params={
                    "driver": one.driver,
                    "planned": planned,
                    "made": as_value(six_figures(one.made), planned),
                    "parts": list(one.parts),
                },
                hint="leave out {driver}, which follows from {parts}, or make them agree",
                related=tuple(
                    Related(
                        At("goals", goal, ("drivers", part)),
                        "{part}: {value}",
                        {"part": part, "value": drivers[part]},
                    )
                    for part in one.parts
                ),
            )


@rule(
    "ECS494",
    "driver-baselines-miss-baseline",
    Severity.WARNING,
    "drivers",
    "driver_baselines",
    "baseline",
    "metrics.formula|standard",
    thresholds=("identity_rounding",),
)
def driver_baselines_miss_baseline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The baselines of a goal's drivers make the goal's own baseline, save for rounding.

    They are figures of the same time, so the formulas that make the target of the drivers hold for them too. Where
    they do not, the way from baseline to target starts at a wrong place, and a driver seems to close more or less
    than it does.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      visitors: {standard: visitors}
      orders: {standard: orders}
      conversion: {standard: conversion}
      aov: {standard: aov}
    goals:
      sales: {metric: gmv, baseline: 800000, target: 1000000, drivers: {visitors: 400000, conversion: 2.5%, aov: 100},
              driver_baselines: {visitors: 300000, conversion: 2%, aov: 100}}
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
      sales: {metric: gmv, baseline: 600000, target: 1000000, drivers: {visitors: 400000, conversion: 2.5%, aov: 100},
              driver_baselines: {visitors: 300000, conversion: 2%, aov: 100}}
    ```
    """
    linked = assessed.linked
    room = threshold(linked.strategy, "identity_rounding")
    share = room.value if isinstance(room, Rate) else Decimal(0)
    for name, view in assessed.drivers.items():
        goal = linked.strategy.goals[name]
        metric = linked.metrics.get(goal.metric or "")
        stated = goal.baseline
        if view.way is None or stated is None or not goal.driver_baselines:
            continue
        if not fits(stated, metric, linked.strategy.header.currency):
            continue
        made, baseline = view.way.start, number(stated)
        if abs(made - baseline) > max(last_digit(baseline) / 2, abs(baseline) * share):
            yield Finding(
                rule,
                "the baselines of the drivers make {made}, not the baseline of {baseline}",
                At("goals", name, ("driver_baselines",)),
                params={"made": as_value(six_figures(made), stated), "baseline": stated},
                hint="take all of them from the same time, or mend the one that is wrong",
                related=(Related(At("goals", name, ("baseline",)), "the baseline"),),
            )


RULES = (drivers_miss_target, driver_contradicts_its_parts, driver_baselines_miss_baseline)
