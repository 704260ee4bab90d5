"""Figures that must fit each other: 465, 466 and 468."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from ecsc.assess import Assessed
from ecsc.assess.identities import Groups, disagreements, levels_of_actuals, levels_of_targets, order_values
from ecsc.assess.rounding import six_figures, to_places
from ecsc.assess.units import as_value
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.model.thresholds import threshold
from ecsc.quantity import Money, Rate
from ecsc.rules.rule import rule


@rule(
    "ECS465",
    "order-value-impossible",
    Severity.WARNING,
    "value",
    "metric",
    "products.list_price|floor_price",
    "metrics.unit|formula|standard",
)
def order_value_impossible(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Revenue, buyers and repeat rate leave an average order that a product could cost.

    Who buys places an order at least, and who buys again two: `orders ≥ buyers × (1 + repeat rate)`, so revenue
    divided by that is the most an average order can be. It is not under the cheapest price: the lowest floor price,
    else list price less what promotions take off. 1,200,000 from 23,000 members with a repeat rate of 35 % are at
    most 38.65 an order. Below the cheapest price not all of them can be buyers: new members often are not.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      new_members: {name: New members, unit: people, aggregation: sum, direction: up}
      repeat_rate: {standard: repeat_rate, window: 90d}
    products:
      t_shirt: {name: T-shirt, list_price: 50}
    actuals:
      gmv: {metric: gmv, period: 2026-H1, value: 1200000}
      new_members: {metric: new_members, period: 2026-H1, value: 23000}
      repeat_rate: {metric: repeat_rate, period: 2026-H1, value: 35%}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      new_members: {name: New members, unit: people, aggregation: sum, direction: up}
      repeat_rate: {standard: repeat_rate, window: 90d}
    products:
      t_shirt: {name: T-shirt, list_price: 50}
    actuals:
      gmv: {metric: gmv, period: 2026-H1, value: 1200000}
      new_members: {metric: new_members, period: 2026-H1, value: 17000}
      repeat_rate: {metric: repeat_rate, period: 2026-H1, value: 35%}
    ```
    """
    if not assessed.linked.strategy.actuals or not assessed.linked.strategy.products:
        return
    for view in order_values(assessed.linked):
        at = At("actuals", view.buyers.id, ("value",))
        if view.price is None:
            yield undecidable(rule, at, *view.missing, subject=view.buyers.metric)
            continue
        if view.average >= view.price:
            continue
        revenue = view.revenue.value
        yield Finding(
            rule,
            "{revenue} from {buyers} {metric} with a repeat rate of {repeat} means an average order of at most "
            "{average}, under the cheapest price of {price}"
            if view.repeat is not None
            else "{revenue} from {buyers} {metric} means an average order of at most {average}, "
            "under the cheapest price of {price}",
            at,
            params={
                "revenue": revenue,
                "buyers": view.buyers.value,
                "metric": view.buyers.metric,
                "repeat": view.repeat.value if view.repeat is not None else None,
                "average": _like(to_places(view.average, "0.01"), revenue),
                "price": _like(view.price, revenue),
                "share": Rate(to_places(view.share, "0.01", ROUND_FLOOR)),
            },
            hint="at most {share} of them can have bought: {metric} are not all buyers, or a figure is wrong",
            related=(
                Related(At("actuals", view.revenue.id, ("value",)), "{revenue}"),
                *(
                    (Related(At("actuals", view.repeat.id, ("value",)), "{repeat}"),)
                    if view.repeat is not None
                    else ()
                ),
                Related(At("products", view.product, part="key"), "the cheapest product"),
            ),
        )


def _like(amount: Decimal, revenue: object) -> object:
    return Money(amount, revenue.currency) if isinstance(revenue, Money) else amount


