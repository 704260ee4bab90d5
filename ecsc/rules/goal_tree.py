"""Goals that are made of goals, and that promise growth: 457 to 459."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecsc.assess import Assessed
from ecsc.assess.goal_tree import roll_ups
from ecsc.assess.growth import growth_clashes
from ecsc.assess.units import goal_value
from ecsc.assess.wholes import kind_of
from ecsc.diagnostics import At, Finding, Related, Rule, Severity, undecidable
from ecsc.messages import Phrase
from ecsc.model.goals import Goal, scope_key
from ecsc.rules.cycle_words import cycle_word
from ecsc.rules.rule import rule

_COMPARED = 20
"""Goals for a whole time that one for each part of it is held against; more would say nothing new."""


@rule(
    "ECS457",
    "children-miss-parent",
    Severity.ERROR,
    "target",
    "change",
    "baseline",
    "goals.parent|roll_up|target|change|baseline|every",
    "metrics.standard|aggregation|formula|unit",
)
def children_miss_parent(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """The goals below a goal make its target, by the roll-up that it states.

    `roll_up` is `sum`, `average`, `min`, `max`, `last` (the one due last), or `none` where they do not make it.
    It is never guessed: several goals below one on its own metric without it are not decidable, for three rates
    may be meant to be averaged or to be reached each. A sum may miss by half a unit of the last digit in each.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-12-31, roll_up: sum}
      taobao: {metric: gmv, target: 600000, due: 2026-12-31, parent: sales}
      douyin: {metric: gmv, target: 300000, due: 2026-12-31, parent: sales}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    goals:
      sales: {metric: gmv, target: 1000000, due: 2026-12-31, roll_up: sum}
      taobao: {metric: gmv, target: 600000, due: 2026-12-31, parent: sales}
      douyin: {metric: gmv, target: 400000, due: 2026-12-31, parent: sales}
    ```
    """
    goals = assessed.linked.strategy.goals
    for view in roll_ups(assessed.linked, assessed.breakdowns):
        parent = goals[view.goal]
        if view.outcome == "undecidable":
            yield undecidable(rule, At("goals", view.goal, part="key"), *view.missing, subject=view.goal)
        elif view.outcome == "misses" and view.made is not None and view.gap is not None:
            yield Finding(
                rule,
                "the {count} goals below `{goal}` make {made} by {how}, {gap} {side} its {target}",
                At("goals", view.goal, ("target",) if parent.target is not None else ("change",)),
                params={
                    "goal": view.goal,
                    "count": len(view.children),
                    "how": parent.roll_up,
                    "made": goal_value(view.made, parent, assessed.linked),
                    "gap": goal_value(abs(view.gap), parent, assessed.linked),
                    "side": Phrase("short of") if view.gap > 0 else Phrase("over"),
                    "target": goal_value(view.target or Decimal(0), parent, assessed.linked),
                },
                hint="change a goal by {gap}, or the target, or say `roll_up: none`",
                related=tuple(
                    Related(
                        At("goals", child, ("target",) if goals[child].target is not None else ("change",)),
                        "{child}: {value}",
                        {"child": child, "value": goal_value(value, parent, assessed.linked)},
                    )
                    for child, value in view.children
                ),
            )


@rule("ECS458", "growth-contradicts-growth", Severity.WARNING, "change", "vs", "every", "metrics.aggregation")
def growth_contradicts_growth(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """Two growth rates for one metric and scope can both be kept.

    15 % from quarter to quarter makes the sum of a year 43.6 % larger than four quarters like the one before
    it; 20 % for the year needs only 7.43 % per quarter, and 15 % on the same quarter a year ago makes 15 %. Rates
    that leave open what they are compared with (`vs`) are told as soon as they differ. Steps are counted as if
    the periods before had been alike.

    Fails:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    objectives:
      year: {name: A fifth more, metric: gmv, change: {kind: relative, value: +20%}, vs: previous_year}
    goals:
      quarters: {metric: gmv, baseline: 100, every: quarter, change: {kind: relative, value: +15%},
                 vs: previous_period, due: 2026-12-31, supports: year}
    ```

    Passes:

    ```yaml
    metrics:
      gmv: {standard: gmv}
    objectives:
      year: {name: A fifth more, metric: gmv, change: {kind: relative, value: +20%}, vs: previous_year}
    goals:
      quarters: {metric: gmv, baseline: 100, every: quarter, change: {kind: relative, value: +7.43%},
                 vs: previous_period, due: 2026-12-31, supports: year}
    ```
    """
    for clash in growth_clashes(assessed.linked):
        step, whole = clash.step, clash.whole
        yield Finding(
            rule,
            "{step} from each {every} to the next makes {implied} over {times} of them, but `{other}` asks for {whole}"
            if clash.certain
            else "{step} here and {whole} for `{other}` grow the same metric, "
            "and it is not said what each is compared with",
            At(step.section, step.id, ("change",)),
            params={
                "step": step.rate,
                "every": cycle_word(clash.every),
                "implied": clash.implied,
                "times": clash.times,
                "other": whole.id,
                "whole": whole.rate,
                "needed": clash.needed,
            },
            hint="{whole} needs {needed} from each {every} to the next, if the periods before were alike"
            if clash.certain
            else "add `vs:` to both: {step} from each {every} to the next would make {implied} a year, and {whole} "
            "a year needs {needed} from each {every} to the next; {step} on the same {every} last year makes {step}",
            related=(Related(At(whole.section, whole.id, ("change",)), "{whole}"),),
        )


@rule("ECS459", "recurring-contradicts-total", Severity.WARNING, "target", "change", "every", "start", "due")
def recurring_contradicts_total(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A target for every month and a target for the whole time make the same, for one metric and scope.

    5,000 new members every month are 30,000 in half a year. A recurring goal over part of the time makes at most
    what the whole asks for.

    Fails:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    metrics:
      new_members: {name: New members, unit: people, aggregation: sum, direction: up}
    goals:
      monthly: {metric: new_members, target: 5000, every: month, due: 2026-06-30}
      total: {metric: new_members, target: 23000, due: 2026-06-30}
    ```

    Passes:

    ```yaml
    strategy: {id: demo, name: Demo, period: 2026-H1, currency: CNY}
    metrics:
      new_members: {name: New members, unit: people, aggregation: sum, direction: up}
    goals:
      monthly: {metric: new_members, target: 5000, every: month, due: 2026-06-30}
      total: {metric: new_members, target: 30000, due: 2026-06-30}
    ```
    """
    strategy = assessed.linked.strategy
    totals: dict[tuple[object, ...], list[Goal]] = {}
    again: list[Goal] = []
    for goal in strategy.goals.values():
        if kind_of(assessed.linked.metrics.get(goal.metric or ""), over_time=True) != "sum":
            continue
        if goal.every is not None:
            if goal.target is not None:  # what grows from each to the next is not the same each time
                again.append(goal)
        else:
            totals.setdefault((goal.metric, *scope_key(goal.scope)), []).append(goal)
    for goal in again:
        for total in totals.get((goal.metric, *scope_key(goal.scope)), [])[:_COMPARED]:
            made, asked = assessed.breakdowns[goal.id].whole, assessed.breakdowns[total.id].whole
            if made is None or asked is None or not _contradicts(assessed, goal, total, made - asked):
                continue
            yield Finding(
                rule,
                "{each} every {every} makes {made}, but `{total}` asks for {asked}",
                At("goals", goal.id, ("target",)),
                params={
                    "each": goal.target,
                    "every": cycle_word(goal.every),
                    "made": goal_value(made, goal, assessed.linked),
                    "total": total.id,
                    "asked": goal_value(asked, total, assessed.linked),
                },
                hint="change one of the two, or give them different scopes",
                related=(Related(At("goals", total.id, part="key"), "{asked}"),),
            )
            break


def _contradicts(assessed: Assessed, goal: Goal, total: Goal, over: Decimal) -> bool:
    """Return whether a recurring goal that makes `over` more than the total cannot stand beside it."""
    ours, whole = assessed.breakdowns[goal.id].period, assessed.breakdowns[total.id].period
    if ours is None or whole is None:
        return False
    room = assessed.linked.strategy.target_steps.get(total.id, Decimal(0)) / 2
    if (ours.first, ours.last) == (whole.first, whole.last):
        return abs(over) > room
    return whole.contains(ours) and over > room


RULES = (children_miss_parent, growth_contradicts_growth, recurring_contradicts_total)
