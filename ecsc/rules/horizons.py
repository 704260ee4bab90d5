"""What sort of goals there are: 451 to 455. Efficiency, horizons, brand goals and repeat purchases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ecsc.assess import Assessed
from ecsc.assess.wording import mentions
from ecsc.diagnostics import At, Finding, Related, Rule, Severity
from ecsc.link import LinkedStrategy
from ecsc.link.metrics import TIME_UNITS, currency_of
from ecsc.model.goals import Goal, Metric, Objective
from ecsc.model.thresholds import threshold
from ecsc.quantity import Duration
from ecsc.rules.rule import rule


@rule("ECS451", "efficiency-without-cost-or-time", Severity.WARNING, "type", "metric", "metrics.unit")
def efficiency_without_cost_or_time(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A goal of efficiency is measured by cost or time.

    Its metric has a unit of time, is an amount of money or a share of which less is better (what is written off,
    sent back or done twice costs), is worked out from such a metric, or says cost or time in its name or definition.

    Fails:

    ```yaml
    metrics:
      followers: {name: Followers, unit: people, direction: up}
    goals:
      lean: {name: Lean work, type: efficiency, metric: followers, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      first_answer: {name: First answer, unit: minutes, direction: down}
    goals:
      lean: {name: Lean work, type: efficiency, metric: first_answer, owner: lin}
    ```
    """
    linked = assessed.linked
    currency = linked.strategy.header.currency
    for goal in linked.strategy.goals.values():
        metric = linked.metrics.get(goal.metric or "")
        if (
            goal.type == "efficiency"
            and metric is not None
            and not _of_cost_or_time(metric, currency, linked)
            and not any(_of_cost_or_time(part, currency, linked) for part in _parts(metric, linked))
        ):
            yield Finding(
                rule,
                "{goal} is to be more efficient, but {metric} measures neither cost nor time",
                At("goals", goal.id, ("metric",)),
                params={"goal": goal.id, "metric": metric.id},
                hint="choose a metric in minutes, days or money, or another `type`",
                related=(Related(At("metrics", metric.id, part="key"), "the metric"),),
            )


def _parts(metric: Metric, linked: LinkedStrategy) -> Iterator[Metric]:
    """Yield the metrics that a metric's own formula names."""
    words = re.findall(r"\w+", metric.formula or "")
    yield from (linked.metrics[word] for word in dict.fromkeys(words) if word in linked.metrics)


def _of_cost_or_time(metric: Metric, currency: str, linked: LinkedStrategy) -> bool:
    from ecsc.assess.measurement import is_share
    from ecsc.assess.wording import mentions

    unit = metric.unit or ""
    if unit in TIME_UNITS:
        return True
    if metric.direction == "down" and (currency_of(unit, currency) or is_share(metric.id, linked)):
        return True
    said = (metric.id, metric.name, metric.definition, unit, metric.formula)
    return any(mentions(text, "costs_and_times") for text in said if text)