def _disagreeing(assessed: Assessed, rule: Rule, groups: Groups, field: str) -> Iterator[Finding]:
    room = threshold(assessed.linked.strategy, "identity_rounding")
    share = room.value if isinstance(room, Rate) else Decimal(0)
    for found in disagreements(assessed.linked, groups, share):
        level, made = found.level, found.made
        yield Finding(
            rule,
            "{metric} is {stated}, but the other figures of the same time make {made}",
            At(level.section, level.id, (field,)),
            params={
                "metric": level.metric,
                "stated": level.value,
                "made": as_value(six_figures(made), level.value),
                "others": [one.metric for one in found.others],
            },
            hint="by the formulas of the metrics {metric} follows from {others}: correct one of them",
            related=tuple(
                Related(
                    At(one.section, one.id, (field,)),
                    "{other}: {value}",
                    {"other": one.metric, "value": one.value},
                )
                for one in found.others
            ),
        )


@rule(
    "ECS466",
    "figures-disagree",
    Severity.WARNING,
    "committed",
    "value",
    "metrics.formula|standard",
    thresholds=("identity_rounding",),
)
def figures_disagree(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Figures of one period, channel and scope fit each other by the formulas of their metrics.

    Committed targets are held against each other, and so is what was reached. Visitors × conversion × order value
    is revenue only when all three count the same: two tools that count buyers here and orders there show up so.
    Rounded figures may miss by what their rounding explains.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      orders: {standard: orders}
      aov: {standard: aov}
    targets:
      sales: {metric: gmv, period: 2026-Q2, committed: 1000000}
      count: {metric: orders, period: 2026-Q2, committed: 10000}
      value: {metric: aov, period: 2026-Q2, committed: 125}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
      orders: {standard: orders}
      aov: {standard: aov}
    targets:
      sales: {metric: gmv, period: 2026-Q2, committed: 1000000}
      count: {metric: orders, period: 2026-Q2, committed: 8000}
      value: {metric: aov, period: 2026-Q2, committed: 125}
    ```
    """
    strategy = assessed.linked.strategy
    if strategy.targets:
        yield from _disagreeing(assessed, rule, levels_of_targets(assessed.linked), "committed")
    if strategy.actuals:
        yield from _disagreeing(assessed, rule, levels_of_actuals(assessed.linked), "value")


@rule("ECS468", "gross-against-net", Severity.WARNING, "definition", "metric", "goals.metric")
def gross_against_net(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """What is held against a goal in gross merchandise value is gross too.

    Five to ten percent of gross sales come back as refunds. Told only where the actual's own `definition` says
    that it is net, and a goal or target is on the standard metric `gmv`.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-06-30}
    actuals:
      gmv: {metric: gmv, period: 2026-H1, value: 950000, definition: net of refunds}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-06-30}
    actuals:
      gmv: {metric: gmv, period: 2026-H1, value: 950000, definition: "orders placed, before refunds"}
    ```
    """
    strategy = assessed.linked.strategy
    if not any(actual.definition for actual in strategy.actuals.values()):
        return
    from ecsc.assess.wording import mentions

    aimed = {goal.metric: ("goals", goal.id) for goal in strategy.goals.values()}
    aimed.update({target.metric: ("targets", target.id) for target in strategy.targets.values()})
    for actual in strategy.actuals.values():
        metric = assessed.linked.metrics.get(actual.metric)
        if not actual.definition or metric is None or metric.standard != "gmv" or metric.id not in aimed:
            continue
        own = strategy.metrics[metric.id].definition
        if mentions(actual.definition, "net_sales") and not (own and mentions(own, "net_sales")):
            section, aim = aimed[metric.id]
            yield Finding(
                rule,
                "{metric} is gross, but this figure is net: {definition}",
                At("actuals", actual.id, ("definition",)),
                params={"metric": metric.id, "definition": actual.definition, "aim": aim},
                hint="give the gross figure, or make it a metric of its own",
                related=(Related(At(section, aim, part="key"), "`{aim}` is held against it"),),
            )


RULES = (order_value_impossible, figures_disagree, gross_against_net)