@rule(
    "ECS452",
    "horizon-contradicts-deadline",
    Severity.WARNING,
    "horizon",
    "due",
    thresholds=("short_horizon",),
)
def horizon_contradicts_deadline(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A short-term goal is due within a year of the strategy's first day, a long-term one not before.

    What is due exactly a year on may be called either.

    Fails:

    ```yaml
    objectives:
      online: {name: A fifth of sales online, horizon: short, due: 2027-12-31}
    ```

    Passes:

    ```yaml
    objectives:
      online: {name: A fifth of sales online, horizon: long, due: 2027-12-31}
    ```
    """
    strategy = assessed.linked.strategy
    limit = threshold(strategy, "short_horizon")
    if not strategy.header_read or not isinstance(limit, Duration):
        return
    from ecsc.assess.ages import day_after

    end = day_after(strategy.header.period.first, limit) - dt.timedelta(days=1)
    for section, one in _with_horizons(assessed):
        if one.due is None or one.horizon is None:
            continue
        if one.due > end if one.horizon == "short" else one.due < end:
            yield Finding(
                rule,
                "`{id}` is a {horizon}-term goal, but due on {due}, later than {end}"
                if one.horizon == "short"
                else "`{id}` is a {horizon}-term goal, but due on {due}, before {end}",
                At(section, one.id, ("due",)),
                params={
                    "id": one.id,
                    "horizon": one.horizon,
                    "due": one.due,
                    "end": end,
                    "limit": limit,
                },
                hint="{limit} from the strategy's first day divide short from long: change `horizon` or `due`",
                related=(Related(At(section, one.id, ("horizon",)), "{horizon}"),),
            )


def _with_horizons(assessed: Assessed) -> Iterator[tuple[str, Goal | Objective]]:
    strategy = assessed.linked.strategy
    for objective in strategy.objectives.values():
        yield "objectives", objective
    for goal in strategy.goals.values():
        yield "goals", goal


@rule("ECS453", "no-long-term-goal", Severity.INFO, "goals.horizon", "objectives.horizon")
def no_long_term_goal(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A strategy that tells short from long terms has a long-term goal or objective.

    Fails:

    ```yaml
    goals:
      sales: {name: Sales, horizon: short, owner: lin}
    ```

    Passes:

    ```yaml
    objectives:
      online: {name: A fifth of sales online, horizon: long}
    goals:
      sales: {name: Sales, horizon: short, supports: online, owner: lin}
    ```
    """
    said = [(section, one) for section, one in _with_horizons(assessed) if one.horizon is not None]
    if said and all(one.horizon == "short" for _, one in said):
        section, first = said[0]
        yield Finding(
            rule,
            "no goal and no objective is long-term",
            At(section, first.id, ("horizon",)),
            hint="add an objective with `horizon: long` that the goals support",
        )


@rule(
    "ECS454",
    "brand-goal-unmeasured",
    Severity.WARNING,
    "method",
    "metric",
    "metrics.method|source",
    "data_sources.kind",
    "tasks.name|serves",
)
def brand_goal_unmeasured(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A brand goal says how it is measured.

    Awareness is not counted but asked for: by a `method` of the goal or of its metric, by a source that is a
    survey or an observation of public opinion, or by a task that serves the goal and is called a survey. Aided and
    unaided awareness differ widely; say which.

    Fails:

    ```yaml
    metrics:
      awareness: {name: Brand awareness, unit: percent, direction: up}
    goals:
      known: {name: Known to 40 %, type: brand, metric: awareness, target: 40%, owner: lin}
    ```

    Passes:

    ```yaml
    metrics:
      awareness: {name: Brand awareness, unit: percent, direction: up, method: "survey, aided"}
    goals:
      known: {name: Known to 40 %, type: brand, metric: awareness, target: 40%, owner: lin}
    ```
    """
    strategy = assessed.linked.strategy
    for goal in strategy.goals.values():
        metric = assessed.linked.metrics.get(goal.metric or "")
        if goal.type != "brand" or goal.method or metric is None or metric.method:
            continue
        source = strategy.data_sources.get(metric.source or "")
        asked = source is not None and source.kind in ("survey", "public_opinion")
        if not asked and not _surveyed(goal, assessed):
            yield Finding(
                rule,
                "nothing says how {metric} is measured",
                At("goals", goal.id, ("metric",)),
                params={"metric": metric.id},
                hint="add `method:`, such as `survey of 400, aided`, to the goal or the metric, or a task that surveys",
                related=(Related(At("metrics", metric.id, part="key"), "the metric"),),
            )


def _surveyed(goal: Goal, assessed: Assessed) -> bool:
    """Return whether a task that serves a goal is a survey, by its id or name; one that was dropped is none."""
    tasks = assessed.linked.strategy.tasks
    return any(
        (task := tasks.get(name)) is not None
        and task.status != "dropped"
        and any(mentions(text, "surveys") for text in (task.id, task.name) if text)
        for name in assessed.linked.served_by(goal.id)
    )


@rule("ECS455", "repeat-rate-without-window", Severity.ERROR, "window")
def repeat_rate_without_window(assessed: Assessed, rule: Rule) -> Iterator[Finding]:
    """A repeat-purchase rate says within which time the second order counts, and what is counted.

    A longer window gives a higher rate, so two rates without windows cannot be compared. The shipped definition
    (`standard: repeat_rate`) is customers with at least two orders, divided by all customers with one.

    Fails:

    ```yaml
    metrics:
      repeat_rate: {standard: repeat_rate}
    ```

    Passes:

    ```yaml
    metrics:
      repeat_rate: {standard: repeat_rate, window: 12 months}
    ```
    """
    from ecsc.assess.buyers import is_repeat_rate

    for metric in assessed.linked.metrics.values():
        if not is_repeat_rate(metric):
            continue
        missing = [
            name
            for name, there in (
                ("window", metric.window is not None),
                ("definition", bool(metric.definition or metric.formula)),
            )
            if not there
        ]
        if missing:
            yield Finding(
                rule,
                "the repeat-purchase rate `{metric}` is said without {missing}",
                At("metrics", metric.id, part="key"),
                params={"metric": metric.id, "missing": missing},
                hint="add {missing}: a second order within 90 days is not one within a year",
            )


RULES = (
    efficiency_without_cost_or_time,
    horizon_contradicts_deadline,
    no_long_term_goal,
    brand_goal_unmeasured,
    repeat_rate_without_window,
)
